"""Which units have a term, looked up for all terms of a unit at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.corpus.stories.hashes import Hashes, Runs

Ints = NDArray[np.int64]
Small = NDArray[np.int32]


class Postings:
    """For each term the units that have it, ascending, one term after the other; a unit has a term once."""

    def __init__(self, units: Sequence[Small] | Sequence[Runs] | Sequence[Hashes]) -> None:
        self.bounds = np.cumsum([0, *map(len, units)])
        terms = np.concatenate(units)
        self.order = np.argsort(terms, kind="stable").astype(np.int32)
        self.holders = np.repeat(np.arange(len(units), dtype=np.int32), np.diff(self.bounds))[self.order]
        self._places, self._starts = np.empty_like(self.order), np.empty_like(self.order)
        numbers = np.arange(len(terms), dtype=np.int32)
        self._places[self.order] = numbers
        ordered = terms[self.order]
        begins = np.append(True, ordered[1:] != ordered[:-1])[: len(terms)]
        self._starts[self.order] = np.maximum.accumulate(np.where(begins, numbers, 0))

    def earlier(self, number: int) -> tuple[Ints, Ints]:
        """Where in `holders` the earlier units stand that have terms of a unit, and how many have each of them."""
        own = slice(self.bounds[number], self.bounds[number + 1])
        starts, counts = self._starts[own], self._places[own] - self._starts[own]
        before = np.cumsum(counts) - counts
        return np.repeat(starts - before, counts) + np.arange(int(counts.sum())), counts
