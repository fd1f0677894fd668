"""Which posts are alike at all, found through the rare terms that they share and never by comparing all with all."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence

import numpy as np

from generator.corpus.stories.days import FULL, Calendar, closeness
from generator.corpus.stories.postings import Ints, Postings
from generator.corpus.stories.vectors import ONE, Space, Vector

ALIKE = 0.08
"""The least similarity of two posts that link them beyond what each shares with other weeks, of 1."""
BEYOND = 2.1
"""How many times as alike as with other weeks two posts must be, to begin with."""
MOST_SHARED = 128
"""A term that more posts than this have is no way to find a post, though it counts when two are compared."""
GLIMPSE = 0.04
"""What rare terms alone must bring before two posts are compared in full."""
ALMOST = 1 - 1e-9
"""Room for what is lost in sums that are not exact."""


def similarity(product: int, close: int, usual: int = 0, pairs: int = 1) -> float:
    """How alike so many pairs are on average, beyond what is usual for the two of each.

    From the sums of their products, of their closeness, and of the backgrounds of both.
    """
    return product * close / (pairs * pairs * ONE * ONE * FULL) - BEYOND * usual / (2 * pairs * ONE * ONE)


def neighbours(space: Space, days: Sequence[dt.date | None], usual: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Every pair of units that is alike, the smaller number first, with the product of their vectors.

    `usual` are the backgrounds of the units.
    """
    candidates = _Candidates(space, days)
    weights = np.zeros(space.size, np.int64)
    for number, unit in enumerate(space.vectors):
        weights[unit.terms] = unit.weights
        for other in candidates.of(number):
            found = space.vectors[other]
            product = int(weights[found.terms] @ found.weights)
            close = closeness(days[number], days[other])
            if similarity(product, close, usual[number] + usual[other]) >= ALIKE:
                yield other, number, product
        weights[unit.terms] = 0


class _Candidates:
    """Terms that several units have, but not too many, what they weigh in each, and what all others can bring."""

    def __init__(self, space: Space, days: Sequence[dt.date | None]) -> None:
        holders = np.bincount(np.concatenate([unit.terms for unit in space.vectors]), minlength=space.size)
        rare = (holders > 1) & (holders <= MOST_SHARED)
        some = [rare[unit.terms] for unit in space.vectors]
        self.postings = Postings([unit.terms[own] for unit, own in zip(space.vectors, some, strict=True)])
        self.weights = [unit.weights[own] for unit, own in zip(space.vectors, some, strict=True)]
        self.of_holders = np.concatenate(self.weights)[self.postings.order]
        shared = np.where(holders > MOST_SHARED, 1 + (np.arange(space.size) >= space.first_name), 0)
        self.common = np.array([_lengths(unit, shared[unit.terms]) for unit in space.vectors])
        self.calendar = Calendar(days)

    def of(self, number: int) -> list[int]:
        """Earlier units that share enough rare terms with a unit, and may be alike.

        What common terms bring is at most the product of their lengths (Cauchy and Schwarz), words and names apart.
        """
        places, counts = self.postings.earlier(number)
        products = self.of_holders[places] * np.repeat(self.weights[number].astype(np.float64), counts)
        scores = np.bincount(self.postings.holders[places], products)  # whole numbers, small enough to be exact
        found = np.flatnonzero(scores >= GLIMPSE * ONE * ONE)
        most = (scores[found] + self.common[found] @ self.common[number]) * self.calendar.near(number, found)
        likely: list[int] = found[most >= ALIKE * ONE * ONE * FULL * ALMOST].tolist()
        return likely


def _lengths(unit: Vector, shared: Ints) -> list[float]:
    """Of the parts of a vector that are common words and common names."""
    weights = unit.weights.astype(np.float64)
    return [math.sqrt(float(own @ own)) for own in (weights[shared == kind] for kind in (1, 2))]
