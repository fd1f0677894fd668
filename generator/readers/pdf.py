"""PDF: the text layer, its lines joined to paragraphs again, larger print as headings, the file's own statements."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

from generator.filenames import SUFFIXES
from generator.model import Block, Field, Problem, Reading, Source, Span
from generator.readers import building, line_wrapping, refusals
from generator.settings import Settings

MEDIA_TYPE: Final = SUFFIXES[".pdf"]
_HYPHENS = ("\ufffe", "\x02")
_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?([Z+-])?(?:(\d\d)'?(\d\d)?)?")
_NAMES = {"Title": "title", "Author": "author", "CreationDate": "created", "ModDate": "modified"}
_LARGER = 1.15
_MAX_HEADING_LINES = 6
_WIDER = 1.3
_INDENT = 0.7
_COLUMN = 6
_FEW_LINES = 6
_MIN_PAGES = 3
_EDGE = 2
_WORST = 400


class PrintedLine(NamedTuple):
    """One line of a page, the size of its first letter and where that stands, in points from the left and bottom."""

    text: str
    size: float
    left: float = 0.0
    bottom: float = 0.0


def read(source: Source, settings: Settings) -> Reading:  # noqa: ARG001 - every reader has this signature
    """The reading of a PDF; a damaged, locked or scanned one has no blocks and a problem that says so."""
    try:
        pdfium = building.library("pypdfium2", "pdf")
    except building.MissingLibraryError as error:
        return building.missing(source, MEDIA_TYPE, error)
    try:
        document = pdfium.PdfDocument(io.BytesIO(source.data))
    except pdfium.PdfiumError as error:
        return refusals.nothing(MEDIA_TYPE, _unopened(source.path, str(error)))
    try:
        return _reading(source, document, pdfium)
    finally:
        document.close()


def _reading(source: Source, document: Any, pdfium: Any) -> Reading:  # noqa: ANN401 - the library may be missing
    pages: list[list[PrintedLine]] = []
    problems: list[Problem] = []
    for number in range(len(document)):
        try:
            pages.append(list(_lines(document, number, pdfium)))
        except pdfium.PdfiumError as error:
            pages.append([])
            message = f"page {number + 1} of the PDF cannot be read ({error}); compare with the original"
            problems.append(refusals.problem("page-unreadable", source.path, message))
    stated = tuple(_fields(document))
    if not any(line.text.strip() for page in pages for line in page):
        return Reading(text="", blocks=(), fields=stated, media_type=MEDIA_TYPE, problems=_scan(source, len(pages)))
    repeated = _repeated(pages)
    if repeated:
        message = f"left out as the head or foot of the pages: {'; '.join(sorted(repeated))[:_WORST]}"
        problems.append(refusals.problem("page-heads", source.path, message, severity="info"))
    trimmed = [[line for n, line in enumerate(page) if not _is_edge(page, n, repeated)] for page in pages]
    kept = [line for page in trimmed for line in _parted(page)]
    text = "\n".join(line.text for line in kept)
    return Reading(
        text=text, blocks=tuple(_blocks(text, kept)), fields=stated, media_type=MEDIA_TYPE, problems=tuple(problems)
    )


def _lines(document: Any, number: int, pdfium: Any) -> Iterator[PrintedLine]:  # noqa: ANN401 - the library may be missing
    page = document.get_page(number)
    try:
        layer = page.get_textpage()
        raw = layer.get_text_range()
        start = 0
        carried = ""
        for line in raw.split("\n"):
            at = start + len(line) - len(line.lstrip())
            size = float(pdfium.raw.FPDFText_GetFontSize(layer.raw, at))
            left, bottom, *_ = layer.get_charbox(at, loose=True) if at < layer.count_chars() else (0.0, 0.0)
            start += len(line) + 1
            text, carried = _whole(carried + line.strip())
            yield PrintedLine(text, round(size, 1), left, bottom)
        if carried:
            yield PrintedLine(carried, 0.0)
    finally:
        page.close()


def _whole(line: str) -> tuple[str, str]:
    """A line without the word that a hyphen cuts at its end, and the beginning of that word for the next line."""
    if not line.endswith(_HYPHENS):
        return building.plain(line), ""
    text, _, word = building.plain(line.rstrip("".join(_HYPHENS))).rpartition(" ")
    return text, word


def _blocks(text: str, lines: list[PrintedLine]) -> Iterator[Block]:
    """Runs of larger print as headings, paragraphs of everything between them."""
    body = _body_size(lines)
    start = 0
    places = list(line_wrapping.lines_of(text))
    column = line_wrapping.width([place for place, line in zip(places, lines, strict=True) if line.size <= body])
    while start < len(lines):
        stop = _run(lines, start, body)
        group = places[start:stop]
        shown = [place for place in group if place]
        large = lines[start].size > body and shown and len(shown) <= _MAX_HEADING_LINES
        if large:
            level = 1 if lines[start].size == max(line.size for line in lines) else 2
            yield Block(kind="heading", span=Span(shown[0].start, shown[-1].end), level=level)
        else:
            for first, last in line_wrapping.paragraphs(group, column):
                yield Block(kind="paragraph", span=Span(first.start, last.end))
        start = stop


def _run(lines: list[PrintedLine], start: int, body: float) -> int:
    """Where a run ends that is of one size if larger than the body's, and not larger otherwise."""
    stop = start + 1
    first = lines[start].size
    while stop < len(lines) and (lines[stop].size == first if first > body else lines[stop].size <= body):
        stop += 1
    return stop


def _body_size(lines: list[PrintedLine]) -> float:
    """The size above which print is larger than that of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] * _LARGER


def _parted(page: list[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines of a page with an empty one before each that begins a paragraph, by its indent or the gap above it."""
    gaps = sorted(round(a.bottom - b.bottom, 1) for a, b in pairwise(page) if a.bottom - b.bottom > a.size / 2)
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    for before, line in zip([None, *page], page, strict=False):
        if before and before.size == line.size:
            indent, gap = line.left - before.left, before.bottom - line.bottom
            if gap > _WIDER * usual or (gap > 0 and _INDENT * line.size < indent < _COLUMN * line.size):
                yield PrintedLine("", line.size)
        yield line


def _repeated(pages: list[list[PrintedLine]]) -> frozenset[str]:
    """First and last lines that stand on most pages, page numbers aside."""
    if len(pages) < _MIN_PAGES:
        return frozenset()
    counts = Counter(key for page in pages for key in {_key(page[n]) for n in _edges(page)} if key)
    return frozenset(key for key, count in counts.items() if count >= max(_MIN_PAGES, 0.6 * len(pages)))


def _edges(page: list[PrintedLine]) -> set[int]:
    if len(page) < _FEW_LINES:
        return set()
    return {n for n in (*range(_EDGE), *range(len(page) - _EDGE, len(page))) if 0 <= n < len(page)}


def _is_edge(page: list[PrintedLine], number: int, repeated: frozenset[str]) -> bool:
    return number in _edges(page) and _key(page[number]) in repeated


def _key(line: PrintedLine) -> str:
    return re.sub(r"\d{1,9}", "#", " ".join(line.text.split()))


def _fields(document: Any) -> Iterator[Field]:  # noqa: ANN401 - the library may be missing
    stated = document.get_metadata_dict(skip_empty=True)
    for key, name in _NAMES.items():
        value = building.plain(stated.get(key, ""))
        yield from [building.field(f"pdf:{name}", _iso(value) if key.endswith("Date") else value)] if value else []


def _iso(value: str) -> str:
    """A date as PDF writes it, such as D:20240513182000+02'00', in ISO 8601; anything else as it is."""
    match = _DATE.match(value)
    if not match:
        return value
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    date = f"{year}-{month or '01'}-{day or '01'}"
    zone = "Z" if sign == "Z" else f"{sign}{hours}:{minutes or '00'}" if sign and hours else ""
    return f"{date}T{hour}:{minute}:{second or '00'}{zone}" if hour and minute else date


def _unopened(path: str, error: str) -> Problem:
    if "password" in error.lower():
        message = "the PDF is locked with a password: not read. Save it without one"
        return refusals.problem("locked", path, message, severity="error")
    message = f"the PDF is damaged ({error}): not read. Collect it again"
    return refusals.problem("damaged-file", path, message, severity="error")


def _scan(source: Source, pages: int) -> tuple[Problem, ...]:
    message = (
        f"the PDF's {pages} pages hold pictures but no text, so it is probably a scan. "
        "Have the text recognised, for instance with ocrmypdf, and put the result here"
    )
    return (refusals.problem("scan", source.path, message),)
