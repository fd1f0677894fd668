"""When the source was published and updated."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.extract.metadata.agency_datelines import days as wire_days
from generator.extract.metadata.candidates import Finder, Material, of_fields, shown, stated
from generator.extract.metadata.date_labels import Role, among_fields, dated
from generator.extract.metadata.origin import EDITED_URLS, STATED_URLS
from generator.extract.metadata.web.dates import (
    beside_headline,
    labelled,
    lone_day,
    marked,
    only_update,
    seen_days,
    somewhere,
    stated_days,
)
from generator.extract.metadata.web.times import is_ambiguous
from generator.language.dates import Stamp, bounds, find, iso, possible
from generator.language.dates.file_names import file_day, screenshot_day
from generator.model import Block, Evidence, Fact, Span

DATELINES = frozenset({"dateline", "byline"})
MAX_LINE = 160
_URL_DAY = re.compile(r"[/-](?:19|20)\d{2}[/-]\d{1,2}[/-]\d{1,2}(?=[/.?#-]|$)")


def _stated(*names: str) -> Finder[dt.date]:
    @of_fields
    def finder(material: Material) -> Iterator[Fact[dt.date]]:
        for field in material.fields(*names):
            value = iso(field.value) or _worded(material, field.value)
            if value:
                yield replace(stated(value, "field", field), inferred=is_ambiguous(field.value, material))

    return finder


def _worded(material: Material, text: str) -> dt.date | None:
    return next((stamp.value for stamp in find(text[:200], material.words) if stamp.day), None)


def _datelines(material: Material) -> Iterator[Fact[dt.date]]:
    """The days of bylines and datelines: those introduced as that of publication, then those not introduced."""
    for wanted in (Role.PUBLISHED, Role.OPEN):
        for block, stamp, told in dated(material, DATELINES):
            if told is wanted and stamp.value:
                yield shown(stamp.value, "dateline", block, inferred=stamp.ambiguous)


def _among_fields(material: Material) -> Iterator[Fact[dt.date]]:
    """The day that is one of several things said on a line of the page's head."""
    for block, stamp, told in among_fields(material):
        if told in {Role.PUBLISHED, Role.OPEN} and stamp.value:
            yield shown(stamp.value, "day-among-fields", block, inferred=stamp.ambiguous)


def _first_published(material: Material) -> Iterator[Fact[dt.date]]:
    """The day of the line that says when the page was published first, wherever it stands."""
    for block in material.anywhere("dateline", "byline", "boilerplate", "paragraph"):
        text = material.text(block)[:MAX_LINE]
        folded = text.casefold()
        label = next((word for word in material.words.first_published if word in folded), None)
        found = find(text[folded.index(label) :], material.words) if label else ()
        yield from (
            shown(stamp.value, "first-published", block, inferred=stamp.ambiguous) for stamp in found[:1] if stamp.value
        )


def _update_lines(material: Material) -> Iterator[Fact[dt.date]]:
    for block, stamp, told in (*dated(material, DATELINES), *among_fields(material)):
        if told is Role.UPDATED and stamp.value:
            yield shown(stamp.value, "update-line", block, inferred=stamp.ambiguous)


def _only_update(material: Material) -> Iterator[Fact[dt.date]]:
    """The day of the update, where the page states no other: published then or before, so an inference."""
    for fact in _update_lines(material):
        evidence = Evidence(rule="only-update-line", span=fact.evidence[0].span)
        yield Fact(value=fact.value, evidence=(evidence,), inferred=True)


@of_fields
def from_address(material: Material) -> Iterator[Fact[dt.date]]:
    """The day in the page's address."""
    for field in material.fields(*EDITED_URLS, *STATED_URLS):
        match = _URL_DAY.search(field.value)
        if match and (value := bounds.day(*map(int, re.split(r"[/-]", match[0].strip("/-"))))):
            yield Fact(value=value, evidence=(Evidence(rule="day-in-address", field=field.name),), inferred=True)


@of_fields
def _made(material: Material) -> Iterator[Fact[dt.date]]:
    """The day on which the file was made."""
    for field in material.fields(*FILES_MADE):
        if value := iso(field.value):
            yield Fact(value=value, evidence=(Evidence(rule="file-made", field=field.name),), inferred=True)


def _screenshots(material: Material) -> Iterator[Fact[dt.date]]:
    """The day in a screenshot's or the file's own name, where a weekday that the text names agrees with it."""
    for day, named in _named_days(material):
        weekday = _weekday(material, day)
        if weekday:
            said = Evidence(rule="weekday-in-text", span=weekday)
            yield Fact(value=day, evidence=(named, said), inferred=True)


def _named_days(material: Material) -> Iterator[tuple[dt.date, Evidence]]:
    for block in material.of_kind("boilerplate"):
        if day := screenshot_day(material.text(block)):
            yield day, Evidence(rule="screenshot-name", span=block.span)
    if day := file_day(material.path.rpartition("/")[2]):
        yield day, Evidence(rule="file-name", field="path")


def _weekday(material: Material, day: dt.date) -> Span | None:
    """Where the text names the day's weekday in full."""
    forms = [form for form in material.words.weekdays[day.weekday()] if len(form) > 3]  # noqa: PLR2004
    for block in material.anywhere("paragraph", "quotation", "list"):
        text = material.reading.slice(block.span)
        for form in forms:
            if match := re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE):
                return Span(block.span.start + match.start(), block.span.start + match.end())
    return None


EDITED = (
    "sidecar:published",
    "sidecar:date",
    "front-matter:published",
    "front-matter:date",
    "front-matter:datePublished",
)
SENT_DAYS = ("email:date", "feed:published", "record:published")
FILES_MADE = ("pdf:created", "docx:created", "odt:created")
PAGE_DAYS = ("json-ld:datePublished", "article:published_time", "microdata:datePublished", "time:pubdate")
STATED_DAYS = (
    "og:published_time",
    "og:article:published_time",
    "og:release_date",
    "meta:parsely-pub-date",
    "meta:date",
    "meta:pubdate",
    "meta:publishdate",
    "meta:publish-date",
    "meta:publish_date",
    "meta:publication_date",
    "meta:dc.date.issued",
    "meta:dcterms.issued",
    "meta:dc.date",
    "meta:dc:date",
    "meta:dcterms.date",
    "meta:dc.date.created",
    "meta:sailthru.date",
    "meta:cxenseparse:publishtime",
    "meta:cxenseparse:recs:publishtime",
    "meta:displaydate",
    "meta:citation_publication_date",
    "meta:citation_online_date",
    "meta:citation_date",
    "meta:mediator_published_time",
    "meta:ptime",
    "meta:created",
    "json-ld-page:datePublished",
    "json-ld:dateCreated",
)
PUBLISHED: tuple[Finder[dt.date], ...] = (
    _stated(*EDITED),
    stated_days(*SENT_DAYS),
    seen_days(*PAGE_DAYS, *STATED_DAYS),
    stated_days(*PAGE_DAYS),
    stated_days(*STATED_DAYS),
    lone_day,
    beside_headline,
    marked,
    labelled,
    _first_published,
    _datelines,
    _among_fields,
    wire_days,
    _only_update,
    from_address,
    only_update,
    somewhere,
    _screenshots,
    _made,
)
EDITED_UPDATES = ("sidecar:updated", "front-matter:updated", "front-matter:modified", "front-matter:lastmod")
SENT_UPDATES = ("feed:updated", "record:updated")
PAGE_UPDATES = ("json-ld:dateModified", "article:modified_time", "og:updated_time", "microdata:dateModified")
OTHER_UPDATES = ("time:modified", "json-ld-page:dateModified", "meta:last-modified")
UPDATED: tuple[Finder[dt.date], ...] = (
    _stated(*EDITED_UPDATES),
    stated_days(*SENT_UPDATES),
    stated_days(*PAGE_UPDATES),
    _update_lines,
    stated_days(*OTHER_UPDATES),
)
STATED: Mapping[str, tuple[str, ...]] = {
    "published": (*EDITED, *SENT_DAYS, *PAGE_DAYS, *STATED_DAYS, *FILES_MADE),
    "updated": (*EDITED_UPDATES, *SENT_UPDATES, *PAGE_UPDATES, *OTHER_UPDATES),
}
"""The fields that state the days, by what they state."""


def plausible(fact: Fact[dt.date]) -> str | None:
    """What is wrong with a day: none that a report can have."""
    return None if possible(fact.value) else bounds.NO_DAY


def contradictions(material: Material) -> Iterator[tuple[Block, Stamp]]:
    """Datelines that name another weekday than their day's."""
    for block in material.anywhere("dateline", "byline", "timestamp"):
        for stamp in find(material.text(block), material.words):
            if stamp.contradicts:
                yield block, stamp
