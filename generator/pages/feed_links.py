"""Which stories, people and places can be followed by feed: few enough that feeds do not outnumber pages.

Measured from the newest report, never from the clock.
"""

# Reasons: docs/decisions/0037-feeds.md

import datetime as dt
from collections.abc import Mapping
from typing import Final

from generator import addresses
from generator.corpus import Corpus, Entry, Index
from generator.corpus.stories import Story
from generator.settings import Settings

MOST_NAMES: Final = 100
MOST_STORIES: Final = 100
RECENT: Final = dt.timedelta(weeks=4)


def stories(corpus: Corpus) -> Mapping[str, Story]:
    """The stories with a report of the last weeks before the newest, the latest first, by the paths of their pages."""
    newest = next(iter(corpus.days), None)
    recent = [story for story in corpus.stories if story.shared and newest and newest - _last(story) <= RECENT]
    return {addresses.story_path(story.id): story for story in recent[:MOST_STORIES]}


def names(corpus: Corpus, index: Index, folder: str) -> Mapping[str, tuple[str, tuple[Entry, ...]]]:
    """The people or places that most documents name, with their entries, by the paths of their pages."""
    ranked = sorted(index.items(), key=lambda pair: (-_documents(pair[1]), -len(pair[1]), pair[0]))
    return {corpus.addresses.name(folder, name): (name, entries) for name, entries in ranked[:MOST_NAMES]}


def feed_of(settings: Settings, path: str, followed: Mapping[str, object]) -> str:
    """Where the feeds of a page are, seen from it and without suffix; nothing where it has none."""
    return path.rpartition("/")[2].removesuffix(".md") if settings.site_url and path in followed else ""


def _last(story: Story) -> dt.date:
    return max((entry.day for entry in story.members if entry.day), default=dt.date.min)


def _documents(entries: tuple[Entry, ...]) -> int:
    return len({entry.document.path for entry in entries})
