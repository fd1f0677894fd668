"""Posts of different sources about one event, and which of them copy each other."""

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from generator.entries import Entry
from generator.model import Document
from generator.stories.copies import Copy, copies
from generator.stories.features import Features, features, headline_terms
from generator.stories.linkage import linked
from generator.stories.neighbours import neighbours
from generator.stories.order import moment
from generator.stories.vectors import Space

__all__ = ["Copy", "Found", "Story", "find"]

DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Two posts or more about one event, in the order of time, those without a day last.

    `lead` is the member whose headline stands for the story; `copies` are those among the members.
    """

    id: str
    lead: Entry
    members: tuple[Entry, ...]
    copies: tuple[Copy, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the members, each once, in the order of their first member."""
        return tuple({entry.document.path: entry.document for entry in self.members}.values())

    @property
    def outlets(self) -> int:
        """How many outlets report it; a document whose outlet is not known counts as one."""
        return len({_outlet(entry) for entry in self.members})

    @property
    def independent(self) -> int:
        """How many reports neither copy another one of the story nor share its outlet."""
        return len(set(self.reports().values()))

    def reports(self) -> Mapping[tuple[str, str], str]:
        """For each member's key the report that it is part of: one for an outlet, and one for a text and its copies."""
        roots = {entry.key: _outlet(entry) for entry in self.members}
        for one in self.copies:
            old, new = roots[one.source.key], roots[one.of.key]
            roots = {key: new if root == old else root for key, root in roots.items()}
        return roots


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The stories, the latest first, and the copies, in the order of time."""

    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]


def find(entries: Iterable[Entry]) -> Found:
    """The stories and copies among the entries, the same in whatever order they come."""
    ordered = sorted(entries, key=moment)
    found = [features(entry.document, entry.post) for entry in ordered]
    days = [entry.day for entry in ordered]
    space = Space(found)
    groups = linked(space.vectors, days, neighbours(space.vectors, days))
    copied = tuple(copies(ordered, [one.runs for one in found]))
    made = [(_lead(group, ordered, found, space), tuple(ordered[number] for number in group)) for group in groups]
    return Found(stories=tuple(_stories(made, copied)), copies=copied)


def _lead(group: Sequence[int], ordered: Sequence[Entry], found: Sequence[Features], space: Space) -> Entry:
    """The member whose headline has most words that the others have too, the telling ones first; the earliest of some.

    The text that is most like all others would be the one that rounds up everything.
    """
    holders = Counter(term for number in group for term in found[number].words)

    def fits(number: int) -> float:
        terms = sorted(headline_terms(ordered[number].document, ordered[number].post))
        return sum((holders[term] - 1) * space.weight(term) for term in terms) / math.sqrt(len(terms) or 1)

    return ordered[max(group, key=lambda number: (fits(number), -number))]


def _stories(groups: Iterable[tuple[Entry, tuple[Entry, ...]]], copied: Sequence[Copy]) -> Iterator[Story]:
    """A story for each group, the latest first; the second of two with the same beginning gets a longer id."""
    taken: set[str] = set()
    of_source: defaultdict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in copied:
        of_source[copy.source.key].append(copy)
    made = []
    for lead, group in sorted(groups, key=lambda one: moment(one[1][0])):
        name = next(one for one in _names(group[0]) if one not in taken)
        taken.add(name)
        keys = {entry.key for entry in group}
        own = tuple(copy for entry in group for copy in of_source.get(entry.key, ()) if copy.of.key in keys)
        made.append(Story(id=name, lead=lead, members=group, copies=own))
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


def _outlet(entry: Entry) -> str:
    publisher = entry.document.metadata.publisher
    return f"outlet:{publisher.value}" if publisher else f"path:{entry.document.path}"
