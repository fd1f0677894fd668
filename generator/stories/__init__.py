"""Posts of different sources about one event, and which of them copy each other."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.entries import Entry
from generator.model import Document
from generator.stories.copies import Copy, copies
from generator.stories.features import features
from generator.stories.linkage import linked
from generator.stories.neighbours import dot, neighbours
from generator.stories.order import moment
from generator.stories.vectors import Vector, vectors

__all__ = ["Copy", "Found", "Story", "find"]

DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Two posts or more about one event, in the order of time, those without a day last.

    `lead` is the member most like all others; `independent` counts the reports that neither copy another one of the
    story nor share its outlet.
    """

    id: str
    lead: Entry
    members: tuple[Entry, ...]
    independent: int

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the members, each once, in the order of their first member."""
        return tuple({entry.document.path: entry.document for entry in self.members}.values())


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
    weighed = vectors(found)
    groups = linked(weighed, days, neighbours(weighed, days))
    copied = tuple(copies(ordered, [one.runs for one in found]))
    led = [(_lead(group, weighed), group) for group in groups]
    stories = _stories([(ordered[lead], tuple(ordered[number] for number in group)) for lead, group in led], copied)
    return Found(stories=tuple(stories), copies=copied)


def _lead(group: Sequence[int], weighed: Sequence[Vector]) -> int:
    """The unit whose products with all units of the group come to the most, the earliest of several."""
    total: Counter[int] = Counter()
    for number in group:
        total.update(dict(weighed[number].items()))
    return max(group, key=lambda number: (dot(total, weighed[number].items()), -number))


def _stories(groups: Iterable[tuple[Entry, tuple[Entry, ...]]], copied: Sequence[Copy]) -> Iterator[Story]:
    """A story for each group, the latest first; the second of two with the same beginning gets a longer id."""
    taken: set[str] = set()
    made = []
    for lead, group in sorted(groups, key=lambda one: moment(one[1][0])):
        name = next(one for one in _names(group) if one not in taken)
        taken.add(name)
        made.append(Story(id=name, lead=lead, members=group, independent=_independent(group, copied)))
    yield from reversed(made)


def _names(group: tuple[Entry, ...]) -> Iterator[str]:
    """Ids for a story: made of its first member's own words, then also of the words of those that follow."""
    digest = hashlib.sha256()
    for entry in group:
        digest.update(_beginning(entry).encode("utf-8", "surrogatepass"))
        yield digest.hexdigest()[:DIGITS]


def _beginning(entry: Entry) -> str:
    """Headline and first paragraph, which stay when a source is renamed, and mostly when it is collected again."""
    document, post = entry.document, entry.post
    headline = post.headline or document.metadata.headline
    first = next((document.reading.words(block) for block in post.blocks if block.kind == "paragraph"), "")
    return f"{headline.value if headline else ''}\n{first}\n"


def _independent(group: tuple[Entry, ...], copied: Sequence[Copy]) -> int:
    """Reports that stand on their own: those of one outlet are one, and so are a text and its copies."""
    roots = {entry.key: _outlet(entry) for entry in group}
    for one in copied:
        if one.source.key in roots and one.of.key in roots:
            old, new = roots[one.source.key], roots[one.of.key]
            roots = {key: new if root == old else root for key, root in roots.items()}
    return len(set(roots.values()))


def _outlet(entry: Entry) -> str:
    publisher = entry.document.metadata.publisher
    return f"outlet:{publisher.value}" if publisher else f"path:{entry.document.path}"
