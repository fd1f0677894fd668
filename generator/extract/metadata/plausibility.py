"""What a source states and cannot be so: days that no report has, addresses that lead nowhere, no languages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from generator.extract.metadata import dates, origin
from generator.extract.metadata.candidates import Material
from generator.extract.metadata.web.times import moment
from generator.language import Language
from generator.language.dates import connects, impossible
from generator.language.dates.bounds import NO_DAY
from generator.language.dates.file_names import impossible_day
from generator.model import Field, Span

Name = Literal["published", "updated", "url", "language"]
MAX_LINE: Final = 120
HEAD: Final = 10  # blocks
_NUMBER: Final = re.compile(
    r"[+-]?(?:\d[\d.,+/-]*(?:e[+-]?\d{1,9})?|inf(?:inity)?|nan|\d{4}-?w\d\d(?:-?\d)?)", re.IGNORECASE
)
_PART: Final = re.compile(r"(?:19|20)\d\d(?:[-/.]?(?:0?[1-9]|1[0-2]))?")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_LANGUAGE_NAME: Final = re.compile(r"[^\W\d_]{3,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """Words that state a fact and cannot; why, and the field or the place in the text where they stand."""

    name: Name
    text: str
    reason: str
    field: Field | None = None
    span: Span | None = None


def stated(material: Material) -> Iterator[Impossible]:
    """Every such statement, each wording once for a fact."""
    seen: set[tuple[Name, str]] = set()
    for one in (*_fields(material), *_lines(material), *_file_name(material)):
        if one.name not in material.removed and (one.name, one.text) not in seen:
            seen.add((one.name, one.text))
            yield one


def _fields(material: Material) -> Iterator[Impossible]:
    checks: tuple[tuple[Name, tuple[str, ...], Callable[[str], str | None]], ...] = (
        ("published", dates.STATED["published"], lambda text: _wrong_day(text, material)),
        ("updated", dates.STATED["updated"], lambda text: _wrong_day(text, material)),
        ("url", (*origin.EDITED_URLS, *origin.STATED_URLS), _wrong_address),
        ("language", (*origin.EDITED_LANGUAGES, *origin.STATED_LANGUAGES), _wrong_language),
    )
    for name, fields, wrong in checks:
        for field in material.fields(*fields):
            text = " ".join(field.value.split())
            if reason := wrong(text) if text else None:
                yield Impossible(name=name, text=text, reason=reason, field=field)


def _wrong_day(text: str, material: Material) -> str | None:
    """What is wrong with a text that is written like a day or like a number of seconds, and is no day."""
    if moment(text, material) or _PART.fullmatch(text):
        return None
    return NO_DAY if _NUMBER.fullmatch(text) or impossible(text[:MAX_LINE], material.words) else None


def _wrong_address(text: str) -> str | None:
    """What is wrong with an address that means to be whole."""
    return origin.wrong_address(text) if _SCHEME.match(text) else None


def _wrong_language(text: str) -> str | None:
    """What is wrong with a code of a language; not with a language's name, which is only not read."""
    return None if _LANGUAGE_NAME.fullmatch(text) else origin.wrong_language(origin.language_of(text))


def _lines(material: Material) -> Iterator[Impossible]:
    """The lines that date the text or a post, and those near its beginning that are nothing but a date."""
    dated = material.anywhere("dateline", "byline", "timestamp")
    near = (block for block in material.blocks[:HEAD] if block.kind not in {"dateline", "byline", "timestamp"})
    for block, alone in (*((block, False) for block in dated), *((block, True) for block in near)):
        text = material.text(block)
        for span in impossible(text, material.words) if len(text) <= MAX_LINE else ():
            if not alone or _is_date(text[: span.start] + text[span.end :], material.words):
                shown = text[span.start : span.end]
                yield Impossible(name="published", text=shown, reason=NO_DAY, span=block.span)


def _is_date(rest: str, words: Language) -> bool:
    """Whether beside a day a line has nothing but what belongs to one: a time, a weekday, 'published on'."""
    left = re.sub(r"\d", "", rest.casefold())
    for label in sorted((*words.first_published, *words.published, *words.updated), key=len, reverse=True):
        left = left.replace(label, " ")
    return connects(left, words)


def _file_name(material: Material) -> Iterator[Impossible]:
    if text := impossible_day(material.path.rpartition("/")[2]):
        yield Impossible(name="published", text=text, reason=NO_DAY, field=Field(name="file name", value=text))
