"""The rows of the open data, one value a column of `tables`; None where the source does not say."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from generator.addresses import page_url
from generator.corpus import Corpus, document_day
from generator.corpus.entry import entries_of
from generator.markup import escaping
from generator.model import Document, Post, Span
from generator.pages.items import href_of, label_of, plain, title_of
from generator.settings import Settings

Value = str | int | float | None
Row = tuple[Value, ...]

IN_THE_HEAD: Final = frozenset({"headline", "subtitle", "timestamp", "byline", "dateline"})


def documents(corpus: Corpus, settings: Settings) -> Iterator[Row]:
    """Documents in the order of their paths."""
    for document in _ordered(corpus):
        facts, day = document.metadata, document_day(document)
        path = corpus.addresses.document(document.path)
        yield (
            _id(corpus, document),
            line(document.path),
            document.kind,
            line(title_of(document)),
            line(plain(document, facts.subtitle.value)) if facts.subtitle else None,
            line(facts.publisher.value) if facts.publisher else None,
            facts.published.value.isoformat() if facts.published else None,
            int(facts.published.inferred) if facts.published else None,
            facts.updated.value.isoformat() if facts.updated else None,
            day.isoformat() if day else None,
            facts.language.value if facts.language else None,
            escaping.address(facts.url.value) if facts.url else None,
            facts.rights.value if facts.rights else "full",
            document.sha256,
            page_url(settings, path),
        )


def versions(corpus: Corpus, _: Settings) -> Iterator[Row]:
    """Versions of the documents that were collected more than once, the first one first."""
    for document in _ordered(corpus):
        for version in reversed(corpus.versions.get(document.path, ())):
            facts = version.document.metadata
            kinds = [(change.before is None, change.now is None) for change in version.changes]
            counts = (kinds.count((True, False)), kinds.count((False, True)), kinds.count((False, False)))
            yield (
                _id(corpus, document),
                version.number,
                line(version.document.path),
                version.document.sha256,
                facts.published.value.isoformat() if facts.published else None,
                facts.updated.value.isoformat() if facts.updated else None,
                *(counts if version.before else (None, None, None)),
            )


def authors(corpus: Corpus, _: Settings) -> Iterator[Row]:
    """Authors of documents."""
    for document in _ordered(corpus):
        for place, name in enumerate(document.metadata.authors.value if document.metadata.authors else (), 1):
            yield _id(corpus, document), place, line(name)


def posts(corpus: Corpus, settings: Settings) -> Iterator[Row]:
    """Posts in the order of the sources."""
    for document in _ordered(corpus):
        for place, entry in enumerate(entries_of(document), 1):
            post, day = entry.post, entry.day
            yield (
                _post_id(corpus, document, post),
                _id(corpus, document),
                place,
                post.time.value.isoformat() if post.time else None,
                int(post.time.inferred) if post.time else None,
                day.isoformat() if day else None,
                line(label_of(entry)),
                _text(document, post),
                page_url(settings, href_of(corpus.addresses, entry)),
            )


def topics(corpus: Corpus, settings: Settings) -> Iterator[Row]:
    """Topics of posts."""
    del settings
    titles = corpus.desk.titles
    for _, post, name in _each(corpus):
        for match in post.topics:
            yield name, match.topic, line(titles.get(match.topic, match.topic)), match.score


def mentions(corpus: Corpus, _: Settings) -> Iterator[Row]:
    """Names in posts."""
    for document, post, name in _each(corpus):
        for mention in post.mentions:
            yield name, mention.kind, _word(mention.name), _line_of(document, mention.span)


def quotations(corpus: Corpus, _: Settings) -> Iterator[Row]:
    """Quotations in posts."""
    for document, post, name in _each(corpus):
        for quotation in post.quotations:
            text = line(plain(document, quotation.text)) or None
            who, via = _word(quotation.speaker or "") or None, _word(", ".join(quotation.via)) or None
            yield name, who, via, _word(quotation.verb or "") or None, text, _line_of(document, quotation.span)


def figures(corpus: Corpus, _: Settings) -> Iterator[Row]:
    """Figures in posts."""
    for document, post, name in _each(corpus):
        for figure in post.figures:
            day = figure.day.isoformat() if figure.day else None
            words = (figure.bound, figure.unit, figure.what, figure.outcome, figure.by, figure.place, figure.text)
            bound, unit, what, outcome, by, place, text = (_word(word or "") or None for word in words)
            at = _line_of(document, figure.span)
            yield name, figure.value, bound, unit, what, outcome, by, place, day, text, at


def event_days(corpus: Corpus, _: Settings) -> Iterator[Row]:
    """Days that posts tell of."""
    for document, post, name in _each(corpus):
        for event_day in post.event_days:
            at = _line_of(document, event_day.span)
            yield name, event_day.day.isoformat(), event_day.precision, _word(event_day.words), at


def stories(corpus: Corpus, _: Settings) -> Iterator[Row]:
    """Stories, the latest first."""
    for story in corpus.stories:
        counts = len(story.members), len(story.documents), story.independent
        yield story.id, line(story.name) if story.name else None, line(label_of(story.lead)), *counts


def members(corpus: Corpus, _: Settings) -> Iterator[Row]:
    """Posts of stories."""
    for story in corpus.stories:
        for place, member in enumerate(story.members, 1):
            yield story.id, _post_id(corpus, member.document, member.post), place


def _ordered(corpus: Corpus) -> Iterable[Document]:
    return sorted(corpus.documents, key=lambda document: document.path)


def _each(corpus: Corpus) -> Iterator[tuple[Document, Post, str]]:
    """The posts with their documents and their ids."""
    for document in _ordered(corpus):
        for post in document.parts:
            yield document, post, _post_id(corpus, document, post)


def _id(corpus: Corpus, document: Document) -> str:
    return corpus.addresses.slug(document.path)


def _post_id(corpus: Corpus, document: Document, post: Post) -> str:
    return f"{_id(corpus, document)}#{post.anchor}"


def _line_of(document: Document, span: Span) -> int:
    return document.reading.lines(span)[0]


def _text(document: Document, post: Post) -> str:
    words = (document.reading.words(block) for block in post.blocks if block.kind not in IN_THE_HEAD)
    return "\n\n".join(filter(None, (line(plain(document, text)) for text in words)))


@lru_cache(maxsize=1 << 12)
def _word(text: str) -> str:
    """The same for what is short and comes again."""
    return line(text)


def line(text: str) -> str:
    """The text on one line, without characters that hide or reorder it."""
    return " ".join(escaping.clean(text)[0].split())
