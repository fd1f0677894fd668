"""Which lines of a text continue the line before: files whose paragraphs were broken at a column."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_WIDEST = 120
_MIN_PAIRS = 3
_FULL = 0.85
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]{0,3}$")
_STARTS_ITEM = re.compile(r"(?:[•·*‣▪–—-]|\d{1,3}[.)])\s|[>#|]")


class Line(NamedTuple):
    """One line: where it starts and ends in the text, without the white space at both ends, and how much that is."""

    start: int
    end: int
    text: str
    indent: int
    trailing: int

    @property
    def first_word(self) -> str:
        """The line's first word, at most 40 characters of it."""
        return self.text[:40].split()[0]


def lines_of(text: str, start: int = 0) -> Iterator[Line | None]:
    """Every line from an offset on; None for an empty one."""
    for raw in text[start:].split("\n"):
        content = raw.strip()
        if content:
            indent = 0 if raw[0] == content[0] else len(raw) - len(raw.lstrip())
            size = len(content)
            yield Line(start + indent, start + indent + size, content, indent, len(raw) - indent - size)
        else:
            yield None
        start += len(raw) + 1


def width(lines: Sequence[Line | None]) -> int:
    """The column at which a text is wrapped; 0 where each line is a paragraph of its own."""
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    prose = [(a, b) for a, b in pairs if " " in a.text and not _STARTS_ITEM.match(b.text)]
    lengths = sorted(len(a.text) for a, _ in prose)
    if len(prose) < _MIN_PAIRS or lengths[-1 - len(lengths) // 50] > _WIDEST:
        return 0
    column = lengths[-1 - len(lengths) // 10]
    full = [(a, b) for a, b in prose if _is_full(a, b, column)]
    running = sum(not _ENDS.search(a.text) for a, _ in full)
    lower = sum(b.text[0].islower() for _, b in full)
    wrapped = len(full) >= max(_MIN_PAIRS, 0.5 * len(prose)) and running >= 0.6 * len(full) and lower >= 0.3 * len(full)
    return column if wrapped else 0


def _is_full(line: Line, following: Line, column: int) -> bool:
    """Whether the next line's first word would not have fitted, give or take what proportional letters vary."""
    return len(line.text) + 1 + len(following.first_word) > _FULL * column


def continues(line: Line, following: Line, column: int) -> bool:
    """Whether the following line goes on with this one in a text that is wrapped at the column."""
    if following.indent > line.indent or _STARTS_ITEM.match(following.text):
        return False
    return _is_full(line, following, column)


def paragraphs(lines: Sequence[Line | None], column: int) -> Iterator[tuple[Line, Line]]:
    """First and last line of each paragraph; every line is one where the column is 0."""
    first: Line | None = None
    last: Line | None = None
    for line in lines:
        if first and last and not (line and column and continues(last, line, column)):
            yield first, last
            first = None
        first, last = first or line, line
    if first and last:
        yield first, last
