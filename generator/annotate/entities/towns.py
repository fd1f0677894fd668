"""The tables that `tools/gazetteer.py` makes: towns of 5,000 people and more, countries, American states."""

# Reasons: docs/decisions/0089-ingest.md

from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple


class Town(NamedTuple):
    """Degrees north and east, ISO country code, inhabitants."""

    lat: float
    lon: float
    country: str
    population: int


def pairs() -> Iterator[tuple[str, bytes]]:
    """The name and the line of the largest town of each name, the largest of all first; `parsed` reads a line."""
    lines = _read("towns.tsv").splitlines()
    return ((line[: line.index(b"\t")].decode(), line) for line in lines)


def parsed(line: bytes) -> Town:
    """What a line says."""
    _, lat, lon, country, population = line.decode().split("\t")
    return Town(float(lat), float(lon), country, int(population))


def size(line: bytes) -> int:
    """The inhabitants that a line tells."""
    return int(line[line.rindex(b"\t") :])


def rows(name: str) -> Iterator[list[str]]:
    """The columns of each row of a table."""
    return (line.split("\t") for line in _read(name).decode().splitlines())


def _read(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
