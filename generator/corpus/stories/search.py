"""Finds stories and copies. Imported only where there are posts to compare, since NumPy takes time to load."""

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

import numpy as np

from generator.corpus.entry import Entry, entries_of
from generator.corpus.stories.background import backgrounds
from generator.corpus.stories.copies import copies
from generator.corpus.stories.features import Features, from_bytes, headline_terms, of_document
from generator.corpus.stories.hashes import Runs, among
from generator.corpus.stories.linkage import linked
from generator.corpus.stories.model import Copy, Found, Story
from generator.corpus.stories.naming import named
from generator.corpus.stories.neighbours import neighbours
from generator.corpus.stories.order import moment
from generator.corpus.stories.origins import origins, same_bytes
from generator.corpus.stories.vectors import Space
from generator.model import Document
from generator.runtime.memo import Memo

DIGITS = 10


def search(documents: Sequence[Document], memo: Memo) -> Found:
    """The stories and copies among the posts of documents, the same in whatever order they come."""
    posts = sorted(_with_features(documents, memo), key=lambda one: moment(one[0]))
    ordered, found = [entry for entry, _, _ in posts], [own for _, own, _ in posts]
    copied = tuple(copies(ordered, [runs for _, _, runs in posts]))
    posts.clear()  # the runs take the most memory
    days = [entry.day for entry in ordered]
    shares = _shares(ordered)
    space = Space(found, shares)
    usual = backgrounds(space, days, shares)
    groups = named(linked(space.vectors, days, usual, neighbours(space, days, usual)), ordered)
    made = [
        (name, _lead(_leading(group, ordered, copied), ordered, found, space), tuple(ordered[n] for n in group))
        for name, group in groups
    ]
    return Found(stories=tuple(_stories(made, copied)), copies=copied)


def _with_features(documents: Sequence[Document], memo: Memo) -> Iterator[tuple[Entry, Features, Runs]]:
    for document, data in memo.of_each("features", documents, of_document):
        for entry, (own, runs) in zip(entries_of(document), from_bytes(data), strict=True):
            yield entry, own, runs


def _shares(entries: Sequence[Entry]) -> list[float]:
    """What each post counts: a live blog is one voice with much to tell, as the square root of its posts."""
    posts = Counter(entry.document.path for entry in entries)
    return [1 / math.sqrt(posts[entry.document.path]) for entry in entries]


def _leading(group: Sequence[int], ordered: Sequence[Entry], copied: Iterable[Copy]) -> list[int]:
    """Of a group's posts those that may head the story: of a known day, and no copies, if there are any."""
    sources = {copy.source.key for copy in copied}
    dated = [number for number in group if ordered[number].day] or list(group)
    return [number for number in dated if ordered[number].key not in sources] or dated


def _lead(group: Sequence[int], ordered: Sequence[Entry], all_features: Sequence[Features], space: Space) -> Entry:
    """The member whose headline has most words that the others have too, the telling ones first; the earliest of some.

    The text that is most like all others would be the one that rounds up everything.
    """
    terms, holders = np.unique(np.concatenate([all_features[number].words for number in group]), return_counts=True)
    told = (holders - 1) * space.weights(terms)

    def fits(number: int) -> float:
        own = headline_terms(ordered[number].document, ordered[number].post)
        return math.fsum(told[among(terms, own)].tolist()) / math.sqrt(len(own) or 1)

    return ordered[max(group, key=lambda number: (fits(number), -number))]


def _stories(groups: Iterable[tuple[str | None, Entry, tuple[Entry, ...]]], copied: Sequence[Copy]) -> Iterator[Story]:
    """A story for each group, the latest first; the second of two with the same beginning gets a longer id."""
    taken: set[str] = set()
    of_source: defaultdict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in copied:
        of_source[copy.source.key].append(copy)
    made = []
    for name, lead, group in sorted(groups, key=lambda one: moment(one[2][0])):
        story = next(one for one in _names(group[0]) if one not in taken)
        taken.add(story)
        keys = {entry.key for entry in group}
        own = tuple(copy for entry in group for copy in of_source.get(entry.key, ()) if copy.of.key in keys)
        same = tuple(same_bytes(group))
        made.append(Story(id=story, name=name, lead=lead, members=group, copies=own, origins=origins(group), same=same))
    yield from reversed(made)


def _names(first: Entry) -> Iterator[str]:
    """Ids for a story that begins with an entry: made of that entry's own words, and a number where it is taken."""
    for number in count(1):
        words = f"{_beginning(first)}{number if number > 1 else ''}"
        yield hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _beginning(entry: Entry) -> str:
    """Headline and first paragraph, which stay when a source is renamed, and mostly when it is collected again."""
    document, post = entry.document, entry.post
    headline = post.headline or document.metadata.headline
    first = next((document.reading.words(block) for block in post.blocks if block.kind == "paragraph"), "")
    return f"{headline.value if headline else ''}\n{first}\n"
