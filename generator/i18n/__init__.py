"""The fixed words of the site in the reader's language, and dates, numbers and lists in its form.

The words are data: one TOML file a language beside this module. The forms are those of CLDR, by way of Babel.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import ModuleType
from typing import Final

from generator.model import Lines

CODES: Final = ("en", "de", "uk")
DEFAULT: Final = "en"
REMEMBERED: Final = 2_048  # numbers: most are small ones, which come again and again

Phrase = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Interface:
    """The language that the site speaks: one of CODES, KeyError for another once it has to say something."""

    code: str = DEFAULT

    def say(self, key: str, n: int | None = None, **values: str) -> str:
        """The words of a key with what stands in braces; `n` chooses the plural form and stands in it."""
        if n is None and not values:
            return _fixed(self.code, key)
        entry = catalogue(self.code)[key]
        if n is None:
            return str(entry).format_map(values)
        forms = entry if isinstance(entry, Mapping) else {"other": entry}
        return forms[_plural(self.code, n) if len(forms) > 1 else "other"].format_map({**values, "n": self.number(n)})

    def number(self, value: float) -> str:
        """A number with its thousands parted: 1,250."""
        return _number(self.code, value)

    def percent(self, share: float) -> str:
        """A share of 1 in whole percent."""
        return str(_forms().percent(self.code, share))

    def day(self, day: dt.date) -> str:
        """A day: 1 June 2023."""
        return _day(self.code, dt.date(day.year, day.month, day.day), "long")

    def weekday(self, day: dt.date) -> str:
        """A day with its weekday: Thursday, 1 June 2023."""
        return _day(self.code, dt.date(day.year, day.month, day.day), "full")

    def month(self, day: dt.date) -> str:
        """The month of a day: June 2023."""
        return _day(self.code, dt.date(day.year, day.month, 1), "yMMMM")

    def weekdays(self) -> tuple[str, ...]:
        """The days of the week, Monday first."""
        return tuple(_forms().weekdays(self.code))

    def span(self, first: dt.date, last: dt.date) -> str:
        """From one day to another: 1 May to 3 June 2023."""
        if first == last:
            return self.day(first)
        begun = _day(self.code, first, "MMMMd") if first.year == last.year else self.day(first)
        return self.say("between", first=begun, last=self.day(last))

    def time(self, moment: dt.datetime) -> str:
        """The clock time as the source gives it, with its offset from UTC where that is known."""
        offset = moment.utcoffset()
        if offset is None:
            return f"{moment:%H:%M}"
        minutes = round(offset.total_seconds() / 60)
        sign = "−" if minutes < 0 else "+"
        zone = f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"
        return f"{moment:%H:%M} {zone}"

    def date(self, value: dt.date) -> str:
        """A date, with its time where the source gives one."""
        return f"{self.day(value)}, {self.time(value)}" if isinstance(value, dt.datetime) else self.day(value)

    def language(self, tag: str) -> str:
        """A language by name: Portuguese."""
        return str(_forms().language(self.code, tag))

    def lines(self, lines: Lines) -> str:
        """Where something stands in the file: line 3, lines 3–5."""
        first, last = lines
        return self.say("line" if first == last else "lines", first=str(first), last=str(last))

    def join(self, names: Sequence[str]) -> str:
        """A list of names: A, B and C."""
        return str(_forms().join(self.code, names)) if len(names) > 1 else "".join(names)


@cache
def catalogue(code: str) -> Mapping[str, Phrase]:
    """The phrases of one language by key; KeyError for a code that is not in CODES."""
    if code not in CODES:
        raise KeyError(code)
    return tomllib.loads(files(__package__).joinpath(f"{code}.toml").read_text(encoding="utf-8"))


@cache
def _forms() -> ModuleType:
    """Babel's forms; it takes a twentieth of a second to load, which commands that show no page do without."""
    from generator.i18n import cldr  # noqa: PLC0415

    return cldr


@cache
def _fixed(code: str, key: str) -> str:
    return str(catalogue(code)[key]).format_map({})


@lru_cache(REMEMBERED)
def _number(code: str, value: float) -> str:
    return str(_forms().number(code, value))


@cache
def _plural(code: str, number: int) -> str:
    return str(_forms().plural(code, number))


@cache
def _day(code: str, day: dt.date, form: str) -> str:
    return str(_forms().day(code, day, form))
