"""Days of publication that a source contradicts: its text tells of later days as past, its address says another.

What is to come is no contradiction, nor is what was told before an update that the page states.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.extract.metadata.agency_datelines import openings
from generator.extract.metadata.candidates import Material
from generator.extract.metadata.date_labels import LABEL_REACH, Role, role
from generator.extract.metadata.dates import STATED, from_address, plausible
from generator.extract.metadata.web.times import day_of, moment
from generator.language import Language
from generator.language.dates import find
from generator.language.dates.bounds import day as possible_day
from generator.language.dates.yearless import month_day
from generator.language.grammar.tense import Tense, tense
from generator.language.grammar.words import speech, time_words
from generator.language.sections import MAIN, alternatives, supports
from generator.model import Fact, Span

SLACK = dt.timedelta(days=7)
FAR = dt.timedelta(days=31)
NEAR = dt.timedelta(days=2)
YEAR = dt.timedelta(days=365)
ADDRESS = "day-in-address"
MAX_TEXT = 20_000
LATER = "the text tells of {} as past"
ELSEWHERE = "the address says {}"
CONTRADICTED = ("the text tells of", "the address says")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A day or month that the text tells of as past: its first day, and where it stands."""

    day: dt.date
    words: str
    span: Span


def believable(material: Material) -> Callable[[Fact[dt.date]], str | None]:
    """What is wrong with a day of publication: impossible, or contradicted by the text or the address."""
    told: list[tuple[Past, ...]] = []
    refused: list[str] = []

    def wrong(fact: Fact[dt.date]) -> str | None:
        if reason := plausible(fact):
            return reason
        if (fact.evidence[0].field or "").startswith("sidecar:") or material.rest:
            return None
        if not told:
            told.append(tuple(_past(material)))
        if refused and fact.inferred and fact.evidence[0].rule != ADDRESS:
            return "a guess, where what is stated is contradicted"
        reason = contradiction(day_of(fact.value), told[0], material)
        refused.extend([reason] if reason else [])
        return reason

    return wrong


def contradiction(day: dt.date, told: tuple[Past, ...], material: Material) -> str | None:
    """What contradicts a day of publication, in words for an editor; None where nothing does."""
    updated = max((day_of(value) for value in _updates(material)), default=day)
    later = [one for one in told if one.day > max(day, updated) + SLACK]
    address = next((day_of(fact.value) for fact in from_address(material)), None)
    if later and (_is_plain(later, max(day, updated)) or (address is not None and address > day + SLACK)):
        return LATER.format(f"'{later[-1].words}'")
    if address is None or abs(address - day) <= FAR:
        return None
    return ELSEWHERE.format(address) if address > max(day, updated) or _heads(material, address) else None


def _is_plain(later: list[Past], day: dt.date) -> bool:
    """Whether later days cannot be plans that are told as such: several of them, or one of another year altogether."""
    return len({one.day for one in later}) > 1 or later[0].day > day + YEAR


def _updates(material: Material) -> Iterator[dt.date]:
    for field in material.fields(*STATED["updated"]):
        if value := moment(field.value, material):
            yield value


def _heads(material: Material, address: dt.date) -> bool:
    """Whether an agency's opening names the day of the address, without a year."""
    named = (month_day(opening, material.words) for _, opening in openings(material))
    return any(one and (near := one.near(address)) and abs(near - address) <= NEAR for one in named)


def _past(material: Material) -> Iterator[Past]:
    """The whole days, and the months with their years, that the text tells of as past."""
    code = material.language if material.language and supports(material.language, "time") else MAIN
    words, verbs = time_words(code), speech(code).strong
    for block in material.of_kind("paragraph", "list"):
        text = material.reading.slice(block.span)[:MAX_TEXT]
        if not _YEAR.search(text):
            continue
        for start, end, day in _named(text, material.words):
            told = role(text[max(0, start - LABEL_REACH) : start], material.words) is Role.OPEN
            if told and tense(text, start, end, words, verbs) is Tense.BEEN:
                yield Past(day=day, words=text[start:end], span=Span(block.span.start + start, block.span.start + end))


def _named(text: str, words: Language) -> Iterator[tuple[int, int, dt.date]]:
    for stamp in find(text, words):
        if stamp.day and not stamp.ambiguous:
            yield stamp.span.start, stamp.span.end, stamp.day
    pattern, months = _months(words)
    for match in pattern.finditer(text):
        if day := possible_day(int(match["y"]), months[match["m"].casefold()], 1):
            yield match.start(), match.end(), day


@cache
def _months(words: Language) -> tuple[re.Pattern[str], dict[str, int]]:
    months = {form: number for number, forms in enumerate(words.months, 1) for form in forms}
    pattern = rf"(?<![\w.])(?<!\d\s)(?P<m>{alternatives(months)})(?![^\W\d_])\.?,?\s(?P<y>(?:19|20)\d\d)(?!\d)"
    return re.compile(pattern, re.IGNORECASE), months
