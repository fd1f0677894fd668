"""Outlines of countries from Natural Earth, cut to a part of the world; `tools/outlines.py` derives the data."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

HALF = 180
Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world, in degrees east and north."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def meets(self, other: "Box") -> bool:
        """Whether two boxes share a part."""
        across = self.west <= other.east and other.west <= self.east
        return across and self.south <= other.north and other.south <= self.north


def around(points: Sequence[Point]) -> Box:
    """The smallest box around points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def rings(box: Box) -> Iterator[Ring]:
    """The outlines within a box, cut at its sides."""
    for place, ring in _rings():
        if place.meets(box) and (cut := _cut(ring, box)):
            yield cut


@cache
def _rings() -> tuple[tuple[Box, Ring], ...]:
    data = json.loads(files(__package__).joinpath("outlines.json").read_text(encoding="utf-8"))
    arcs = [tuple(_points(steps, data["per_degree"])) for steps in data["arcs"]]
    closed = (tuple(_joined(arcs, numbers)) for numbers in data["rings"])
    return tuple((around(ring), ring) for ring in closed)


def _points(steps: Sequence[int], per_degree: int) -> Iterator[Point]:
    for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True):
        yield x / per_degree, y / per_degree


def _joined(arcs: Sequence[Ring], numbers: Sequence[int]) -> Iterator[Point]:
    """The points of arcs one after another; a number below 0 is its complement's arc backwards.

    A ring over the date line goes on beyond 180 degrees.
    """
    turns, before = 0, 0.0
    for x, y in (point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])[1:]):
        turns += (x - before < -HALF) - (x - before > HALF)
        before = x
        yield x + turns * 2 * HALF, y


def _cut(ring: Ring, box: Box) -> Ring:
    """The ring within the box, by Sutherland and Hodgman: one side after the other."""
    for axis, limit, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        ring = tuple(_beyond(ring, axis, limit, sign))
    return ring


def _beyond(ring: Ring, axis: int, limit: float, sign: int) -> Iterator[Point]:
    for start, end in zip((ring[-1:] + ring[:-1]), ring, strict=True):
        inside = sign * (end[axis] - limit) >= 0
        if inside != (sign * (start[axis] - limit) >= 0):
            share = (limit - start[axis]) / (end[axis] - start[axis])
            other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
            yield (limit, other) if axis == 0 else (other, limit)
        if inside:
            yield end
