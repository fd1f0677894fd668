"""WARC: each page of a web archive as a source, a record of its own with its address and the time of its capture."""

import io
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from hashlib import sha256
from typing import Any, Final, NamedTuple

from generator.filenames import SUFFIXES
from generator.model import Field, Problem, Reading, Source
from generator.readers import building, html, refusals
from generator.readers.records import keyed
from generator.readers.zipped_xml import inflated
from generator.settings import Settings

WARC: Final = SUFFIXES[".warc"]
_PAGES = ("text/html", "application/xhtml+xml")
_CAPTURES = frozenset({"response", "resource"})
_BESIDE = frozenset({"warcinfo", "request", "metadata", "revisit", "conversion", "continuation", "arc_header"})
_OK = "200"
_ENDS = (b"\r\n\r\n", b"\n\n")
_LONGEST = 300


class Capture(NamedTuple):
    """One page of a web archive."""

    url: str
    time: str
    media_type: str
    data: bytes


def read(source: Source, settings: Settings) -> Reading:
    """The reading of a WARC that holds one page."""
    page: Capture | None = None
    problems: list[Problem] = []
    for capture in captures(source, settings):
        if isinstance(capture, Problem):
            problems.append(capture)
        else:
            page = page or capture
    if page is None:
        told = any(problem.severity == "error" for problem in problems)
        return refusals.nothing(WARC, *problems, *(() if told else (_empty(source.path),)))
    reading = html.read(Source(path=source.path, data=_declared(page), sha256=source.sha256), settings)
    stated = (Field(name="url", value=page.url), Field(name="warc:date", value=page.time))
    return Reading(
        text=reading.text,
        blocks=reading.blocks,
        fields=(*reading.fields, *(one for one in stated if one.value)),
        media_type=reading.media_type,
        problems=(*problems, *reading.problems),
    )


def split(source: Source, settings: Settings) -> Iterator[Source | Problem]:
    """Each page of a WARC as a source; the file itself where it holds one page or none."""
    pages: list[Capture] = []
    problems: list[Problem] = []
    for capture in captures(source, settings):
        if isinstance(capture, Problem):
            problems.append(capture)
        else:
            pages.append(capture)
    if len(pages) < 2:  # noqa: PLR2004
        yield source
        return
    yield from problems
    names = keyed(map(_key, pages))
    for page in pages:
        data = _record(page)
        path = f"{source.path}/{names[_key(page)]}.warc"
        yield Source(
            path=path,
            data=data,
            sha256=sha256(data).hexdigest(),
            sidecar=source.sidecar,
            sidecar_path=source.sidecar_path,
        )


def _key(page: Capture) -> str:
    return f"{page.url} {page.time}"


def captures(source: Source, settings: Settings) -> Iterator[Capture | Problem]:
    """The pages that were answered with, in the order of the file; what else it holds is counted in one problem."""
    try:
        iterator = building.library("warcio.archiveiterator", "warc").ArchiveIterator
        failure = building.library("warcio.exceptions", "warc").ArchiveLoadFailed
    except building.MissingLibraryError as error:
        yield building.missing_problem(source.path, error)
        return
    data, whole = (
        inflated(source.data, settings.max_unpacked_bytes) if source.data[:1] == b"\x1f" else (source.data, True)
    )
    if not whole:
        message = "the compressed file is damaged: the pages before the damage are used. Collect it again"
        yield refusals.problem("damaged-file", source.path, message, severity="error")
    told: list[Capture | Problem] = []
    aside = io.StringIO()
    try:
        with redirect_stderr(aside):  # the library tells there of records that do not end where they should
            told.extend(_told(iterator(io.BytesIO(data)), source.path, settings))
    except (failure, ValueError, EOFError, OSError, AttributeError, TypeError, KeyError, IndexError) as error:
        told.append(_damaged(source.path, str(error)))
    yield from told
    warned = _one_line(aside.getvalue()) or ("" if data.endswith(_ENDS) else "the last record does not end")
    if warned and whole and not any(isinstance(one, Problem) and one.code == "damaged-file" for one in told):
        yield _damaged(source.path, warned)


def _told(records: Iterable[Any], path: str, settings: Settings) -> Iterator[Capture | Problem]:
    """What the records give, as far as they can be read."""
    others = 0
    for record in records:
        kind, status = _kind(record)
        if record.rec_type not in _CAPTURES or kind not in _PAGES or status not in {"", _OK}:
            others += record.rec_type not in _BESIDE
            continue
        body = record.content_stream().read(settings.max_source_bytes + 1)
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if len(body) > settings.max_source_bytes:
            message = f"{url} is larger than the {settings.max_source_bytes:,} bytes allowed: left out"
            yield refusals.problem("too-large", path, message, severity="error")
            continue
        time = record.rec_headers.get_header("WARC-Date") or ""
        yield Capture(_one_line(url), _one_line(time), _content_type(record), body)
        if missing := _missing(record):
            yield _damaged(path, f"{missing:,} bytes of {_one_line(url)} are missing")
    if others:
        message = f"{others} captures are no pages, or pages that were not found: left out"
        yield refusals.problem("member-skipped", path, message, severity="info")


def _missing(record: Any) -> int:  # noqa: ANN401 - the library has no types
    """How many bytes the file ends before a record does."""
    left = int(getattr(record.raw_stream, "limit", 0))
    return left if left and not record.raw_stream.read(1) else 0


def _damaged(path: str, what: str) -> Problem:
    message = f"the web archive is damaged ({what[:_LONGEST]}): the pages before the damage are used"
    return refusals.problem("damaged-file", path, message, severity="error")


def _content_type(record: object) -> str:
    headers = getattr(record, "http_headers", None) or getattr(record, "rec_headers", None)
    return _one_line(str(headers.get_header("Content-Type") or "")) if headers else ""


def _kind(record: object) -> tuple[str, str]:
    """Media type and status of a capture, the status "" where it was not answered over HTTP."""
    headers = getattr(record, "http_headers", None)
    status = headers.get_statuscode() if headers else ""
    return _content_type(record).partition(";")[0].strip().lower(), str(status or "")


def _one_line(text: str) -> str:
    return " ".join(building.plain(text).split())


def _record(page: Capture) -> bytes:
    """A capture as a WARC file of one record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {page.url}\r\nWARC-Date: {page.time}\r\n"
        f"Content-Type: {page.media_type}\r\nContent-Length: {len(page.data)}\r\n\r\n"
    )
    return head.encode("utf-8", "replace") + page.data + b"\r\n\r\n"


def _declared(page: Capture) -> bytes:
    """The page's bytes, as UTF-8 with its mark where the answer's header names an encoding that fits."""
    _, _, charset = page.media_type.lower().partition("charset=")
    charset = charset.partition(";")[0].strip("\"' ")
    if charset in {"", "utf-8"}:
        return page.data
    try:
        return b"\xef\xbb\xbf" + page.data.decode(charset).encode()
    except (LookupError, ValueError):
        return page.data  # the reader of pages looks for the encoding itself


def _empty(path: str) -> Problem:
    return refusals.problem("no-text", path, "the web archive holds no page that was found; capture it again")
