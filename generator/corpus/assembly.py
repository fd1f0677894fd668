"""Assembles the corpus: all documents at once, with the indexes that only show across them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import permutations

from generator import addresses
from generator.annotate.entities.gazetteer import Entry as Place
from generator.annotate.entities.gazetteer import among
from generator.corpus.comparisons import Comparison, compare
from generator.corpus.entry import Entry, as_day, document_day, entries_of
from generator.corpus.identities import unify
from generator.corpus.key_points import Weighing
from generator.corpus.shared_quotations import Said, align, is_named
from generator.corpus.stories import Copy, Story, find
from generator.corpus.versions import Version, versions
from generator.desk import Desk
from generator.i18n import Interface
from generator.model import Document, EventDay, Post, Problem
from generator.runtime.memo import Memo

__all__ = ["Corpus", "Entry", "Index", "as_day", "assemble", "document_day", "entries_of"]

SPEAKERS = "quotations"  # the folder of pages of those who are quoted, which nothing links by name
Index = Mapping[str, tuple[Entry, ...]]
_Shown = Mapping[tuple[str, str], Entry]


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Every document, newest first, with indexes; entries of an index are newest first too. Pages speak its `words`."""

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
    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]
    quoted: tuple[Said, ...]
    former: tuple[Document, ...] = ()
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    words: Interface = field(default_factory=Interface)

    @cached_property
    def weighing(self) -> Weighing:
        """The sentences of all posts, each weighed once for all pages."""
        return Weighing()

    @cached_property
    def quoted_on(self) -> Mapping[dt.date, tuple[Said, ...]]:
        """What is quoted in reports of each day, in the order of the reports."""
        found: defaultdict[dt.date, dict[int, Said]] = defaultdict(dict)
        prints = [(Entry(document=one.document, post=one.post), said) for said in self.quoted for one in said.prints]
        for entry, said in sorted(prints, key=lambda pair: (pair[0].moment, pair[1].whole.place)):
            if entry.day:
                found[entry.day].setdefault(id(said), said)
        return {day: tuple(found[day].values()) for day in sorted(found, reverse=True)}

    @cached_property
    def quoted_by(self) -> Mapping[str, tuple[Said, ...]]:
        """What each speaker is quoted with, the newest report first."""
        found: defaultdict[str, dict[int, Said]] = defaultdict(dict)
        for said in (said for said_on in self.quoted_on.values() for said in reversed(said_on)):
            found[said.speaker or ""].setdefault(id(said), said)
        for said in self.quoted:
            found[said.speaker or ""].setdefault(id(said), said)
        return {speaker: tuple(found[speaker].values()) for speaker in sorted(found)}

    @cached_property
    def figures_on(self) -> Mapping[dt.date, tuple[Comparison, ...]]:
        """The figures side by side that are about each day."""
        found: defaultdict[dt.date, list[Comparison]] = defaultdict(list)
        for comparison in self.figures:
            if comparison.subject.day:
                found[comparison.subject.day].append(comparison)
        return {day: tuple(found[day]) for day in found}

    @cached_property
    def figures_at(self) -> Mapping[str, tuple[Comparison, ...]]:
        """The figures side by side that are about each place."""
        found: defaultdict[str, list[Comparison]] = defaultdict(list)
        for comparison in self.figures:
            for place in dict.fromkeys(comparison.places):
                found[place].append(comparison)
        return {place: tuple(found[place]) for place in found}

    @cached_property
    def reported(self) -> tuple[dt.date, ...]:
        """The days with reports, the earliest first."""
        return tuple(sorted(self.days))

    @cached_property
    def told(self) -> Mapping[dt.date, tuple[tuple[Entry, EventDay], ...]]:
        """The passages that tell of each day, as a day, in the order of the reports; what has no day is left out."""
        found: defaultdict[dt.date, list[tuple[Entry, EventDay]]] = defaultdict(list)
        dated = (entry for entries in self.days.values() for entry in entries)
        for entry in sorted(dated, key=lambda entry: entry.moment):
            for event in entry.post.event_days:
                if event.precision == "day":
                    found[event.day].append((entry, event))
        return {day: tuple(found[day]) for day in sorted(found, reverse=True)}

    @cached_property
    def story_of(self) -> Mapping[tuple[str, str], Story]:
        """The story that an entry belongs to, by the entry's key; entries of no story are left out."""
        return {entry.key: story for story in self.stories for entry in story.members}

    @cached_property
    def copy_of(self) -> Mapping[tuple[str, str], Copy]:
        """The copy that an entry is, by the entry's key."""
        return {copy.source.key: copy for copy in self.copies}

    @cached_property
    def located(self) -> Mapping[str, Place]:
        """What the gazetteer knows of the places."""
        return among(self.places)

    def narrowed(self, **changed: object) -> "Corpus":
        """The same with less of it, under the addresses that the whole has given to all."""
        part = replace(self, **changed)  # type: ignore[arg-type]
        part.__dict__["addresses"] = self.addresses
        return part

    @cached_property
    def addresses(self) -> addresses.Addresses:
        """The addresses of documents and names, no two alike."""
        return addresses.distinct((document.path for document in self.documents), self.named)

    @cached_property
    def named(self) -> Mapping[str, Collection[str]]:
        """The outlets, people, places and speakers that have a page, by its folder."""
        speakers = {said.speaker for said in self.quoted if said.speaker and is_named(said.speaker)}
        return {"outlets": self.outlets, "people": self.people, "places": self.places, SPEAKERS: speakers}

    @cached_property
    def pages(self) -> frozenset[str]:
        """The pages of documents, topics, days, names and stories, and their overviews, as paths without suffix."""
        pages = [
            *(self.addresses.document(document.path) for document in self.documents),
            *(addresses.topic_path(topic.id) for topic in self.desk.topics),
            *(addresses.day_path(day.isoformat()) for day in self.days),
            *(addresses.story_path(story.id) for story in self.stories),
            *(
                self.addresses.name(folder, name)
                for folder in self.named
                if folder != SPEAKERS
                for name in self.named[folder]
            ),
        ]
        overviews = {f"{page.partition('/')[0]}{end}" for page in pages for end in ("", "/index")}
        return frozenset({page.removesuffix(".md") for page in pages} | overviews)

    def prepared(self) -> "Corpus":
        """The same with those indexes made which look at every document and are else made for the first page."""
        for _ in (self.quoted_on, self.quoted_by, self.figures_on, self.figures_at, self.told, self.story_of):
            pass
        return self

    @property
    def updates(self) -> Mapping[str, str]:
        """The day of each document that has one, in ISO 8601, by the path of its page."""
        days = ((document, document_day(document)) for document in self.documents)
        return {self.addresses.document(document.path): day.isoformat() for document, day in days if day}

    @property
    def undated(self) -> tuple[Document, ...]:
        """Documents that state no day, themselves or in a post."""
        return tuple(document for document in self.documents if document_day(document) is None)

    @property
    def unattributed(self) -> tuple[Document, ...]:
        """Documents whose outlet is not known."""
        return tuple(document for document in self.documents if document.metadata.publisher is None)


def assemble(  # noqa: PLR0913 - what is made of documents needs no more than most of these
    documents: Iterable[Document],
    desk: Desk,
    problems: Iterable[Problem] = (),
    shown: Callable[[Document], Document] = lambda document: document,
    former: Iterable[Document] = (),
    *,
    memo: Memo | None = None,
) -> Corpus:
    """Index the documents; `problems` are those that belong to no document, such as unreadable files.

    `former` are older versions of them, which count for nothing but what changed since.

    What compares documents reads the whole of each; the corpus holds what `shown` leaves of it. A document that is
    doubted has its page, and stands in no index of posts, no story and no comparison.
    """
    named = unify(documents, desk)
    whole = tuple(sorted(sorted(named, key=lambda d: d.path), key=_newest, reverse=True))
    ordered = tuple(map(shown, whole))
    believed = tuple(document for document in ordered if not document.doubted)
    entries = sorted((e for d in believed for e in entries_of(d)), key=lambda e: e.moment, reverse=True)
    counted = tuple(document for document in whole if not document.doubted)
    found = find(counted, memo)
    entry = {entry.key: entry for entry in entries}
    older = tuple(former)
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
        figures=tuple(_wordless(one) for one in compare(counted, desk)),
        stories=tuple(_story(story, entry) for story in found.stories),
        copies=tuple(_copy(copy, entry) for copy in found.copies),
        quoted=align(believed),
        former=tuple(map(shown, older)),
        versions=versions(whole, older, shown),
    )


def _wordless(comparison: Comparison) -> Comparison:
    """The comparison without the sentences that it was drawn from, which may not be for everybody to read."""
    return replace(comparison, accounts=tuple(replace(account, sentence="") for account in comparison.accounts))


def _story(story: Story, shown: _Shown) -> Story:
    return replace(
        story,
        lead=shown[story.lead.key],
        members=tuple(shown[member.key] for member in story.members),
        copies=tuple(_copy(copy, shown) for copy in story.copies),
    )


def _copy(copy: Copy, shown: _Shown) -> Copy:
    return replace(copy, source=shown[copy.source.key], of=shown[copy.of.key])


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
