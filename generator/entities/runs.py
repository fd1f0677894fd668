"""Words of a line and the runs of capitalised ones, from which names are made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_]+(?:[’'.‑-][^\W_]+)*")
_POSSESSIVE = ("’s", "'s", "’", "'")
_PARTICLES = frozenset("al ben bin da das de del della den der di dos du el ibn la le van von y zu".split(" "))
_SENTENCE_START = frozenset('.!?:;“”"‘«»(•–—')
_TITLE_CASE = 0.6
_LONG = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word within its line; `text` without a possessive ending."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True)
class Line:
    """A line of flowing text as words; `loud` where capitals say nothing, as in a headline in title case."""

    text: str
    headline: bool = False

    @cached_property
    def words(self) -> list[Word]:
        """Every word in order."""
        return list(_words(self.text))

    @cached_property
    def loud(self) -> bool:
        """Whether most long words begin with a capital."""
        long = [word for word in self.words if len(word.text) >= _LONG and word.text.isalpha()]
        return len(long) > 1 and sum(word.capital for word in long) > _TITLE_CASE * len(long)

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        before = self.words[index - 1].end if index else 0
        return self.text[before : self.words[index].start]

    def starts_sentence(self, index: int) -> bool:
        """Whether a word is the first of its line or sentence."""
        if index == 0:
            return True
        gap = self.gap(index).strip()
        return bool(gap) and gap[-1] in _SENTENCE_START and not (gap == "." and len(self.words[index - 1].text) == 1)

    def lower(self, index: int) -> str:
        """A word in lower case; empty outside the line."""
        return self.words[index].text.lower() if 0 <= index < len(self.words) else ""

    def runs(self, joining: frozenset[str]) -> Iterator[tuple[int, int]]:
        """First and past-the-last index of each run of capitals; `joining` are abbreviations that a full stop follows."""
        index = 0
        while index < len(self.words):
            if self.words[index].capital:
                end = self._run_end(index, joining)
                yield index, end
                index = end
            else:
                index += 1

    def _run_end(self, index: int, joining: frozenset[str]) -> int:
        end = index + 1
        while end < len(self.words) and self.joined(end, joining):
            if self.words[end].capital:
                end += 1
            elif self._particles(end):
                end += self._particles(end)
            else:
                break
        return end

    def joined(self, index: int, joining: frozenset[str]) -> bool:
        """Whether a word goes on with the one before, nothing but a blank or an abbreviation's stop between them."""
        gap = self.gap(index)
        if gap == " ":
            return True
        before = self.words[index - 1].text
        return gap == ". " and (before in joining or (len(before) == 1 and before.isupper()))

    def _particles(self, index: int) -> int:
        """How many lower-case particles stand before the next capital; 0 where none does."""
        for count in (1, 2):
            after = index + count
            if self.lower(after - 1) not in _PARTICLES or self.gap(after - 1) != " " or after >= len(self.words):
                return 0
            if self.words[after].capital and self.gap(after) == " ":
                return count
        return 0


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        word = match[0]
        for ending in _POSSESSIVE:
            word = word.removesuffix(ending)
        yield Word(match.start(), match.start() + len(word), word)
