"""Words of a line and the runs of capitalised ones, from which names are made."""

import re
from collections.abc import Iterator, KeysView, Mapping
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")

# A possessive ending is no part of the word.
_WORD = re.compile(r"[^\W_]+(?:(?:[.‑-]|[’'](?![sS](?!\w)))[^\W_]+)*")
_PARTICLES = frozenset(
    {"al", "ben", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le"}
    | {"van", "von", "y", "zu"}
)
# Titles and the like whose full stop does not end a run.
_ABBREVIATED = frozenset(
    {"Gov", "Gen", "Sen", "Rep", "Col", "Capt", "Sgt", "Lt", "Maj", "Cmdr", "Prof", "Dr", "Mr", "Mrs", "Ms", "St"}
)
_SENTENCE_START = frozenset('.!?:;“”"‘«»(•–—')
_STOPS = (".", "!", "?", ":", "”", '"')
_TITLE_CASE = 0.6
_LONG = 4


class Line:
    """A line of flowing text as words, each with its offsets; words are known by their index."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_WORD.finditer(text))
        self.words = [match[0] for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.capitals = [index for index, word in enumerate(self.words) if word[0].isupper()]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def loud(self) -> bool:
        """Whether most long words begin with a capital, as in a headline in title case."""
        if self.text.endswith(_STOPS):
            return False
        long = [word for word in self.words if len(word) >= _LONG]
        return len(long) > 1 and sum(word[0].isupper() for word in long) > _TITLE_CASE * len(long)

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """First and past-the-last index of each run of capitals."""
        return list(self._runs())

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.words[index][0].isupper()

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it; all that follows the last word past the end."""
        before = self.ends[index - 1] if index else 0
        return self.text[before : self.starts[index] if index < len(self.words) else None]

    def lower(self, index: int) -> str:
        """A word in lower case; empty outside the line."""
        return self.words[index].lower() if 0 <= index < len(self.words) else ""

    def written(self, first: int, end: int) -> str:
        """The text from one word to another."""
        return self.text[self.starts[first] : self.ends[end - 1]]

    def follows(self, index: int) -> str:
        """The character right after a word; empty at the end."""
        return self.text[self.ends[index] : self.ends[index] + 1]

    def starts_sentence(self, index: int) -> bool:
        """Whether a word is the first of its line or sentence."""
        gap = self.gap(index).strip()
        return index == 0 or (bool(gap) and gap[-1] in _SENTENCE_START)

    def joined(self, index: int) -> bool:
        """Whether a word goes on with the one before, nothing but a blank or an abbreviation's stop between them."""
        gap = self.gap(index)
        if gap != ". ":
            return gap == " "
        before = self.words[index - 1]
        return before in _ABBREVIATED or (len(before) == 1 and before.isupper())

    def _runs(self) -> Iterator[tuple[int, int]]:
        end = 0
        for index in self.capitals:
            if index >= end:
                end = self.run_end(index)
                yield index, end

    def run_end(self, index: int) -> int:
        """Past the last word of the run of capitals that begins at a word."""
        end = index + 1
        while end < len(self.words) and self.joined(end):
            step = 1 if self.capital(end) else self._particles(end)
            if not step:
                break
            end += step
        return end

    def _particles(self, index: int) -> int:
        """How many lower-case particles stand before the next capital; 0 where none does."""
        for after in (index + 1, index + 2):
            if after >= len(self.words) or self.words[after - 1] not in _PARTICLES or self.gap(after) != " ":
                return 0
            if self.capital(after):
                return after - index
        return 0


class Lexicon(Generic[T]):
    """Names of one or more words, found from their first word on."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._entries = entries
        self._lengths: dict[str, int] = {}
        for name in entries:
            first, length = (name, 1) if name.isalpha() else _first_and_length(name)
            if length > self._lengths.get(first, 0):
                self._lengths[first] = length

    @property
    def first_words(self) -> KeysView[str]:
        """The words that names begin with."""
        return self._lengths.keys()

    def longest(self, line: Line, index: int) -> tuple[int, T] | None:
        """Past the last word of the longest name that begins at a word, and what it stands for."""
        length = self._lengths.get(line.words[index])
        if length is None:
            return None
        for end in range(min(index + length, len(line)), index, -1):
            name = line.written(index, end)
            if name in self._entries:  # asked first: most are none, and a mapping that raises for each is slow
                return end, self._entries[name]
        return None


def _first_and_length(name: str) -> tuple[str, int]:
    words = _WORD.findall(name) or [name]
    return words[0], len(words)
