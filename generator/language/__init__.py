"""What newsrooms write in each language: months, byline words, furniture, footers, abbreviations, verbs of saying.

The words are data: one TOML file a language in `tables/`; `sections.supports` tells what a language has words for.
"""

import importlib
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from types import ModuleType

from generator.language.sections import MAIN, TableError, codes, shaped, supports

MONTHS, WEEKDAYS = 12, 7
MIN_LETTERS = 40
MAX_CHARS = 1_000
MIN_SHARE = 0.1
MIN_LEAD = 2.5
MIN_DISTINCT = 3
SETTINGS = frozenset({"month_first", "order_settled"})
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """The words of one language; `months` and `weekdays` list the forms of January and of Monday first.

    `month_first` is how days in numbers are read, `order_settled` whether a document shows that it writes them so.

    Compared by identity: `table` and `words` make each of them once, so they are cheap keys of a cache.
    """

    month_first: bool = False
    order_settled: bool = False
    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    by: tuple[str, ...] = ()
    by_label: tuple[str, ...] = ()
    text_kinds: tuple[str, ...] = ()
    source_of: tuple[str, ...] = ()
    source_label: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    after_name: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    first_published: tuple[str, ...] = ()
    times_in: tuple[str, ...] = ()
    shift: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    other_days: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    clock_words: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    correction: tuple[str, ...] = ()
    reading_time: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    day_links: tuple[str, ...] = ()
    weekday_links: tuple[str, ...] = ()
    weekday_endings: tuple[str, ...] = ()
    more_from: tuple[str, ...] = ()
    photo_links: tuple[str, ...] = ()
    photo: tuple[str, ...] = ()
    caption_start: tuple[str, ...] = ()
    caption_verbs: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    continuing: tuple[str, ...] = ()
    lead_in: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    furniture_start: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    box_starts: tuple[str, ...] = ()
    box_ends: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    ending_abbreviations: tuple[str, ...] = ()
    sentence_starts: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    tells_of: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    name_stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Detection:
    """The commonest words of a language, without those that its nearest relatives share."""

    common: tuple[str, ...] = ()


@cache
def table(code: str) -> Language:
    """The words of one language's pages; KeyError for one without a table."""
    if not supports(code, "page"):
        raise KeyError(code)
    language = shaped(code, "page", Language)
    for name, forms, number in (("months", language.months, MONTHS), ("weekdays", language.weekdays, WEEKDAYS)):
        if len(forms) not in {0, number}:
            raise TableError(f"{code}.toml: [page] '{name}' has {len(forms)} lists of forms and needs {number}")
    return language


@cache
def words(code: str | None) -> Language:
    """The words to read a page with: its language's, and English ones, which are found on every site; all for None."""
    chosen = dict.fromkeys([code, MAIN]) if code and supports(code, "page") else codes("page")
    tables = [table(language) for language in chosen]
    merged: dict[str, tuple[object, ...]] = {}
    for field in fields(Language):
        parts = [getattr(language, field.name) for language in tables]
        if field.name in ("months", "weekdays"):
            merged[field.name] = tuple(
                tuple(dict.fromkeys(chain(*forms))) for forms in zip(*filter(None, parts), strict=True)
            )
        elif field.name not in SETTINGS:
            merged[field.name] = tuple(dict.fromkeys(chain(*parts)))
    return Language(month_first=tables[0].month_first, **merged)  # type: ignore[arg-type]  # Language's own fields


@cache
def zones() -> Mapping[str, Mapping[str, str | int]]:
    """Time zones by newsroom name (`places`, `offsets` in minutes) and by top-level domain (`domains`)."""
    return tomllib.loads(files(__package__).joinpath("zones.toml").read_text(encoding="utf-8"))


def detect(text: str) -> str | None:
    """ISO 639-1 code of the text's language, or None for a text too short to tell.

    Common words tell it where they are plain; the model, a second to load, is asked about the others.
    """
    sample = text[:MAX_CHARS]
    if next(islice(filter(str.isalpha, sample), MIN_LETTERS - 1, None), None) is None:
        return None
    told = _by_common_words(_WORD.findall(sample.lower()))
    return told or str(model().classify(sample)[0])


@cache
def model() -> ModuleType:
    """The library's model of languages, loaded."""
    library = importlib.import_module("py3langid")
    library.classify("")
    return library


def _by_common_words(tokens: Sequence[str]) -> str | None:
    """The language whose commonest words make up a tenth of a text, far ahead of any other's."""
    found: dict[str, list[int]] = {code: [] for code in codes("detection")}
    number = 0
    common = _common()
    for word, count in Counter(tokens).items():
        number += count * (len(word) if word.upper() == word else 1)  # a script without case, or blanks
        for code in common.get(word, ()):
            found[code].append(count)
    first, second = sorted(found, key=lambda code: -sum(found[code]))[:2]
    much = sum(found[first]) >= max(MIN_SHARE * number, MIN_LEAD * sum(found[second]))
    return first if much and len(found[first]) >= MIN_DISTINCT else None


@cache
def _common() -> Mapping[str, Sequence[str]]:
    """For each of the commonest words the languages that it is common in."""
    found: dict[str, list[str]] = {}
    for code in codes("detection"):
        for word in shaped(code, "detection", _Detection).common:
            found.setdefault(word, []).append(code)
    return found
