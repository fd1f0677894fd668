"""Places of the world by name: countries, American states, and towns of 5,000 people and more.

Lines of towns are held as they are kept, in a fortieth of the memory of their objects; one is read when it is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import Literal, NamedTuple

from generator.annotate.entities.towns import pairs, parsed, rows, size

Tier = Literal["desk", "country", "state", "town"]


class Entry(NamedTuple):
    """One place: the name that the site uses, ISO country code, degrees north and east, inhabitants where known."""

    name: str
    tier: Tier
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0


class World(Mapping[str, Entry]):
    """Places by name; a town is read from its line in the file when it is asked for."""

    def __init__(self, towns: Mapping[str, bytes], known: Mapping[str, Entry]) -> None:
        """Of two places of one name, the known one stands; towns come from the largest to the smallest."""
        self._towns = towns
        self._known = dict(known)

    def __getitem__(self, name: str) -> Entry:
        if name not in self._known:
            self._known[name] = _town(name, self._towns[name])
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known or name in self._towns

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._known, *self._towns)))

    def __len__(self) -> int:
        return len(self._known.keys() | self._towns.keys())

    def but(self, known: Mapping[str, Entry], never: Iterable[str]) -> "World":
        """The same with some other places, and without some names."""
        gone = frozenset(never)
        towns = {name: line for name, line in self._towns.items() if name not in gone} if gone else self._towns
        kept = {name: entry for name, entry in self._known.items() if name not in gone}
        return World(towns, kept | dict(known))

    def of_size(self, population: int) -> Iterator[str]:
        """The names of countries, states and the desk's places, and of towns with so many inhabitants."""
        large = takewhile(lambda town: size(town[1]) >= population, self._towns.items())
        for name in {name for name, _ in large} | self._known.keys():
            if self[name].tier != "town" or self[name].population >= population:
                yield name


@cache
def world() -> World:
    """Every place of the gazetteer by its name; of several towns the largest, and a country before a town."""
    return World(dict(pairs()), _above_towns())


def among(names: Iterable[str]) -> Mapping[str, Entry]:
    """The places of these names, as in `world`, without holding all the others."""
    wanted = frozenset(names)
    above = {name: entry for name, entry in _above_towns().items() if name in wanted}
    return {name: _town(name, line) for name, line in pairs() if name in wanted} | above


@cache
def countries() -> Mapping[str, str]:
    """Every country with its capital."""
    return {name: capital for _, name, capital in rows("countries.tsv")}


@cache
def _above_towns() -> dict[str, Entry]:
    states = {name: Entry(name=name, tier="state", country="US") for (name,) in rows("states.tsv")}
    return states | {name: Entry(name=name, tier="country", country=code) for code, name, _ in rows("countries.tsv")}


def _town(name: str, line: bytes) -> Entry:
    town = parsed(line)
    return Entry(name, "town", town.country, town.lat, town.lon, town.population)
