"""A post with the document that holds it, and the day and moment that it stands under."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from generator.model import Document, Post, TopicMatch

UNDATED: Final = "undated"  # stands for the period of what has no day


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post together with the document that holds it."""

    document: Document
    post: Post

    @property
    def key(self) -> tuple[str, str]:
        """What tells this entry from all others: the document's path and the post's anchor."""
        return self.document.path, self.post.anchor

    @property
    def day(self) -> dt.date | None:
        """The day that the post itself states, else the day of its document."""
        return as_day(self.post.time.value) if self.post.time else document_day(self.document)

    @property
    def moment(self) -> tuple[dt.date, dt.datetime, str, int]:
        """Sort key: by day, then by time, posts without one first; a time without offset counts as UTC."""
        day = self.day or dt.date.min
        time = self.post.time.value if self.post.time else dt.datetime.combine(day, dt.time.min)
        aware = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
        return day, aware, self.document.path, self.post.span.start

    def match(self, topic: str) -> TopicMatch | None:
        """What spoke for the topic in this post."""
        return next((match for match in self.post.topics if match.topic == topic), None)


def entries_of(document: Document) -> tuple[Entry, ...]:
    """The document's introduction, if any, and posts as entries, in the source's order."""
    return tuple(Entry(document=document, post=post) for post in document.parts)


def document_day(document: Document) -> dt.date | None:
    """The day that a document stands under: published, else its earliest post, else updated."""
    facts = document.metadata
    if facts.published:
        return as_day(facts.published.value)
    times = [as_day(post.time.value) for post in document.posts if post.time]
    if times:
        return min(times)
    return as_day(facts.updated.value) if facts.updated else None


def as_day(value: dt.date) -> dt.date:
    """The calendar day as written, for a date or a date with time."""
    return value.date() if isinstance(value, dt.datetime) else value
