"""Posts as vectors of whole numbers: rare terms weigh more, names and numbers more than other words.

Whole numbers add up to the same sum in any order, so that no result depends on the order of the files.
"""

# Reasons: docs/decisions/0085-hashes.md

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from generator.annotate.entities.gazetteer import countries
from generator.annotate.entities.words import vocabulary
from generator.corpus.stories.features import MOST_COUNTED, Counts, Features
from generator.corpus.stories.hashes import Hashes, among, each_once, hashed
from generator.corpus.stories.postings import Ints, Small
from generator.language import words

ONE = 1 << 15
"""The length of every vector; the product of a vector with itself is ONE squared."""
NAMES = 0.75
"""The share of names and numbers in a product."""
WIDESPREAD = 0.3
"""What a name counts that unrelated reports share: a country, a capital, a nationality, a month, a weekday."""
EVERYWHERE = 0.75
"""Makes a term count a little even where every post has it, since a folder may hold one event and nothing else."""
MOST_PARTS = 10_000
"""What a whole unit counts among the holders of a term; parts of it in whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """Numbers of terms, ascending, and the weight of each; both of shape (terms,)."""

    terms: Small
    weights: Small | Ints

    def __add__(self, other: "Vector") -> "Vector":
        """The sum."""
        terms, at = np.unique(np.concatenate((self.terms, other.terms)), return_inverse=True)
        weights = np.zeros(len(terms), np.int64)
        np.add.at(weights, at, np.concatenate((self.weights, other.weights)))
        return Vector(terms, weights)


class Space:
    """Units in one space: a term weighs the less the more units have it, and grows slowly with its count in one.

    `shares` are what the units count as holders of a term, of 1.
    """

    def __init__(self, units: Sequence[Features], shares: Sequence[float]) -> None:
        self._words = _Channel([unit.words for unit in units], shares, length=1 - NAMES, first=0)
        self._names = _Channel([unit.names for unit in units], shares, length=NAMES, first=len(self._words.terms))
        self.first_name = len(self._words.terms)
        self.size = self.first_name + len(self._names.terms)
        self.vectors = tuple(map(self._vector, units))

    def weights(self, words: Hashes) -> NDArray[np.float64]:
        """What each of some words tells of an event; all of them are words of units."""
        return self._words.weights[self._words.numbers(words)]

    def _vector(self, features: Features) -> Vector:
        words = self._words.part(features.words, features.word_counts)
        names = self._names.part(features.names, features.name_counts)
        terms, weights = (np.concatenate(pair) for pair in zip(words, names, strict=True))
        return Vector(terms[weights > 0], weights[weights > 0])


class _Channel:
    """The terms of one kind: their numbers from `first` on, and what each weighs."""

    def __init__(self, units: Sequence[Hashes], shares: Sequence[float], *, length: float, first: int) -> None:
        every = np.concatenate(units)
        self.terms, _ = each_once(every.copy())
        counts = [round(share * MOST_PARTS) for share in shares]
        each = np.repeat(np.array(counts, np.int64), list(map(len, units)))
        holders = np.zeros(len(self.terms), np.int64)
        np.add.at(holders, self.numbers(every), each)
        self.length = ONE * math.sqrt(length)
        self.first = first
        self.weights = _weights(holders, sum(counts)) * np.where(among(self.terms, widespread()), WIDESPREAD, 1.0)

    def numbers(self, terms: Hashes) -> Ints:
        """Which of this channel's terms they are."""
        return np.searchsorted(self.terms, terms)

    def part(self, terms: Hashes, counts: Counts) -> tuple[Small, Small]:
        """The terms of one unit by number, and their weights scaled to this channel's length."""
        numbers = self.numbers(terms)
        raw = _growth()[counts] * self.weights[numbers]
        # NumPy adds in an order that depends on the processor; this sum is exact.
        length = math.sqrt(math.fsum((raw * raw).tolist())) or 1.0
        return (numbers + self.first).astype(np.int32), np.rint(raw * (self.length / length)).astype(np.int32)


def _weights(holders: Ints, units: int) -> NDArray[np.float64]:
    """What terms weigh that so much of the units holds; by Python's logarithm, which is the same on every processor."""
    numbers, at = np.unique(holders, return_inverse=True)
    return np.array([math.log(EVERYWHERE + units / number) for number in numbers.tolist()], np.float64)[at]


@cache
def _growth() -> NDArray[np.float64]:
    """What a count is worth, from 0 to the largest."""
    return np.array([0.0, *(1 + math.log(number) for number in range(1, MOST_COUNTED + 1))])


@cache
def widespread() -> Hashes:
    """Words of names that tell little of an event: countries, capitals, nationalities, months and weekdays."""
    calendar = words(None)
    names = [*countries(), *countries().values(), *vocabulary().demonyms]
    forms = [form for forms in (*calendar.months, *calendar.weekdays) for form in forms]
    return np.unique(hashed(word for name in (*names, *forms) for word in name.split()).whole)
