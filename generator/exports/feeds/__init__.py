"""Atom, RSS and JSON Feed: of the site, topics, outlets, the latest stories, the most named people and places.

Every date is the sources', never the clock's. Feeds need absolute addresses: without the site's address there are none.
Documents that state no day are not in them.
"""

import datetime as dt
import html
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from lxml import etree

from generator import addresses
from generator.addresses import Addresses, page_url
from generator.corpus import Corpus, Entry, document_day
from generator.corpus.stories import Story
from generator.exports.feeds.formats import atom, json_feed, rss
from generator.exports.feeds.model import ITEM, Feed, Item, line
from generator.exports.files import Asset, text_asset
from generator.i18n import Interface
from generator.markup import escaping
from generator.model import Document, Post
from generator.pages import feed_links
from generator.pages.items import href_of, label_of, opening, outlet_of, plain, story_title, title_of
from generator.pages.rights_notice import notice_of
from generator.pages.shortening import shorten
from generator.pages.story import story_counts
from generator.runtime.containment import OPEN, Contained, Thing
from generator.settings import Settings

MOST_CHARS: Final = 20_000  # of a text; a feed is fetched again and again
CHARS: Final = 300
SUFFIXES: Final = (".atom", ".rss", ".json")
TAGS: Final = {"heading": "h3", "quotation": "blockquote"}
IN_THE_HEAD: Final = frozenset({"headline", "subtitle", "timestamp", "byline", "dateline"})


_Make = Callable[[], Iterable["Item | None"]]
_MakeItem = Callable[..., "Item | None"]


def render(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Iterator[Asset]:
    """Every feed in its three formats, with the items that can be made."""
    for feed in feeds(corpus, settings, held) if settings.site_url else ():
        yield Asset(path=f"{feed.path}.atom", data=_bytes(atom(feed, settings, held)))
        yield Asset(path=f"{feed.path}.rss", data=_bytes(rss(feed, settings, held)))
        yield text_asset(f"{feed.path}.json", json_feed(feed, settings, held))


def feeds(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Iterator[Feed]:
    """The feeds: of the site and of outlets by document, all others by post."""
    make = partial(_contained_item, held, corpus.addresses, partial(_item, corpus, settings))
    planned = ((Thing(kind="feed", page=page), of) for page, of in _planned(corpus, settings, make))
    return held.each(planned)


def _planned(corpus: Corpus, settings: Settings, make: _MakeItem) -> Iterator[tuple[str, Callable[[], Feed]]]:
    """The page of each feed, and what makes the feed."""
    words, feed, posts = corpus.words, partial(_feed, settings), partial(_posts, make)
    every = partial(map, make, corpus.documents)
    yield "index.md", partial(feed, "index.md", settings.site_name, words.say("feed-description"), every)
    for topic in corpus.desk.topics:
        path, entries = addresses.topic_path(topic.id), corpus.topics.get(topic.id, ())
        yield path, partial(feed, path, topic.title, topic.description, posts(entries))
    for name, published in corpus.outlets.items():
        path, about = corpus.addresses.name("outlets", name), words.say("outlet-description", name=name)
        yield path, partial(feed, path, name, about, partial(map, make, published))
    for path, story in feed_links.stories(corpus).items():
        yield path, partial(_feed_of_story, settings, path, words, story, make)
    for folder, index in (("people", corpus.people), ("places", corpus.places)):
        for path, (name, entries) in feed_links.names(corpus, index, folder).items():
            yield path, partial(feed, path, name, words.say("name-description", name=name), posts(entries))


def _feed_of_story(settings: Settings, path: str, words: Interface, story: Story, make: _MakeItem) -> Feed:
    newest = sorted(story.members, key=lambda entry: entry.moment, reverse=True)
    return _feed(settings, path, story_title(story), story_counts(words, story), _posts(make, newest))


def feed_path(page: str) -> str:
    """Path of the feeds of a page that has some, without suffix."""
    return "feed" if page == "index.md" else page.removesuffix(".md")


def _contained_item(
    held: Contained, at: Addresses, make: _MakeItem, document: Document, entry: Entry | None = None
) -> "Item | None":
    thing = Thing(kind=ITEM, page=at.document(document.path), source=document.path)
    return held.attempt(thing, partial(make, document, entry), lambda _: None)


def _posts(make: _MakeItem, entries: Iterable[Entry]) -> _Make:
    return lambda: (make(entry.document, entry) for entry in entries)


def _feed(settings: Settings, page: str, title: str, description: str, make: _Make) -> Feed:
    return Feed(
        path=feed_path(page),
        page=page,
        title=line(title),
        description=line(description),
        home=page_url(settings, page),
        make=make,
    )


def _item(corpus: Corpus, settings: Settings, document: Document, entry: Entry | None = None) -> Item | None:
    """A document, or one post of it; None where it states no day."""
    words, at, titles, facts = corpus.words, corpus.addresses, corpus.desk.titles, document.metadata
    stated = entry.post.time.value if entry and entry.post.time else facts.published and facts.published.value
    day = stated or document_day(document)
    if day is None:
        return None
    published, updated = _instant(day), facts.updated
    posts = (entry.post,) if entry else document.parts
    authors = (entry and entry.post.authors) or facts.authors
    notice, whole = notice_of(words, document), _html(document, posts)
    url = facts.url and escaping.address(facts.url.value)
    topics = entry.post.topics if entry else document.topics
    return Item(
        url=page_url(settings, href_of(at, entry) if entry else at.document(document.path)),
        title=line(label_of(entry) if entry else title_of(document)),
        published=published,
        updated=max(published, _instant(updated.value)) if updated and not entry else published,
        authors=tuple(map(line, authors.value if authors else (outlet_of(words, document),))),
        outlet=line(facts.publisher.value) if facts.publisher else "",
        summary=line(shorten(plain(document, next(filter(None, (opening(document, p) for p in posts)), "")), CHARS)),
        html="" if notice else whole,
        tags=tuple(titles[match.topic] for match in topics if match.topic in titles),
        original=url or None,
        rights=f"{outlet_of(words, document)}. {notice.title}: {notice.text}" if notice else None,
        language=facts.language.value if facts.language else None,
    )


def _instant(value: dt.date) -> dt.datetime:
    """A date as its beginning, a time without offset as UTC."""
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time.min, dt.UTC)
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)


def _html(document: Document, posts: Iterable[Post]) -> str:
    """The text as plain HTML, as far as a feed carries it."""
    parts: list[str] = []
    left = MOST_CHARS
    for block in (block for post in posts for block in post.blocks if block.kind not in IN_THE_HEAD):
        words = line(plain(document, document.reading.words(block)))
        left -= len(words)
        if left < 0:
            return "".join([*parts, "<p>…</p>"])
        tag = TAGS.get(block.kind, "p")
        parts += [f"<{tag}>{html.escape(words)}</{tag}>"] if words else []
    return "".join(parts)


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="utf-8", pretty_print=True)
