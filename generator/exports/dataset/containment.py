"""Rows document by document, so that one of which they cannot be made takes none of the others along."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from generator import addresses
from generator.addresses import Addresses
from generator.corpus import Corpus
from generator.exports.dataset.rows import Row
from generator.exports.dataset.tables import Table
from generator.model import Document
from generator.runtime.containment import Contained, Thing
from generator.settings import Settings

KIND = "data"
_Planned = tuple[Thing, Corpus]


class Containing:
    """Of all tables, in their order: what fails in one is in none of those behind it, which refer to it."""

    def __init__(self, held: Contained) -> None:
        self._held = held
        self._without: set[Thing] = set()

    def rows(self, table: Table, corpus: Corpus, settings: Settings) -> Iterator[Row]:
        """The rows of a table."""
        planned = self._stories(corpus) if table.of_stories else _documents(corpus)
        for thing, part in planned:
            if thing not in self._without:
                rows = self._held.attempt(thing, partial(_rows, table, part, settings), lambda _: None)
                if rows is None:
                    self._without.add(thing)
                yield from rows or ()

    def _stories(self, corpus: Corpus) -> Iterator[_Planned]:
        """The stories, with those members that the other tables have."""
        for story in corpus.stories:
            members = tuple(
                member for member in story.members if _thing(corpus.addresses, member.document) not in self._without
            )
            left = story if len(members) == len(story.members) else replace(story, members=members)
            if members:
                yield Thing(kind=KIND, page=addresses.story_path(story.id)), corpus.narrowed(stories=(left,))


def _documents(corpus: Corpus) -> Iterator[_Planned]:
    for document in sorted(corpus.documents, key=lambda document: document.path):
        yield _thing(corpus.addresses, document), corpus.narrowed(documents=(document,))


def _thing(at: Addresses, document: Document) -> Thing:
    return Thing(kind=KIND, page=at.document(document.path), source=document.path)


def _rows(table: Table, corpus: Corpus, settings: Settings) -> tuple[Row, ...]:
    return tuple(table.rows(corpus, settings))
