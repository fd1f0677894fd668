"""Moments that a web page states, told in the clock that it shows to its readers."""

import datetime as dt
import re
from collections.abc import Iterable

from generator.extract.metadata.candidates import Material
from generator.language import table
from generator.language.dates import bounds, find, iso, possible
from generator.language.dates.times import domain_zone, offset
from generator.language.sections import MAIN
from generator.markup import urls

QUARTER = 15
SLACK = 3
MAX_OFFSET = 14 * 60
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,9})?")
_WRITTEN = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ]{1,2}(?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.:]\d{1,9})?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?"
)
_UNIX = re.compile(
    r"[^\W\d_]{3} (?P<m>[^\W\d_]{3}) {1,2}(?P<d>\d{1,2}) (?P<clock>\d\d:\d\d:\d\d)"
    r" (?P<zone>[A-Z]{1,5}|[+-]\d{4}) (?P<y>\d{4})"
)


def moment(text: str, material: Material) -> dt.date | None:
    """The day or moment that a field's value says: ISO 8601 and its relatives, seconds since 1970, or words."""
    text = text.strip()
    if value := iso(text):
        return value
    match = _WRITTEN.match(text)
    if match and (value := iso(f"{match['day']}T{match['clock']}{match['zone'] or ''}")):
        return value
    if _EPOCH.fullmatch(text):
        return possible(dt.datetime.fromtimestamp(int(text[:10]), dt.UTC))
    if match := _UNIX.fullmatch(text):
        return _unix(match)
    return next((stamp.value for stamp in find(text[:200], material.words) if stamp.day), None)


def _unix(match: re.Match[str]) -> dt.date | None:
    """A moment as Unix and Java print it: 'Mon Aug 03 12:45:00 EDT 2015'."""
    months = table(MAIN).months
    month = next((number for number, forms in enumerate(months, 1) if match["m"].casefold() in forms), 0)
    day = bounds.day(int(match["y"]), month, int(match["d"]))
    value = iso(f"{day}T{match['clock']}") if day else None
    return possible(value.replace(tzinfo=offset(match["zone"]))) if isinstance(value, dt.datetime) else value


def is_ambiguous(text: str, material: Material) -> bool:
    """Whether day and month could be swapped in a value that `moment` reads as words."""
    text = text.strip()
    if iso(text) or _WRITTEN.match(text) or _EPOCH.fullmatch(text):
        return False
    return next((stamp.ambiguous for stamp in find(text[:200], material.words) if stamp.day), False)


def day_of(value: dt.date) -> dt.date:
    """The calendar day of a day or moment."""
    return value.date() if isinstance(value, dt.datetime) else value


def as_shown(value: dt.date, shown: Iterable[dt.date], material: Material) -> dt.date:
    """A moment as the page's readers were shown it, where that is another day than as stated; else as it is."""
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        return value
    return next((told for one in shown if (told := _told(value, one, material))), value)


def _told(value: dt.datetime, shown: dt.date, material: Material) -> dt.datetime | None:
    """The moment in the clock that makes it the shown day and time, or in the country's; None where neither does."""
    if day_of(shown) == value.date():
        return value
    if isinstance(shown, dt.datetime):
        minutes = (shown.replace(tzinfo=None) - value.astimezone(dt.UTC).replace(tzinfo=None)).total_seconds() / 60
        offset = round(minutes / QUARTER) * QUARTER
        if abs(offset) <= MAX_OFFSET and abs(minutes - offset) <= SLACK:
            return value.astimezone(dt.timezone(dt.timedelta(minutes=offset)))
    address = next(material.fields("link:canonical", "og:url", "url"), None)
    zone = domain_zone(urls.host(address.value)) if address and value.utcoffset() == dt.timedelta() else None
    local = value.astimezone(zone) if zone else value
    return local if local.date() == day_of(shown) else None
