"""What is set aside, with its reason: every line of the reading is shown, evidence of a fact, or listed here."""

import re
from collections.abc import Iterator, Sequence

from generator.model import Block, Metadata, Reading, SetAside, Span
from generator.structure import SHOWN

SHOWN_AS_TEXT = SHOWN - {"caption"}
SHOWN_AS_FACT = frozenset({"headline", "subtitle"})
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def set_aside(reading: Reading, facts: Metadata, blocks: Sequence[Block]) -> tuple[SetAside, ...]:
    """Captions, credits, furniture, repetitions, and lines that no block covers, in the source's order."""
    named = [_aside(block) for block in blocks if block.kind not in SHOWN_AS_TEXT | SHOWN_AS_FACT]
    used = {evidence.span for fact in (facts.headline, facts.subtitle) if fact for evidence in fact.evidence}
    unused = [
        SetAside(span=block.hull, reason=block.kind)
        for block in blocks
        if block.kind in SHOWN_AS_FACT and block.hull not in used
    ]
    loose = (SetAside(span=span, reason="markup") for span in _uncovered(reading, blocks))
    return tuple(sorted((*named, *unused, *loose), key=lambda aside: aside.span))


def _aside(block: Block) -> SetAside:
    hull = block.hull
    end = max(hull.end, block.credit.end) if block.credit else hull.end
    return SetAside(span=Span(hull.start, end), reason=block.kind)


def _uncovered(reading: Reading, blocks: Sequence[Block]) -> Iterator[Span]:
    """Lines that are not blank and that no block touches: rules, fences, front matter."""
    covered: set[int] = set()
    for block in blocks:
        for part in (block.span, *block.rest, *([block.credit] if block.credit else [])):
            first, last = reading.lines(part)
            covered.update(range(first, last + 1))
    for match in _LINE.finditer(reading.text):
        span = Span(*match.span())
        if reading.lines(span)[0] not in covered:
            yield span
