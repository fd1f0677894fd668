"""Which posts are alike at all, found through the rare terms that they share and never by comparing all with all."""

import datetime as dt
import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.stories.vectors import ONE, Vector

ALIKE = 0.12
"""The least similarity of two posts that link them, of 1."""
MOST_SHARED = 128
"""A term that more posts than this have is no way to find a post, though it counts when two are compared."""
GLIMPSE = 0.04
"""What rare terms alone must bring before two posts are compared in full."""
SAME_DAYS, HALVED, LEAST_CLOSE = 2, 20, 0.5
FULL = 1_000
"""What a pair of the same days counts, in `closeness`."""


def closeness(one: dt.date | None, other: dt.date | None) -> int:
    """How near two days are, in thousandths: halved every 20 days and never below a half, since dates may be wrong."""
    if one is None or other is None:
        return FULL
    gap = max(0, abs((one - other).days) - SAME_DAYS)
    return round(FULL * max(LEAST_CLOSE, math.exp2(-gap / HALVED)))


def similarity(product: int, close: int, pairs: int = 1) -> float:
    """The average similarity of so many pairs, from the sums of their products and of their closeness."""
    return product * close / (pairs * pairs * ONE * ONE * FULL)


def neighbours(units: Sequence[Vector], days: Sequence[dt.date | None]) -> Iterator[tuple[int, int, int]]:
    """Every pair of units that is alike, the smaller number first, with the product of their vectors."""
    postings = _postings(units)
    for number, unit in enumerate(units):
        weights = dict(unit.items())
        for other in _glimpsed(number, weights, postings):
            product = dot(weights, units[other].items())
            if similarity(product, closeness(days[number], days[other])) >= ALIKE:
                yield other, number, product


def dot(one: Mapping[int, int], other: Iterator[tuple[int, int]]) -> int:
    """The product of two vectors."""
    return sum(one[term] * weight for term, weight in other if term in one)


def _postings(units: Sequence[Vector]) -> dict[int, tuple["array[int]", "array[int]"]]:
    """For each term that is rare enough the units that have it, ascending, and what it weighs there."""
    found: defaultdict[int, tuple[array[int], array[int]]] = defaultdict(lambda: (array("I"), array("I")))
    for number, unit in enumerate(units):
        for term, weight in unit.items():
            holders, weights = found[term]
            holders.append(number)
            weights.append(weight)
    return {term: lists for term, lists in found.items() if 1 < len(lists[0]) <= MOST_SHARED}


def _glimpsed(
    number: int, weights: Mapping[int, int], postings: Mapping[int, tuple["array[int]", "array[int]"]]
) -> list[int]:
    """Earlier units that share enough rare terms with a unit."""
    found: defaultdict[int, int] = defaultdict(int)
    for term, weight in weights.items():
        for other, its in zip(*postings.get(term, ((), ())), strict=True):
            if other >= number:
                break
            found[other] += weight * its
    return [other for other, product in found.items() if product >= GLIMPSE * ONE * ONE]
