"""Wordings compared: words of a quotation with those of a longer print of it, and a paragraph with what it was."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby, takewhile
from operator import itemgetter
from typing import Literal

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_APOSTROPHE = str.maketrans({"’": "'"})
LONGEST = 1_500

_WRITTEN = re.compile(r"\S+\s*|\s+")
# Scripts that put no spaces between words, and their punctuation: Thai and Lao, Tibetan, Burmese, Khmer, those of
# China and Japan.
_SPACELESS = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff9f\U00020000-\U0003ffff]"
)
_JOINING = frozenset("\u200c\u200d\u0f0b")
_VIRAMA = 9


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: the same as in another, changed or added, or cut (then `text` is empty)."""

    kind: Literal["same", "changed", "cut"]
    text: str


def tokens(text: str) -> tuple[str, ...]:
    """The words, folded, marks left out."""
    found = " ".join(_WORD.findall(text))
    return tuple(found.casefold().translate(_APOSTROPHE).split(" ")) if found else ()


def share(whole: tuple[str, ...], part: tuple[str, ...]) -> float:
    """Which part of the shorter text's words stand in the longer one in the same order."""
    blocks = _matcher(whole, part).get_matching_blocks()
    return sum(block.size for block in blocks) / len(part)


def written(text: str) -> tuple[str, ...]:
    """A text as its words are written: with the marks beside them, and the white space that follows.

    Where a script puts no spaces between words, a character with all that belongs to it is one.
    """
    return tuple(word for found in _WRITTEN.findall(text) for word in _parted(found))


def _parted(found: str) -> Iterator[str]:
    if not _SPACELESS.search(found):
        yield found
        return
    start = 0
    for at in range(1, len(found)):
        if _may_part(found[at - 1], found[at]):
            yield found[start:at]
            start = at
    yield found[start:]


def _may_part(one: str, other: str) -> bool:
    """Whether a word may end between two characters of which one may belong to a script without spaces."""
    if other.isspace() or other in _JOINING or one in _JOINING or unicodedata.category(other) in {"Mn", "Mc", "Me"}:
        return False
    return unicodedata.combining(one) != _VIRAMA and bool(_SPACELESS.match(one) or _SPACELESS.match(other))


def pieces(whole: tuple[str, ...], text: str) -> tuple[Piece, ...]:
    """The text in pieces by what it has in common with the words of the whole; cuts at its ends are no pieces.

    A word as it is written is one piece, however little of it differs.
    """
    words = written(text)
    ends = list(accumulate(map(len, words)))
    places = [bisect_right(ends, match.start()) for match in _WORD.finditer(text)]
    changed, cuts = _compared(whole, tokens(text), places)
    known = dict.fromkeys(places, False) | dict.fromkeys(changed, True)
    return tuple(_joined(words, tuple(_filled(len(words), known)), cuts))


def differing(text: str, other: str) -> tuple[Piece, ...]:
    """The text in pieces by what of it, word by word and letter for letter, stands in the other one."""
    words = written(text)
    ours, theirs = ([word.strip() for word in some] for some in (words, written(other)))
    head = _alike(ours, theirs)
    ours, theirs = ours[head:], theirs[head:]
    tail = _alike(ours[::-1], theirs[::-1])
    ours, theirs = ours[: len(ours) - tail], theirs[: len(theirs) - tail]
    changed = [True] * len(ours)
    for _, at, size in _matcher(theirs, ours).get_matching_blocks():
        changed[at : at + size] = [False] * size
    return tuple(_joined(words, [False] * head + changed + [False] * tail, frozenset()))


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))


def _compared(whole: tuple[str, ...], part: tuple[str, ...], places: Sequence[int]) -> tuple[set[int], set[int]]:
    """Which written words have something that the whole has not, and before which of them it has more.

    Each word of the part has its place among the written ones. Words beyond the longest text that is compared are
    taken for changed.
    """
    changed, cuts = set(places[LONGEST:]), set[int]()
    for kind, first, last, start, end in _matcher(whole, part).get_opcodes():
        if start < end:
            changed.update(places[start:end] if kind != "equal" else ())
        elif first > 0 and last < len(whole) and 0 < start < len(part):
            (cuts if places[start - 1] < places[start] else changed).add(places[start])
    return changed, cuts


def _filled(count: int, known: Mapping[int, bool]) -> Iterator[bool]:
    """Which of so many are changed; what has no word in it, such as a dash, is where the words on both sides are."""
    behind = iter([*(known[place] for place in sorted(known)), False])
    before, following = False, next(behind)
    for place in range(count):
        yield following if place in known else before and following
        if place in known:
            before, following = following, next(behind)


def _joined(words: Sequence[str], changed: Sequence[bool], cuts: Container[int]) -> Iterator[Piece]:
    """The written words of one kind that follow each other together, with a piece for each cut."""
    passed = tuple(accumulate(place in cuts for place in range(len(words))))
    before = 0
    for (is_changed, cut), run in groupby(zip(words, changed, passed, strict=True), key=itemgetter(1, 2)):
        if cut > before:
            yield Piece("cut", "")
        before = cut
        yield Piece("changed" if is_changed else "same", "".join(word for word, _, _ in run))


def _matcher(whole: Sequence[str], part: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, whole[:LONGEST], part[:LONGEST], autojunk=False)
