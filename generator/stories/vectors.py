"""Posts as vectors of whole numbers: rare terms weigh more, names and numbers more than other words.

Whole numbers add up to the same sum in any order, so that no result depends on the order of the files.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from generator.entities.gazetteer import countries
from generator.entities.people import vocabulary
from generator.languages import words
from generator.stories.features import MOST_COUNTED, Features

ONE = 1 << 15
"""The length of every vector; the product of a vector with itself is ONE squared."""
NAMES = 0.75
"""The share of names and numbers in a product."""
WIDESPREAD = 0.3
"""What a name counts that unrelated reports share: a country, a capital, a nationality, a month, a weekday."""
EVERYWHERE = 0.75
"""Makes a term count a little even where every post has it, since a folder may hold one event and nothing else."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """Numbers of terms, ascending, and the weight of each; both of shape (terms,)."""

    terms: Ints
    weights: Ints

    def as_dict(self) -> dict[int, int]:
        """Each term with its weight."""
        return dict(zip(self.terms.tolist(), self.weights.tolist(), strict=True))


class Space:
    """Units in one space: a term weighs the less the more units have it, and grows slowly with its count in one."""

    def __init__(self, units: Sequence[Features]) -> None:
        self._words = _Channel([one.words for one in units], share=1 - NAMES, first=0)
        self._names = _Channel([one.names for one in units], share=NAMES, first=len(self._words.numbers))
        self.size = len(self._words.numbers) + len(self._names.numbers)
        self.vectors = tuple(map(self._vector, units))

    def weight(self, word: str) -> float:
        """What a word tells of an event: nothing where no unit has it."""
        number = self._words.numbers.get(word)
        return 0.0 if number is None else float(self._words.weights[number])

    def _vector(self, one: Features) -> Vector:
        words = self._words.part(one.words, one.word_counts)
        names = self._names.part(one.names, one.name_counts)
        terms, weights = (np.concatenate(pair) for pair in zip(words, names, strict=True))
        return Vector(terms[weights > 0], weights[weights > 0])


class _Channel:
    """The terms of one kind: their numbers from `first` on, and what each weighs."""

    def __init__(self, units: Sequence[tuple[str, ...]], *, share: float, first: int) -> None:
        found = Counter(chain.from_iterable(units))
        self.length = ONE * math.sqrt(share)
        self.first = first
        self.numbers = {term: number for number, term in enumerate(sorted(found))}
        self.weights = np.array([_weight(term, found[term], len(units)) for term in self.numbers], np.float64)

    def part(self, terms: tuple[str, ...], counts: bytes) -> tuple[Ints, Ints]:
        """The terms of one unit by number, and their weights scaled to this channel's length."""
        numbers = np.fromiter(map(self.numbers.__getitem__, terms), np.int64, len(terms))
        raw = _growth()[np.frombuffer(counts, np.uint8)] * self.weights[numbers]
        # NumPy adds in an order that depends on the processor; this sum is exact.
        length = math.sqrt(math.fsum((raw * raw).tolist())) or 1.0
        return numbers + self.first, np.rint(raw * (self.length / length)).astype(np.int64)


def _weight(term: str, holders: int, units: int) -> float:
    return math.log(EVERYWHERE + units / holders) * (WIDESPREAD if term in widespread() else 1.0)


@cache
def _growth() -> NDArray[np.float64]:
    """What a count is worth, from 0 to the largest."""
    return np.array([0.0, *(1 + math.log(number) for number in range(1, MOST_COUNTED + 1))])


@cache
def widespread() -> frozenset[str]:
    """Words of names that tell little of an event: countries, capitals, nationalities, months and weekdays."""
    calendar = words(None)
    names = [*countries(), *countries().values(), *vocabulary().demonyms]
    forms = [form for forms in (*calendar.months, *calendar.weekdays) for form in forms]
    return frozenset(word.lower() for name in (*names, *forms) for word in name.split())
