"""Places named in a text: by the gazetteer and the desk, where the words around a name do not speak against it."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.desk import Desk
from generator.entities.gazetteer import Entry, world
from generator.entities.people import vocabulary
from generator.entities.runs import Line

MAX_WORDS = 5
_KNOWN_EVERYWHERE = 200_000
_TOWN = 50_000
_SHORTEST = 3
_LOUD = 4


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The word lists about places of `places.toml`."""

    within: frozenset[str]
    towards: frozenset[str]
    directions: frozenset[str]
    kinds: frozenset[str]
    clubs: frozenset[str]
    ordinary: frozenset[str]


@cache
def surroundings() -> Surroundings:
    """The lists of `places.toml`."""
    data = tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
    return Surroundings(**{key: frozenset(words) for key, words in data.items()})


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a line: the indexes of its first and past its last word."""

    first: int
    end: int
    entry: Entry
    rule: str


class Places:
    """The gazetteer together with the desk's places; the desk's names go first and need no context."""

    def __init__(self, desk: Desk) -> None:
        never = frozenset(desk.never_places)
        self._entries = {name: entry for name, entry in world().items() if name not in never}
        for place in desk.places:
            entry = Entry(name=place.name, tier="desk", country=place.country or "", lat=place.lat, lon=place.lon)
            self._entries.update(
                dict.fromkeys((name.removesuffix(".") for name in (place.name, *place.aliases)), entry)
            )
        self._first_words: dict[str, int] = {}
        for name in self._entries:
            first, _, rest = name.partition(" ")
            self._first_words[first] = max(self._first_words.get(first, 1), 1 + (rest.count(" ") + 1 if rest else 0))

    @property
    def certain(self) -> frozenset[str]:
        """The names that are places wherever they stand: the desk's, countries, large towns."""
        return frozenset(name for name, entry in self._entries.items() if _certain(entry))

    def countries(self, lines: Iterable[Line]) -> frozenset[str]:
        """The countries that lines speak of, by their names, their people, or their large towns."""
        demonyms = vocabulary().demonyms
        found = set()
        for line in lines:
            for index, word in enumerate(line.words):
                if word.capital and (code := demonyms.get(word.text)):
                    found.add(code)
                elif word.capital and (match := self._longest(line, index)) and _certain(match.entry):
                    found.add(match.entry.country)
        return frozenset(found)

    def find(self, line: Line, taken: Iterable[tuple[int, int]], context: frozenset[str]) -> Iterator[Found]:
        """The places of a line outside the words that people's names have taken; `context` are countries spoken of."""
        used = {index for first, end in taken for index in range(first, end)}
        index = 0
        while index < len(line.words):
            match = self._longest(line, index) if line.words[index].capital and index not in used else None
            if match and used.isdisjoint(range(match.first, match.end)) and (rule := self._rule(line, match, context)):
                yield Found(match.first, match.end, match.entry, rule)
                index = match.end
            else:
                index += 1

    def _longest(self, line: Line, index: int) -> Found | None:
        word = line.words[index].text
        limit = self._first_words.get(word)
        if limit is None:
            return self._shouted(line, index) if word.isupper() and len(word) >= _LOUD else None
        for end in range(min(index + limit, len(line.words)), index, -1):
            name = " ".join(part.text for part in line.words[index:end])
            entry = self._entries.get(name)
            if entry and (end == index + 1 or " " * (end - index - 1) == self._gaps(line, index, end)):
                return Found(index, end, entry, "")
        return None

    def _gaps(self, line: Line, index: int, end: int) -> str:
        return "".join(line.gap(position) for position in range(index + 1, end))

    def _shouted(self, line: Line, index: int) -> Found | None:
        """A name in capitals, as in a dateline."""
        entry = self._entries.get(line.words[index].text.title())
        return Found(index, index + 1, entry, "") if entry and _certain(entry) else None

    def _rule(self, line: Line, match: Found, context: frozenset[str]) -> str:
        """Why a name is a place here; empty where it is not."""
        if len(match.entry.name) < _SHORTEST and match.entry.tier != "desk":
            return ""
        if (
            match.end < len(line.words)
            and line.gap(match.end) == " "
            and line.words[match.end].text in surroundings().clubs
        ):
            return ""
        word = line.words[match.first].text
        if word in surroundings().ordinary and match.entry.tier == "town":
            return self._qualified(line, match)
        if _part_of_name(line, match):
            return ""
        if _certain(match.entry) and word not in vocabulary().given:
            return "desk" if match.entry.tier == "desk" else "gazetteer"
        if match.entry.country not in context and match.entry.population < _KNOWN_EVERYWHERE:
            return self._qualified(line, match)
        return _in_context(line, match) or self._qualified(line, match)

    def _qualified(self, line: Line, match: Found) -> str:
        """Whether 'town of' stands before the name, or its country or state after it."""
        before = line.lower(match.first - 1) == "of" and line.lower(match.first - 2) in surroundings().kinds
        if before and line.gap(match.first) == " ":
            return "kind of place before"
        if match.end >= len(line.words) or line.gap(match.end) != ", ":
            return ""
        following = self._longest(line, match.end)
        if following and following.entry.tier in ("country", "state", "desk"):
            return "country after" if following.entry.country == match.entry.country else ""
        return ""


def _certain(entry: Entry) -> bool:
    return entry.tier != "town" or entry.population >= _KNOWN_EVERYWHERE


def _part_of_name(line: Line, match: Found) -> bool:
    """Whether the capitalised word before belongs to the name, as in 'Jack London' or 'Air France'."""
    index = match.first
    if index == 0 or line.gap(index) != " " or line.loud:
        return False
    before = line.words[index - 1]
    if not before.capital or before.text.isdigit():
        return False
    known, around = vocabulary(), surroundings()
    if before.text in known.given:
        return True
    plain = {*known.titles, *known.never_names, *known.demonyms}
    lower = before.text.lower()
    if before.text in plain or lower in around.within | around.towards | around.directions | around.kinds:
        return False
    return not line.starts_sentence(index - 1)


def _in_context(line: Line, match: Found) -> str:
    """A locative word before the name, or a kind of place after it."""
    around = surroundings()
    after = match.end
    if after < len(line.words) and line.gap(after) == " ":
        if line.lower(after) in around.kinds:
            return "kind of place after"
        if line.words[after].capital and not line.loud:
            return ""
    index = match.first - 1
    while index >= 0 and line.lower(index) in around.directions and line.gap(index + 1) == " ":
        index -= 1
    if index < 0 or line.gap(index + 1) != " ":
        return ""
    if line.lower(index) in around.within:
        return "place word before"
    return "place word before" if line.lower(index) in around.towards and match.entry.population >= _TOWN else ""
