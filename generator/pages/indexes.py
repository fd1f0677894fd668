"""Index pages by outlet, person and place, each kind with an overview."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from generator.corpus import Corpus, Entry, entries_of
from generator.interface import Interface
from generator.memo import Memo
from generator.model import Document, Markdown, Page
from generator.pages.environment import render
from generator.pages.figures import comparisons_of
from generator.pages.followed import feed_of
from generator.pages.followed import names as most_named
from generator.pages.items import Group, by_day, documents_by_day, front_matter, span_words
from generator.pages.maps import of_places
from generator.pages.profiles import Profile, of_outlet, of_person, of_place
from generator.pages.sayings import inputs_of
from generator.settings import Settings

MOST_LISTED = 300
MOST_ROWS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of an overview: a page of the index, with counts."""

    href: str
    label: str
    documents: int
    posts: int
    note: str = ""
    counted: str = "posts"


def pages(corpus: Corpus, settings: Settings, memo: Memo) -> Iterator[Page]:
    """All index pages but those of topics, days and speakers."""
    yield from outlets(corpus, settings)
    yield from people(corpus, settings, memo)
    yield from places(corpus, settings, memo)


def outlets(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """A page for each outlet, one for documents of unknown outlets, and the overview."""
    words, rows = corpus.words, []
    for name, documents in corpus.outlets.items():
        path = corpus.addresses.name("outlets", name)
        rows.append(row_of(words, path, name, entries_in(documents)))
        about = words.say("outlet-description", name=name)
        feed = PurePosixPath(path).stem if settings.site_url else ""
        yield documents_page(corpus, path, name, about, documents, feed)
    if corpus.unattributed:
        path, title = "outlets/unknown.md", words.say("unknown-outlet")
        rows.append(row_of(words, path, title, entries_in(corpus.unattributed)))
        yield documents_page(corpus, path, title, words.say("no-outlet-description"), corpus.unattributed)
    yield overview(words, "outlets", words.say("outlets-description"), rows)


def people(corpus: Corpus, settings: Settings, memo: Memo) -> Iterator[Page]:
    """A page for each person, and the overview, the most often named first."""
    feed = partial(feed_of, settings, followed=most_named(corpus, corpus.people, "people"))
    for name, entries in corpus.people.items():
        said = (part for one in corpus.quoted_by.get(name, ()) for part in inputs_of(one))
        profile = partial(of_person, corpus, name, entries)
        path = corpus.addresses.name("people", name)
        yield _name_page(corpus, path, (name, entries), profile, feed, memo, said)
    yield _names_overview(corpus, "people", corpus.people)


def places(corpus: Corpus, settings: Settings, memo: Memo) -> Iterator[Page]:
    """A page for each place, and the overview with its map, the most often named first."""
    feed = partial(feed_of, settings, followed=most_named(corpus, corpus.places, "places"))
    for name, entries in corpus.places.items():
        profile = partial(of_place, corpus, name, entries)
        yield _name_page(
            corpus,
            corpus.addresses.name("places", name),
            (name, entries),
            profile,
            feed,
            memo,
            comparisons_of(corpus, name),
        )
    counts = {name: len(entries) for name, entries in corpus.places.items()}
    drawing = of_places(corpus, "../", counts)
    yield _names_overview(corpus, "places", corpus.places, drawing)


def _names_overview(
    corpus: Corpus, folder: str, index: Mapping[str, tuple[Entry, ...]], picture: Markdown | None = None
) -> Page:
    words, at = corpus.words, corpus.addresses
    found = (row_of(words, at.name(folder, name), name, entries) for name, entries in index.items())
    rows = [replace(row, note="") for row in found]
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
