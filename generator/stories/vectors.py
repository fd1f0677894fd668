"""Posts as vectors of whole numbers: rare terms weigh more, names and numbers more than other words.

Whole numbers add up to the same sum in any order, so that no result depends on the order of the files.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.entities.gazetteer import countries
from generator.entities.people import vocabulary
from generator.languages import words
from generator.stories.features import Features

ONE = 1 << 15
"""The length of every vector; the product of a vector with itself is ONE squared."""
NAMES = 0.75
"""The share of names and numbers in a product."""
WIDESPREAD = 0.3
"""What a name counts that unrelated reports share: a country, a capital, a nationality, a month, a weekday."""
EVERYWHERE = 0.75
"""Makes a term count a little even where every post has it, since a folder may hold one event and nothing else."""

_Counts = tuple[tuple[str, ...], bytes]


@dataclass(frozen=True, slots=True)
class Vector:
    """Numbers of terms, ascending, each with its weight."""

    terms: "array[int]"
    weights: "array[int]"

    def items(self) -> Iterator[tuple[int, int]]:
        """Every term with its weight."""
        return zip(self.terms, self.weights, strict=True)


class Space:
    """Units in one space: a term weighs the less the more units have it, and grows slowly with its count in one."""

    def __init__(self, units: Sequence[Features]) -> None:
        self._words = _Channel([one.words for one in units], share=1 - NAMES, first=0)
        self._names = _Channel([one.names for one in units], share=NAMES, first=len(self._words.weights))
        self.vectors = tuple(map(self._vector, units))

    def weight(self, word: str) -> float:
        """What a word tells of an event: nothing where no unit has it."""
        return self._words.weights.get(word, 0.0)

    def _vector(self, one: Features) -> Vector:
        return _joined(self._words.part((one.words, one.word_counts)), self._names.part((one.names, one.name_counts)))


class _Channel:
    """The terms of one kind: their numbers from `first` on, and what each weighs."""

    def __init__(self, units: Sequence[tuple[str, ...]], *, share: float, first: int) -> None:
        found = Counter(term for terms in units for term in terms)
        self.length = ONE * math.sqrt(share)
        self.numbers = {term: number for number, term in enumerate(sorted(found), first)}
        self.weights: Mapping[str, float] = {
            term: math.log(EVERYWHERE + len(units) / count) * (WIDESPREAD if term in widespread() else 1.0)
            for term, count in found.items()
        }

    def part(self, counts: _Counts) -> Iterable[tuple[int, int]]:
        """The terms of one unit by number, their weights scaled to this channel's length."""
        raw = [(term, (1 + math.log(count)) * self.weights[term]) for term, count in zip(*counts, strict=True)]
        length = math.sqrt(math.fsum(weight * weight for _, weight in raw))
        return ((self.numbers[term], round(self.length * weight / length)) for term, weight in raw)


def _joined(*parts: Iterable[tuple[int, int]]) -> Vector:
    pairs = [pair for part in parts for pair in part if pair[1]]
    return Vector(array("I", [term for term, _ in pairs]), array("I", [weight for _, weight in pairs]))


@cache
def widespread() -> frozenset[str]:
    """Words of names that tell little of an event: countries, capitals, nationalities, months and weekdays."""
    calendar = words(None)
    names = [*countries(), *countries().values(), *vocabulary().demonyms]
    forms = [form for forms in (*calendar.months, *calendar.weekdays) for form in forms]
    return frozenset(word.lower() for name in (*names, *forms) for word in name.split())
