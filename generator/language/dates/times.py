"""Times of day in text, with the zone that newsrooms name beside them."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from generator.language import Language, zones
from generator.language.dates.bounds import zone
from generator.model import Span

HOURS, MINUTES, NOON = 24, 60, 12
_OFFSET = re.compile(r"(?P<sign>[+-])\s?(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day at its place in the text, zone name included in the span."""

    span: Span
    at: dt.time
    zone: dt.tzinfo | None = None


def clocks(text: str, words: Language) -> tuple[Clock, ...]:
    """Every time of day in the text, in its order."""
    return tuple(clock for match in _pattern(words).finditer(text) if (clock := _clock(match)))


def offset(label: str) -> dt.tzinfo | None:
    """The zone of a label such as 'ET', 'GMT+3', '+02:00' or 'Z'; None for one that is not known."""
    label = label.strip("() ")
    named = zones()
    if label in named["places"] or label.casefold() in named["places"]:
        return ZoneInfo(str(named["places"].get(label) or named["places"][label.casefold()]))
    if label in named["offsets"]:
        return zone(int(named["offsets"][label]))
    match = _OFFSET.search(label)
    if not match:
        return None
    minutes = int(match["h"]) * MINUTES + int(match["m"] or 0)
    return zone(minutes if match["sign"] == "+" else -minutes)


def zone_in(text: str) -> dt.tzinfo | None:
    """The first zone that a text names: 'in Kyiv time (GMT+3)'; None where it names none."""
    return next((zone for match in _label().finditer(text) if (zone := offset(match[0]))), None)


def domain_zone(host: str) -> dt.tzinfo | None:
    """The clock of the country that a host's top-level domain stands for; None where there is no such single clock."""
    name = zones()["domains"].get(host.rsplit(".", 1)[-1].casefold())
    return ZoneInfo(str(name)) if name else None


@cache
def _zone_names() -> str:
    """A pattern of every zone that has a name, and of offsets from GMT."""
    labels = sorted((*zones()["places"], *zones()["offsets"]), key=lambda label: (-len(label), label))
    names = "|".join(re.escape(label) if label.isupper() else f"(?i:{re.escape(label)})" for label in labels)
    return rf"(?:GMT|UTC)\s?[+-]\s?\d{{1,2}}(?::?\d{{2}})?(?!\d)|(?:{names})(?![^\W_])"


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_zone_names()})")


@cache
def _pattern(words: Language) -> re.Pattern[str]:
    zone = rf"(?:\s{{0,2}}\(?(?P<zone>{_zone_names()}|[+-]\d{{2}}:?\d{{2}}(?!\d))\)?)?"
    after = "|".join(re.escape(word) for word in sorted(words.clock_words, key=lambda word: (-len(word), word)))
    half = r"(?P<half>[aApP]\s?\.?\s?[mM](?![^\W\d_])\.?)"
    forms = (
        rf"(?P<h1>\d{{1,2}})(?P<sep>[:.])(?P<m1>\d{{2}})(?!\d)(?::\d{{2}}(?!\d))?(?!\.\d)(?:\s{{0,2}}{half})?(?:\s{{0,2}}(?:(?i:{after})(?![^\W_])))?",
        rf"(?P<h2>\d{{1,2}})\s{{0,2}}{half.replace('half', 'half2')}",
        r"(?P<h3>\d{2})(?P<m3>\d{2})(?=\s?(?:GMT|UTC|[A-Z]{2,3}T\b|BST|MSK))",
        rf"(?P<h4>\d{{1,2}})\s?(?:h|H)\s?(?P<m4>\d{{2}})?(?![^\W_])|(?P<h5>\d{{1,2}})\s(?i:{after})(?![^\W_])"
        if after
        else r"(?P<h4>\d{1,2})h(?P<m4>\d{2})(?!\d)|(?P<h5>\d{1,2})\so.clock",
    )
    return re.compile(rf"(?<![\d:.,/$€£+-])(?:{'|'.join(forms)}){zone}")


def _clock(match: re.Match[str]) -> Clock | None:
    group = match.groupdict()
    hour = int(next(group[name] for name in ("h1", "h2", "h3", "h4", "h5") if group[name]))
    minute = int(group["m1"] or group["m3"] or group["m4"] or 0)
    half = (group["half"] or group["half2"] or "")[:1].casefold()
    if half:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if half == "p" else 0)
    if hour >= HOURS or minute >= MINUTES:
        return None
    return Clock(span=Span(*match.span()), at=dt.time(hour, minute), zone=offset(group["zone"] or ""))
