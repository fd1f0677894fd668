"""Posts that carry another post's text, told from independent reports by the runs of words that they share."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.entries import Entry

LEAST_SHARE = 0.4
"""Independent reports of one event share a few quotations; from this share on the text is the other's."""
FEWEST_RUNS = 12
MOST_HOLDERS = 64
"""A run that more posts than this have is furniture of an outlet and speaks for nothing."""
SAMPLE = 4
"""One in so many runs is looked up to find candidates; all are counted when two posts are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A post that has a share of its words from another one; `dated` where both say when, and `of` was the first."""

    source: Entry
    of: Entry
    share: float
    dated: bool


def copies(entries: Sequence[Entry], runs: Sequence[tuple[int, ...]]) -> Iterator[Copy]:
    """For each post that copies an earlier one of another source, the one it has most from; entries in time order."""
    common = _common(runs)
    holders = _holders(runs, common)
    for number, own in enumerate(runs):
        counted = set(own) - common
        if len(counted) >= FEWEST_RUNS:
            shares = _shares(number, entries, counted, runs, holders)
            if best := max(shares, default=None):
                yield _copy(entries[number], entries[-best[1]], best[0])


def _common(runs: Sequence[tuple[int, ...]]) -> set[int]:
    found = Counter(run for own in runs for run in own)
    return {run for run, number in found.items() if number > MOST_HOLDERS}


def _holders(runs: Sequence[tuple[int, ...]], common: set[int]) -> dict[int, "array[int]"]:
    """For each sampled run the posts that have it, ascending."""
    found: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
    for number, own in enumerate(runs):
        for run in own:
            if run % SAMPLE == 0 and run not in common:
                found[run].append(number)
    return found


def _shares(
    number: int,
    entries: Sequence[Entry],
    counted: set[int],
    runs: Sequence[tuple[int, ...]],
    holders: dict[int, "array[int]"],
) -> Iterator[tuple[float, int]]:
    """The share that each earlier post of another source has, with its number negated: the earliest is the largest."""
    sampled = sorted(run for run in counted if run % SAMPLE == 0)
    met = Counter(other for run in sampled for other in holders[run] if other < number)
    for other, shared in met.items():
        if shared * 2 >= len(sampled) * LEAST_SHARE and entries[other].document.path != entries[number].document.path:
            share = len(counted.intersection(runs[other])) / len(counted)
            if share >= LEAST_SHARE:
                yield round(share, 2), -other


def _copy(source: Entry, of: Entry, share: float) -> Copy:
    return Copy(source=source, of=of, share=share, dated=_known_before(of, source))


def _known_before(one: Entry, other: Entry) -> bool:
    """Whether both state when, and the first one earlier than the second."""
    if one.day is None or other.day is None:
        return False
    if one.post.time and other.post.time:
        return one.moment[1] < other.moment[1]
    return one.day < other.day
