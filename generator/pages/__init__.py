"""Corpus to pages: Markdown with front matter that any site engine can publish."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.corpus import Corpus
from generator.extract.truncation import is_cut
from generator.model import Page, Problem
from generator.pages import (
    corrections,
    days,
    document,
    failure_page,
    home,
    indexes,
    overrides,
    quotations,
    story,
    timeline,
    topic,
)
from generator.runtime.containment import OPEN, Contained
from generator.runtime.memo import Memo
from generator.settings import Settings

CHANGES = overrides.PATH


def render(corpus: Corpus, settings: Settings, memo: Memo | None = None) -> Iterator[Page]:
    """Every page: documents (long ones also whole), timeline, stories, topics, indexes, search, home, desk.

    The memo must be of the same desk and settings. A page that cannot be made raises.
    """
    yield from of_sources(corpus, settings, memo or Memo(), OPEN)
    yield from of_problems(corpus, settings, (), OPEN)


def of_sources(corpus: Corpus, settings: Settings, memo: Memo, held: Contained) -> Iterator[Page]:
    """Every page but those that count or list problems."""
    words, desk = corpus.words, corpus.desk
    memo = memo_of(corpus, memo)
    yield failure_page.guarded(held, words, "search.md", partial(home.search, words, desk))
    yield failure_page.guarded(held, words, overrides.PATH, partial(overrides.page, corpus))
    yield from _documents(corpus, memo, held)
    yield failure_page.guarded(held, words, timeline.PATH, partial(timeline.page, corpus))
    yield from story.pages(corpus, settings, held)
    yield from topic.pages(corpus, settings, held)
    yield from days.pages(corpus, memo, held)
    yield from indexes.pages(corpus, settings, memo, held)
    yield from quotations.pages(corpus, memo, held)
    yield failure_page.guarded(held, words, corrections.PATH, partial(corrections.page, corpus))


def of_problems(corpus: Corpus, settings: Settings, more: Sequence[Problem], held: Contained) -> Iterator[Page]:
    """Home and desk; `more` are problems of what was made of the corpus, of which there may be more until then."""
    words = corpus.words
    yield failure_page.guarded(
        held, words, "index.md", partial(home.home, corpus, settings, more), title=words.say("home")
    )
    yield home.problems(corpus, more)


def _documents(corpus: Corpus, memo: Memo, held: Contained) -> Iterator[Page]:
    around, words = document.in_time(corpus), corpus.words
    for source in corpus.documents:
        beside = around.get(source.path, document.ALONE)
        yield document.guarded(corpus, source, beside, memo, held)
        if is_cut(source):
            path, make = corpus.addresses.text(source.path), partial(document.whole_text, corpus, source)
            yield failure_page.guarded(held, words, path, make, source.path)


def memo_of(corpus: Corpus, memo: Memo) -> Memo:
    """The memo for pages of this corpus: any may link to a page that has a longer address than it would have alone."""
    return memo if corpus.addresses.are_plain else memo.of(repr(corpus.addresses))
