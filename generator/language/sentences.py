"""Where sentences begin and end, and flowing text: a block on one line with a way back to the file."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, Protocol, TypeVar

from generator import language as languages
from generator.model import Block, Reading, Span

_END = re.compile(r"(?P<mark>[.!?…。！？]{1,6})[\"'”’»)\]*_]{0,4}(?:(?P<gap>\s{1,999})|(?<=[。！？]))")
_OPENERS = "\"'“‘«([*_-–—•"
_WORD = re.compile(r"\w{1,30}")
_LAST_TOKEN = 30
LOOK_BACK = 50  # findings; a text with more of them on few lines is a list


def sentences(text: str, span: Span, language: str | None = "en") -> tuple[Span, ...]:
    """The sentences of a stretch of text, without the white space around them; abbreviations do not end one."""
    return tuple(Span(start, end) for start, end in _parts(text, span.start, span.end, language))


def _parts(text: str, start: int, limit: int, language: str | None) -> list[tuple[int, int]]:
    """Start and end of each sentence."""
    found = []
    for match in _END.finditer(text, start, limit):
        if _ends(text, match, limit, language):
            found.append(_trimmed(text, start, match.start("gap") if match["gap"] else match.end()))
            start = match.end()
    found.append(_trimmed(text, start, limit))
    return [(first, last) for first, last in found if first < last]


def lowered(text: str) -> str:
    """The text in lower case, one character for each."""
    return text.replace("İ", "i").lower()


@cache
def _abbreviations(language: str | None) -> frozenset[str]:
    return frozenset(languages.words(language).abbreviations)


@cache
def _may_end(language: str | None) -> frozenset[str]:
    """Abbreviations that also end sentences where one of `_starters` follows; a name goes on with the sentence."""
    return frozenset(languages.words(language).ending_abbreviations)


@cache
def _starters(language: str | None) -> frozenset[str]:
    return frozenset(languages.words(language).sentence_starts)


@cache
def _months(language: str | None) -> frozenset[str]:
    return frozenset(form for forms in languages.words(language).months for form in forms)


def _ends(text: str, match: re.Match[str], limit: int, language: str | None) -> bool:
    following = text[match.end() : min(match.end() + 40, limit)].lstrip(_OPENERS)
    if not following or following[0].islower():
        return not following
    before = text[max(0, match.start() - _LAST_TOKEN) : match.start()].split()[-1:]
    if match["mark"] != "." or not before:
        return True
    word = _WORD.match(following)
    return not _abbreviated(before[0].lstrip(_OPENERS), word[0].lower() if word else "", language)


def _abbreviated(token: str, following: str, language: str | None) -> bool:
    """Whether the full stop after a token belongs to it: an initial, an abbreviation, the day before a month."""
    if token.isdigit():
        return following in _months(language)
    if len(token) == 1:
        return token.isupper()
    known = token.lower() in _abbreviations(language)
    return known and not (token.lower() in _may_end(language) and following in _starters(language))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@dataclass(frozen=True, slots=True)
class Flow:
    """Words on one line, one blank apart, and where each of them stands in the file."""

    text: str
    _here: list[int]
    _there: list[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the file that a stretch of the line comes from."""
        return Span(self._back(start), self._back(end - 1) + 1)

    def _back(self, offset: int) -> int:
        word = bisect_right(self._here, offset) - 1
        return self._there[word] + offset - self._here[word]

    def sentences(self, language: str | None = "en") -> list[tuple[int, int]]:
        """Start and end of each sentence within the line."""
        return _parts(self.text, 0, len(self.text), language)


class Located(Protocol):
    """Something with a place in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


L = TypeVar("L", bound=Located)


class Index(Generic[L]):
    """Findings by where they begin, so that those of a stretch are found without looking at all."""

    def __init__(self, ls: Iterable[L]) -> None:
        self._found = sorted(ls, key=lambda one: one.span.start)
        self._starts = [one.span.start for one in self._found]

    def within(self, start: int, end: int) -> list[L]:
        """Those that begin in a half-open stretch of the text, in order."""
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def backwards(self, start: int, end: int) -> Iterator[L]:
        """The same, but the last ones first, and no more of them than a reader would look back at."""
        last = bisect_left(self._starts, end)
        for number in range(last - 1, max(bisect_left(self._starts, start), last - LOOK_BACK) - 1, -1):
            yield self._found[number]

    def at(self, offset: int) -> L | None:
        """The one that holds an offset, of several that do not overlap."""
        number = bisect_right(self._starts, offset) - 1
        return self._found[number] if number >= 0 and offset < self._found[number].span.end else None


_BLACK = re.compile(r"\S+")


def flow(reading: Reading, block: Block) -> Flow:
    """A block's words as one line, what a page break cut joined."""
    written = reading.slice(block.span)
    if not block.rest and written == reading.words(block):
        return Flow(written, [0], [block.span.start])
    here, there, parts = [], [], []
    length = 0
    for part in (block.span, *block.rest):
        for match in _BLACK.finditer(reading.text, part.start, part.end):
            here.append(length)
            there.append(match.start())
            parts.append(match[0])
            length += len(match[0]) + 1
    return Flow(" ".join(parts), here, there)
