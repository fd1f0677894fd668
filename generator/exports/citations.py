"""Documents as references: BibTeX, RIS and CSL-JSON, a file of each for every document and one of each for all.

What is cited is the original, by its own authors and outlet; this site is named as the place where it was read.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Final

import msgspec

from generator.addresses import Addresses, page_url
from generator.corpus import Corpus, document_day
from generator.desk import Desk
from generator.exports.files import Asset, text_asset
from generator.markup import escaping
from generator.model import Document
from generator.pages.items import title_of
from generator.runtime.containment import OPEN, Contained, Thing
from generator.settings import Settings

ALL: Final = "citations"
MOST_NAMES: Final = 4  # words of a person's name
_NAME: Final = re.compile(r"[^\W\d_][\w'’.-]*")
_PARTICLES: Final = frozenset({"van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "al"})
_LATEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_SPECIAL: Final = re.compile(r"[\\{}~^&%$#_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An author: `family` and `given` of a person, or `family` alone for a newsroom, an agency and what is unclear."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A document as something to cite; `url` is that of the original, else of the page on this site."""

    key: str
    title: str
    authors: tuple[Name, ...]
    outlet: str
    day: dt.date | None
    url: str
    language: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a reference is written, and how a file is made of some that are written."""

    of_one: Callable[[Reference], str]
    joined: Callable[[Iterable[str]], str]


def render(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Iterator[Asset]:
    """Every file of references; that of a document of which none can be made is empty."""
    known = newsrooms(corpus.desk)
    every: list[tuple[str, Mapping[str, str]]] = []
    for document in corpus.documents:
        page = corpus.addresses.document(document.path)
        thing = Thing(kind="reference", page=page, source=document.path)
        make = partial(_written, corpus.addresses, document, settings, known)
        key, texts = held.attempt(thing, make, lambda _: ("", {}))
        every += [(key, texts)] if texts else []
        for suffix, form in FORMATS.items():
            yield text_asset(page.removesuffix(".md") + suffix, form.joined([texts[suffix]] if texts else []))
    every.sort(key=itemgetter(0))
    for suffix, form in FORMATS.items():
        yield text_asset(f"{ALL}{suffix}", form.joined([texts[suffix] for _, texts in every]))


def _written(
    at: Addresses, document: Document, settings: Settings, known: Container[str]
) -> tuple[str, Mapping[str, str]]:
    """The key of a reference, and how it is written in each format."""
    citation = reference(at, document, settings, known)
    return citation.key, {suffix: form.of_one(citation) for suffix, form in FORMATS.items()}


def newsrooms(desk: Desk) -> frozenset[str]:
    """Names of outlets and organisations, which are no persons' names whatever their form."""
    names = [(outlet.name, *outlet.aliases) for outlet in desk.outlets] + [
        (organisation.name, *organisation.aliases) for organisation in desk.organisations
    ]
    return frozenset(name.casefold() for some in names for name in some)


def reference(at: Addresses, document: Document, settings: Settings, known: Container[str] = ()) -> Reference:
    """The reference of a document; `known` are newsrooms."""
    facts = document.metadata
    page = page_url(settings, at.document(document.path)) if settings.site_url else ""
    return Reference(
        key=at.slug(document.path),
        title=_line(title_of(document)),
        authors=tuple(name_of(_line(name), known) for name in (facts.authors.value if facts.authors else ())),
        outlet=_line(facts.publisher.value) if facts.publisher else "",
        day=document_day(document),
        url=(facts.url and escaping.address(facts.url.value)) or page,
        language=facts.language.value if facts.language else "",
        seen=f"{_line(settings.site_name)}, {page}" if page else _line(settings.site_name),
    )


def name_of(text: str, known: Container[str] = ()) -> Name:
    """A person's name in its parts where it has the form of one and is no newsroom's, else whole."""
    words = text.split()
    capital = [_NAME.fullmatch(word) and (word[0].isupper() or word in _PARTICLES) for word in words]
    if not 1 < len(words) <= MOST_NAMES or not all(capital) or text.casefold() in known:
        return Name(family=text)
    start = next((n for n, word in enumerate(words) if n and word in _PARTICLES), len(words) - 1)
    return Name(family=" ".join(words[start:]), given=" ".join(words[:start]))


def _bibtex(reference: Reference) -> str:
    people = " and ".join(_latex_name(name) for name in reference.authors if name.family)
    fields = {
        "author": people,
        "title": f"{{{_latex(reference.title)}}}",
        "journal": _latex(reference.outlet),
        "date": reference.day.isoformat() if reference.day else "",
        "year": f"{reference.day:%Y}" if reference.day else "",
        "month": str(reference.day.month) if reference.day else "",
        "day": str(reference.day.day) if reference.day else "",
        "url": reference.url,
        "language": _latex(reference.language),
        "note": _latex(f"Read at {reference.seen}"),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{'article' if reference.outlet else 'misc'}{{{reference.key},\n{''.join(lines)}}}\n"


def _latex_name(name: Name) -> str:
    return f"{_latex(name.family)}, {_latex(name.given)}" if name.given else f"{{{_latex(name.family)}}}"


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _LATEX[match[0]], text)


def _ris(reference: Reference) -> str:
    return "".join(f"{line}\r\n" for line in _ris_lines(reference))


def _ris_lines(reference: Reference) -> Iterator[str]:
    yield f"TY  - {'NEWS' if reference.outlet else 'ELEC'}"
    yield f"ID  - {reference.key}"
    yield f"TI  - {reference.title}"
    yield from (
        f"AU  - {name.family}, {name.given}" if name.given else f"AU  - {name.family}" for name in reference.authors
    )
    fields = {"T2": reference.outlet, "UR": reference.url, "LA": reference.language, "N1": f"Read at {reference.seen}"}
    yield from (f"{tag}  - {value}" for tag, value in fields.items() if value)
    if reference.day:
        yield f"PY  - {reference.day:%Y}"
        yield f"DA  - {reference.day:%Y/%m/%d}/"
    yield "ER  - "


def _csl(reference: Reference) -> str:
    values = {
        "id": reference.key,
        "type": "article-newspaper" if reference.outlet else "webpage",
        "title": reference.title,
        "author": [_csl_name(name) for name in reference.authors],
        "container-title": reference.outlet,
        "issued": {"date-parts": [[reference.day.year, reference.day.month, reference.day.day]]}
        if reference.day
        else None,
        "URL": reference.url,
        "language": reference.language,
        "source": reference.seen,
    }
    text = json.dumps({name: value for name, value in values.items() if value}, ensure_ascii=False)
    return msgspec.json.format(text.encode("utf-8", "replace"), indent=1).decode().replace("\n", "\n ")


def _csl_name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def _csl_list(references: Iterable[str]) -> str:
    joined = ",\n ".join(references)
    return f"[\n {joined}\n]\n" if joined else "[]\n"


FORMATS: Final = {
    ".bib": Format(of_one=_bibtex, joined="\n".join),  # BibTeX in UTF-8, addresses as `url` fields
    ".ris": Format(of_one=_ris, joined="".join),
    ".csl.json": Format(of_one=_csl, joined=_csl_list),
}


def _line(text: str) -> str:
    """The text on one line, without characters that hide or end it."""
    return " ".join(escaping.clean(text)[0].split())
