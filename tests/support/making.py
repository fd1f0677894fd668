"""Documents made by hand, for tests of what comes after reading."""

import datetime as dt
import hashlib
import itertools
from dataclasses import replace

from generator.desk import load_desk
from generator.model import (
    Block,
    Document,
    Evidence,
    Fact,
    Match,
    Mention,
    Metadata,
    Post,
    Reading,
    SetAside,
    Span,
    TopicMatch,
)

TOPICS = """
topics:
  - id: border-attacks
    title: Border attacks
    description: Attacks across the border.
    threshold: 2
    exclude: [film festival]
    rules:
      - phrases: [shelling, drone strike*]
        weight: 2
      - all: [[border, frontier], [attack*]]
        within: paragraph
        unless: [exercise]
        weight: 1.5
  - id: aid-packages
    title: Aid packages
    description: Money and arms.
    rules:
      - phrases: [aid package*]
"""
DESK = load_desk({"topics.yml": TOPICS.encode()})
KINDS = {"#": "heading", ">": "quotation", "•": "list", "^": "caption", "!": "correction"}
TOPIC_WORDS = {"shelling": "border-attacks", "aid package": "aid-packages"}


def fact(value, span=None, *, inferred=False, rule="by-hand", field=None):
    return Fact(value=value, evidence=(Evidence(rule=rule, span=span, field=field),), inferred=inferred)


def anchor(prefix, words, seen):
    name = f"{prefix}-{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:8]}"
    number = next(n for n in itertools.count(1) if (name, n) not in seen)
    seen.add((name, number))
    return name if number == 1 else f"{name}-{number}"


def document(  # noqa: PLR0913
    text, *, path="notes/a.txt", posts=None, people=(), places=(), markup=False, **facts
):
    """One block a line; a sign at its start gives the kind; `posts` are (line, time, headline) for a live blog."""
    reading = Reading(text=text, blocks=(), markup=markup)
    seen, blocks, here = set(), [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = KINDS.get(line[0], "paragraph")
            start = here + (2 if kind != "paragraph" else 0)
            span = Span(start, here + len(line))
            level = 2 if kind == "heading" else 0
            blocks.append(Block(kind=kind, span=span, level=level, anchor=anchor("p", line, seen)))
        here += len(line) + 1
    reading = replace(reading, blocks=tuple(blocks))
    names = [("person", name) for name in people] + [("place", name) for name in places]
    made = tuple(make_posts(reading, blocks, posts, names, seen))
    topics = {match.topic: match for post in made for match in post.topics}
    return Document(
        path=path,
        sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        kind="live-blog" if posts else "article",
        reading=reading,
        metadata=Metadata(**facts),
        posts=made,
        topics=tuple(topics[name] for name in sorted(topics)),
        set_aside=(SetAside(span=blocks[-1].span, reason="boilerplate"),),
    )


def make_posts(reading, blocks, posts, names, seen):
    starts = [line for line, _, _ in posts] if posts else [0]
    for (first, last), (_, time, headline) in zip(
        itertools.pairwise([*starts, len(blocks)]), posts or [(0, None, None)], strict=True
    ):
        mine = tuple(blocks[first:last])
        span = Span(mine[0].span.start, mine[-1].hull.end)
        inside = [
            (at, name)
            for at, name in find(reading.text, dict.fromkeys(n for _, n in names))
            if span.start <= at.start < span.end
        ]
        yield Post(
            anchor=anchor("post", headline or str(first), seen),
            span=span,
            blocks=mine,
            time=fact(dt.datetime.fromisoformat(time), mine[0].span) if time else None,
            headline=fact(headline, mine[0].span) if headline else None,
            topics=tuple(matched(reading.text, span)),
            mentions=tuple(
                Mention(kind=kind, name=name, span=at, rule="by-hand")
                for at, found in inside
                for kind, name in names
                if name == found
            ),
        )


def matched(text, span):
    for word, topic in TOPIC_WORDS.items():
        hits = [at for at, _ in find(text, [word]) if span.start <= at.start < span.end]
        if hits:
            matches = tuple(Match(span=at, rule=f"phrase {word}", weight=2.0) for at in hits)
            yield TopicMatch(topic=topic, score=2.0 * len(hits), matches=matches)


def find(text, words):
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield Span(at, at + len(word)), word
            at = text.find(word, at + 1)


ARTICLE = document(
    "Mayor Ada Holt said shelling damaged 12 houses in Ridgeport on Monday, and 3 people were hurt there.\n"
    "The council met in the evening to discuss what the town could do for those who lost their homes.\n"
    "# What the council decided\n"
    "> We will rebuild every house.\n"
    "• Blankets for all families\n"
    "• A fund of 40,000 crowns\n"
    "^ A damaged roof in Ridgeport.\n"
    "! An earlier version gave a wrong number of houses.\n"
    "Engineers from Ridgeport expect that the aid package of 2 million crowns will reach the town before the winter.\n"
    "Share this article",
    people=("Ada Holt",),
    places=("Ridgeport",),
    headline=fact("Shelling damages *houses* & <b>roofs</b> in Ridgeport"),
    publisher=fact("Harbour Post"),
    authors=fact(("Lena Marsh", "Tom Birch")),
    published=fact(dt.date(2024, 5, 6), Span(0, 5), inferred=True),
    language=fact("en"),
)
LIVE = document(
    "Flag raised over the hall\n"
    "Officials raised the flag at noon while 200 guests from Ridgeport watched in silence.\n"
    "Shelling reported near the bridge\n"
    "The mayor said shelling near the bridge had stopped at 11 in the morning, with nobody hurt.",
    path="live.txt",
    places=("Ridgeport",),
    posts=[
        (0, "2024-05-07T12:00:00+02:00", "Flag raised over the hall"),
        (2, "2024-05-07T11:05:00+02:00", "Shelling reported near the bridge"),
    ],
    headline=fact("Live: a day in Ridgeport"),
    declared_posts=fact(5),
    publisher=fact("Harbour Post"),
)
BARE = document("Nothing is known of this note but its few words about the weather in the hills.", path="bare.txt")
DOCUMENTS = (ARTICLE, LIVE, BARE)
