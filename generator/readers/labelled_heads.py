"""Heads of labelled lines, as archives and clippings put them over a text: 'Headline: …', 'Byline: …', 'Body'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Final, NamedTuple

from generator.language import words
from generator.language.dates import only
from generator.language.sections import united
from generator.model import Field
from generator.readers.line_wrapping import Line

HEAD_LINES: Final = 30
TAIL_LINES: Final = 6
ENOUGH: Final = 2
_LABEL: Final = re.compile(
    r"[*_]{0,2}(?P<label>[^\W\d_][\w /-]{1,30}?)[*_]{0,2}\s?:[*_]{0,2}(?:\s{1,40}(?P<value>\S.*))?"
)
_MARKS: Final = "*_ "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labels:
    """What labels say: facts by the names that records have for them, where the text begins and ends, or neither."""

    headline: frozenset[str] = frozenset()
    subtitle: frozenset[str] = frozenset()
    author: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    updated: frozenset[str] = frozenset()
    publisher: frozenset[str] = frozenset()
    url: frozenset[str] = frozenset()
    language: frozenset[str] = frozenset()
    begins: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    neither: frozenset[str] = frozenset()


class Labelled(NamedTuple):
    """What the labelled lines of a text state, and the lines that are left as its text, None for an empty one."""

    stated: tuple[Field, ...]
    lines: list[Line | None]


def without_labels(lines: Sequence[Line | None], text: str) -> Labelled:
    """A text's lines without its labelled head and foot, and what these say; all lines where it has no such head."""
    numbered = [(n, line) for n, line in enumerate(lines) if line][:HEAD_LINES]
    known = [n for n, line in numbered if _meaning(line)[0]]
    end = _end(numbered, known)
    if end is None:
        return Labelled((), list(lines))
    kept = [None if n < end and line and (n >= known[0] or n in known) else line for n, line in enumerate(lines)]
    stated = [*_fields([line for n, line in numbered if n < end], text), *_unlabelled(numbered, known, text)]
    return Labelled(tuple(stated), _without_foot(kept))


def _end(numbered: Sequence[tuple[int, Line]], known: Sequence[int]) -> int | None:
    """Number of the line after the head: after 'Body', or after the labels that begin the text; None without a head."""
    begins = next((n for n, line in numbered if _folded(line.text) in _labels().begins), None)
    if begins is not None and sum(n < begins for n in known) >= ENOUGH:
        return begins + 1
    if len(known) < ENOUGH or not numbered or known[0] != numbered[0][0]:
        return None
    last = known[0]
    for number, line in numbered:
        if not _LABEL.fullmatch(line.text):
            break
        last = number if number in known else last
    return last + 1 if sum(n <= last for n in known) >= ENOUGH else None


def _meaning(line: Line) -> tuple[str, str]:
    """The name and the value that a labelled line states; empty for another line."""
    match = _LABEL.fullmatch(line.text)
    if not match or not match["value"]:
        return "", ""
    return _names().get(_folded(match["label"]), ""), match["value"].strip(_MARKS)


def _fields(head: Sequence[Line], text: str) -> Iterator[Field]:
    for line in head:
        name, value = _meaning(line)
        if name == "neither":
            yield Field(name="label", value=line.text, lines=_place(line, text))
        elif name:
            yield Field(name=f"record:{name}", value=value, lines=_place(line, text))


def _unlabelled(numbered: Sequence[tuple[int, Line]], known: Sequence[int], text: str) -> Iterator[Field]:
    """The outlet between a title and a day, the three lines with which archives begin an article."""
    first = [line for n, line in numbered[:3] if n < known[0]]
    if len(first) == len(("title", "outlet", "day")) and only(first[2].text, words(None)):
        yield Field(name="record:publisher", value=first[1].text, lines=_place(first[1], text))


def _without_foot(lines: list[Line | None]) -> list[Line | None]:
    """The lines without labels and 'End of document' at their end."""
    for _ in range(TAIL_LINES):
        last = next((n for n in range(len(lines) - 1, -1, -1) if lines[n]), None)
        line = lines[last] if last is not None else None
        if last is None or line is None or not (_folded(line.text) in _labels().ends or _meaning(line)[0]):
            break
        lines = lines[:last]
    return lines


def _place(line: Line, text: str) -> tuple[int, int]:
    number = text.count("\n", 0, line.start) + 1
    return number, number


def _folded(text: str) -> str:
    return text.strip(_MARKS).casefold()


@cache
def _labels() -> _Labels:
    return united("labels", _Labels)


@cache
def _names() -> dict[str, str]:
    stating = (field.name for field in fields(_Labels) if field.name not in {"begins", "ends"})
    return {label: name for name in stating for label in getattr(_labels(), name)}
