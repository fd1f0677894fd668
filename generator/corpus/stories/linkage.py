"""Average linkage over a sparse graph: of the linked groups the two most alike are joined, until none are enough so.

The average is over all pairs of two groups, linked or not. Only linked groups are looked at, so that what is not linked
to a group cannot change it. Sums are whole numbers: the order of adding decides nothing, ties go to the earliest units.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

import numpy as np

from generator.corpus.stories.days import closeness
from generator.corpus.stories.neighbours import similarity
from generator.corpus.stories.postings import Ints
from generator.corpus.stories.vectors import Vector

ALIKE = 0.032
"""The least average similarity of two groups that become one story, beyond what is usual, of 1."""

_Sums = tuple[int, int]


@dataclass(slots=True)
class _Group:
    """Units joined so far: sums of their vectors and backgrounds, days, for each linked group product and closeness."""

    first: int
    units: list[int]
    vector: Vector
    usual: int
    days: Counter[dt.date | None]
    links: dict[int, _Sums] = field(default_factory=dict)


def linked(
    units: Sequence[Vector],
    days: Sequence[dt.date | None],
    usual: Sequence[int],
    pairs: Iterable[tuple[int, int, int]],
) -> list[list[int]]:
    """The groups of two units or more, each ascending; `pairs` are the units that are alike, with their products.

    `usual` are the backgrounds of the units.
    """
    groups = _linked_groups(units, days, usual, pairs)
    dense = np.zeros(1 + max((int(unit.terms[-1]) for unit in units if len(unit.terms)), default=0), np.int64)
    heap = [
        (-_average(groups, number, other), number, other)
        for number, group in groups.items()
        for other in group.links
        if number < other
    ]
    heapify(heap)
    while heap:
        likeness, number, other = heappop(heap)
        if _stands(groups, likeness, number, other):
            _join(groups, number, other, heap, dense)
    return sorted(sorted(group.units) for group in groups.values() if len(group.units) > 1)


def _linked_groups(
    units: Sequence[Vector],
    days: Sequence[dt.date | None],
    usual: Sequence[int],
    pairs: Iterable[tuple[int, int, int]],
) -> dict[int, _Group]:
    groups: dict[int, _Group] = {}
    for one, other, product in pairs:
        for number in (one, other):
            if number not in groups:
                groups[number] = _Group(number, [number], units[number], usual[number], Counter([days[number]]))
        sums = product, closeness(days[one], days[other])
        groups[one].links[other] = groups[other].links[one] = sums
    return groups


def _average(groups: dict[int, _Group], one: int, other: int) -> float:
    first, second = groups[one], groups[other]
    usual = first.usual * len(second.units) + second.usual * len(first.units)
    return similarity(*first.links[other], usual, len(first.units) * len(second.units))


def _stands(groups: dict[int, _Group], likeness: float, one: int, other: int) -> bool:
    """Whether both groups are still what they were when their likeness was put down."""
    known = one in groups and other in groups[one].links
    return known and -_average(groups, one, other) == likeness


def _join(groups: dict[int, _Group], number: int, other: int, heap: list[tuple[float, int, int]], dense: Ints) -> None:
    """The later group becomes part of the earlier one, and what is linked to either is weighed anew."""
    kept, gone = groups[number], groups.pop(other)
    kept.links.pop(other)
    gone.links.pop(number)
    linked_to = {third: groups[third] for third in sorted(kept.links.keys() | gone.links.keys())}
    for half in (kept, gone):
        half.links.update(_sums(half, {third: linked_to[third] for third in linked_to.keys() - half.links}, dense))
    for third, group in linked_to.items():
        one, two = kept.links[third], gone.links[third]
        group.links.pop(other, None)
        kept.links[third] = group.links[number] = one[0] + two[0], one[1] + two[1]
    kept.vector += gone.vector
    kept.usual += gone.usual
    kept.units += gone.units
    kept.days += gone.days
    for third in linked_to:
        if (likeness := _average(groups, number, third)) >= ALIKE:
            heappush(heap, (-likeness, min(number, third), max(number, third)))


def _sums(one: _Group, others: Mapping[int, _Group], dense: Ints) -> dict[int, _Sums]:
    """Product and closeness of a group and those that it is not linked to; `dense` is zero before and after."""
    dense[one.vector.terms] = one.vector.weights
    found = {
        number: (int(dense[other.vector.terms] @ other.vector.weights), _closeness(one.days, other.days))
        for number, other in others.items()
    }
    dense[one.vector.terms] = 0
    return found


def _closeness(days: Counter[dt.date | None], others: Counter[dt.date | None]) -> int:
    return sum(closeness(day, its) * count * number for day, count in days.items() for its, number in others.items())
