"""Anchors that stay the same whatever is added beside them: made of a block's own words, never of its place."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.addresses import DIGITS, longer
from generator.model import Post, Reading


def anchored(reading: Reading, posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts with an anchor on each and on every shown block, unique within the document."""
    titles = _Anchors("post", map(_title, posts))
    blocks = _Anchors("p", (reading.words(block) for post in posts for block in post.blocks))
    return tuple(
        replace(
            post,
            anchor=titles.next(_title(post)),
            blocks=tuple(replace(block, anchor=blocks.next(reading.words(block))) for block in post.blocks),
        )
        for post in posts
    )


def anchored_after(
    reading: Reading, introduction: Post | None, posts: Sequence[Post]
) -> tuple[Post | None, tuple[Post, ...]]:
    """The introduction and the posts with their anchors, unique across both."""
    if introduction is None:
        return None, anchored(reading, posts)
    first, *others = anchored(reading, (introduction, *posts))
    return first, tuple(others)


def _title(post: Post) -> str:
    time = post.time.value.isoformat() if post.time else ""
    return time + (post.headline.value if post.headline else "")


class _Anchors:
    """Anchors for words: other ones for other words, and numbers for those that come again."""

    def __init__(self, prefix: str, words: Iterable[str]) -> None:
        self._prefix = prefix
        self._longer = longer(set(words), self._anchor)
        self._seen: Counter[str] = Counter()

    def next(self, words: str) -> str:
        """The anchor of the next block with these words."""
        anchor = self._longer.get(words) or self._anchor(words)
        self._seen[anchor] += 1
        return anchor if self._seen[anchor] == 1 else f"{anchor}-{self._seen[anchor]}"

    def _anchor(self, words: str, digits: int = DIGITS) -> str:
        return f"{self._prefix}-{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:digits]}"
