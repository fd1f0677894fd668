"""Copies of web pages in archives and by browsers: the original's address and day, not those of the copy."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from generator.model import Field
from generator.readers.html.fields import ADDRESSES

HEAD: Final = 4_000  # characters of a page in which programs say where they saved it from
_SAVED: Final = re.compile(r"<!--\s{0,9}saved from url=\(\d{4}\)(https?://[^\s<>]{3,2000})", re.IGNORECASE)
_SINGLE_FILE: Final = re.compile(r"Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s<>]{3,2000})")
_COPY: Final = re.compile(
    r"(https?://([^/\s]{3,100})/(?:[A-Za-z][\w-]{0,40}/){0,4}(\d{4}[\d.-]{4,16})[a-z_]{0,4}/)(https?://[^\s<>]{3,2000})"
)
_DIGIT: Final = re.compile(r"\d")
STAMP: Final = 12  # digits: year, month, day, hour, minute


def of_original(stated: tuple[Field, ...], markup: str) -> tuple[Field, ...]:
    """What a page states, with the addresses of the original; what an archive states of its copy bears another name."""
    for field in stated:
        if field.name in ADDRESSES and (copy := _COPY.match(field.value)):
            return tuple(_unarchived(stated, copy))
    head = markup[:HEAD]
    saved = _SAVED.search(head) or _SINGLE_FILE.search(head)
    if saved and not any(field.name in ADDRESSES for field in stated):
        line = head.count("\n", 0, saved.start()) + 1
        return (*stated, Field(name="html:saved-from", value=saved[1], lines=(line, line)))
    return stated


def _unarchived(stated: tuple[Field, ...], copy: re.Match[str]) -> Iterator[Field]:
    """The fields with the archive's address taken off; those of the archive itself as fields of the copy."""
    archive, stamp = copy[2].casefold(), _digits(copy[3])
    for field in stated:
        value = field.value.casefold()
        inner = _COPY.match(field.value)
        if inner and inner[2].casefold() == archive:
            yield replace(field, value=inner[4])
        elif value == archive or value.partition("://")[2].partition("/")[0] == archive:
            yield replace(field, name="archived:source")
        elif len(stamp) >= STAMP and _digits(field.value)[:STAMP] == stamp[:STAMP]:
            yield replace(field, name="archived:time")
        else:
            yield field
    yield Field(name="archived:url", value=copy[0])


def _digits(text: str) -> str:
    return "".join(_DIGIT.findall(text[:100]))
