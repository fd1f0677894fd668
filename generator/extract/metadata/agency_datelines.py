"""The line that opens an agency's report inside its first paragraph: 'CITY, May 12, 2024 (Agency) -'."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice

from generator.extract.metadata.candidates import Material
from generator.language.dates import find
from generator.model import Block, Evidence, Fact, Span

FIRST = 3  # paragraphs: a caption may stand before
MAX_OPENING = 110
_OPENING = re.compile(r"(?P<opening>[A-ZÀ-ÞА-ЯІЇЄҐ][^\n]{2,100}?)\s{1,2}[-–—]{1,2}\s")
_CITY = re.compile(r"[A-ZÀ-ÞА-ЯІЇЄҐ][A-ZÀ-ÞА-ЯІЇЄҐ .'’/-]{2,40}(?=[\s,(])")
_ALONE = re.compile(r"[A-ZÀ-ÞА-ЯІЇЄҐ][A-ZÀ-ÞА-ЯІЇЄҐ .'’/-]{2,40}")
_AGENCY = re.compile(r"\((?P<name>[^\W\d][^()]{1,40})\)$")


def days(material: Material) -> Iterator[Fact[dt.date]]:
    """The day of the opening."""
    for block, opening in openings(material):
        for stamp in find(opening, material.words):
            if stamp.value:
                start = block.span.start + stamp.span.start
                span = Span(start, start + stamp.span.end - stamp.span.start)
                yield Fact(value=stamp.value, evidence=(Evidence(rule="wire-dateline", span=span),))


def agencies(material: Material) -> Iterator[Fact[str]]:
    """The agency in the opening's brackets."""
    for block, opening in openings(material):
        if match := _AGENCY.search(opening):
            span = Span(block.span.start + match.start("name"), block.span.start + match.end("name"))
            yield Fact(value=match["name"], evidence=(Evidence(rule="wire-dateline", span=span),))


def openings(material: Material) -> Iterator[tuple[Block, str]]:
    """The opening of one of the first paragraphs, with its block."""
    for block in islice(material.of_kind("paragraph"), FIRST):
        match = _opening(material.reading.slice(block.span))
        if match:
            yield block, match["opening"]
            return


def length(text: str) -> int:
    """How many characters of a paragraph are an agency's opening, its dash included; 0 where it has none."""
    match = _opening(text)
    return match.end() if match else 0


def _opening(text: str) -> re.Match[str] | None:
    match = _OPENING.match(text[:MAX_OPENING])
    if not match:
        return None
    # A bare name in capitals may be a body: 'UNICEF — the agency for children — said'.
    bare = _ALONE.fullmatch(match["opening"]) and not text[match.end() : match.end() + 1].islower()
    return match if bare or _CITY.match(match["opening"]) else None
