"""Lays the pieces of a page out as one text, each piece on the line of the file it came from wherever possible."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Block, BlockKind, Span
from generator.readers.invisible import unbroken


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One block of a page before it has a place in the text; `line` is the file's, from 1, and 0 where unknown."""

    kind: BlockKind
    text: str
    level: int = 0
    line: int = 0


def lay_out(pieces: Iterable[Piece], last_line: int) -> tuple[str, tuple[Block, ...]]:
    """The text and its blocks; a piece that would have to go back stays on the line reached, after a space."""
    parts: list[str] = []
    blocks: list[Block] = []
    offset, line = 0, 1
    for piece in pieces:
        words = " ".join(unbroken(piece.text).split())
        if not words:
            continue
        gap = "\n" * max(0, min(piece.line, last_line) - line) or (" " if blocks else "")
        line += gap.count("\n")
        start = offset + len(gap)
        offset = start + len(words)
        parts += (gap, words)
        blocks.append(Block(kind=piece.kind, span=Span(start, offset), level=piece.level))
    parts.append("\n" * max(0, last_line - line))
    return "".join(parts), tuple(blocks)
