"""Organisations named in a text: the desk's, and names that end like a ministry's or a party's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.desk import Desk
from generator.entities.people import joining, vocabulary
from generator.entities.runs import Line

MAX_WORDS = 6
_LAST_WORDS = frozenset(
    {
        "Agency",
        "Army",
        "Assembly",
        "Association",
        "Authority",
        "Bank",
        "Brigade",
        "Bureau",
        "Commission",
        "Committee",
        "Congress",
        "Corps",
        "Council",
        "Department",
        "Federation",
        "Institute",
        "Legion",
        "Ministry",
        "Party",
        "Regiment",
        "University",
    }
)


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
        self._names = {
            alias.removesuffix("."): entry.name
            for entry in desk.organisations
            for alias in (entry.name, *entry.aliases)
        }

    def find(self, line: Line, taken: Sequence[tuple[int, int]]) -> Iterator[Organisation]:
        """The organisations of a line outside the words that people's names have taken."""
        used = {index for first, end in taken for index in range(first, end)}
        for first, end in line.runs(joining()):
            index = first
            while index < end:
                found = None if index in used else self._listed(line, index) or _by_ending(line, index, end)
                if found:
                    yield found
                index = found.end if found else index + 1

    def _listed(self, line: Line, index: int) -> Organisation | None:
        for end in range(min(index + MAX_WORDS, len(line.words)), index, -1):
            text = line.text[line.words[index].start : line.words[end - 1].end]
            if name := self._names.get(text):
                return Organisation(index, end, name, "desk", whole=True)
        return None


def _by_ending(line: Line, index: int, end: int) -> Organisation | None:
    """Two to five capitalised words of which the last says that they name an organisation."""
    if line.loud or line.words[index].text in vocabulary().never_names & {"The", "A", "An", "In", "At", "But", "And"}:
        return None
    for last in range(min(end, index + MAX_WORDS - 1), index + 1, -1):
        if line.words[last - 1].text in _LAST_WORDS:
            name = line.text[line.words[index].start : line.words[last - 1].end]
            return Organisation(index, last, name, "ending", whole=False)
    return None
