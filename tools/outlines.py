"""Derives `generator/pages/outlines.json` from Natural Earth's countries, as npm's world-atlas 2.0.2 carries them.

`npm pack world-atlas@2.0.2`, unpack, then `python tools/outlines.py package/countries-50m.json`. Lines between
countries are shared arcs, so that simplifying them (Ramer-Douglas-Peucker) leaves no gaps.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

TOLERANCE = 0.075
PER_DEGREE = 20
SMALLEST = 0.8
SOUTHERNMOST = -60
TARGET = Path(__file__).parent.parent / "generator" / "pages" / "outlines.json"

Point = tuple[float, float]


def decoded(topology: dict, arc: Sequence[Sequence[int]]) -> Iterator[Point]:
    """The points of a quantised arc, in degrees east and north."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * across + west, y * up + south


def simplified(points: Sequence[Point]) -> list[Point]:
    """The ends, and the points that lie further than the tolerance from the line between their neighbours."""
    kept, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far = max(range(first + 1, last), key=lambda i: distance(points[i], points[first], points[last]), default=None)
        if far is not None and distance(points[far], points[first], points[last]) > TOLERANCE:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [points[index] for index in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a line."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.hypot(x2 - x1, y2 - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length if length else math.hypot(x - x1, y - y1)


def differences(points: Sequence[Point]) -> list[int]:
    """Whole steps from point to point: x, y, dx, dy and so on."""
    grid = [(round(x * PER_DEGREE), round(y * PER_DEGREE)) for x, y in points]
    steps = [(x - a, y - b) for (a, b), (x, y) in zip([(0, 0), *grid], grid, strict=False)]
    return [part for number, step in enumerate(steps) if number == 0 or any(step) for part in step]


def main() -> None:
    """Writes the outlines and says how large they are."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [simplified(list(decoded(topology, arc))) for arc in topology["arcs"]]
    shapes = topology["objects"]["countries"]["geometries"]
    polygons = [
        polygon for shape in shapes for polygon in ([shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"])
    ]
    rings = [ring for polygon in polygons for ring in polygon if shown(arcs, ring)]
    used = sorted({arc if arc >= 0 else ~arc for ring in rings for arc in ring})
    number = {arc: place for place, arc in enumerate(used)}
    made = {
        "origin": "Natural Earth 1:50m countries, public domain; by way of world-atlas 2.0.2 (ISC, Michael Bostock)",
        "per_degree": PER_DEGREE,
        "arcs": [differences(arcs[arc]) for arc in used],
        "rings": [[number[arc] if arc >= 0 else ~number[~arc] for arc in ring] for ring in rings],
    }
    text = json.dumps(made, separators=(",", ":")) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(rings)} rings, {len(text)} bytes\n")


def shown(arcs: Sequence[Sequence[Point]], ring: Sequence[int]) -> bool:
    """Whether a ring is large enough to see, and not around the pole."""
    xs, ys = zip(*(point for arc in ring for point in arcs[arc if arc >= 0 else ~arc]), strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys)) >= SMALLEST and max(ys) > SOUTHERNMOST and len(set(xs)) > 2  # noqa: PLR2004


if __name__ == "__main__":
    main()
