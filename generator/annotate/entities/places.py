"""Places named in a text: by the gazetteer and the desk, where the words around a name do not speak against it."""

# Reasons: docs/decisions/0010-places.md

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.annotate.entities.gazetteer import Entry, world
from generator.annotate.entities.people import given_names
from generator.annotate.entities.runs import Lexicon, Line
from generator.annotate.entities.words import vocabulary
from generator.desk import Desk

_KNOWN_EVERYWHERE = 200_000
_TOWN = 50_000
_SHORTEST = 3
_LOUD = 4
# Signs that make a word part of an address or a reference.
_GLUED = frozenset("&@#_/=")


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Names of towns that are also names of people and companies, or ordinary words."""

    ambiguous: frozenset[str]
    ordinary: frozenset[str]


@cache
def namesakes() -> Namesakes:
    """The lists of `places.toml`."""
    data = tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
    return Namesakes(**{key: frozenset(words) for key, words in data.items()})


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a line: the indexes of its first and past its last word."""

    first: int
    end: int
    entry: Entry
    rule: str

    @property
    def name(self) -> str:
        """The name that the site uses."""
        return self.entry.name


class Places:
    """The gazetteer together with the desk's places; the desk's names go first and need no context."""

    def __init__(self, desk: Desk) -> None:
        own: dict[str, Entry] = {}
        for place in desk.places:
            entry = Entry(name=place.name, tier="desk", country=place.country or "", lat=place.lat, lon=place.lon)
            own.update(dict.fromkeys((name.removesuffix(".") for name in (place.name, *place.aliases)), entry))
        self._entries = world().but(own, desk.never_places)
        self._lexicon = Lexicon(self._entries)

    @property
    def certain(self) -> frozenset[str]:
        """The names that are places wherever they stand: the desk's, countries, large towns."""
        return frozenset(self._entries.of_size(_KNOWN_EVERYWHERE))

    def candidates(self, line: Line) -> tuple[Found, ...]:
        """Every place name in a line, the longest at each word, whatever it means there."""
        first_words = self._lexicon.first_words
        likely = (at for at in line.capitals if line.words[at] in first_words or line.words[at].isupper())
        return tuple(found for index in likely if (found := self._longest(line, index)))

    def find(
        self, line: Line, candidates: Iterable[Found], taken: Iterable[tuple[int, int]], context: frozenset[str]
    ) -> Iterator[Found]:
        """The candidates that are places, outside words that names have taken; `context` are countries spoken of."""
        used = {index for first, end in taken for index in range(first, end)}
        end = 0
        for match in candidates:
            if match.first < end or not used.isdisjoint(range(match.first, match.end)):
                continue
            rule = self._rule(line, match, context)
            if not rule and end and _listed(line, match, end):
                rule = "listed with places"
            if rule:
                yield Found(match.first, match.end, match.entry, rule)
                end = match.end

    def _longest(self, line: Line, index: int) -> Found | None:
        if found := self._lexicon.longest(line, index):
            return Found(index, *found, "")
        word = line.words[index]
        return self._shouted(line, index) if len(word) >= _LOUD and word.isupper() else None

    def _shouted(self, line: Line, index: int) -> Found | None:
        """A name in capitals, as in a dateline."""
        entry = self._entries.get(line.words[index].title())
        return Found(index, index + 1, entry, "") if entry and _certain(entry) else None

    def _rule(self, line: Line, match: Found, context: frozenset[str]) -> str:
        """Why a name is a place here; empty where it is not."""
        entry, word = match.entry, line.words[match.first]
        if _impossible(line, match):
            return ""
        if word in namesakes().ordinary and entry.tier == "town":
            return self._qualified(line, match)
        if entry.tier == "desk" or (_certain(entry) and not _ambiguous(word)):
            return "desk" if entry.tier == "desk" else "gazetteer"
        spoken_of = entry.country in context or entry.population >= _KNOWN_EVERYWHERE
        return (_in_context(line, match) if spoken_of else "") or self._qualified(line, match)

    def _qualified(self, line: Line, match: Found) -> str:
        """Whether 'town of' stands before the name, or its country or state after it."""
        kind, of = line.lower(match.first - 2), line.lower(match.first - 1)
        before = of in vocabulary().genitives and kind in vocabulary().kinds
        if before and line.gap(match.first) == " " and not _goes_on(line, match.end):
            return "kind of place before"
        if match.end >= len(line) or line.gap(match.end) != ", ":
            return ""
        following = self._longest(line, match.end)
        if following and following.entry.tier in ("country", "state", "desk"):
            return "country after" if following.entry.country == match.entry.country else ""
        return ""


def _ambiguous(word: str) -> bool:
    return word in namesakes().ambiguous or word in given_names()


def _certain(entry: Entry) -> bool:
    return entry.tier != "town" or entry.population >= _KNOWN_EVERYWHERE


def countries(lines: Iterable[tuple[Line, Iterable[Found]]]) -> frozenset[str]:
    """The countries that lines speak of, by their names, their people, or their large towns."""
    demonyms = vocabulary().demonyms
    found: set[str] = set()
    for line, candidates in lines:
        found.update(code for index in line.capitals if (code := demonyms.get(line.words[index])))
        found.update(match.entry.country for match in candidates if _certain(match.entry))
    return frozenset(found)


def _listed(line: Line, match: Found, end: int) -> bool:
    """Whether a name follows a place, whose last word is before `end`, in a list of names."""
    between = line.text[line.ends[end - 1] : line.starts[match.first]]
    link = between.removeprefix(",")
    joined = between == ", " or (link[:1] == link[-1:] == " " and link[1:-1] in vocabulary().ands)
    return joined and line.words[match.first] not in namesakes().ordinary and not _impossible(line, match)


def _impossible(line: Line, match: Found) -> bool:
    """Whether a name is too short, the name of a club or newspaper, or part of a longer name."""
    if len(match.entry.name) < _SHORTEST and match.entry.tier != "desk":
        return True
    if line.follows(match.end - 1) in _GLUED:
        return True
    follows = line.words[match.end] if match.end < len(line) and line.gap(match.end) == " " else ""
    return follows in vocabulary().clubs or _part_of_name(line, match)


def _part_of_name(line: Line, match: Found) -> bool:
    """Whether the capitalised word before belongs to the name, as in 'Jack London' or 'Air France'."""
    index = match.first
    if index == 0 or line.gap(index) != " " or line.loud:
        return False
    before = line.words[index - 1]
    if not before[0].isupper():
        return False
    known = vocabulary()
    if before in given_names() or (match.entry.tier == "town" and (before in known.titles or len(before) == 1)):
        return True
    plain = before in known.titles or before in known.never_names or before in known.demonyms
    lower = before.lower()
    if plain or any(lower in words for words in (known.within, known.towards, known.directions, known.kinds)):
        return False
    return not line.starts_sentence(index - 1)


def _goes_on(line: Line, index: int) -> bool:
    """Whether another capitalised word follows, so that the name is longer than the place."""
    return index < len(line) and line.gap(index) == " " and line.capital(index) and not line.loud


def _in_context(line: Line, match: Found) -> str:
    """A locative word before the name, or a kind of place after it."""
    around = vocabulary()
    after = match.end
    if after < len(line) and line.gap(after) == " " and line.lower(after) in around.kinds:
        return "kind of place after"
    if _goes_on(line, after):
        return ""
    index = match.first - 1
    while index >= 0 and line.lower(index) in around.directions and line.gap(index + 1) == " ":
        index -= 1
    if index < 0 or line.gap(index + 1) != " ":
        return ""
    if line.lower(index) in around.within:
        return "place word before"
    plain = match.entry.population >= _TOWN and not _ambiguous(line.words[match.first])
    return "place word before" if plain and line.lower(index) in around.towards else ""
