"""Topics that the editor gives to posts, or takes from them, whatever the rules say."""

from collections.abc import Sequence

from generator.desk import Desk
from generator.model import Document, Override, Post, TopicMatch


def chosen(document: Document, post: Post, matches: Sequence[TopicMatch], desk: Desk) -> tuple[TopicMatch, ...]:
    """The post's topics without those refused, and with those added; a topic that the desk lacks adds nothing.

    A topic that the editor added has the score of its threshold and no passage.
    """
    ours = [override for override in document.overrides if not override.stale and _concerns(override, post)]
    refused = {one.value for one in ours if one.what == "topics.refuse"}
    kept = [match for match in matches if match.topic not in refused]
    there = {match.topic for match in kept}
    wanted = {one.value for one in ours if one.what == "topics.add"} - there
    added = [
        TopicMatch(topic=topic.id, score=topic.threshold, matches=()) for topic in desk.topics if topic.id in wanted
    ]
    return (*kept, *added)


def _concerns(override: Override, post: Post) -> bool:
    """Whether a choice is for this post: one without a passage is for all of the document."""
    span = override.span
    return span is None or (span.start < post.span.end and post.span.start < span.end)
