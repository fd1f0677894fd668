"""The page of one source: key points, text with anchors, why these topics, and the record of every decision."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath

from generator.corpus import Corpus, Entry, document_day, entries_of
from generator.corpus.key_points import key_points
from generator.desk import Desk
from generator.extract.truncation import is_cut
from generator.i18n import Interface
from generator.markup.escaping import clean, inert
from generator.model import Block, Document, Markdown, Page, Reading
from generator.pages.checked_quotations import sourced
from generator.pages.citation import citation_of
from generator.pages.environment import render
from generator.pages.evidence import dates, reasons, record_of, stated
from generator.pages.failure_page import guarded as guarded_page
from generator.pages.figures import when
from generator.pages.items import (
    Item,
    document_item,
    foreign,
    front_matter,
    label_of,
    opening,
    plain,
    safe,
    title_of,
    topic_links,
)
from generator.pages.other_reports import Elsewhere, elsewhere
from generator.pages.overrides import changes
from generator.pages.rights_notice import notice_of
from generator.pages.shortening import portions, shorten, without_bullet
from generator.pages.versions import VersionView, versions
from generator.runtime.containment import Contained
from generator.runtime.memo import Memo

SEARCH_BOOST = 5  # a document before the index pages that list it
DESCRIPTION_CHARS = 160
PORTION_CHARS = 4_000  # Markdown engines take the square of a paragraph's marks
IN_THE_HEADING = frozenset({"headline", "timestamp", "byline"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block as a template shows it; `more` are the further paragraphs of one that is very long."""

    kind: str
    text: Markdown
    more: tuple[Markdown, ...]
    anchor: str
    level: int
    credit: Markdown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post as a template shows it; `groups` are runs of pieces of one kind."""

    anchor: str
    title: str
    time: str
    inferred: bool
    authors: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[Piece, ...]], ...]
    elsewhere: Elsewhere | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The documents next in time, of those that state a day."""

    earlier: Document | None = None
    later: Document | None = None


ALONE = Around()


def in_time(corpus: Corpus) -> dict[str, Around]:
    """What came before and after each document that states a day, by path."""
    dated = sorted((document for document in corpus.documents if document_day(document)), key=_moment)
    between = zip([None, *dated], dated, [*dated[1:], None], strict=False)
    return {document.path: Around(earlier=earlier, later=later) for earlier, document, later in between}


def _moment(document: Document) -> tuple[dt.datetime, str]:
    published = document.metadata.published
    value = published.value if published else document_day(document)
    time = value if isinstance(value, dt.datetime) else dt.datetime.combine(value or dt.date.min, dt.time.min)
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC), document.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the page of a document takes from the corpus: its line, reports of the same events, the next in time."""

    item: Item
    elsewhere: tuple[Elsewhere | None, ...]
    earlier: Item | None
    later: Item | None
    versions: tuple[VersionView, ...]


def page(corpus: Corpus, document: Document, around: Around = ALONE, memo: Memo | None = None) -> Page:
    """The document's page, with what came before and after it."""
    beside = Beside(
        item=document_item(corpus, document),
        elsewhere=tuple(elsewhere(corpus, entry) for entry in entries_of(document)),
        earlier=document_item(corpus, around.earlier) if around.earlier else None,
        later=document_item(corpus, around.later) if around.later else None,
        versions=versions(corpus, document),
    )
    make_text = partial(_text, corpus, document, beside)
    text = (memo or Memo()).text(lambda: ("document", document, beside), make_text)
    return Page(path=corpus.addresses.document(document.path), text=text)


def guarded(corpus: Corpus, document: Document, around: Around, memo: Memo | None, held: Contained) -> Page:
    """The same, or where it cannot be made the page that says so."""
    path, make = corpus.addresses.document(document.path), partial(page, corpus, document, around, memo)
    return guarded_page(held, corpus.words, path, make, document.path, PurePosixPath(document.path).name)


def _text(corpus: Corpus, document: Document, beside: Beside) -> str:
    """The page's Markdown."""
    words, desk = corpus.words, corpus.desk
    parts = tuple(map(partial(_post, words, desk), entries_of(document), beside.elsewhere))
    posts = parts[1:] if document.introduction else parts
    jumps = _jumps(document, posts)
    values = {
        "root": "../",
        "path": document.path,
        "lang": foreign(words, document),
        "record_posts": len(document.posts),
        "live": document.kind == "live-blog",
        "title": title_of(document),
        "facts": document.metadata,
        "subtitle": document.metadata.subtitle and safe(document, document.metadata.subtitle.value),
        "source_name": document.metadata.publisher and document.metadata.publisher.value,
        "item": beside.item,
        "dates": tuple(dates(words, document)),
        "points": [sourced(corpus, point) for point in key_points(document, corpus.weighing)],
        "posts": posts,
        "introduction": parts[0] if document.introduction else None,
        "elsewhere": posts[0].elsewhere if document.kind == "article" else None,
        "jumps": jumps,
        "reordered": jumps != tuple(post for post in posts if post in jumps),
        "earlier": beside.earlier,
        "later": beside.later,
        "failures": [problem.message for problem in document.problems if problem.severity == "error"],
        "whole_text": PurePosixPath(corpus.addresses.text(document.path)).name if is_cut(document) else None,
        "why": tuple(reasons(words, desk, document)),
        "named": tuple(_named(corpus, document)),
        "record": record_of(words, document),
        "rights": notice_of(words, document),
        "changes": changes(words, document),
        "versions": beside.versions,
        "cite": citation_of(corpus, document),
    }
    return _front(document) + render(words, "document", **values)


def whole_text(corpus: Corpus, document: Document) -> Page:
    """The text of a document that its page shows only the beginning of, as a plain file."""
    return Page(path=corpus.addresses.text(document.path), text=clean(document.reading.text)[0])


def _front(document: Document) -> str:
    facts = document.metadata
    day = facts.published.value if facts.published else document_day(document)
    topics = [match.topic for match in document.topics]
    return front_matter(
        title_of(document),
        _description(document),
        date=day.isoformat() if day else None,
        updated=facts.updated.value.isoformat() if facts.updated else None,
        authors=list(facts.authors.value) if facts.authors else None,
        publisher=facts.publisher.value if facts.publisher else None,
        topics=topics,
        tags=topics,
        people=_names(document, "person"),
        places=_names(document, "place"),
        organisations=_names(document, "organisation"),
        source=document.path,
        sha256=document.sha256,
        language=facts.language.value if facts.language else None,
        kind=document.kind,
        words=sum(map(partial(_count, document.reading), document.blocks())) or None,
        inferred=[name for name, fact in stated(facts) if fact.inferred],
        search={"boost": SEARCH_BOOST},
    )


def _count(reading: Reading, block: Block) -> int:
    return sum(len(reading.slice(part).split()) for part in (block.span, *block.rest))


def _description(document: Document) -> str:
    first = next((text for post in document.parts if (text := opening(document, post))), "")
    return shorten(plain(document, first), DESCRIPTION_CHARS)


def _names(document: Document, kind: str) -> list[str]:
    return sorted({mention.name for mention in document.mentions() if mention.kind == kind})


def _named(corpus: Corpus, document: Document) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for kind, folder, key in (("person", "people", "people-names"), ("place", "places", "place-names")):
        names = _names(document, kind)
        if names:
            yield key, tuple((name, corpus.addresses.name(folder, name)) for name in names)


def _post(words: Interface, desk: Desk, entry: Entry, others: Elsewhere | None) -> PostView:
    document, post = entry.document, entry.post
    shown = (block for block in post.blocks if block.kind not in IN_THE_HEADING)
    pieces = (_piece(words, document, block) for block in shown)
    return PostView(
        anchor=post.anchor,
        title=label_of(entry),
        time=when(words, post.time.value if post.time else None),
        inferred=bool(post.time and post.time.inferred),
        authors=post.authors.value if post.authors else (),
        topics=topic_links(desk, (match.topic for match in post.topics)),
        groups=tuple((kind, tuple(run)) for kind, run in groupby(pieces, key=lambda piece: piece.kind)),
        elsewhere=others,
    )


def _piece(site: Interface, document: Document, block: Block) -> Piece:
    words = document.reading.words(block)
    if not words:
        return _withheld(site, document, block)
    credit = " ".join(document.reading.slice(block.credit).split()) if block.credit else ""
    words = without_bullet(words) if block.kind == "list" else words
    if len(words) > PORTION_CHARS:  # markup that begins in one portion could end in another
        first, *more = map(inert, portions(plain(document, words), PORTION_CHARS))
    else:
        first, more = safe(document, words), []
    return Piece(
        kind="paragraph" if more else block.kind,
        text=first,
        more=tuple(more),
        anchor=block.anchor,
        level=block.level,
        credit=inert(plain(document, credit)) or None,
    )


def _withheld(site: Interface, document: Document, block: Block) -> Piece:
    """What stands for a block that may not be shown, so that links to it still lead to its place."""
    lines = inert(site.lines(document.reading.lines(block.hull)))
    return Piece(kind="withheld", text=lines, more=(), anchor=block.anchor, level=0, credit=None)


def _jumps(document: Document, posts: tuple[PostView, ...]) -> tuple[PostView, ...]:
    """The posts that have a time in its order; none where there are fewer than two."""
    timed = sorted((entry.moment, number) for number, entry in enumerate(entries_of(document)) if entry.post.time)
    stamped = tuple(posts[number] for _, number in timed if number < len(posts))
    return stamped if len(stamped) > 1 else ()
