"""What stands in the navigation: the indexes and the hand-written pages, never the documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator import addresses, dataset, pages
from generator.corpus import Corpus
from generator.desk import Desk

NEWEST_DAYS = 31
MOST_OUTLETS = 50
ORDER = ("about.md", "method.md", "tutorial.md", "guide.md", "reference.md")

Nav: TypeAlias = "str | Sequence[Nav] | Mapping[str, Nav]"


def navigation(corpus: Corpus, by_hand: Iterable[str]) -> list[Nav]:
    """Home, topics, days, timeline, stories, other indexes, desk, then hand-written pages; documents are not in it."""
    days = [addresses.day_path(day.isoformat()) for day in corpus.days][:NEWEST_DAYS]
    outlets = [addresses.name_path("outlets", name) for name in corpus.outlets][:MOST_OUTLETS]
    return [
        {"Home": "index.md"},
        {"Topics": ["topics/index.md", *(addresses.topic_path(topic.id) for topic in corpus.desk.topics)]},
        {"Days": ["days/index.md", *days]},
        "timeline.md",
        "stories/index.md",
        {"Outlets": ["outlets/index.md", *outlets]},
        "people/index.md",
        "places/index.md",
        {"Quotations": ["quotations/index.md", "corrections.md"]},
        {"Desk": ["desk.md", pages.CHANGES, dataset.PAGE]},
        *_about(by_hand),
    ]


def nav_of_parts(desk: Desk, by_hand: Iterable[str]) -> list[Nav]:
    """Home, topics, days, stories of a site in parts, then hand-written pages."""
    topics = [addresses.topic_path(topic.id) for topic in desk.topics]
    return [
        {"Home": "index.md"},
        {"Topics": ["topics/index.md", *topics]},
        "days/index.md",
        "stories/index.md",
        *_about(by_hand),
    ]


def _about(by_hand: Iterable[str]) -> list[Nav]:
    written = sorted(by_hand, key=lambda path: (ORDER.index(path) if path in ORDER else len(ORDER), path))
    return [{"About": written}] if written else []


def leaves(nav: Iterable["Nav"]) -> Iterator[str]:
    """The paths of the pages in a navigation, in its order."""
    for entry in nav:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, Mapping):
            yield from leaves(entry.values())
        else:
            yield from leaves(entry)
