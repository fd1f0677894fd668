"""Organisations named in a text: the desk's, and names that end like a ministry's or a party's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.annotate.entities.runs import Lexicon, Line
from generator.annotate.entities.words import vocabulary
from generator.desk import Desk

MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation in a line; `whole` where its words are nothing else, such as a place."""

    first: int
    end: int
    name: str
    rule: str
    whole: bool


class Organisations:
    """The desk's organisations by every name they have."""

    def __init__(self, desk: Desk) -> None:
        self._lexicon = Lexicon(
            {
                alias.removesuffix("."): entry.name
                for entry in desk.organisations
                for alias in (entry.name, *entry.aliases)
            }
        )

    def find(self, line: Line, taken: Sequence[tuple[int, int]]) -> Iterator[Organisation]:
        """The organisations of a line outside the words that people's names have taken."""
        if vocabulary().organisation_ends.isdisjoint(line.words) and self._lexicon.first_words.isdisjoint(line.words):
            return
        used = {index for first, end in taken for index in range(first, end)}
        done = 0
        for first, end in line.runs:
            for index in range(first, end):
                if index >= done and index not in used and (found := self._at(line, index, end)):
                    yield found
                    done = found.end

    def _at(self, line: Line, index: int, end: int) -> Organisation | None:
        if listed := self._lexicon.longest(line, index):
            return Organisation(index, *listed, "desk", whole=True)
        return _by_ending(line, index, end)


def _by_ending(line: Line, index: int, end: int) -> Organisation | None:
    """Two to five capitalised words of which the last says that they name an organisation, and what it is for."""
    if line.loud or line.words[index] in vocabulary().organisation_leads:
        return None
    for last in range(min(end, index + MAX_WORDS - 1), index + 1, -1):
        if line.words[last - 1] in vocabulary().organisation_ends:
            stop = _purpose(line, last)
            return Organisation(index, stop, line.written(index, stop), "ending", whole=False)
    return None


def _purpose(line: Line, last: int) -> int:
    """Past the words that 'of' or 'for' adds, as in 'Ministry of Defence'; the same index where there are none."""
    after = last + 1
    added = line.lower(last) in vocabulary().purpose_links and line.gap(last) == " " and after < len(line)
    return line.run_end(after) if added and line.gap(after) == " " and line.capital(after) else last
