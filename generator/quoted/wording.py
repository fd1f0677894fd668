"""Words of a quotation compared with those of a longer print of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_APOSTROPHE = str.maketrans({"’": "'"})
LONGEST = 1_500


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quotation: printed alike, changed or added, or cut (then `text` is empty)."""

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


def pieces(whole: tuple[str, ...], text: str) -> tuple[Piece, ...]:
    """The text in pieces by what it has in common with the words of the whole; cuts at its ends are no pieces."""
    starts = [match.start() for match in _WORD.finditer(text)]
    return tuple(_pieces(whole, text, [0, *starts[1:], len(text)] if starts else [0, len(text)]))


def _pieces(whole: tuple[str, ...], text: str, edges: list[int]) -> Iterator[Piece]:
    part = tokens(text)
    for kind, first, last, start, end in _matcher(whole, part).get_opcodes():
        if start < end:
            yield Piece("same" if kind == "equal" else "changed", text[edges[start] : edges[end]])
        elif first > 0 and last < len(whole) and 0 < start < len(part):
            yield Piece("cut", "")


def _matcher(whole: tuple[str, ...], part: tuple[str, ...]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, whole[:LONGEST], part[:LONGEST], autojunk=False)
