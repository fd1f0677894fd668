"""Which posts are alike at all, found through the rare terms that they share and never by comparing all with all."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence

import numpy as np

from generator.stories.postings import Postings
from generator.stories.vectors import ONE, Space

ALIKE = 0.12
"""The least similarity of two posts that link them, of 1."""
MOST_SHARED = 128
"""A term that more posts than this have is no way to find a post, though it counts when two are compared."""
GLIMPSE = 0.04
"""What rare terms alone must bring before two posts are compared in full."""
SAME_DAYS, HALVED, LEAST_CLOSE = 2, 20, 0.35
FULL = 1_000
"""What a pair of the same days counts, in `closeness`."""


def closeness(one: dt.date | None, other: dt.date | None) -> int:
    """How near two days are, in thousandths: halved every 20 days, never below a third, since dates may be wrong."""
    if one is None or other is None:
        return FULL
    gap = max(0, abs((one - other).days) - SAME_DAYS)
    return round(FULL * max(LEAST_CLOSE, math.exp2(-gap / HALVED)))


def similarity(product: int, close: int, pairs: int = 1) -> float:
    """The average similarity of so many pairs, from the sums of their products and of their closeness."""
    return product * close / (pairs * pairs * ONE * ONE * FULL)


def neighbours(space: Space, days: Sequence[dt.date | None]) -> Iterator[tuple[int, int, int]]:
    """Every pair of units that is alike, the smaller number first, with the product of their vectors."""
    rare = _Rare(space)
    weights = np.zeros(space.size, np.int64)
    for number, unit in enumerate(space.vectors):
        weights[unit.terms] = unit.weights
        for other in rare.glimpsed(number):
            found = space.vectors[other]
            product = int(weights[found.terms] @ found.weights)
            if similarity(product, closeness(days[number], days[other])) >= ALIKE:
                yield other, number, product
        weights[unit.terms] = 0


class _Rare:
    """The terms that several units have, but not too many, and what they weigh in each."""

    def __init__(self, space: Space) -> None:
        holders = np.bincount(np.concatenate([unit.terms for unit in space.vectors]), minlength=space.size)
        rare = (holders > 1) & (holders <= MOST_SHARED)
        some = [rare[unit.terms] for unit in space.vectors]
        self.postings = Postings([unit.terms[own] for unit, own in zip(space.vectors, some, strict=True)])
        self.weights = [unit.weights[own] for unit, own in zip(space.vectors, some, strict=True)]
        self.of_holders = np.concatenate(self.weights)[self.postings.order]

    def glimpsed(self, number: int) -> list[int]:
        """Earlier units that share enough rare terms with a unit."""
        places, counts = self.postings.earlier(number)
        products = self.of_holders[places] * np.repeat(self.weights[number].astype(np.float64), counts)
        scores = np.bincount(self.postings.holders[places], products)  # whole numbers, small enough to be exact
        found: list[int] = np.flatnonzero(scores >= GLIMPSE * ONE * ONE).tolist()
        return found
