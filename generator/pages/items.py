"""The pieces that several pages share: a document's title and outlet, a line for a post, front matter."""

# Reasons: docs/decisions/0088-pages.md

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from generator import addresses
from generator.addresses import Addresses
from generator.corpus import Corpus, Entry, document_day
from generator.corpus.stories import Story
from generator.desk import Desk
from generator.i18n import Interface
from generator.markup import escaping, strict_yaml
from generator.model import Document, Markdown, Post
from generator.pages.evidence import Passage
from generator.pages.shortening import shorten

LABEL_CHARS = 90
MOST_ALSO = 10  # sources named beside a sentence, of which thousands may have it
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A post or document as a line of a list; addresses are relative to the site's root.

    `also` are reports of the same event that are folded into the line, `story` the path of its page.
    """

    href: str
    page: str
    label: str
    outlet: str
    outlet_href: str
    day: dt.date | None
    time: dt.datetime | None
    inferred: bool
    topics: tuple[tuple[str, str], ...]
    lang: Markdown
    posts: int = 1
    passages: tuple[Passage, ...] = ()
    also: tuple["Item", ...] = ()
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items under one day."""

    day: dt.date | None
    items: tuple[Item, ...]


def front_matter(title: str, description: str, **more: object) -> str:
    """The YAML block of a page; everything in it is typed, quoted and free of markup."""
    fields = {"title": escaping.title(title), "description": escaping.title(description), **more}
    return (
        strict_yaml.dump_front_matter({key: value for key, value in fields.items() if value not in (None, "", [])})
        + "\n"
    )


def title_of(document: Document) -> str:
    """The headline as plain text, else the file's name."""
    headline = document.metadata.headline
    return plain(document, headline.value) if headline else document.path.rsplit("/", 1)[-1]


def outlet_of(words: Interface, document: Document) -> str:
    """The outlet's name, or words that say it is not known."""
    publisher = document.metadata.publisher
    return publisher.value if publisher else words.say("unknown-outlet")


def outlet_href(at: Addresses, document: Document) -> str:
    """Path of the page of the document's outlet."""
    publisher = document.metadata.publisher
    return outlet_path(at, publisher.value if publisher else None)


def outlet_path(at: Addresses, name: str | None) -> str:
    """Path of the page of an outlet; of that of texts whose outlet is not known for None."""
    return at.name("outlets", name) if name else "outlets/unknown.md"


def tongue(words: Interface, document: Document) -> str:
    """The language of a document where it is known and not that of the site, else nothing."""
    language = document.metadata.language
    code = language.value.replace("_", "-") if language else ""
    return code if _LANGUAGE.fullmatch(code) and code.split("-")[0].lower() != words.code else ""


def foreign(words: Interface, document: Document) -> Markdown:
    """The language of a document for an attribute list, nothing where it is that of the site or not known."""
    code = tongue(words, document)
    return Markdown(f" lang={code}" if code else "")


def plain(document: Document, text: str) -> str:
    """The text without its markup where the source is written in a markup language."""
    return escaping.plain(text) if document.reading.markup else text


def safe(document: Document, text: str) -> Markdown:
    """The text as Markdown: emphasis and links kept where the source has them on purpose, else inert."""
    return escaping.inline(text) if document.reading.markup else escaping.inert(text)


def story_title(story: Story) -> str:
    """What a story is called: by the editor, else the headline of its lead."""
    return story.name or label_of(story.lead)


def label_of(entry: Entry) -> str:
    """What a post is called in a list: its headline, else how it begins."""
    post, document = entry.post, entry.document
    if post.headline:
        return plain(document, post.headline.value)
    if document.kind == "article":
        return title_of(document)
    return shorten(plain(document, opening(document, post)), LABEL_CHARS) or title_of(document)


def opening(document: Document, post: Post) -> str:
    """The words of the post's first paragraph."""
    return next((document.reading.words(block) for block in post.blocks if block.kind == "paragraph"), "")


def topic_links(desk: Desk, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Title and path of each topic."""
    titles = desk.titles
    return tuple((titles[name], addresses.topic_path(name)) for name in ids if name in titles)


def href_of(at: Addresses, entry: Entry) -> str:
    """Path of a live blog's post, or of the page of an article."""
    fragment = f"#{entry.post.anchor}" if entry.document.kind == "live-blog" else ""
    return at.document(entry.document.path) + fragment


def post_item(corpus: Corpus, entry: Entry) -> Item:
    """A post as a line that leads to the post itself, or to the page of an article."""
    document, post = entry.document, entry.post
    return Item(
        href=href_of(corpus.addresses, entry),
        page=corpus.addresses.document(document.path),
        label=label_of(entry),
        outlet=outlet_of(corpus.words, document),
        outlet_href=outlet_href(corpus.addresses, document),
        day=entry.day,
        time=post.time.value if post.time else None,
        inferred=inferred_day(entry),
        lang=foreign(corpus.words, document),
        topics=topic_links(corpus.desk, (match.topic for match in post.topics)),
    )


def document_item(corpus: Corpus, document: Document) -> Item:
    """A document as a line of a list."""
    published = document.metadata.published
    return Item(
        href=corpus.addresses.document(document.path),
        page=corpus.addresses.document(document.path),
        label=title_of(document),
        outlet=outlet_of(corpus.words, document),
        outlet_href=outlet_href(corpus.addresses, document),
        day=document_day(document),
        time=published.value if published and isinstance(published.value, dt.datetime) else None,
        inferred=bool(published and published.inferred),
        lang=foreign(corpus.words, document),
        topics=topic_links(corpus.desk, (match.topic for match in document.topics)),
        posts=len(document.posts),
    )


def inferred_day(entry: Entry) -> bool:
    """Whether the day that the post stands under was inferred."""
    fact = entry.post.time or entry.document.metadata.published
    return bool(fact and fact.inferred)


def by_day(corpus: Corpus, entries: Iterable[Entry], *, fold: bool = False) -> Iterator[Group]:
    """Entries, newest day first, in the order of time within a day; those without a day last.

    With `fold` a day's reports of one event stand in the line of the first.
    """
    for day, group in groupby(entries, key=lambda entry: entry.day):
        ordered = sorted(group, key=lambda entry: entry.moment)
        heads = _folded(corpus, ordered) if fold else [(entry, ()) for entry in ordered]
        yield Group(day=day, items=tuple(_item(corpus, head, also) for head, also in heads))


def _folded(corpus: Corpus, ordered: Iterable[Entry]) -> list[tuple[Entry, tuple[Entry, ...]]]:
    """The entries in their order, each story that several documents tell as its first entry with the others."""
    lines: dict[str | tuple[str, str], list[Entry]] = {}
    for entry in ordered:
        story = corpus.story_of.get(entry.key)
        several = story is not None and len(story.documents) > 1
        lines.setdefault(story.id if story and several else entry.key, []).append(entry)
    return [(first, tuple(also)) for first, *also in lines.values()]


def _item(corpus: Corpus, entry: Entry, also: Iterable[Entry]) -> Item:
    item = post_item(corpus, entry)
    others = tuple(post_item(corpus, report) for report in also)
    return replace(item, also=others, story=addresses.story_path(corpus.story_of[entry.key].id)) if others else item


def documents_by_day(corpus: Corpus, documents: Iterable[Document]) -> Iterator[Group]:
    """Documents, newest day first, those without a day last."""
    for day, group in groupby(documents, key=document_day):
        yield Group(day=day, items=tuple(document_item(corpus, document) for document in group))


def span_words(words: Interface, entries: Iterable[Entry]) -> str:
    """The days that the entries cover, in words."""
    days = sorted({entry.day for entry in entries if entry.day})
    return words.span(days[0], days[-1]) if days else ""
