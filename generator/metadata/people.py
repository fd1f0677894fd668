"""Authors."""

import re
from collections.abc import Iterator

from generator.dates import find
from generator.languages.names import Byline, byline, looks_like_name
from generator.metadata.material import Finder, Material, shown, stated
from generator.model import Block, Fact, Field

Names = tuple[str, ...]
MAX_AUTHORS = 40
_EDGES = " \t,;:|/•·–—-*_()[]"
_LISTED = re.compile(r"\s{0,3}[;,]\s{0,3}")


def _stated(*names: str) -> Finder[Names]:
    """Every value of the first of these fields that names anyone."""

    def finder(material: Material) -> Iterator[Fact[Names]]:
        for name in names:
            fields = list(material.fields(name))
            people = tuple(dict.fromkeys(person for field in fields for person in _people(material, field)))
            if people:
                yield stated(people, "field", fields[0])

    return finder


def _people(material: Material, field: Field) -> Iterator[str]:
    text = " ".join(field.value.split())
    if "://" in text or text.startswith("@"):
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
        text = without_dates(material, block)
        credit = byline(text, material.words)
        if credit is None and number and not _names_anyone(material, blocks[number - 1]):
            credit = byline(f"{material.words.by[0]} {text}", material.words)
        if credit:
            yield shown(credit.names, "byline", block)
        elif looks_like_name(text.strip(_EDGES), material.words):
            yield shown((text.strip(_EDGES),), "bare-name", block)


def _names_anyone(material: Material, block: Block) -> bool:
    return byline(without_dates(material, block), material.words) is not None


def _beside_date(material: Material) -> Iterator[Fact[Names]]:
    """A name that shares its line with the date."""
    for block in material.of_kind("dateline"):
        rest = without_dates(material, block).strip(_EDGES)
        for part in re.split(r"\s{2,20}|\s?[|•·/]\s?|,\s", rest):
            if looks_like_name(part.strip(_EDGES), material.words):
                yield shown((part.strip(_EDGES),), "name-beside-date", block)


def without_dates(material: Material, block: Block) -> str:
    """A block's words, its days and times left out."""
    text = material.text(block)
    for stamp in find(text, material.words):
        text = text[: stamp.span.start] + " " * (stamp.span.end - stamp.span.start) + text[stamp.span.end :]
    cut = re.split(r"\s{2,}", text.strip(), maxsplit=1)[0] if byline(text, material.words) else text
    return cut.strip()


def credit_of(material: Material, block: Block) -> Byline | None:
    """The byline that a block holds."""
    return byline(without_dates(material, block), material.words)


AUTHORS: tuple[Finder[Names], ...] = (
    _stated("sidecar:authors", "sidecar:author"),
    _stated("front-matter:authors", "front-matter:author", "front-matter:byline"),
    _stated("json-ld:author", "microdata:author"),
    _bylines,
    _beside_date,
    _stated("meta:author", "meta:byl", "html:author", "html:author-link", "article:author", "html:byline"),
)


def plausible(names: Names) -> str | None:
    """What is wrong with a list of authors: nobody, or a crowd."""
    if not names:
        return "nobody named"
    return "too many names" if len(names) > MAX_AUTHORS else None
