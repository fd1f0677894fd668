"""Posts that carry another post's text, told from independent reports by the runs of words that they share."""

from collections.abc import Iterator, Sequence

import numpy as np

from generator.corpus.entry import Entry
from generator.corpus.stories.hashes import Runs
from generator.corpus.stories.model import Copy
from generator.corpus.stories.postings import Postings

LEAST_SHARE = 0.4
"""Independent reports of one event share a few quotations; from this share on the text is the other's."""
FEWEST_RUNS = 12
MOST_HOLDERS = 64
"""A run that more posts than this have is furniture of an outlet and speaks for nothing."""
SAMPLE = 4
"""One in so many runs is looked up to find candidates; all are counted when two posts are compared."""


def copies(entries: Sequence[Entry], runs: Sequence[Runs]) -> Iterator[Copy]:
    """For each post that copies an earlier one of another source, the one it has most from; entries in time order."""
    told = _without_furniture(runs)
    sample = _Sample(told)
    for number, own in enumerate(told):
        if len(own) >= FEWEST_RUNS:
            earlier = [other for other in sample.earlier(number) if _apart(entries[other], entries[number])]
            shares = [(len(np.intersect1d(own, told[other], assume_unique=True)), -other) for other in earlier]
            shared, first = max(shares, default=(0, 0))
            if shared >= len(own) * LEAST_SHARE:
                yield _copy(entries[number], entries[-first], round(shared / len(own), 2))


def _without_furniture(runs: Sequence[Runs]) -> Sequence[Runs]:
    every = np.concatenate(runs)
    every.sort()
    furniture = np.unique(every[MOST_HOLDERS:][every[MOST_HOLDERS:] == every[:-MOST_HOLDERS]])
    return [np.setdiff1d(own, furniture, assume_unique=True) for own in runs] if len(furniture) else runs


class _Sample:
    """One in so many runs of each post, by which posts are found that may share enough of all."""

    def __init__(self, runs: Sequence[Runs]) -> None:
        sampled = [own[own % SAMPLE == 0] for own in runs]
        self.sizes = [len(own) for own in sampled]
        self.postings = Postings(sampled)

    def earlier(self, number: int) -> list[int]:
        """Earlier posts that share so many of the sampled runs that they may share enough of all."""
        places, _ = self.postings.earlier(number)
        shared = np.bincount(self.postings.holders[places])
        found: list[int] = np.flatnonzero((shared > 0) & (shared * 2 >= self.sizes[number] * LEAST_SHARE)).tolist()
        return found


def _apart(entry: Entry, other: Entry) -> bool:
    return entry.document.path != other.document.path


def _copy(source: Entry, of: Entry, share: float) -> Copy:
    return Copy(source=source, of=of, share=share, dated=_known_before(of, source))


def _known_before(entry: Entry, other: Entry) -> bool:
    """Whether both state when, and the first one earlier than the second."""
    if entry.day is None or other.day is None:
        return False
    if entry.post.time and other.post.time:
        return entry.moment[1] < other.moment[1]
    return entry.day < other.day
