"""The one order in which posts are compared, whatever their files are called and in whatever order they come."""

import datetime as dt

from generator.corpus.entry import Entry

Moment = tuple[bool, dt.date, dt.datetime, str, str, str]


def moment(entry: Entry) -> Moment:
    """Sort key: by day and time, those without a day last, then by content, and by path only where all is equal."""
    day, time, path, _ = entry.moment
    return entry.day is None, day, time, entry.document.sha256, entry.post.anchor, path
