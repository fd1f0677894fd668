"""Corpus to pages: Markdown with front matter that any site engine can publish."""

from collections.abc import Iterator

from generator.corpus import Corpus
from generator.excerpt import is_cut
from generator.memo import Memo
from generator.model import Page
from generator.pages import (
    changes,
    corrections,
    days,
    document,
    home,
    indexes,
    quotations,
    story,
    timeline,
    topic,
)
from generator.settings import Settings

CHANGES = changes.PATH


def render(corpus: Corpus, settings: Settings, memo: Memo | None = None) -> Iterator[Page]:
    """Every page: home, search, desk, documents (long ones also whole), timeline, stories, topics, indexes.

    The memo must be of the same desk and settings.
    """
    yield home.home(corpus, settings)
    yield home.search(corpus.words, corpus.desk)
    yield home.problems(corpus)
    yield changes.page(corpus)
    around, ours = document.in_time(corpus), memo_of(corpus, memo or Memo())
    for source in corpus.documents:
        yield document.page(corpus, source, around.get(source.path, document.ALONE), ours)
        if is_cut(source):
            yield document.whole_text(corpus, source)
    yield timeline.page(corpus)
    yield from story.pages(corpus, settings)
    yield from topic.pages(corpus, settings)
    yield from days.pages(corpus, ours)
    yield from indexes.pages(corpus, settings, ours)
    yield from quotations.pages(corpus, ours)
    yield corrections.page(corpus)


def memo_of(corpus: Corpus, memo: Memo) -> Memo:
    """The memo for pages of this corpus: any may link to a page that has a longer address than it would have alone."""
    return memo if corpus.addresses.are_plain else memo.of(repr(corpus.addresses))
