"""How near in time posts are, which makes them more or less alike."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from generator.corpus.stories.postings import Ints

SAME_DAYS, HALVED, LEAST_CLOSE = 1, 3, 0.35
FULL = 1_000
"""What a pair of the same days counts, in `closeness`."""
UNKNOWN = 900
"""What a pair counts of which one has no day: without it the words must tell more."""
FARTHEST: Final = SAME_DAYS + math.ceil(-HALVED * math.log2(LEAST_CLOSE))
"""From so many days on it is the same."""


def closeness(one: dt.date | None, other: dt.date | None) -> int:
    """How near two days are, in thousandths: halved every 3 days, never below a third, since dates may be wrong."""
    return UNKNOWN if one is None or other is None else _apart(abs((one - other).days))


def _apart(days: int) -> int:
    return round(FULL * max(LEAST_CLOSE, math.exp2(-max(0, days - SAME_DAYS) / HALVED)))


class Calendar:
    """The closeness of units, looked up for many at once."""

    def __init__(self, days: Sequence[dt.date | None]) -> None:
        self._known = np.array([day is not None for day in days], bool)
        self._days = np.array([day.toordinal() if day else 0 for day in days], np.int64)
        self._apart = np.array([_apart(gap) for gap in range(FARTHEST + 1)], np.int64)

    def near(self, number: int, others: Ints) -> Ints:
        """The closeness of a unit and each of some others."""
        gaps = np.minimum(np.abs(self._days[others] - self._days[number]), FARTHEST)
        return np.where(self._known[others] & self._known[number], self._apart[gaps], UNKNOWN)
