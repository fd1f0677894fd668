"""Index pages by outlet, person and place, each kind with an overview."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from generator.corpus import Corpus, Entry, entries_of
from generator.i18n import Interface
from generator.model import Document, Markdown, Page
from generator.pages.environment import render
from generator.pages.failure_page import guarded
from generator.pages.feed_links import feed_of
from generator.pages.feed_links import names as most_named
from generator.pages.figures import comparisons_of
from generator.pages.items import Group, by_day, documents_by_day, front_matter, span_words
from generator.pages.maps import of_places
from generator.pages.profiles import Profile, of_outlet, of_person, of_place
from generator.pages.quotation_items import inputs_of
from generator.runtime.containment import OPEN, Contained
from generator.runtime.memo import Memo
from generator.settings import Settings

MOST_LISTED = 300
MOST_ROWS = 100
UNKNOWN = "outlets/unknown.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of an overview: a page of the index, with counts."""

    href: str
    label: str
    documents: int
    posts: int
    note: str = ""
    counted: str = "posts"


def pages(corpus: Corpus, settings: Settings, memo: Memo, held: Contained = OPEN) -> Iterator[Page]:
    """All index pages but those of topics, days and speakers."""
    yield from outlets(corpus, settings, held)
    yield from people(corpus, settings, memo, held)
    yield from places(corpus, settings, memo, held)


def outlets(corpus: Corpus, settings: Settings, held: Contained) -> Iterator[Page]:
    """A page for each outlet, one for documents of unknown outlets, and the overview."""
    words = corpus.words
    for name, documents in corpus.outlets.items():
        path = corpus.addresses.name("outlets", name)
        about = words.say("outlet-description", name=name)
        feed = PurePosixPath(path).stem if settings.site_url else ""
        make = partial(documents_page, corpus, path, name, about, documents, feed)
        yield guarded(held, words, path, make, title=name)
    if corpus.unattributed:
        title, about = words.say("unknown-outlet"), words.say("no-outlet-description")
        make = partial(documents_page, corpus, UNKNOWN, title, about, corpus.unattributed)
        yield guarded(held, words, UNKNOWN, make, title=title)
    yield guarded(held, words, "outlets/index.md", partial(_outlets_overview, corpus))


def _outlets_overview(corpus: Corpus) -> Page:
    words = corpus.words
    rows = [
        row_of(words, corpus.addresses.name("outlets", name), name, entries_in(documents))
        for name, documents in corpus.outlets.items()
    ]
    if corpus.unattributed:
        rows.append(row_of(words, UNKNOWN, words.say("unknown-outlet"), entries_in(corpus.unattributed)))
    return overview(words, "outlets", words.say("outlets-description"), rows)


def people(corpus: Corpus, settings: Settings, memo: Memo, held: Contained) -> Iterator[Page]:
    """A page for each person, and the overview, the most often named first."""
    feed = partial(feed_of, settings, followed=most_named(corpus, corpus.people, "people"))
    for name, entries in corpus.people.items():
        inputs = (part for shared in corpus.quoted_by.get(name, ()) for part in inputs_of(shared))
        profile, path = partial(of_person, corpus, name, entries), corpus.addresses.name("people", name)
        make = partial(_name_page, corpus, path, (name, entries), profile, feed, memo, inputs)
        yield guarded(held, corpus.words, path, make, title=name)
    overview_of = partial(_names_overview, corpus, "people", corpus.people)
    yield guarded(held, corpus.words, "people/index.md", overview_of)


def places(corpus: Corpus, settings: Settings, memo: Memo, held: Contained) -> Iterator[Page]:
    """A page for each place, and the overview with its map, the most often named first."""
    feed = partial(feed_of, settings, followed=most_named(corpus, corpus.places, "places"))
    for name, entries in corpus.places.items():
        profile, path = partial(of_place, corpus, name, entries), corpus.addresses.name("places", name)
        compared = comparisons_of(corpus, name)
        make = partial(_name_page, corpus, path, (name, entries), profile, feed, memo, compared)
        yield guarded(held, corpus.words, path, make, title=name)
    yield guarded(held, corpus.words, "places/index.md", partial(_places_overview, corpus))


def _places_overview(corpus: Corpus) -> Page:
    counts = {name: len(entries) for name, entries in corpus.places.items()}
    drawing = of_places(corpus, "../", counts)
    return _names_overview(corpus, "places", corpus.places, drawing)


def _names_overview(
    corpus: Corpus, folder: str, index: Mapping[str, tuple[Entry, ...]], picture: Markdown | None = None
) -> Page:
    words, at = corpus.words, corpus.addresses
    rows = [replace(row_of(words, at.name(folder, name), name, entries), note="") for name, entries in index.items()]
    rows.sort(key=lambda row: (-row.documents, -row.posts, row.label))
    return overview(words, folder, words.say(f"{folder}-description"), rows, picture)


def overview(
    words: Interface, folder: str, description: str, rows: Iterable[Row], picture: Markdown | None = None
) -> Page:
    """The overview of one index, with a picture of it above the rows."""
    listed = tuple(rows)
    shown, more = listed[:MOST_ROWS], listed[MOST_ROWS:]
    title = words.say(f"{folder}-title")
    values = {"title": title, "description": description, "rows": shown, "more": more, "picture": picture}
    text = render(words, "overview", root="../", **values)
    return Page(path=f"{folder}/index.md", text=front_matter(title, description) + text)


def _name_page(  # noqa: PLR0913, PLR0917 - what a page of either kind is made of
    corpus: Corpus,
    path: str,
    named: tuple[str, tuple[Entry, ...]],
    profile: Callable[[], Profile],
    feed: Callable[[str], str],
    memo: Memo,
    more: Iterable[object],
) -> Page:
    """The page of a name with the entries that have it; `more` are the inputs of the profile besides them."""
    name, entries = named
    where = feed(path)

    def inputs() -> Iterator[object]:
        yield from ("name", path, name, where, *more)
        for entry in entries:
            yield from (entry.document, entry.key)

    def text() -> str:
        groups = tuple(by_day(corpus, entries[:MOST_LISTED]))
        description = corpus.words.say("name-description", name=name)
        return _profile_page(corpus.words, path, name, description, profile(), groups, where).text

    return Page(path=path, text=memo.text(inputs, text))


def documents_page(  # noqa: PLR0913, PLR0917 - what the page shows
    corpus: Corpus, path: str, title: str, description: str, documents: tuple[Document, ...], feed: str = ""
) -> Page:
    """A page that lists documents by day, under what they come to; `feed` is where its feeds are, without suffix."""
    groups = tuple(documents_by_day(corpus, documents[:MOST_LISTED]))
    profile = of_outlet(corpus, entries_in(documents))
    return _profile_page(corpus.words, path, title, description, profile, groups, feed)


def _profile_page(  # noqa: PLR0913, PLR0917 - what the page shows
    words: Interface,
    path: str,
    title: str,
    description: str,
    profile: Profile,
    groups: tuple[Group, ...],
    feed: str = "",
) -> Page:
    text = render(
        words,
        "entries",
        root="../",
        feed=feed,
        title=title,
        description=description,
        profile=profile,
        groups=groups,
        cut=sum(len(group.items) for group in groups) == MOST_LISTED,
    )
    return Page(path=path, text=front_matter(title, description) + text)


def entries_in(documents: Iterable[Document]) -> tuple[Entry, ...]:
    """All entries of some documents."""
    return tuple(entry for document in documents for entry in entries_of(document))


def row_of(words: Interface, path: str, label: str, entries: Iterable[Entry]) -> Row:
    """A line of an overview for a page that lists entries."""
    listed = tuple(entries)
    documents = {entry.document.path for entry in listed}
    return Row(href=path, label=label, documents=len(documents), posts=len(listed), note=span_words(words, listed))
