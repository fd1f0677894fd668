"""The zip files that DOCX and ODT are: their XML parts, read under limits, with no entity and no address followed."""

import io
import struct
import zipfile
import zlib
from lzma import LZMAError

from lxml import etree

from generator.model import Problem, Source
from generator.readers import refusals
from generator.settings import Settings

DAMAGE = (
    zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, struct.error, NotImplementedError,
    KeyError, RuntimeError, OverflowError, IndexError,
)  # fmt: skip
_PARTS = (".xml", ".rels")
GZIP = b"\x1f\x8b"


class PartError(Exception):
    """A document's part cannot be used; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def open_zip(source: Source, settings: Settings) -> zipfile.ZipFile:
    """The document's zip; raises PartError where it is damaged or its XML would expand beyond a source's limit."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except DAMAGE as error:
        raise PartError(damaged(source.path, error)) from error
    size = sum(info.file_size for info in archive.infolist() if info.filename.lower().endswith(_PARTS))
    if size > settings.max_source_bytes:
        message = f"unpacked it holds {size:,} bytes, more than the {settings.max_source_bytes:,} allowed: not read"
        raise PartError(refusals.problem("too-large", source.path, message, severity="error"))
    return archive


def part(archive: zipfile.ZipFile, name: str, path: str) -> etree._Element | None:
    """The tree of one part, None where the zip has none of that name; raises PartError where it cannot be read."""
    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        return etree.fromstring(archive.read(name), parser)
    except (etree.XMLSyntaxError, *DAMAGE) as error:
        raise PartError(damaged(path, error)) from error


def entities(archive: zipfile.ZipFile, path: str) -> Problem | None:
    """What is wrong where a part declares a document type of its own, which no word processor does."""
    try:
        parts = [name for name in archive.namelist() if name.lower().endswith(_PARTS)]
        if not any(b"<!DOCTYPE" in archive.read(name) or b"<!ENTITY" in archive.read(name) for name in parts):
            return None
    except DAMAGE as error:
        return damaged(path, error)
    message = "the document declares entities, which no word processor writes: not read. Save it anew and look at it"
    return refusals.problem("entities", path, message, severity="error")


def inflated(data: bytes, limit: int) -> tuple[bytes, bool]:
    """What gzip packed, at most `limit` bytes of it, and whether it is whole or goes on beyond the limit."""
    parts: list[bytes] = []
    left = limit
    while data.startswith(GZIP) and left > 0:
        stream = zlib.decompressobj(wbits=31)
        try:
            parts.append(stream.decompress(data, left))
        except zlib.error:
            return b"".join(parts), False
        left -= len(parts[-1])
        if not stream.eof:
            return b"".join(parts), left <= 0
        data = stream.unused_data
    return b"".join(parts), True


def damaged(path: str, error: Exception) -> Problem:
    """The problem of a file that is not whole."""
    message = f"the file is damaged ({type(error).__name__}: {error}): not read. Collect it again"
    return refusals.problem("damaged-file", path, message, severity="error")
