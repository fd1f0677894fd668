"""When a web page was published: what it states in its markup, told in the page's own clock, else what it shows."""

import datetime as dt
import re
from collections.abc import Iterator

from generator.dates import find, iso
from generator.dates.clocks import domain_zone
from generator.metadata.material import Finder, Material, stated
from generator.metadata.origins import host
from generator.model import Evidence, Fact, Field

LINES = ("html:below-headline", "html:above-headline")
MARKS = ("time:pubdate-text", "time:datetime", "time:datetime-text", "html:date", "html:byline")
UPDATES = (
    "json-ld:dateModified",
    "article:modified_time",
    "og:updated_time",
    "microdata:dateModified",
    "time:modified",
    "time:modified-text",
    "json-ld-page:dateModified",
    "meta:last-modified",
    "meta:revised",
)
MAX_LINE = 120
MIN_LABEL = 5
QUARTER = 15
SLACK = 3
MAX_OFFSET = 14 * 60
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_WRITTEN = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ]{1,2}(?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.:]\d{1,9})?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?"
)


def stated_days(*names: str) -> Finder[dt.date]:
    """Finds the moments that fields of the page state, the day being the one that the page shows."""

    def finder(material: Material) -> Iterator[Fact[dt.date]]:
        for field in material.fields(*names):
            value = moment(field.value, material)
            if value:
                yield stated(_in_own_clock(value, material), "field", field)

    return finder


def moment(text: str, material: Material) -> dt.date | None:
    """The day or moment that a field's value says: ISO 8601 and its relatives, seconds since 1970, or words."""
    text = text.strip()
    if value := iso(text):
        return value
    if match := _WRITTEN.match(text):
        return iso(f"{match['day']}T{match['clock']}{match['zone'] or ''}")
    if _EPOCH.fullmatch(text):
        return dt.datetime.fromtimestamp(int(text[:10]), dt.UTC)
    return next((stamp.value for stamp in find(text[:200], material.words) if stamp.day), None)


def beside_headline(material: Material) -> Iterator[Fact[dt.date]]:
    """The first day in the lines beside the headline that is not introduced as an update."""
    for field, value in _shown(material, *LINES):
        if not _is_update(field.value, material):
            yield stated(value, "day-beside-headline", field)


def marked(material: Material) -> Iterator[Fact[dt.date]]:
    """The first day in an element that the page marks as a time or date."""
    for field, value in _shown(material, *MARKS):
        if not _is_update(field.value, material):
            yield stated(value, "marked-day", field)


def only_update(material: Material) -> Iterator[Fact[dt.date]]:
    """The update's day, where the page gives no other: published then or before, so an inference."""
    for field in material.fields(*UPDATES):
        if value := moment(field.value, material):
            evidence = Evidence(rule="only-update", field=field.name)
            yield Fact(value=_in_own_clock(value, material), evidence=(evidence,), inferred=True)


def somewhere(material: Material) -> Iterator[Fact[dt.date]]:
    """A day in another short line of the page, an inference."""
    for field, value in _shown(material, "time:datetime-elsewhere", "html:date-elsewhere", "html:dated-line"):
        yield Fact(value=value, evidence=(Evidence(rule="day-on-page", field=field.name),), inferred=True)


def _shown(material: Material, *names: str) -> Iterator[tuple[Field, dt.date]]:
    """The days, and times beside them, in the fields that can show a reader one."""
    for field in material.fields(*names):
        if len(field.value) <= MAX_LINE and any(map(str.isdigit, field.value)):
            stamps = (stamp for stamp in find(field.value, material.words) if stamp.day)
            yield from ((field, value) for stamp in stamps if (value := stamp.value))


def _is_update(text: str, material: Material) -> bool:
    folded = text.casefold()
    updated = any(word in folded for word in material.words.updated)
    return updated and not any(word in folded for word in material.words.published if len(word) >= MIN_LABEL)


def _in_own_clock(value: dt.date, material: Material) -> dt.date:
    """A moment given in UTC as the page's readers were shown it, where that is another day; else as it is."""
    if not isinstance(value, dt.datetime) or value.utcoffset() != dt.timedelta():
        return value
    for _, shown in _shown(material, *LINES, *MARKS):
        told = _as_shown(value, shown, material)
        if told:
            return told
    return value


def _as_shown(value: dt.datetime, shown: dt.date, material: Material) -> dt.datetime | None:
    """The moment in the clock that makes it the shown day and time, or in the country's; None where neither does."""
    day = shown.date() if isinstance(shown, dt.datetime) else shown
    if day == value.date():
        return value
    if isinstance(shown, dt.datetime):
        minutes = (shown.replace(tzinfo=None) - value.replace(tzinfo=None)).total_seconds() / 60
        offset = round(minutes / QUARTER) * QUARTER
        if abs(offset) <= MAX_OFFSET and abs(minutes - offset) <= SLACK:
            return value.astimezone(dt.timezone(dt.timedelta(minutes=offset)))
    address = next(material.fields("link:canonical", "og:url", "url"), None)
    zone = domain_zone(host(address.value)) if address else None
    local = value.astimezone(zone) if zone else value
    return local if local.date() == day else None
