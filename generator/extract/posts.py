"""Blocks to posts: an article is one post, a live blog has one for each time stamp."""

import datetime as dt
from collections.abc import Iterator, Sequence

from generator.extract.live_blog import Heading
from generator.extract.live_blog import times as post_times
from generator.extract.metadata import Material, hosts
from generator.extract.structure import SHOWN
from generator.language.bylines import byline, looks_like_name
from generator.language.dates.times import domain_zone, zone_in
from generator.model import Block, BlockKind, Evidence, Fact, Metadata, Post, Reading, Span

PROSE: frozenset[BlockKind] = frozenset({"paragraph", "list", "quotation", "correction"})
SAYING: tuple[BlockKind, ...] = ("subtitle", "byline", "dateline", "boilerplate", "paragraph", "heading", "caption")
SAID_WITHIN = 160
SAID_BEHIND = frozenset(":;.(*–—-|")
ZONE_CHARS = 40


def article(reading: Reading, blocks: Sequence[Block]) -> Post:
    """The one post of an article: everything that is shown."""
    shown = tuple(block for block in blocks if block.kind in SHOWN)
    return Post(anchor="", span=_hull(blocks, reading), blocks=shown)


def introduction(reading: Reading, blocks: Sequence[Block]) -> Post | None:
    """What a live blog says before its first post, if it says anything."""
    post = article(reading, blocks)
    return post if any(block.kind in PROSE for block in post.blocks) else None


def live_posts(
    material: Material, facts: Metadata, headings: Sequence[Heading], groups: Sequence[Sequence[Block]]
) -> tuple[Post, ...]:
    """The posts of a live blog in the source's order."""
    spans = [group[0].span for group in groups]
    zone, said = _stated_zone(material) or (_zone(material, facts), None)
    times = post_times(headings, spans, _day(facts), zone, said)
    posts = [
        _live_post(material, heading, group, time) for heading, group, time in zip(headings, groups, times, strict=True)
    ]
    return tuple(posts)


def _day(facts: Metadata) -> dt.date | None:
    fact = facts.published or facts.updated
    if fact is None:
        return None
    return fact.value.date() if isinstance(fact.value, dt.datetime) else fact.value


def _stated_zone(material: Material) -> tuple[dt.tzinfo, Span] | None:
    """The zone that a line says all times are in, and where it says so."""
    for block in material.anywhere(*SAYING):
        text = material.text(block)[:SAID_WITHIN]
        for at, end in _after_phrases(text, material.words.times_in):
            begins = not text[:at].strip() or text[:at].rstrip()[-1] in SAID_BEHIND
            zone = zone_in(text[end : end + ZONE_CHARS]) if begins else None
            if zone:
                return zone, block.hull
    return None


def _after_phrases(text: str, phrases: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each of the phrases stands in a text, if it does."""
    low = text.lower()
    for phrase in phrases:
        if (at := low.find(phrase)) >= 0:
            yield at, at + len(phrase)


def _zone(material: Material, facts: Metadata) -> dt.tzinfo | None:
    """The zone that the document's own times are in, else that of the country whose domain the source uses.

    UTC in a page's markup is how machines write a moment; it says nothing of the clock that the page shows.
    """
    for fact in (fact for fact in (facts.published, facts.updated) if fact):
        zone = fact.value.tzinfo if isinstance(fact.value, dt.datetime) else None
        if zone and (fact.evidence[0].field is None or zone != dt.UTC):
            return zone
    return next((zone for host, _ in hosts(material) if (zone := domain_zone(host))), None)


def _live_post(material: Material, heading: Heading, group: Sequence[Block], time: Fact[dt.datetime] | None) -> Post:
    reading = material.reading
    return Post(
        anchor="",
        span=_hull(group, reading),
        blocks=tuple(block for block in group if block.kind in SHOWN),
        time=time,
        headline=_beside(heading, group)
        or next((_headline(material, block) for block in group if block.kind == "headline"), None),
        authors=_authors(material, heading, group),
    )


def _headline(material: Material, block: Block) -> Fact[str]:
    return Fact(value=material.text(block), evidence=(Evidence(rule="line-after-time", span=block.hull),))


def _beside(heading: Heading, group: Sequence[Block]) -> Fact[str] | None:
    """The title on the line of the time."""
    evidence = (Evidence(rule="title-beside-time", span=group[0].span),)
    return Fact(value=heading.title, evidence=evidence) if heading.title else None


def _authors(material: Material, heading: Heading, group: Sequence[Block]) -> Fact[tuple[str, ...]] | None:
    """The post's own byline, else the name beside its time."""
    for block in group:
        if block.kind != "byline":
            continue
        text = material.text(block)
        credit = byline(text, material.words) or byline(f"{material.words.by[0]} {text}", material.words)
        if credit:
            return Fact(value=credit.names, evidence=(Evidence(rule="byline", span=block.hull),))
    beside = byline(heading.label, material.words)
    names = beside.names if beside else (heading.label,) if looks_like_name(heading.label, material.words) else ()
    return Fact(value=names, evidence=(Evidence(rule="name-beside-time", span=group[0].span),)) if names else None


def _hull(blocks: Sequence[Block], reading: Reading) -> Span:
    if not blocks:
        return Span(0, len(reading.text))
    return Span(blocks[0].span.start, max(block.hull.end for block in blocks))
