"""What stands in the head of a page for other programs: feeds, Open Graph, and schema.org as JSON-LD.

A document's page is a page about what others wrote: the article is its main entity, with its own authors and publisher,
and what the page is based on; this site claims neither.
"""

import html
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from generator.addresses import Addresses, file_url, page_url
from generator.corpus import Corpus, document_day
from generator.corpus.entry import Entry
from generator.exports import feeds
from generator.exports.cards import SIZE, Card
from generator.exports.citations import name_of, newsrooms
from generator.exports.feeds.model import Feed
from generator.markup import escaping
from generator.model import Document
from generator.pages.items import href_of, label_of, opening, plain, title_of
from generator.pages.shortening import shorten
from generator.runtime.containment import OPEN, Contained, Thing
from generator.settings import Settings

CHARS: Final = 200
MOST_POSTS: Final = 200
MOST_NAMES: Final = 50
HEAD: Final = "head"
TYPES: Final = {"article": "NewsArticle", "live-blog": "LiveBlogPosting"}
NAMED: Final = {"person": "Person", "place": "Place", "organisation": "Organization"}
FEEDS: Final = ((".atom", "application/atom+xml"), (".rss", "application/rss+xml"), (".json", "application/feed+json"))
# What could end a script element, or a line of JavaScript.
_ESCAPES: Final = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})

Described = dict[str, object]
_MakeHead = Callable[[], tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is added to the head of one page: `meta` by property, addresses and media types of feeds, and a thing."""

    meta: tuple[tuple[str, str], ...]
    feeds: tuple[tuple[str, str], ...] = ()
    thing: Described | None = None


def heads(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Mapping[str, str]:
    """For each page that has something to say its HTML, by the path of the page."""
    return dict(held.each(_planned(corpus, settings, held)))


def _planned(corpus: Corpus, settings: Settings, held: Contained) -> Iterator[tuple[Thing, _MakeHead]]:
    """The heads to be made, those of documents first."""
    known = newsrooms(corpus.desk)
    at = corpus.addresses
    for document in corpus.documents:
        path = at.document(document.path)
        yield (
            Thing(kind=HEAD, page=path, source=document.path),
            partial(_of, path, _document, at, document, settings, known),
        )
    for feed in feeds.feeds(corpus, settings, held):
        yield Thing(kind=HEAD, page=feed.page), partial(_of, feed.page, _followed, feed, settings)


def _of(path: str, head: Callable[..., Head], *values: object) -> tuple[str, str]:
    return path, "".join(_written(head(*values)))


def of_page(settings: Settings, path: str, title: str, matter: Mapping[str, object]) -> str:
    """The head of a page that has nothing more to say than what its front matter does."""
    description = str(matter.get("description") or "")
    site = settings.site_name
    meta = {"og:type": "website", "og:title": title, "og:description": description, "og:site_name": site}
    url = page_url(settings, path) if settings.site_url else ""
    stated = {name: _line(value) for name, value in {**meta, "og:url": url}.items() if value}
    return "".join(_written(Head(meta=tuple(stated.items()))))


def picture(settings: Settings, card: Card | None) -> str:
    """What leads services to the picture of a page; that there is none, where there is none."""
    if card is None:
        return '<meta name="twitter:card" content="summary">'
    width, height = map(str, SIZE)
    url = file_url(settings, card.path)
    meta = {"og:image": url, "og:image:width": width, "og:image:height": height, "og:image:alt": card.alt}
    return (
        "".join(_written(Head(meta=tuple(meta.items())))) + '<meta name="twitter:card" content="summary_large_image">'
    )


def with_head(page: str, head: str) -> str:
    """The page with this in its head."""
    return page.replace("</head>", f"{head}</head>", 1)


def _written(head: Head) -> Iterator[str]:
    for address, kind in head.feeds:
        # The theme takes a link that is alternate and nothing else for the page in another language.
        yield f'<link rel="alternate feed" type="{kind}" href="{html.escape(address)}">'
    for name, value in head.meta:
        yield f'<meta property="{name}" content="{html.escape(value)}">'
    if head.thing:
        text = json.dumps({"@context": "https://schema.org", **head.thing}, ensure_ascii=False).translate(_ESCAPES)
        yield f'<script type="application/ld+json">{text}</script>'


def _followed(feed: Feed, settings: Settings) -> Head:
    """The head of a page that has feeds."""
    site = ("og:site_name", _line(settings.site_name))
    meta = (("og:type", "website"), ("og:title", feed.title), ("og:description", feed.description), site)
    if not settings.site_url:
        return Head(meta=meta)
    links = tuple((file_url(settings, f"{feed.path}{suffix}"), kind) for suffix, kind in FEEDS)
    return Head(meta=(*meta, ("og:url", feed.home)), feeds=links)


def _document(at: Addresses, document: Document, settings: Settings, known: frozenset[str]) -> Head:
    facts, day = document.metadata, document_day(document)
    first = next((text for post in document.parts if (text := opening(document, post))), "")
    page = page_url(settings, at.document(document.path)) if settings.site_url else ""
    published = facts.published.value.isoformat() if facts.published else day.isoformat() if day else ""
    meta = {
        "og:type": "article",
        "og:title": _line(title_of(document)),
        "og:description": _line(shorten(plain(document, first), CHARS)),
        "og:site_name": _line(settings.site_name),
        "og:url": page,
        "article:published_time": published,
        "article:modified_time": facts.updated.value.isoformat() if facts.updated else "",
    }
    return Head(
        meta=tuple((name, value) for name, value in meta.items() if value),
        thing=_page(document, settings, page, _article(at, document, settings, known)),
    )


def _page(document: Document, settings: Settings, page: str, article: Described) -> Described:
    site = {"@type": "WebSite", "name": _line(settings.site_name), "url": settings.site_url}
    original = {"@id": article["@id"]}
    return _stated(
        {
            "@type": "WebPage",
            "@id": page,
            "url": page,
            "name": _line(title_of(document)),
            "isPartOf": _stated(site),
            "mainEntity": article,
            "isBasedOn": original,
            "citation": original,
        }
    )


def _article(at: Addresses, document: Document, settings: Settings, known: frozenset[str]) -> Described:
    facts = document.metadata
    url = escaping.address(facts.url.value) if facts.url else None
    live = document.kind == "live-blog"
    return _stated(
        {
            "@type": TYPES[document.kind],
            "@id": url or f"{page_url(settings, at.document(document.path))}#original",
            "url": url,
            "headline": _line(title_of(document)),
            "author": [_author(name, known) for name in (facts.authors.value if facts.authors else ())],
            "publisher": {"@type": "Organization", "name": _line(facts.publisher.value)} if facts.publisher else None,
            "datePublished": facts.published.value.isoformat() if facts.published else None,
            "dateModified": facts.updated.value.isoformat() if facts.updated else None,
            "inLanguage": facts.language.value if facts.language else None,
            "mentions": list(_mentions(document)),
            "liveBlogUpdate": list(_updates(at, document, settings)) if live else None,
        }
    )


def _author(name: str, known: frozenset[str]) -> Described:
    return {"@type": "Person" if name_of(_line(name), known).given else "Organization", "name": _line(name)}


def _mentions(document: Document) -> Iterator[Described]:
    named = dict.fromkeys((mention.kind, mention.name) for mention in document.mentions())
    for kind, name in list(named)[:MOST_NAMES]:
        yield {"@type": NAMED[kind], "name": _line(name)}


def _updates(at: Addresses, document: Document, settings: Settings) -> Iterator[Described]:
    for post in document.posts[:MOST_POSTS]:
        entry = Entry(document=document, post=post)
        yield _stated(
            {
                "@type": "BlogPosting",
                "headline": _line(label_of(entry)),
                "datePublished": post.time.value.isoformat() if post.time else None,
                "url": page_url(settings, href_of(at, entry)) if settings.site_url else None,
            }
        )


def _stated(thing: Mapping[str, object]) -> Described:
    return {name: value for name, value in thing.items() if value}


def _line(text: str) -> str:
    """The text on one line, without characters that hide or reorder it."""
    return " ".join(escaping.clean(text)[0].split())
