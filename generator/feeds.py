"""Atom, RSS and JSON Feed: of the site, topics, outlets, the latest stories, the most named people and places.

Every date is the sources', never the clock's. Feeds need absolute addresses: without the site's address there are none.
Documents that state no day are not in them.
"""

import datetime as dt
import html
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from functools import cached_property, partial
from itertools import islice
from typing import Final, TypeVar

from lxml import etree
from lxml.builder import ElementMaker

from generator import addresses, markdown
from generator.addresses import Addresses, file_url, page_url
from generator.assets import Asset, text_asset
from generator.contained import OPEN, Contained, Thing
from generator.corpus import Corpus, Entry, document_day
from generator.interface import Interface
from generator.model import Document, Post
from generator.pages import followed
from generator.pages.items import href_of, label_of, opening, outlet_of, plain, story_title, title_of
from generator.pages.phrases import shorten
from generator.pages.rights import notice_of
from generator.pages.story import story_counts
from generator.settings import Settings
from generator.stories import Story

T = TypeVar("T")

NEWEST: Final = 50
MOST_CHARS: Final = 20_000  # of a text; a feed is fetched again and again
CHARS: Final = 300
SUFFIXES: Final = (".atom", ".rss", ".json")
ATOM: Final = "http://www.w3.org/2005/Atom"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
TAGS: Final = {"heading": "h3", "quotation": "blockquote"}
ITEM: Final = "the item in feeds of"
IN_THE_HEAD: Final = frozenset({"headline", "subtitle", "timestamp", "byline", "dateline"})

_atom = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
_rss = ElementMaker(nsmap={"atom": ATOM, "dc": DUBLIN_CORE, "content": CONTENT})
_dc = ElementMaker(namespace=DUBLIN_CORE)
_content = ElementMaker(namespace=CONTENT)

_Make = Callable[[], Iterable["Item | None"]]
_MakeItem = Callable[..., "Item | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A document, or a post of a live blog, as a feed tells of it; `html` is empty where its text is not for it."""

    url: str
    title: str
    published: dt.datetime
    updated: dt.datetime
    authors: tuple[str, ...]
    outlet: str
    summary: str
    html: str
    tags: tuple[str, ...]
    original: str | None
    rights: str | None
    language: str | None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed before its format: `path` without suffix, `page` the path and `home` the address of what it follows.

    Its items are made when somebody asks for them: heads of pages do not.
    """

    path: str
    page: str
    title: str
    description: str
    home: str
    make: _Make

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The newest items that have a day."""
        return tuple(islice(filter(None, self.make()), NEWEST))

    @property
    def updated(self) -> dt.datetime:
        """When the newest item was last changed."""
        return max((item.updated for item in self.items), default=NEVER)


def render(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Iterator[Asset]:
    """Every feed in its three formats, with the items that can be made."""
    for feed in feeds(corpus, settings, held) if settings.site_url else ():
        yield Asset(path=f"{feed.path}.atom", data=_bytes(atom(feed, settings, held)))
        yield Asset(path=f"{feed.path}.rss", data=_bytes(rss(feed, settings, held)))
        yield text_asset(f"{feed.path}.json", json_feed(feed, settings, held))


def feeds(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Iterator[Feed]:
    """The feeds: of the site and of outlets by document, all others by post."""
    make = partial(_contained_item, held, corpus.addresses, partial(_item, corpus, settings))
    planned = ((Thing(kind="the feed of", page=page), of) for page, of in _planned(corpus, settings, make))
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
    for path, story in followed.stories(corpus).items():
        yield path, partial(_feed_of_story, settings, path, words, story, make)
    for folder, index in (("people", corpus.people), ("places", corpus.places)):
        for path, (name, entries) in followed.names(corpus, index, folder).items():
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
        title=_line(title),
        description=_line(description),
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
    url = facts.url and markdown.address(facts.url.value)
    topics = entry.post.topics if entry else document.topics
    return Item(
        url=page_url(settings, href_of(at, entry) if entry else at.document(document.path)),
        title=_line(label_of(entry) if entry else title_of(document)),
        published=published,
        updated=max(published, _instant(updated.value)) if updated and not entry else published,
        authors=tuple(map(_line, authors.value if authors else (outlet_of(words, document),))),
        outlet=_line(facts.publisher.value) if facts.publisher else "",
        summary=_line(shorten(plain(document, next(filter(None, (opening(document, p) for p in posts)), "")), CHARS)),
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
        words = _line(plain(document, document.reading.words(block)))
        left -= len(words)
        if left < 0:
            return "".join([*parts, "<p>…</p>"])
        tag = TAGS.get(block.kind, "p")
        parts += [f"<{tag}>{html.escape(words)}</{tag}>"] if words else []
    return "".join(parts)


def _line(text: str) -> str:
    """The text on one line, without characters that XML does not allow."""
    return " ".join(markdown.clean(text)[0].split())


def atom(feed: Feed, settings: Settings, held: Contained = OPEN) -> etree._Element:
    """The feed as Atom (RFC 4287)."""
    own = file_url(settings, f"{feed.path}.atom")
    return _atom.feed(
        _atom.id(own),
        _atom.title(feed.title),
        _atom.subtitle(feed.description),
        _atom.updated(feed.updated.isoformat()),
        _atom.author(_atom.name(_line(settings.site_name) or "Briefings")),
        _atom.link(rel="self", type="application/atom+xml", href=own),
        _atom.link(rel="alternate", type="text/html", href=feed.home),
        *_of_each(feed, _atom_entry, held),
    )


def _of_each(feed: Feed, write: Callable[[Item], T], held: Contained) -> Iterator[T]:
    """The items in one format."""
    return held.each((Thing(kind=ITEM, page=item.url), partial(write, item)) for item in feed.items)


def _atom_entry(item: Item) -> etree._Element:
    return _atom.entry(
        _atom.id(item.url),
        _atom.title(item.title),
        _atom.published(item.published.isoformat()),
        _atom.updated(item.updated.isoformat()),
        *(_atom.author(_atom.name(name)) for name in item.authors),
        _atom.link(rel="alternate", type="text/html", href=item.url),
        *([_atom.link(rel="via", href=item.original)] if item.original else []),
        *(_atom.category(term=tag) for tag in item.tags),
        *([_atom.rights(item.rights)] if item.rights else []),
        _atom.summary(item.summary),
        *([_atom.content(item.html, type="html")] if item.html else []),
        **({XML_LANG: item.language} if item.language else {}),
    )


def rss(feed: Feed, settings: Settings, held: Contained = OPEN) -> etree._Element:
    """The feed as RSS 2.0."""
    own = _atom.link(rel="self", type="application/rss+xml", href=file_url(settings, f"{feed.path}.rss"))
    return _rss.rss(
        _rss.channel(
            _rss.title(feed.title),
            _rss.link(feed.home),
            _rss.description(feed.description),
            _rss.lastBuildDate(format_datetime(feed.updated)),
            own,
            *_of_each(feed, _rss_item, held),
        ),
        version="2.0",
    )


def _rss_item(item: Item) -> etree._Element:
    return _rss.item(
        _rss.title(markdown.title(item.title)),  # readers disagree on whether it is HTML
        _rss.link(item.url),
        _rss.guid(item.url, isPermaLink="true"),
        _rss.pubDate(format_datetime(item.published)),
        *(_dc.creator(name) for name in item.authors),
        *([_dc.publisher(item.outlet)] if item.outlet else []),
        *([_dc.rights(item.rights)] if item.rights else []),
        *([_dc.language(item.language)] if item.language else []),
        *(_rss.category(tag) for tag in item.tags),
        _rss.description(html.escape(item.summary, quote=False)),
        *([_content.encoded(item.html)] if item.html else []),
    )


def json_feed(feed: Feed, settings: Settings, held: Contained = OPEN) -> str:
    """The feed as JSON Feed 1.1."""
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": file_url(settings, f"{feed.path}.json"),
        "items": list(_of_each(feed, _json_item, held)),
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _json_item(item: Item) -> dict[str, object]:
    values = {
        "id": item.url,
        "url": item.url,
        "external_url": item.original,
        "title": item.title,
        "content_html": item.html or None,
        "content_text": None if item.html else item.summary,
        "summary": item.summary,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.tags),
        "language": item.language,
    }
    return {name: value for name, value in values.items() if value is not None}


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="utf-8", pretty_print=True)
