"""Index pages by day, outlet, person and place, each kind with an overview."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator import addresses
from generator.corpus import Corpus, Entry, entries_of
from generator.model import Document, Markdown, Page
from generator.pages.calendars import of_days
from generator.pages.environment import render
from generator.pages.figures import figures_of_day
from generator.pages.items import UNKNOWN_OUTLET, by_day, documents_by_day, front_matter
from generator.pages.maps import of_places
from generator.pages.phrases import day_words, weekday_words
from generator.pages.quotations import quotations_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of an overview: a page of the index, with counts."""

    href: str
    label: str
    documents: int
    posts: int
    note: str = ""


def pages(corpus: Corpus) -> Iterator[Page]:
    """All index pages but those of topics."""
    yield from days(corpus)
    yield from outlets(corpus)
    yield from names(corpus, "people", "People", corpus.people)
    yield from names(corpus, "places", "Places", corpus.places)


def days(corpus: Corpus) -> Iterator[Page]:
    """A page for each day, one for documents without, and the overview."""
    rows = []
    for day, entries in corpus.days.items():
        path, title = addresses.day_path(day.isoformat()), weekday_words(day)
        rows.append(replace(_row(path, title, entries), note=""))
        yield _day_page(corpus, path, day, entries)
    if corpus.undated:
        rows.append(_row("days/undated.md", "Undated", _all(corpus.undated)))
        yield _documents_page(corpus, "days/undated.md", "Undated", "Documents that state no date", corpus.undated)
    yield overview("days", "Days", "Every day that a source reports on, the newest first", rows, of_days(corpus))


def _day_page(corpus: Corpus, path: str, day: dt.date, entries: tuple[Entry, ...]) -> Page:
    title, description = weekday_words(day), f"What the sources reported for {day_words(day)}"
    quoted, more = quotations_of(entries)
    values = {
        "root": "../",
        "title": title,
        "description": description,
        "groups": tuple(by_day(corpus, entries, fold=True)),
        "tables": figures_of_day(corpus, day),
        "page_day": day,
        "quoted": quoted,
        "more_quoted": more,
    }
    return Page(path=path, text=front_matter(title, description) + render("day", **values))


def outlets(corpus: Corpus) -> Iterator[Page]:
    """A page for each outlet, one for documents of unknown outlets, and the overview."""
    rows = []
    for name, documents in corpus.outlets.items():
        path = addresses.name_path("outlets", name)
        rows.append(_row(path, name, _all(documents)))
        yield _documents_page(corpus, path, name, f"Documents published by {name}", documents)
    if corpus.unattributed:
        path, title = "outlets/unknown.md", UNKNOWN_OUTLET
        rows.append(_row(path, title, _all(corpus.unattributed)))
        yield _documents_page(corpus, path, title, "Documents that do not name their outlet", corpus.unattributed)
    yield overview("outlets", "Outlets", "Every outlet that the sources come from", rows)


def names(corpus: Corpus, folder: str, title: str, index: Mapping[str, tuple[Entry, ...]]) -> Iterator[Page]:
    """A page for each person or place, and the overview, the most often named first."""
    rows = []
    for name, entries in index.items():
        path = addresses.name_path(folder, name)
        rows.append(_row(path, name, entries))
        yield _entries_page(corpus, path, name, f"Posts and articles that name {name}", entries)
    rows.sort(key=lambda row: (-row.documents, -row.posts, row.label))
    counts = {name: len(entries) for name, entries in index.items()}
    picture = of_places(f"{folder}/index.md", counts, corpus.desk) if folder == "places" else None
    yield overview(folder, title, f"{title} named in the sources, the most often named first", rows, picture)


def overview(folder: str, title: str, description: str, rows: Iterable[Row], picture: Markdown | None = None) -> Page:
    """The overview of one index, with a picture of it above the rows."""
    text = render("overview", root="../", title=title, description=description, rows=tuple(rows), picture=picture)
    return Page(path=f"{folder}/index.md", text=front_matter(title, description) + text)


def _entries_page(corpus: Corpus, path: str, title: str, description: str, entries: Iterable[Entry]) -> Page:
    groups = tuple(by_day(corpus, entries))
    text = render("entries", root="../", title=title, description=description, groups=groups)
    return Page(path=path, text=front_matter(title, description) + text)


def _documents_page(corpus: Corpus, path: str, title: str, description: str, documents: Iterable[Document]) -> Page:
    groups = tuple(documents_by_day(corpus, documents))
    text = render("entries", root="../", title=title, description=description, groups=groups)
    return Page(path=path, text=front_matter(title, description) + text)


def _all(documents: Iterable[Document]) -> tuple[Entry, ...]:
    return tuple(entry for document in documents for entry in entries_of(document))


def _row(path: str, label: str, entries: Iterable[Entry]) -> Row:
    listed = tuple(entries)
    documents = {entry.document.path for entry in listed}
    return Row(href=path, label=label, documents=len(documents), posts=len(listed), note=span_words(listed))


def span_words(entries: Iterable[Entry]) -> str:
    """The days that the entries cover, in words."""
    found = sorted({entry.day for entry in entries if entry.day})
    if not found:
        return ""
    return _between(found[0], found[-1])


def _between(first: dt.date, last: dt.date) -> str:
    if first == last:
        return day_words(first)
    begun = day_words(first).removesuffix(f" {last.year}") if first.year == last.year else day_words(first)
    return f"{begun} to {day_words(last)}"
