"""Which posts are alike at all, found through the rare terms that they share and never by comparing all with all."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence

import numpy as np

from generator.stories.vectors import ONE, Ints, Space, Vector

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
    postings = _Postings(space)
    weights = np.zeros(space.size, np.int64)
    for number, unit in enumerate(space.vectors):
        weights[unit.terms] = unit.weights
        for other in postings.glimpsed(number, unit):
            found = space.vectors[other]
            product = int(weights[found.terms] @ found.weights)
            if similarity(product, closeness(days[number], days[other])) >= ALIKE:
                yield other, number, product
        weights[unit.terms] = 0


class _Postings:
    """For each term the units that have it, ascending, and what it weighs there, one term after the other."""

    def __init__(self, space: Space) -> None:
        sizes = [len(unit.terms) for unit in space.vectors]
        terms = np.concatenate([unit.terms for unit in space.vectors])
        order = np.argsort(terms, kind="stable")
        self.holders = np.repeat(np.arange(len(sizes)), sizes)[order]
        self.weights = np.concatenate([unit.weights for unit in space.vectors])[order]
        self.starts = np.searchsorted(terms[order], np.arange(space.size + 1))
        self.counts = np.diff(self.starts)
        self.scores = np.zeros(len(sizes), np.int64)

    def glimpsed(self, number: int, unit: Vector) -> list[int]:
        """Earlier units that share enough rare terms with a unit."""
        counts = self.counts[unit.terms]
        rare = (counts > 1) & (counts <= MOST_SHARED)
        counts = counts[rare]
        places = _ranges(self.starts[unit.terms[rare]], counts)
        holders = self.holders[places]
        np.add.at(self.scores, holders, self.weights[places] * np.repeat(unit.weights[rare], counts))
        enough = (holders < number) & (self.scores[holders] >= GLIMPSE * ONE * ONE)
        found: list[int] = np.unique(holders[enough]).tolist()
        self.scores[holders] = 0
        return found


def _ranges(starts: Ints, counts: Ints) -> Ints:
    """The numbers from each start on, as many as its count says, all in a row."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
