"""Topics that the editor gives to posts, or takes from them, whatever the rules say."""

from collections.abc import Sequence

from generator.desk import Desk
from generator.model import Document, Override, Post, TopicMatch


def chosen(document: Document, post: Post, found: Sequence[TopicMatch], desk: Desk) -> tuple[TopicMatch, ...]:
    """The post's topics without those refused, and with those added; a topic that the desk lacks adds nothing.

    A topic that the editor added has the score of its threshold and no passage.
    """
    ours = [one for one in document.overrides if not one.stale and _concerns(one, post)]
    refused = {one.value for one in ours if one.what == "topics.refuse"}
    kept = [match for match in found if match.topic not in refused]
    there = {match.topic for match in kept}
    wanted = {one.value for one in ours if one.what == "topics.add"} - there
    added = [TopicMatch(topic=one.id, score=one.threshold, matches=()) for one in desk.topics if one.id in wanted]
    return (*kept, *added)


def _concerns(override: Override, post: Post) -> bool:
    """Whether a choice is for this post: one without a passage is for all of the document."""
    span = override.span
    return span is None or (span.start < post.span.end and post.span.start < span.end)
