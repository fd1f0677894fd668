"""A post's prose as one string with a line for each block, and the way back to the reading's offsets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.language.grammar.words import Speech
from generator.model import Post, Reading, Span

PROSE = frozenset({"paragraph", "list", "quotation"})
WORD = re.compile(r"\w+(?:[-'’.&/]\w+)*|--+|[^\w\s*]")
DASH = "—"
DASHES = frozenset({"―", "‒"})
QUOTE = '"'
_Token = tuple[str, int, int, int]
CLOSERS = frozenset(".?!…")
SHORT_NAME = 2
LONGEST = 500  # words; beyond that it is no sentence, and what looks for others of its kind would look at all


@dataclass(frozen=True, kw_only=True)
class Flow:
    """`text` holds each prose block on one line; `here` and `there` pair offsets in it with offsets in the reading."""

    text: str
    here: tuple[int, ...]
    there: tuple[int, ...]

    def offset(self, position: int) -> int:
        """The offset in the reading's text of a position in `text`."""
        index = bisect_right(self.here, position) - 1
        return self.there[index] + position - self.here[index]

    def span(self, start: int, end: int) -> Span:
        """The reading's span of a non-empty stretch of `text`; it spans page breaks inside the stretch."""
        return Span(self.offset(start), self.offset(end - 1) + 1)

    def lines(self) -> list[tuple[int, int]]:
        """Start and end of each block's line."""
        return self._lines

    @cached_property
    def _lines(self) -> list[tuple[int, int]]:
        out, start = [], 0
        for line in self.text.split("\n"):
            out.append((start, start + len(line)))
            start += len(line) + 1
        return out


def flow(reading: Reading, post: Post, kinds: frozenset[str] = PROSE) -> Flow:
    """The blocks of the given kinds in the post's order."""
    pieces: list[str] = []
    here: list[int] = []
    there: list[int] = []
    length = 0
    for block in post.blocks:
        if block.kind in kinds:
            for part in (block.span, *block.rest):
                here.append(length)
                there.append(part.start)
                pieces.append(reading.slice(part).replace("\n", " "))
                pieces.append(" ")
                length += part.end - part.start + 1
            pieces[-1] = "\n"
    return Flow(text="".join(pieces)[:-1], here=tuple(here) or (0,), there=tuple(there) or (0,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words of one sentence in parallel tuples; a quotation in it is the one word `QUOTE`, its number in `quotes`."""

    words: tuple[str, ...]
    lows: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quotes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


def overlapping(quotes: Sequence[tuple[int, int]], start: int, end: int) -> range:
    """The numbers of the quotations, ordered and apart from each other, that overlap a stretch of the text."""
    first = max(0, bisect_right(quotes, (start, start)) - 1)
    if first < len(quotes) and quotes[first][1] <= start:
        first += 1
    return range(first, max(first, bisect_left(quotes, (end, end))))


def _tokens(text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> list[_Token]:
    """Words and marks of a line; quotations that overlap it come as single tokens."""
    at = start
    found: list[_Token] = []
    for number in overlapping(quotes, start, end):
        opening, closing = quotes[number]
        found += _words(text, at, max(at, opening))
        found.append((QUOTE, max(opening, start), min(closing, end), number))
        at = min(closing, end)
    found += _words(text, at, end)
    return found


def _words(text: str, start: int, end: int) -> list[_Token]:
    """Words and marks; whatever stands for a dash is one."""
    return [
        (DASH if m[0] in DASHES or m[0].startswith("--") else m[0], m.start(), m.end(), -1)
        for m in WORD.finditer(text, start, end)
    ]


def sentences(text: str, line: tuple[int, int], quotes: Sequence[tuple[int, int]], sp: Speech) -> list[Sentence]:
    """Sentences of a line with its quotations taken as words; a quotation that ends with a full stop may end one.

    What goes on for hundreds of words is cut.
    """
    tokens = _tokens(text, *line, quotes)
    out: list[list[_Token]] = []
    first = 0
    marks = [index for index, (word, _, _, number) in enumerate(tokens[:-1]) if word in CLOSERS or number >= 0]
    for index in marks:
        if _ends(text, tokens, index, sp):
            out.append(tokens[first : index + 1])
            first = index + 1
    if tokens:
        out.append(tokens[first:])
    return [_sentence(words[at : at + LONGEST]) for words in out for at in range(0, len(words), LONGEST)]


def _ends(text: str, tokens: list[_Token], index: int, sp: Speech) -> bool:
    word, start, end, number = tokens[index]
    following = tokens[index + 1]
    if number >= 0:
        inner = text[start:end].rstrip("\"\u201d\u201c’'»« )]")
        if inner[-1:] not in CLOSERS or not (following[3] >= 0 or _opens(following[0])):
            return False
        return inner[-1] == "." or following[3] >= 0 or not _verb_ahead(tokens, index + 1, sp)
    previous = tokens[index - 1][0] if index else ""
    abbreviated = word == "." and (previous.lower() in sp.abbreviations or (len(previous) == 1 and previous.isupper()))
    spaced = following[1] > end
    return spaced and (following[3] >= 0 or _opens(following[0])) and not abbreviated


def _verb_ahead(tokens: list[_Token], first: int, sp: Speech) -> bool:
    """Whether a verb of saying follows soon: '"Stop!" Lee said' is one sentence."""
    previous = ""
    for word, _, _, number in tokens[first : first + 8]:
        if number >= 0 or word in ".;:":
            return False
        if (word in sp.strong or word in sp.weak) and previous not in sp.determiners:
            return True
        previous = word.lower()
    return False


def _opens(word: str) -> bool:
    return not word[0].islower() and word not in {",", ")", ";", ":", "-", "–", "—"}


def _sentence(tokens: list[_Token]) -> Sentence:
    words, starts, ends, quotes = zip(*tokens, strict=True)
    return Sentence(words=words, lows=tuple(map(str.lower, words)), starts=starts, ends=ends, quotes=quotes)
