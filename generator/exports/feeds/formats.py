"""A feed as Atom, RSS and JSON Feed."""

import html
import json
from collections.abc import Callable, Iterator
from email.utils import format_datetime
from functools import partial
from typing import Final, TypeVar

from lxml import etree
from lxml.builder import ElementMaker

from generator.addresses import file_url
from generator.exports.feeds.model import ITEM, Feed, Item, line
from generator.markup import escaping
from generator.runtime.containment import OPEN, Contained, Thing
from generator.settings import Settings

T = TypeVar("T")

ATOM: Final = "http://www.w3.org/2005/Atom"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_atom = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
_rss = ElementMaker(nsmap={"atom": ATOM, "dc": DUBLIN_CORE, "content": CONTENT})
_dc = ElementMaker(namespace=DUBLIN_CORE)
_content = ElementMaker(namespace=CONTENT)


def atom(feed: Feed, settings: Settings, held: Contained = OPEN) -> etree._Element:
    """The feed as Atom (RFC 4287)."""
    own = file_url(settings, f"{feed.path}.atom")
    return _atom.feed(
        _atom.id(own),
        _atom.title(feed.title),
        _atom.subtitle(feed.description),
        _atom.updated(feed.updated.isoformat()),
        _atom.author(_atom.name(line(settings.site_name) or "Briefings")),
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
        _rss.title(escaping.title(item.title)),  # readers disagree on whether it is HTML
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
