"""When a web page was published: what it states in its markup, told in the page's own clock, else what it shows."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.extract.metadata.candidates import Finder, Material, of_fields, stated
from generator.extract.metadata.date_labels import Role, role
from generator.extract.metadata.web.times import as_shown, day_of, is_ambiguous, moment
from generator.language.dates import find
from generator.model import Evidence, Fact, Field

LINES = ("html:below-headline", "html:above-headline")
MARKS = ("time:pubdate-text", "time:datetime", "time:datetime-text", "html:date", "html:byline")
DATED = ("html:dated-line", "html:date-elsewhere")
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
MAX_OTHER_WORDS = 3
NEAREST_ABOVE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A day, and a time beside it, in a field that a reader sees, with the words before and after it."""

    field: Field
    value: dt.date
    ambiguous: bool
    before: str
    after: str

    def fact(self, rule: str, *, inferred: bool = False) -> Fact[dt.date]:
        """The day as a fact; an inference also where day and month could be swapped."""
        evidence = Evidence(rule=rule, field=self.field.name)
        return Fact(value=self.value, evidence=(evidence,), inferred=inferred or self.ambiguous)


def stated_days(*names: str) -> Finder[dt.date]:
    """Finds the moments that fields of the page state, the day being the one that the page shows."""

    @of_fields
    def finder(material: Material) -> Iterator[Fact[dt.date]]:
        for field in material.fields(*names):
            value = moment(field.value, material)
            if value:
                fact = stated(_in_own_clock(value, material), "field", field)
                yield replace(fact, inferred=is_ambiguous(field.value, material))

    return finder


def seen_days(*names: str) -> Finder[dt.date]:
    """Finds the day that stands alone beside the headline: as one of these fields states it, else where none agrees.

    A newsroom dates what it shows; its markup may hold the day on which a draft or another edition was made.
    """

    @of_fields
    def finder(material: Material) -> Iterator[Fact[dt.date]]:
        seen = next(_alone(material), None)
        facts = list(stated_days(*names)(material)) if seen and not seen.ambiguous else []
        if not seen or not facts:
            return
        day = day_of(seen.value)
        agreeing = [fact for fact in facts if day_of(fact.value) == day]
        yield from agreeing[:1]
        if not agreeing and day not in {day_of(fact.value) for fact in stated_days(*UPDATES)(material)}:
            yield seen.fact("day-alone-beside-headline")

    return finder


@of_fields
def beside_headline(material: Material) -> Iterator[Fact[dt.date]]:
    """The first day in the lines beside the headline that is not introduced as an update."""
    yield from (one.fact("day-beside-headline") for one in _shown(material, *LINES) if not _is_update(one, material))


@of_fields
def marked(material: Material) -> Iterator[Fact[dt.date]]:
    """The first day in an element that the page marks as a time or date."""
    yield from (one.fact("marked-day") for one in _shown(material, *MARKS) if not _is_update(one, material))


@of_fields
def labelled(material: Material) -> Iterator[Fact[dt.date]]:
    """The first day on the page that is introduced as that of publication."""
    for one in _shown(material, *DATED):
        if _is_introduced(one, material) and not _is_update(one, material):
            yield one.fact("labelled-day")


@of_fields
def only_update(material: Material) -> Iterator[Fact[dt.date]]:
    """The update's day, where the page gives no other: published then or before, so an inference."""
    for field in material.fields(*UPDATES):
        if value := moment(field.value, material):
            evidence = Evidence(rule="only-update", field=field.name)
            yield Fact(value=_in_own_clock(value, material), evidence=(evidence,), inferred=True)


@of_fields
def somewhere(material: Material) -> Iterator[Fact[dt.date]]:
    """A day in the data of the page's scripts, or in another of its short lines, an inference."""
    for one in _shown(
        material, "script:published", "time:datetime-elsewhere", "html:date-elsewhere", "html:dated-line"
    ):
        yield one.fact("day-on-page", inferred=True)


@of_fields
def lone_day(material: Material) -> Iterator[Fact[dt.date]]:
    """The one day of publication that the page marks outside its article: blogs sign and date below the text."""
    facts = list(stated_days("microdata:datePublished-elsewhere", "time:pubdate-elsewhere")(material))
    if len({day_of(fact.value) for fact in facts}) == 1:
        yield facts[0]


def _shown(material: Material, *names: str) -> Iterator[Shown]:
    """The days, and times beside them, in the fields that can show a reader one."""
    return (day for field in material.fields(*names) for day in _days(field, material))


def _days(field: Field, material: Material) -> Iterator[Shown]:
    done = 0
    for stamp in find(field.value, material.words) if len(field.value) <= MAX_LINE else ():
        if value := stamp.value:
            before, after = field.value[done : stamp.span.start], field.value[stamp.span.end :]
            yield Shown(field=field, value=value, ambiguous=stamp.ambiguous, before=before, after=after)
        done = stamp.span.end


def _alone(material: Material) -> Iterator[Shown]:
    """The days that stand alone next to the headline: below it before the text begins, then right above it.

    What stands above is that of the day on which the page was saved where a line below the headline has an older one.
    """
    below = list(material.fields("html:below-headline"))
    days = [day_of(day.value) for field in below for day in _days(field, material) if not _is_update(day, material)]
    above = list(material.fields("html:above-headline"))[-NEAREST_ABOVE:]
    older = (day for field in above for day in _days(field, material) if days and day_of(day.value) > max(days))
    mastheads = {one.field for one in older}
    lines = [*below, *(field for field in above if field not in mastheads)]
    own = [field for field in material.fields("html:date") if any(field.value in line.value for line in lines)]
    for one in (day for field in (*lines, *own) for day in _days(field, material)):
        lonely = len(one.before.split()) + len(one.after.split()) <= MAX_OTHER_WORDS
        told = not one.before.rstrip().endswith(":") or _is_introduced(one, material)
        if lonely and told and not _is_update(one, material):
            yield one


def _is_update(shown: Shown, material: Material) -> bool:
    """Whether a day is introduced as another than that of publication."""
    return role(shown.before, material.words) in {Role.UPDATED, Role.ELSE}


def _is_introduced(shown: Shown, material: Material) -> bool:
    return role(shown.before, material.words) is Role.PUBLISHED


def _in_own_clock(value: dt.date, material: Material) -> dt.date:
    return as_shown(value, (one.value for one in _shown(material, *LINES, *MARKS)), material)
