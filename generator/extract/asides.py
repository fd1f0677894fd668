"""What is set aside, with its reason: every line of the reading is shown, evidence of a fact, or listed here."""

import re
from collections.abc import Iterator, Sequence

from generator.extract.truncation import end_of
from generator.model import Block, Metadata, Post, Reading, SetAside, Span

REASONS = {"headline": "duplicate", "subtitle": "duplicate", "withdrawn": "editor"}
_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)


def set_aside(
    reading: Reading, facts: Metadata, posts: Sequence[Post], blocks: Sequence[Block]
) -> tuple[SetAside, ...]:
    """Captions, credits, furniture, repetitions, and lines that no block covers, in the source's order."""
    shown = {block.span for post in posts for block in post.blocks if block.kind != "caption"}
    stated = (facts.headline, facts.subtitle, *(post.headline for post in posts))
    used = {evidence.span for fact in stated if fact for evidence in fact.evidence}
    asides = [_aside(block) for block in blocks if block.span not in shown and block.hull not in used]
    loose = (SetAside(span=span, reason=_loose_reason(reading, span)) for span in _uncovered(reading, blocks))
    return tuple(sorted((*asides, *loose), key=lambda aside: aside.span))


def _aside(block: Block) -> SetAside:
    hull = block.hull
    end = max(hull.end, block.credit.end) if block.credit else hull.end
    return SetAside(span=Span(hull.start, end), reason=REASONS.get(block.kind, block.kind))


def _loose_reason(reading: Reading, span: Span) -> str:
    return "front-matter" if reading.slice(span).startswith("---") and "\n" in reading.slice(span) else "markup"


def _uncovered(reading: Reading, blocks: Sequence[Block]) -> Iterator[Span]:
    """Stretches of lines that are not blank and that no block touches: rules, fences, front matter."""
    covered: set[int] = set()
    for block in blocks:
        for part in (block.span, *block.rest, *([block.credit] if block.credit else [])):
            first, last = reading.lines(part)
            covered.update(range(first, last + 1))
    loose = [Span(*m.span()) for m in _LINE.finditer(reading.text, 0, end_of(reading))]
    open_span: Span | None = None
    for span in (span for span in loose if reading.lines(span)[0] not in covered):
        if open_span and reading.text[open_span.end : span.start] == "\n":
            open_span = Span(open_span.start, span.end)
            continue
        if open_span:
            yield open_span
        open_span = span
    if open_span:
        yield open_span
