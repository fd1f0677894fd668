"""Dates, numbers, lists and plural forms of a language as CLDR has them."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

# Where a language has several: a day before its month, as the sources write it.
REGIONS: Final = {"en": "en_GB"}
LENGTHS: Final = frozenset({"full", "long"})


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(REGIONS.get(code, code))


def day(code: str, value: dt.date, form: str) -> str:
    """A day in the length `full` or `long`, or with the parts of a CLDR skeleton."""
    if form in LENGTHS:
        return format_date(value, form, locale=_locale(code))
    return format_skeleton(form, value, locale=_locale(code))


def weekdays(code: str) -> tuple[str, ...]:
    """The days of the week as they stand alone, Monday first."""
    names = get_day_names("wide", "stand-alone", _locale(code))
    return tuple(names[number] for number in range(7))


def number(code: str, value: float) -> str:
    """A number with at most six significant decimals."""
    return format_decimal(value, "#,##0.######", _locale(code))


def percent(code: str, share: float) -> str:
    """A share of 1."""
    return format_percent(share, locale=_locale(code))


def join(code: str, names: Sequence[str]) -> str:
    """Names as a list that ends in 'and'."""
    return format_list(names, locale=_locale(code))


def language(code: str, tag: str) -> str:
    """The name of a language by its tag, the tag itself where it has none."""
    return str(_locale(code).languages.get(tag.replace("_", "-").split("-")[0].lower(), tag))


def plural(code: str, value: int) -> str:
    """The CLDR name of a number's plural form: one, few, many, other."""
    return _locale(code).plural_form(value)
