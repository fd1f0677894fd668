"""Anchors that stay the same whatever is added beside them: made of a block's own words, never of its place."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.model import Block, Post, Reading

DIGITS = 8


def anchored(reading: Reading, posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts with an anchor on each and on every shown block, unique within the document."""
    seen: Counter[str] = Counter()
    return tuple(_post(reading, post, seen) for post in posts)


def anchored_after(
    reading: Reading, introduction: Post | None, posts: Sequence[Post]
) -> tuple[Post | None, tuple[Post, ...]]:
    """The introduction and the posts with their anchors, unique across both."""
    if introduction is None:
        return None, anchored(reading, posts)
    first, *others = anchored(reading, (introduction, *posts))
    return first, tuple(others)


def _post(reading: Reading, post: Post, seen: Counter[str]) -> Post:
    time = post.time.value.isoformat() if post.time else ""
    anchor = _unique("post", time + (post.headline.value if post.headline else ""), seen)
    return replace(post, anchor=anchor, blocks=tuple(_block(reading, block, seen) for block in post.blocks))


def _block(reading: Reading, block: Block, seen: Counter[str]) -> Block:
    return replace(block, anchor=_unique("p", reading.words(block), seen))


def _unique(prefix: str, words: str, seen: Counter[str]) -> str:
    anchor = f"{prefix}-{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:DIGITS]}"
    seen[anchor] += 1
    return anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
