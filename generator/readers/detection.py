"""What a file is: by its first bytes, else by the names inside it, else by its suffix."""

import io
import re
import zipfile
from typing import Final

from generator.filenames import FORMATS, SUFFIXES
from generator.model import Source
from generator.readers import archives, decoding, docx, feeds, mail, markdown, odt, pdf, records, warc
from generator.readers.zipped_xml import DAMAGE, inflated

GZIP: Final = SUFFIXES[".gz"]
_UNMARKED: Final = frozenset({"text/plain", "text/markdown", "text/html"})  # told from each other once decoded
_HEAD_BYTES = 8192
_TAR_AT = 257
_TAR_MARKS = (b"ustar\0", b"ustar  \0")  # of POSIX and GNU; the letters alone stand in texts too
_HTML = re.compile(
    r"\A\s{0,999}+(?:<\?xml|<!doctype html|<(?:html|head|body)\b|<!--[^\0]{0,2000}?<html\b)", re.IGNORECASE
)
_FEED = re.compile(
    r"\A\s{0,999}+(?:(?:<\?[^>]{0,500}+>|<!--[^>]{0,2000}-->"
    r"|<!DOCTYPE [^\[<>]{0,300}+(?:\[[^\]]{0,4000}+\]\s{0,9}+)?>)\s{0,99}+){0,9}"
    r"<(?:rss|rdf:RDF|(?:atom:)?feed)[\s>]"
)
_JSON = re.compile(r'\A\s{0,999}+(?:\[\s{0,99}\{\s{0,99}["}]|\{\s{0,99}"[^"\n]{0,200}"\s{0,9}:)')
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):[^\n]{0,4000}")
_POSTED = frozenset({"mime-version", "message-id", "received", "return-path", "snapshot-content-location"})
_SENT = frozenset({"from", "subject", "content-type", "date"})
_MAGIC: Final = tuple((mark, row.media_type) for row in FORMATS for mark in row.magic)


def detect(source: Source) -> str:
    """The media type of a source: what its beginning shows, else what its suffix says, else plain text."""
    if kind := sniff(source):
        return kind
    encoding, _ = decoding.encoding_of(source.data[:_HEAD_BYTES])
    head = source.data[:_HEAD_BYTES].decode(encoding, "replace").removeprefix("\ufeff")
    if _HTML.match(head):
        return "text/html"
    if markdown.looks_like(head):
        return "text/markdown"
    kind = SUFFIXES.get(_suffix(source.path), "")
    return kind if kind in _UNMARKED else "text/plain"


def sniff(source: Source) -> str | None:
    """The media type of a source that is neither text nor Markdown nor a page, told without decoding it."""
    if found := _by_magic(source.data, source.path):
        return found
    head = source.data[:_HEAD_BYTES].translate(None, b"\0").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")
    suffix = _suffix(source.path)
    if _FEED.match(head):
        return feeds.FEED
    if _JSON.match(head):
        return records.JSON
    if kind := _mail(head, suffix):
        return kind
    return _by_suffix(head, suffix)


def _by_suffix(head: str, suffix: str) -> str | None:
    """What the suffix says, where the beginning does not show something else."""
    if _HTML.match(head) and suffix not in {".rss", ".atom"}:
        return None
    if is_table(head):
        return records.CSV
    kind = SUFFIXES.get(suffix)
    return None if kind in _UNMARKED else kind


def _by_magic(data: bytes, path: str) -> str | None:
    if b"%PDF-" in data[:1024]:
        return pdf.MEDIA_TYPE
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, _suffix(path))
    if data.startswith(b"\x1f\x8b"):
        return _compressed(data)
    if data.startswith(_TAR_MARKS, _TAR_AT):
        return archives.TAR
    return next((kind for mark, kind in _MAGIC if data.startswith(mark)), None)


def _zipped(data: bytes, suffix: str) -> str:
    """DOCX and ODT are told from other zip files by the names inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return docx.MEDIA_TYPE
            stated = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except DAMAGE:
        return SUFFIXES.get(suffix, archives.ZIP)  # the reader says that it is damaged
    return odt.MEDIA_TYPE if stated.startswith(odt.MEDIA_TYPE.encode()) else archives.ZIP


def _compressed(data: bytes) -> str:
    head, _ = inflated(data, _HEAD_BYTES)
    if head.startswith(b"WARC/"):
        return warc.WARC
    return archives.TAR if head.startswith(_TAR_MARKS, _TAR_AT) else GZIP


def gunzipped(source: Source, limit: int) -> tuple[Source, bool]:
    """The source inside a compressed one, at most one byte more than `limit` of it, and whether it is whole."""
    data, whole = inflated(source.data, limit + 1)
    path = source.path[:-3] if source.path.lower().endswith(".gz") else source.path
    return Source(
        path=path, data=data, sha256=source.sha256, sidecar=source.sidecar, sidecar_path=source.sidecar_path
    ), whole


def _mail(head: str, suffix: str) -> str | None:
    """A mail or a page saved as one, by the headers that it begins with."""
    names: set[str] = set()
    values = head.replace("\r\n", "\n").partition("\n\n")[0]
    for line in values.split("\n"):
        match = _HEADER.match(line)
        if match:
            names.add(match[1].lower())
        elif not names or not line.startswith((" ", "\t")):
            break
    if not names & _POSTED or len(names & _SENT) < 2:  # noqa: PLR2004
        return None
    page = "multipart/related" in values.lower() and (
        "snapshot-content-location" in names or suffix in {".mht", ".mhtml"} or not names & {"to", "received"}
    )
    return mail.WEB_PAGE if page else mail.MAIL


def is_table(head: str) -> bool:
    """Whether the first line names the columns of records."""
    first = head.partition("\n")[0]
    parts = first.split(records.delimiter(first))
    if len(parts) == 1:
        return False
    cells = [re.sub(r"[\W_]", "", cell).lower() for cell in parts]
    named = set(cells)
    known = {name for name, usual in records.NAMES.items() if not named.isdisjoint(usual)}
    return len(known) > 1 and bool(known & {"text", "headline"}) and len(cells) == len([cell for cell in cells if cell])


def is_readable(source: Source) -> bool:
    """Whether some reader knows what to do with a source, be it text or another format."""
    return sniff(source) is not None or not decoding.is_binary(source.data)


def _suffix(path: str) -> str:
    """The suffix of a path's name in lower case with its dot, "" where it has none."""
    _, dot, suffix = path.rpartition("/")[2].rpartition(".")
    return (dot + suffix).lower()
