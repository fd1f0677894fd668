"""What stands in the navigation: the indexes and the hand-written pages, never the documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator import addresses, pages
from generator.corpus import Corpus
from generator.desk import Desk
from generator.exports import dataset
from generator.i18n import Interface

NEWEST_DAYS = 31
MOST_OUTLETS = 50
ORDER = ("about.md", "method.md", "tutorial.md", "guide.md", "scaling.md", "reference.md")

Nav: TypeAlias = "str | Sequence[Nav] | Mapping[str, Nav]"


def navigation(corpus: Corpus, by_hand: Iterable[str]) -> list[Nav]:
    """Home, topics, days, timeline, stories, other indexes, desk, then hand-written pages; documents are not in it."""
    days = [addresses.day_path(day.isoformat()) for day in corpus.days][:NEWEST_DAYS]
    outlets = [corpus.addresses.name("outlets", name) for name in corpus.outlets][:MOST_OUTLETS]
    say = corpus.words.say
    return [
        {say("home"): "index.md"},
        {say("topics-title"): ["topics/index.md", *(addresses.topic_path(topic.id) for topic in corpus.desk.topics)]},
        {say("days-title"): ["days/index.md", *days]},
        "timeline.md",
        "stories/index.md",
        {say("outlets-title"): ["outlets/index.md", *outlets]},
        "people/index.md",
        "places/index.md",
        {say("quotations"): ["quotations/index.md", "corrections.md"]},
        {say("desk"): ["desk.md", pages.CHANGES, dataset.PAGE]},
        *_about(corpus.words, by_hand),
    ]


def nav_of_parts(words: Interface, desk: Desk, by_hand: Iterable[str]) -> list[Nav]:
    """Home, topics, days, stories of a site in parts, then hand-written pages."""
    topics = [addresses.topic_path(topic.id) for topic in desk.topics]
    return [
        {words.say("home"): "index.md"},
        {words.say("topics-title"): ["topics/index.md", *topics]},
        "days/index.md",
        "stories/index.md",
        *_about(words, by_hand),
    ]


def _about(words: Interface, by_hand: Iterable[str]) -> list[Nav]:
    written = sorted(by_hand, key=lambda path: (ORDER.index(path) if path in ORDER else len(ORDER), path))
    return [{words.say("about-site"): written}] if written else []


def leaves(nav: Iterable["Nav"]) -> Iterator[tuple[str, str | None]]:
    """The paths of the pages in a navigation, in its order, with the titles that it gives them."""
    for entry in nav:
        if isinstance(entry, str):
            yield entry, None
        elif isinstance(entry, Mapping):
            yield from ((value, title) for title, value in entry.items() if isinstance(value, str))
            yield from leaves(value for value in entry.values() if not isinstance(value, str))
        else:
            yield from leaves(entry)
