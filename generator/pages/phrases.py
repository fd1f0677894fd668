"""Words for dates, times, lines and counts, the same in every locale."""

import datetime as dt
from collections.abc import Iterator

from generator.model import Lines

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_words(day: dt.date) -> str:
    """A day as editors write it: 1 June 2023."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_words(day: dt.date) -> str:
    """A day with its weekday: Thursday, 1 June 2023."""
    return f"{WEEKDAYS[day.weekday()]}, {day_words(day)}"


def month_words(day: dt.date) -> str:
    """The month of a day: June 2023."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def time_words(moment: dt.datetime) -> str:
    """The clock time as the source gives it, with its offset from UTC where that is known."""
    offset = moment.utcoffset()
    if offset is None:
        return f"{moment:%H:%M}"
    minutes = round(offset.total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    zone = f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"
    return f"{moment:%H:%M} {zone}"


def date_words(value: dt.date) -> str:
    """A date, with its time where the source gives one."""
    if isinstance(value, dt.datetime):
        return f"{day_words(value)}, {time_words(value)}"
    return day_words(value)


def lines_words(lines: Lines) -> str:
    """Where something stands in the file: line 3, lines 3–5."""
    first, last = lines
    return f"line {first}" if first == last else f"lines {first}–{last}"


def count_words(number: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 post, 2 posts, 1,250 documents."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def and_words(names: tuple[str, ...]) -> str:
    """A list of names: A, B and C."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def portions(text: str, limit: int) -> Iterator[str]:
    """The text in portions of at most `limit` characters, parted at spaces where there are any."""
    while len(text) > limit:
        space = text.rfind(" ", limit // 2, limit + 1)
        end = space if space > 0 else limit
        yield text[:end]
        text = text[end:].lstrip(" ")
    yield text


def shorten(text: str, limit: int) -> str:
    """The text cut at a word with an ellipsis where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
