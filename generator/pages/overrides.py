"""What the editors changed: on the page of each document, and all of it on one public page."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.corpus import Corpus
from generator.fields import FIELDS
from generator.i18n import Interface
from generator.model import Document, Lines, Override, Page
from generator.pages.environment import render
from generator.pages.items import front_matter, title_of
from generator.pages.shortening import shorten
from generator.pages.versions import VersionView, versions

PATH = "changes.md"
SHOWN_CHARS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change as a line of a list; without a value the editor took away what the source states."""

    label: str
    value: str
    lines: Lines | None
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A document that newer texts took the place of, with its versions, newest first."""

    title: str
    href: str
    anchor: str
    rows: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A document with everything that was changed in it."""

    title: str
    href: str
    anchor: str
    rows: tuple[Change, ...]


def changes(words: Interface, document: Document) -> tuple[Change, ...]:
    """The document's overrides in the order of its sidecar."""
    return tuple(_change(words, document, override) for override in document.overrides)


def page(corpus: Corpus) -> Page:
    """The log of all changes, by document."""
    words, title = corpus.words, corpus.words.say("changes-title")
    text = render(
        words, "changes", root="", title=title, groups=tuple(_groups(corpus)), replaced=tuple(_replaced(corpus))
    )
    return Page(path=PATH, text=front_matter(title, words.say("changes-description")) + text)


def _groups(corpus: Corpus) -> Iterator[Changed]:
    for number, document in enumerate((document for document in corpus.documents if document.overrides), start=1):
        href = corpus.addresses.document(document.path)
        rows = changes(corpus.words, document)
        yield Changed(title=title_of(document), href=href, anchor=f"changed-{number}", rows=rows)


def _replaced(corpus: Corpus) -> Iterator[Replaced]:
    for number, document in enumerate(
        (document for document in corpus.documents if document.path in corpus.versions), start=1
    ):
        href = corpus.addresses.document(document.path)
        rows = versions(corpus, document)
        yield Replaced(title=title_of(document), href=href, anchor=f"replaced-{number}", rows=rows)


def _change(words: Interface, document: Document, override: Override) -> Change:
    span = override.span
    return Change(
        label=words.say(f"{'field' if override.what in FIELDS else 'change'}-{override.what.replace('.', '-')}"),
        value=shorten(" ".join(_value(words, document, override).split()), SHOWN_CHARS),
        lines=document.reading.lines(span) if span else None,
        stale=override.stale,
    )


def _value(words: Interface, document: Document, override: Override) -> str:
    """What the editor stated, else the lines that were cut otherwise, as far as they may be shown."""
    if override.value or override.what not in FIELDS:
        return override.value or (document.reading.slice(override.span) if override.span else "")
    return words.say("taken-away")
