"""Average linkage over a sparse graph: of the linked groups the two most alike are joined, until none are enough so.

The average is over all pairs of two groups, linked or not. Only linked groups are looked at, so that what is not linked
to a group cannot change it. Sums are whole numbers: the order of adding decides nothing, ties go to the earliest units.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from generator.stories.neighbours import closeness, similarity
from generator.stories.vectors import Vector

ALIKE = 0.07
"""The least average similarity of two groups that become one story, of 1."""

_Sums = tuple[int, int]


@dataclass(slots=True)
class _Group:
    """Units joined so far: the sum of their vectors, their days, and for each linked group product and closeness."""

    first: int
    units: list[int]
    vector: Vector
    days: Counter[dt.date | None]
    links: dict[int, _Sums] = field(default_factory=dict)
    total: dict[int, int] = field(default_factory=dict)

    def terms(self) -> dict[int, int]:
        """The sum of the vectors; of a single unit not kept."""
        return self.total or self.vector.as_dict()


def linked(
    units: Sequence[Vector], days: Sequence[dt.date | None], pairs: Iterable[tuple[int, int, int]]
) -> list[list[int]]:
    """The groups of two units or more, each ascending; `pairs` are the units that are alike, with their products."""
    groups = _linked_groups(units, days, pairs)
    heap = [
        (-similarity(*sums), number, other)
        for number, group in groups.items()
        for other, sums in group.links.items()
        if number < other
    ]
    heapify(heap)
    while heap:
        likeness, number, other = heappop(heap)
        if _stands(groups, likeness, number, other):
            _join(groups, number, other, heap)
    return sorted(sorted(group.units) for group in groups.values() if len(group.units) > 1)


def _linked_groups(
    units: Sequence[Vector], days: Sequence[dt.date | None], pairs: Iterable[tuple[int, int, int]]
) -> dict[int, _Group]:
    groups: dict[int, _Group] = {}
    for one, other, product in pairs:
        for number in (one, other):
            if number not in groups:
                groups[number] = _Group(number, [number], units[number], Counter([days[number]]))
        sums = product, closeness(days[one], days[other])
        groups[one].links[other] = groups[other].links[one] = sums
    return groups


def _average(groups: dict[int, _Group], one: int, other: int) -> float:
    return similarity(*groups[one].links[other], len(groups[one].units) * len(groups[other].units))


def _stands(groups: dict[int, _Group], likeness: float, one: int, other: int) -> bool:
    """Whether both groups are still what they were when their likeness was put down."""
    known = one in groups and other in groups[one].links
    return known and -_average(groups, one, other) == likeness


def _join(groups: dict[int, _Group], number: int, other: int, heap: list[tuple[float, int, int]]) -> None:
    """The later group becomes part of the earlier one, and what is linked to either is weighed anew."""
    kept, gone = groups[number], groups.pop(other)
    kept.links.pop(other)
    gone.links.pop(number)
    for third in sorted(kept.links.keys() | gone.links.keys()):
        group = groups[third]
        one, two = (half.links.get(third) or _sums(half, group) for half in (kept, gone))
        group.links.pop(other, None)
        kept.links[third] = group.links[number] = one[0] + two[0], one[1] + two[1]
    kept.total = _added(kept.terms(), gone.terms())
    kept.units += gone.units
    kept.days += gone.days
    for third in kept.links:
        if (likeness := _average(groups, number, third)) >= ALIKE:
            heappush(heap, (-likeness, min(number, third), max(number, third)))


def _sums(one: _Group, other: _Group) -> _Sums:
    """Product and closeness of two groups that are not linked."""
    small, large = sorted((one.terms(), other.terms()), key=len)
    close = sum(
        closeness(day, its) * count * number for day, count in one.days.items() for its, number in other.days.items()
    )
    return sum(weight * large[term] for term, weight in small.items() if term in large), close


def _added(one: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    small, large = sorted((one, other), key=len)
    for term, weight in small.items():
        large[term] = large.get(term, 0) + weight
    return large
