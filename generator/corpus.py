"""Assembles the corpus: all documents at once, with the indexes that only show across them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations

from generator.desk import Desk
from generator.disagreements import Comparison, compare
from generator.model import Document, Post, Problem, TopicMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post together with the document that holds it."""

    document: Document
    post: Post

    @property
    def day(self) -> dt.date | None:
        """The day that the post itself states, else the day of its document."""
        return as_day(self.post.time.value) if self.post.time else document_day(self.document)

    @property
    def moment(self) -> tuple[dt.date, dt.datetime, str, int]:
        """Sort key: by day, then by time, posts without one first; a time without offset counts as UTC."""
        day = self.day or dt.date.min
        time = self.post.time.value if self.post.time else dt.datetime.combine(day, dt.time.min)
        aware = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
        return day, aware, self.document.path, self.post.span.start

    def match(self, topic: str) -> TopicMatch | None:
        """What spoke for the topic in this post."""
        return next((match for match in self.post.topics if match.topic == topic), None)


Index = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Every document, newest first, with indexes; entries of an index are newest first too."""

    documents: tuple[Document, ...]
    desk: Desk
    problems: tuple[Problem, ...]
    topics: Index
    days: Mapping[dt.date, tuple[Entry, ...]]
    outlets: Mapping[str, tuple[Document, ...]]
    people: Index
    places: Index
    organisations: Index
    related: Mapping[str, tuple[tuple[str, int], ...]]
    figures: tuple[Comparison, ...]

    @property
    def undated(self) -> tuple[Document, ...]:
        """Documents that state no day, themselves or in a post."""
        return tuple(document for document in self.documents if document_day(document) is None)

    @property
    def unattributed(self) -> tuple[Document, ...]:
        """Documents whose outlet is not known."""
        return tuple(document for document in self.documents if document.metadata.publisher is None)


def assemble(
    documents: Iterable[Document],
    desk: Desk,
    problems: Iterable[Problem] = (),
    shown: Callable[[Document], Document] = lambda document: document,
) -> Corpus:
    """Index the documents; `problems` are those that belong to no document, such as unreadable files.

    What compares documents reads the whole of each; the corpus holds what `shown` leaves of it.
    """
    whole = tuple(sorted(sorted(documents, key=lambda d: d.path), key=_newest, reverse=True))
    ordered = tuple(map(shown, whole))
    entries = sorted((e for d in ordered for e in entries_of(d)), key=lambda e: e.moment, reverse=True)
    return Corpus(
        documents=ordered,
        desk=desk,
        problems=tuple(problems),
        topics=_index((match.topic, entry) for entry in entries for match in entry.post.topics),
        days=dict(sorted(_days(entries).items(), reverse=True)),
        outlets=_outlets(ordered),
        people=_mentions(entries, "person"),
        places=_mentions(entries, "place"),
        organisations=_mentions(entries, "organisation"),
        related=_related(entries),
        figures=tuple(_wordless(one) for one in compare(whole, desk)),
    )


def _wordless(comparison: Comparison) -> Comparison:
    """The comparison without the sentences that it was drawn from, which may not be for everybody to read."""
    return replace(comparison, accounts=tuple(replace(one, sentence="") for one in comparison.accounts))


def entries_of(document: Document) -> tuple[Entry, ...]:
    """The document's introduction, if any, and posts as entries, in the source's order."""
    return tuple(Entry(document=document, post=post) for post in document.parts)


def document_day(document: Document) -> dt.date | None:
    """The day that a document stands under: published, else its earliest post, else updated."""
    facts = document.metadata
    if facts.published:
        return as_day(facts.published.value)
    times = [as_day(post.time.value) for post in document.posts if post.time]
    if times:
        return min(times)
    return as_day(facts.updated.value) if facts.updated else None


def as_day(value: dt.date) -> dt.date:
    """The calendar day as written, for a date or a date with time."""
    return value.date() if isinstance(value, dt.datetime) else value


def _newest(document: Document) -> dt.date:
    return document_day(document) or dt.date.min


def _index(pairs: Iterable[tuple[str, Entry]]) -> Index:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for key, entry in pairs:
        found[key].append(entry)
    return {key: tuple(found[key]) for key in sorted(found)}


def _days(entries: Iterable[Entry]) -> dict[dt.date, tuple[Entry, ...]]:
    found: defaultdict[dt.date, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.day:
            found[entry.day].append(entry)
    return {day: tuple(found[day]) for day in found}


def _outlets(documents: Iterable[Document]) -> dict[str, tuple[Document, ...]]:
    found: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.metadata.publisher:
            found[document.metadata.publisher.value].append(document)
    return {name: tuple(found[name]) for name in sorted(found, key=lambda n: (n.casefold(), n))}


def _mentions(entries: Iterable[Entry], kind: str) -> Index:
    return _index((name, entry) for entry in entries for name in _named(entry.post, kind))


def _named(post: Post, kind: str) -> Iterator[str]:
    yield from dict.fromkeys(mention.name for mention in post.mentions if mention.kind == kind)


def _related(entries: Iterable[Entry]) -> dict[str, tuple[tuple[str, int], ...]]:
    """For each topic the others that share posts with it, the most shared first."""
    shared: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for one, other in permutations([match.topic for match in entry.post.topics], 2):
            shared[one][other] += 1
    return {topic: tuple(sorted(shared[topic].items(), key=lambda pair: (-pair[1], pair[0]))) for topic in shared}
