"""Chooses the reader of a source by its content, then by its name; none guesses metadata and none raises."""

import importlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from generator.filenames import FORMATS, Format
from generator.model import Problem, Reading, Source
from generator.readers import decoding, detection, mail, refusals, unpacking
from generator.readers.detection import detect
from generator.settings import Settings

__all__ = ["READERS", "detect", "prepare", "read"]

Reader = Callable[[Source, Settings], Reading]

_FORMATS: Final = {row.media_type: row for row in FORMATS}


def read(source: Source, settings: Settings) -> Reading:
    """A source as text and raw blocks; what is too large or no text becomes a reading of nothing with a problem."""
    if len(source.data) > settings.max_source_bytes:
        size = f"{len(source.data):,} bytes, more than the {settings.max_source_bytes:,} allowed"
        return _nothing(source, "too-large", f"{size}: not read. Split the file or raise max_source_bytes")
    kind = detect(source)
    if _FORMATS[kind].is_text and decoding.is_binary(source.data):
        return _nothing(source, "not-text", "these bytes are not text in any known encoding: not read. Save it as text")
    reading = READERS[kind](source, settings)
    if reading.blocks or reading.problems:
        return reading
    return _nothing(source, "no-text", "the file holds no text; remove it or collect it again", reading.text)


def prepare(source: Source) -> None:
    """Load the library that reads a source, if it is installed, so that a process forked off need not."""
    name = _FORMATS[detect(source)].library
    if name:
        with suppress(ImportError):
            importlib.import_module(name)


def _gunzipped(source: Source, settings: Settings) -> Reading:
    """The reading of what a compressed file holds."""
    inner, whole = detection.gunzipped(source, settings.max_source_bytes)
    if not inner.data or detect(inner) == detection.GZIP:
        return _nothing(source, "damaged-file", "the compressed file is damaged or compressed twice: not read")
    reading = read(inner, settings)
    if whole:
        return reading
    message = "the compressed file is damaged: what stands before the damage is shown. Collect it again"
    return replace(reading, problems=(*reading.problems, refusals.problem("damaged-file", source.path, message)))


def _old_word(source: Source, settings: Settings) -> Reading:  # noqa: ARG001 - every reader has this signature
    return _nothing(source, "not-text", "this is Word's old format: not read. Save it as .docx")


def _first(source: Source, settings: Settings) -> Reading:
    """The reading of a file that holds many, where it was not unpacked: that of its only source."""
    unpacked = unpacking.unpack(source, settings)
    others = [one for one in unpacked.sources if detect(one) != detect(source)]
    if len(others) == 1 and not unpacked.problems:
        return read(others[0], settings)
    message = f"it holds {len(unpacked.sources)} sources: unpack it to read them"
    return _nothing(source, "holds-many", message) if unpacked.sources else _problems(unpacked.problems)


def _problems(problems: tuple[Problem, ...]) -> Reading:
    return Reading(text="", blocks=(), problems=problems)


def _nothing(source: Source, code: str, message: str, content: str = "") -> Reading:
    problem = Problem(
        code=code, severity="warning" if code == "no-text" else "error", path=source.path, message=message
    )
    return Reading(text=content, blocks=(), problems=(problem,))


def _reader(row: Format) -> Reader:
    """The function `read` of a format's module, or one of this module for what holds other sources."""
    if row.reader in _HERE:
        return _HERE[row.reader]
    read_format: Reader = importlib.import_module(f"generator.readers.{row.reader}").read
    return read_format


_HERE: Final[dict[str, Reader]] = {
    "container": _first,
    "gzip": _gunzipped,
    "old_word": _old_word,
    "web_page": mail.read_page,
}
READERS: Final = {row.media_type: _reader(row) for row in FORMATS}
