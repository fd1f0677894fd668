"""Posts of different sources about one event, and which of them copy each other."""

# Reasons: docs/decisions/0050-stories.md

from collections.abc import Sequence

from generator.corpus.stories.model import Copy, Found, Story
from generator.model import Document
from generator.runtime import memory
from generator.runtime.memo import Memo

__all__ = ["Copy", "Found", "Story", "find"]


def find(documents: Sequence[Document], memo: Memo | None = None) -> Found:
    """The stories and copies among the posts of documents, the same in whatever order they come."""
    if sum(len(document.parts) for document in documents) < 2:  # noqa: PLR2004 - nothing to compare
        return Found(stories=(), copies=())
    from generator.corpus.stories.search import search  # noqa: PLC0415 - most commands end sooner than NumPy is loaded

    found = search(documents, memo or Memo())
    memory.give_back()
    return found
