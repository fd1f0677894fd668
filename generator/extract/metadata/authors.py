"""Authors."""

import re
from collections.abc import Iterator

from generator.extract.metadata.candidates import Finder, Material, of_fields, shown, stated
from generator.extract.metadata.web.authors import (
    UNSEEN,
    beside_day,
    beside_headline,
    marked,
    profiled,
    structured,
    unseen,
)
from generator.language.bylines import bare, byline, introduces
from generator.language.dates import gapped
from generator.model import Evidence, Fact, Field

Names = tuple[str, ...]
MAX_AUTHORS = 40
_EDGES = " \t,;:|/•·–—-*_()[]"
_PARTS = re.compile(r"\s{2,40}|\s?[|•·/]\s?|\s[–—-]\s")
_AUTHOR_LINK = re.compile(
    r"\[(?P<name>[^\[\]\d]{2,48})\]\([^()\s]{0,200}/"
    r"(?:authors?|autore?s?|auteurs?|autoren|staff|people|profiles?|contributors?|by|writers?|journalists?|redaktion)/[^()\s]{1,100}\)"
)
# An address with its owner's name, as feeds and mails have them; an address alone names nobody.
_MAILBOX = re.compile(
    r"[^\s@<>()]{1,64}@[^\s@<>()]{1,100}(?:\s?\((?P<behind>[^()]{1,80})\))?"
    r"|(?P<before>[^<>@()]{1,80})[<(][^\s@<>()]{1,64}@[^\s@<>()]{1,100}[>)]"
)
_LISTED = re.compile(r"\s{0,3}[;,]\s{0,3}")


def _stated(*names: str) -> Finder[Names]:
    """Every value of the first of these fields that names anyone."""

    @of_fields
    def finder(material: Material) -> Iterator[Fact[Names]]:
        for name in names:
            fields = list(material.fields(name))
            people = tuple(dict.fromkeys(person for field in fields for person in _people(material, field)))
            if people:
                yield stated(people, "field", fields[0])

    return finder


def _named(*names: str) -> Finder[Names]:
    """Every field of these whose value is nothing but people's names: senders and owners of files are often none."""

    @of_fields
    def finder(material: Material) -> Iterator[Fact[Names]]:
        for field in material.fields(*names):
            if credit := bare(field.value, material.words):
                yield stated(credit.names, "field", field)

    return finder


def _people(material: Material, field: Field) -> Iterator[str]:
    text = " ".join(field.value.split())
    mailbox = _MAILBOX.fullmatch(text)
    text = (mailbox["behind"] or mailbox["before"] or "").strip(_EDGES) if mailbox else text
    if not text or "://" in text or text.startswith("@"):
        return
    credit = byline(text, material.words)
    if credit:
        yield from credit.names
        return
    parts = _LISTED.split(text)
    yield from parts if len(parts) > 1 and all(" " in part for part in parts) else (text,)


def _bylines(material: Material) -> Iterator[Fact[Names]]:
    """The people of the byline; a byline word alone is followed by its names."""
    blocks = list(material.of_kind("byline"))
    for number, block in enumerate(blocks):
        text = gapped(material.text(block), material.words)
        credit = byline(text, material.words)
        if credit is None and number and introduces(material.text(blocks[number - 1]), material.words):
            credit = byline(f"{material.words.by[0]} {text}", material.words)
        if credit:
            yield shown(credit.names, "byline", block)


def _bare_names(material: Material) -> Iterator[Fact[Names]]:
    """The names that stand alone under the headline, all of them."""
    names: list[str] = []
    blocks = [block for block in material.of_kind("byline") if bare(material.text(block), material.words)]
    for block in blocks:
        credit = bare(material.text(block), material.words)
        names += [name for name in (credit.names if credit else ()) if name not in names]
    if names:
        evidence = tuple(Evidence(rule="bare-name", span=block.hull) for block in blocks)
        yield Fact(value=tuple(names), evidence=evidence)


def _beside_date(material: Material) -> Iterator[Fact[Names]]:
    """A name that shares its line with the date, before the text."""
    first = next((block.span.start for block in material.of_kind("paragraph")), 0)
    for block in (block for block in material.of_kind("dateline") if block.span.start < first):
        for part in _PARTS.split(gapped(material.text(block), material.words)):
            credit = bare(part.strip(_EDGES), material.words)
            if credit and not _ordinary(material, part):
                yield shown(credit.names, "name-beside-date", block)


def _author_links(material: Material) -> Iterator[Fact[Names]]:
    """The first person after the headline whose name links to an author's page."""
    title = next(material.of_kind("headline"), None)
    for block in (block for block in material.blocks if title and block.span > title.span):
        for match in _AUTHOR_LINK.finditer(material.reading.slice(block.span)):
            name = match["name"].strip(_EDGES)
            if byline(f"{material.words.by[0]} {name}", material.words):
                yield shown((name,), "author-link", block)


def _ordinary(material: Material, text: str) -> bool:
    """Whether the source also uses one of the words in lower case, as it does not with names."""
    tokens = {token.strip(_EDGES).casefold() for token in text.split()} - set(material.words.particles)
    return any(token in tokens for token in material.reading.text.split())


STATED_AUTHORS = (
    "json-ld:author",
    "microdata:author",
    "meta:parsely-author",
    "meta:sailthru.author",
    "article:author",
    "og:article:author",
    "meta:author",
    "meta:byl",
    "meta:cxenseparse:author",
    "meta:citation_author",
    "meta:dc.creator",
    "json-ld:creator",
)
AUTHORS: tuple[Finder[Names], ...] = (
    _stated("sidecar:authors", "sidecar:author"),
    _stated("front-matter:authors", "front-matter:author", "front-matter:byline"),
    _stated("feed:author", "record:author"),
    structured("json-ld:author", full=True),
    profiled,
    beside_headline,
    marked,
    beside_day,
    structured(*STATED_AUTHORS),
    _bylines,
    _bare_names,
    _beside_date,
    _author_links,
    unseen,
    _named("email:from", "docx:author", "odt:author", "pdf:author"),
)


def plausible(fact: Fact[Names]) -> str | None:
    """What is wrong with a list of authors: nobody, a crowd, or people whom the page's readers are not shown.

    What nobody sees is often the account that put the page online.
    """
    if not fact.value:
        return "nobody named"
    if fact.evidence[0].rule == UNSEEN:
        return "not shown on the page"
    return "too many names" if len(fact.value) > MAX_AUTHORS else None
