"""What a report shares with the reports of other weeks: the cast of an affair that goes on, and no event.

Rounds of talks, daily assessments and raids bring the same people and places again and again. Two reports are of one
event where they are more alike than each of them is, on average, to what was written in other weeks.
"""

# Reasons: docs/decisions/0050-stories.md

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

import numpy as np

from generator.corpus.stories.postings import Ints
from generator.corpus.stories.vectors import Space, Vector

OTHER_WEEK: Final = 7
"""From more days apart on, two reports are of different weeks."""
FEW: Final = 5
"""So many reports more that are not alike are reckoned with, since a few of other weeks prove little."""
SCALE: Final = 1000


def backgrounds(space: Space, days: Sequence[dt.date | None], shares: Sequence[float]) -> list[int]:
    """For each unit its average product with those of other weeks, of one without a day with all that have one.

    `shares` are what the units count, of 1.
    """
    weights = [round(share * SCALE) for share in shares]
    dated = sorted((day.toordinal(), number) for number, day in enumerate(days) if day)
    total = _Sum(space)
    for _, number in dated:
        total.add(space.vectors[number], weights[number])
    found = [0 if day else total.average(unit) for day, unit in zip(days, space.vectors, strict=True)]
    near = _Window(space, dated, weights)
    for day, same in groupby(dated, key=lambda pair: pair[0]):
        near.move(day)
        for _, number in same:
            found[number] = total.average(space.vectors[number], near.sum)
    return found


class _Sum:
    """The sum of some units, each times what it counts, and how much all count."""

    def __init__(self, space: Space) -> None:
        self.dense: Ints = np.zeros(space.size, np.int64)
        self.count = 0

    def add(self, unit: Vector, weight: int) -> None:
        """Add a unit; a negative weight takes it away."""
        self.dense[unit.terms] += unit.weights.astype(np.int64) * weight
        self.count += weight

    def average(self, unit: Vector, without: "_Sum | None" = None) -> int:
        """The average product of a unit with what is in the sum, but not in another one."""
        own = self.dense[unit.terms] - (without.dense[unit.terms] if without else 0)
        count = self.count - (without.count if without else 0)
        # NumPy adds in an order that depends on the processor; this sum is exact.
        product = math.fsum((own.astype(np.float64) * unit.weights).tolist())
        return round(product / (count + FEW * SCALE))


class _Window:
    """The units near a day, as days go on."""

    def __init__(self, space: Space, dated: Sequence[tuple[int, int]], weights: Sequence[int]) -> None:
        self._space, self._dated, self._weights = space, dated, weights
        self._first = self._end = 0
        self.sum = _Sum(space)

    def move(self, day: int) -> None:
        """Go on to a later day."""
        end, first = self._end, self._first
        while end < len(self._dated) and self._dated[end][0] <= day + OTHER_WEEK:
            end += 1
        while self._dated[first][0] < day - OTHER_WEEK:
            first += 1
        self._add(self._dated[self._end : end], 1)
        self._add(self._dated[self._first : first], -1)
        self._first, self._end = first, end

    def _add(self, units: Iterable[tuple[int, int]], sign: int) -> None:
        for _, number in units:
            self.sum.add(self._space.vectors[number], sign * self._weights[number])
