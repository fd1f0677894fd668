"""Posts of different sources about one event, and which of them copy each other."""

from collections.abc import Iterable

from generator.entries import Entry
from generator.stories.model import Copy, Found, Story

__all__ = ["Copy", "Found", "Story", "find"]


def find(entries: Iterable[Entry]) -> Found:
    """The stories and copies among the entries, the same in whatever order they come."""
    every = tuple(entries)
    if len(every) < 2:  # noqa: PLR2004 - nothing to compare
        return Found(stories=(), copies=())
    from generator.stories.search import search  # noqa: PLC0415 - most commands end sooner than NumPy is loaded

    return search(every)
