"""A reading's blocks with what the rules of structure ask of them: plain words, line numbers, share of links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.markup import escaping
from generator.model import Block, Reading

LONG = 25
SENTENCE = 8
END_CHARS = 5  # a mark with what closes behind it
_LINK = re.compile(
    r"\[([^\[\]]{0,300})\]\([^()\s]{0,600}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?:\s\"[^\"]{0,200}\")?\)"
)
_END = re.compile(r"[.!?…。][\"'”’»)\]*_]{0,4}$")
_STRIP = " \t.,:;!?*_|•·–—-»«›‹>+&()[]…"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One block as read: `text` without markup on one line, `first` and `last` line of the file."""

    block: Block
    text: str
    raw: str
    first: int
    last: int

    @cached_property
    def words(self) -> int:
        """How many words there are."""
        return len(self.text.split())

    @cached_property
    def folded(self) -> str:
        """The words in lower case without punctuation at the ends, to compare with phrases."""
        return self.text.casefold().strip(_STRIP)

    @cached_property
    def linked(self) -> float:
        """Share of the letters that stand in links, 0 to 1."""
        labels = sum(len(match[1]) for match in _LINK.finditer(self.raw)) if "](" in self.raw else 0
        return min(1.0, labels / max(1, len(self.text)))

    @cached_property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_END.search(self.text, max(0, len(self.text) - END_CHARS)))

    @property
    def prose(self) -> bool:
        """Whether it reads as running text and not as a label: long, or a whole sentence."""
        if self.block.level and self.block.kind == "heading":
            return False
        return self.words >= LONG or (self.words >= SENTENCE and self.ended)


def read_lines(reading: Reading, blocks: Iterable[Block]) -> tuple[Line, ...]:
    """The blocks as lines; markup removed where the reading holds markup."""
    return tuple(_line(reading, block) for block in blocks)


def _line(reading: Reading, block: Block) -> Line:
    raw = reading.words(block)
    first, last = reading.lines(block.span)
    text = " ".join(escaping.plain(raw).split()) if reading.markup else raw
    return Line(block=block, text=text, raw=raw, first=first, last=last)
