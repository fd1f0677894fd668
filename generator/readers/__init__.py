"""Readers turn a source's bytes into a Reading, one module a format; none guesses metadata and none raises."""

import re
from collections.abc import Callable

from generator.model import Problem, Reading, Source
from generator.readers import decoding, html, markdown_file, text
from generator.settings import Settings

Reader = Callable[[Source, Settings], Reading]

READERS: dict[str, Reader] = {
    "text/plain": text.read,
    "text/markdown": markdown_file.read,
    "text/html": html.read,
}
_SUFFIXES = {".md": "text/markdown", ".markdown": "text/markdown", ".html": "text/html", ".htm": "text/html"}
_HEAD_BYTES = 8192
_HTML = re.compile(r"\s{0,999}(?:<\?xml|<!doctype html|<(?:html|head|body)\b|<!--[^\0]{0,2000}?<html\b)", re.IGNORECASE)


def detect(source: Source) -> str:
    """The media type of a source: what its beginning shows, else what its suffix says, else plain text."""
    encoding, _ = decoding.encoding_of(source.data[:_HEAD_BYTES])
    head = source.data[:_HEAD_BYTES].decode(encoding, "replace").removeprefix("\ufeff")
    if _HTML.match(head):
        return "text/html"
    if markdown_file.looks_like(head):
        return "text/markdown"
    _, dot, suffix = source.path.rpartition(".")
    return _SUFFIXES.get(dot + suffix.lower(), "text/plain")


def read(source: Source, settings: Settings) -> Reading:
    """A source as text and raw blocks; what is too large or no text becomes a reading of nothing with a problem."""
    if len(source.data) > settings.max_source_bytes:
        size = f"{len(source.data):,} bytes, more than the {settings.max_source_bytes:,} allowed"
        return _nothing(source, "too-large", f"{size}: not read. Split the file or raise max_source_bytes")
    if decoding.is_binary(source.data):
        return _nothing(source, "not-text", "these bytes are not text in any known encoding: not read. Save it as text")
    reading = READERS[detect(source)](source, settings)
    if reading.blocks or reading.problems:
        return reading
    return _nothing(source, "no-text", "the file holds no text; remove it or collect it again", reading.text)


def _nothing(source: Source, code: str, message: str, content: str = "") -> Reading:
    problem = Problem(
        code=code, severity="warning" if code == "no-text" else "error", path=source.path, message=message
    )
    return Reading(text=content, blocks=(), problems=(problem,))
