"""Ties to passages that outlive a new version of the text: whole lines, and what stands around them.

The selector is the TextQuoteSelector of the W3C Web Annotation data model; blank lines and indents do not count.
"""

# Reasons: docs/decisions/0080-ties.md

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Span

CONTEXT = 32
MAX_CONTEXT = 4096
TELLING = 24
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Lines by their words, what stands before and after, and which of how many equal ones in the text they were."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    occurrence: int = 1
    occurrences: int = 1


@dataclass(frozen=True, slots=True)
class _Folded:
    """The lines of a text that are not blank, white space collapsed, and the span of each in the text itself."""

    text: str
    starts: dict[int, int]
    stops: dict[int, int]


def describe(text: str, span: Span) -> Tie | None:
    """The lines that a span touches, with as much around as tells them from all others; None where nothing does."""
    folded = _fold(text)
    touched = [
        (start, stop)
        for start, stop in zip(folded.starts, folded.stops, strict=True)
        if folded.starts[start] < span.end and span.start < folded.stops[stop]
    ]
    if not touched:
        return None
    start, stop = touched[0][0], touched[-1][1]
    exact = folded.text[start:stop]
    prefix = _around(folded, exact, folded.text[:start], before=True)
    suffix = _around(folded, exact, folded.text[stop:], before=False)
    equal = list(_found(folded, exact))
    if len(equal) > 1 and not (prefix and suffix):
        return None
    number = equal.index(start) + 1
    return Tie(exact=exact, prefix=prefix, suffix=suffix, occurrence=number, occurrences=len(equal))


def locate(text: str, tie: Tie) -> Span | None:
    """Where the lines stand now; None where they are gone, were changed, or could be in more than one place."""
    folded = _fold(text)
    exact = _fold(tie.exact).text
    starts = list(_found(folded, exact)) if exact else []
    if len(starts) < tie.occurrences:
        return None  # of several equal ones it may be this one that is gone
    likely = starts if len(starts) > tie.occurrences else starts[tie.occurrence - 1 : tie.occurrence]
    both = [n for n in likely if _before(folded, n, tie) and _after(folded, n + len(exact), tie)]
    if len(both) == 1:
        return _span(folded, both[0], exact)
    if both or tie.occurrences != 1 or len(starts) != 1:
        return None
    known = _before(folded, starts[0], tie) or _after(folded, starts[0] + len(exact), tie)
    return _span(folded, starts[0], exact) if known or len(exact) >= TELLING or folded.text == exact else None


def _span(folded: _Folded, start: int, exact: str) -> Span:
    return Span(folded.starts[start], folded.stops[start + len(exact)])


def _before(folded: _Folded, start: int, tie: Tie) -> bool:
    return bool(tie.prefix) and folded.text[:start].rstrip("\n").endswith(_fold(tie.prefix).text)


def _after(folded: _Folded, stop: int, tie: Tie) -> bool:
    return bool(tie.suffix) and folded.text[stop:].lstrip("\n").startswith(_fold(tie.suffix).text)


def _fold(text: str) -> _Folded:
    lines: list[str] = []
    starts: dict[int, int] = {}
    stops: dict[int, int] = {}
    size = 0
    for match in _LINE.finditer(text):
        words = " ".join(match[0].split())
        starts[size] = match.start()
        size += len(words)
        stops[size] = match.start() + len(match[0].rstrip())
        size += 1
        lines.append(words)
    return _Folded("\n".join(lines), starts, stops)


def _found(folded: _Folded, exact: str) -> Iterator[int]:
    """Where the lines stand, whole ones only."""
    start = folded.text.find(exact)
    while start >= 0:
        if start in folded.starts and start + len(exact) in folded.stops:
            yield start
        start = folded.text.find(exact, start + 1)


def _around(folded: _Folded, exact: str, beside: str, *, before: bool) -> str:
    """What stands on one side, as far as it takes to tell the lines by that side alone; empty where it cannot be."""
    beside = beside.strip("\n")
    size = CONTEXT
    while beside:
        part = (beside[-size:] if before else beside[:size]).strip()
        whole = f"{part}\n{exact}" if before else f"{exact}\n{part}"
        if folded.text.count(whole) <= 1:
            return part
        if size >= min(len(beside), MAX_CONTEXT):
            return ""
        size *= 2
    return ""
