"""Records of JSON, JSON Lines and CSV: which of their names mean what, one record as a reading, many as sources."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from generator.addresses import DIGITS, longer
from generator.filenames import SUFFIXES
from generator.language.dates import order
from generator.model import Problem, Reading, Source
from generator.readers import building, decoding, html, refusals
from generator.readers.layout import Piece
from generator.settings import Settings

JSON: Final = SUFFIXES[".json"]
CSV: Final = SUFFIXES[".csv"]
NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "headline": ("headline", "title", "webtitle", "name", "subject"),
        "subtitle": (
            "subtitle", "description", "summary", "abstract", "standfirst", "excerpt", "alternativeheadline",
            "abstractnote",
        ),
        "author": ("author", "authors", "byline", "creator", "creators", "writer", "publishedby"),
        "published": (
            "published", "datepublished", "publishedat", "publicationdate", "webpublicationdate", "publishdate",
            "datepublish", "pubdate", "publishedtime", "date", "datetime", "createdat", "created", "timestamp", "time",
        ),
        "updated": ("updated", "datemodified", "updatedat", "modified", "lastmodified", "modifiedat", "datemodify"),
        "text": (
            "text", "body", "content", "articlebody", "fulltext", "bodytext", "maintext", "article", "contenthtml",
            "bodyhtml", "contenttext", "html", "story",
        ),
        "url": ("url", "link", "weburl", "sourceurl", "permalink", "canonicalurl", "href", "uri"),
        "publisher": (
            "publisher", "outlet", "source", "sitename", "site", "publication", "sourcename", "publicationtitle",
        ),
        "language": ("language", "lang", "inlanguage"),
    }
)  # fmt: skip
DAYS: Final = frozenset((*NAMES["published"], *NAMES["updated"]))
ORDER: Final = "(date order)"
# Programs that keep pages for later say when they got one, and when it was last filed, beside its own day.
_KEPT: Final = frozenset({"createdat", "created", "dateadded", "savedat"})
_KEPT_CHANGES: Final = frozenset({"updatedat", "updated", "datemodified", "modified"})
_STATED: Final = ("published", "datepublished", "publishedat", "publicationdate", "publishdate", "datepublish")
_INSIDE = ("name", "main", "original", "rendered", "title", "text", "value", "#text")
_LISTS = (
    "articles",
    "items",
    "results",
    "records",
    "documents",
    "docs",
    "entries",
    "data",
    "posts",
    "stories",
    "hits",
    "response",
)
_KEYS = ("id", "guid", "url", "link", "feed:id")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|article|span|a|em|strong)\b[^<>]{0,500}>", re.IGNORECASE)
_MAX_DEPTH = 4
_DELIMITERS = ",;\t|"

Record = Mapping[str, object]


def read(source: Source, settings: Settings) -> Reading:
    """The reading of a JSON file that holds one record; one that holds none known is a problem."""
    try:
        value = json.loads(decoding.decode(source).text)
    except (ValueError, RecursionError) as error:
        return refusals.nothing(JSON, _unreadable(source.path, error))
    records = found(value, settings)
    if len(records) != 1:
        return refusals.nothing(JSON, no_record(source.path))
    prefix, values = resolve(records[0], settings)
    text = values.pop("text", "")
    tree = html.parse(text) if _MARKUP.search(text) else None
    pieces = building.pieces(tree) if tree is not None else _paragraphs(text or values.get("subtitle", ""))
    stated = (building.field(f"{prefix}:{name}", value) for name, value in values.items() if name != "author")
    people = (building.field(f"{prefix}:author", name) for name in values.get("author", "").split("\n"))
    told = building.field("record:date-order", str(records[0].get(ORDER, "")))
    return building.laid_out(pieces, JSON, (*stated, *people, told))


def _paragraphs(text: str) -> Iterator[Piece]:
    return (Piece(kind="paragraph", text=line) for line in building.plain(text).split("\n"))


def found(value: object, settings: Settings, depth: int = 0) -> list[Record]:
    """The records in a JSON value: itself, its members, or those of a list under one of the usual names."""
    if isinstance(value, list):
        return [one for one in value if isinstance(one, Mapping) and _is_record(one, settings)]
    if not isinstance(value, Mapping) or depth > _MAX_DEPTH:
        return []
    if _is_record(value, settings):
        return [value]
    inner = (value[name] for name in _LISTS if isinstance(value.get(name), list | Mapping))
    return next((records for one in inner if (records := found(one, settings, depth + 1))), [])


def _is_record(value: Record, settings: Settings) -> bool:
    _, values = resolve(value, settings)
    return "text" in values or ("headline" in values and len(values) > 1)


def resolve(record: Record, settings: Settings) -> tuple[str, dict[str, str]]:
    """Where a record comes from ("record" or "feed"), and its values by the names of `NAMES`."""
    if all(isinstance(name, str) and name.startswith("feed:") for name in record) and record:
        return "feed", {name.removeprefix("feed:"): _words(value) for name, value in record.items()}
    named = dict(settings.record_fields)
    folded = {_folded(name): value for name, value in reversed(list(record.items()))}
    if not _KEPT.isdisjoint(folded) and any(_words(folded.get(name)) for name in _STATED):
        folded = {name: value for name, value in folded.items() if name not in _KEPT_CHANGES}
    values: dict[str, str] = {}
    for name, usual in NAMES.items():
        options = [_at(record, named[name])] if name in named else [folded.get(key) for key in usual]
        text = next((words for option in options if (words := _words(option))), "")
        if text:
            values[name] = text
    return "record", values


def _at(record: object, path: str) -> object:
    """The value under a path of names with dots between; a name that has a dot itself comes first."""
    if isinstance(record, Mapping) and path in record:
        return record[path]
    for name in path.split("."):
        record = record.get(name) if isinstance(record, Mapping) else None
    return record


def _words(value: object, depth: int = 0) -> str:
    """A value as text: of an object its name, of a list each member on a line of its own."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if depth > _MAX_DEPTH:
        return ""
    if isinstance(value, Mapping):
        return next((words for name in _INSIDE if (words := _words(value.get(name), depth + 1))), "")
    if isinstance(value, list):
        return "\n".join(words for one in value if (words := _words(one, depth + 1)))
    return ""


def split_json(source: Source, settings: Settings) -> Iterator[Source | Problem]:
    """Each record of a JSON or JSON Lines file as a source; the file itself where it holds one record or none."""
    text = decoding.decode(source).text
    try:
        records = found(json.loads(text), settings)
    except RecursionError:
        records = []
    except ValueError:
        yield from _lines(source, text, settings)
        return
    if len(records) > 1:
        yield from packed(source, enumerate(records, start=1))
    else:
        yield source


def _lines(source: Source, text: str, settings: Settings) -> Iterator[Source | Problem]:
    """The records of a file with one a line; a line that is none is a problem. A file without any stays as it is."""
    kept: list[tuple[int, Record]] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            records = found(json.loads(line), settings) if line.strip() else []
        except (ValueError, RecursionError):
            records = []
        kept += [(number, record) for record in records]
        if line.strip() and not records:
            message = "the line is no record with a text or headline: left out"
            problems.append(refusals.problem("record-skipped", source.path, message, line=number))
    if kept:
        yield from packed(source, iter(kept))
        yield from problems
    else:
        yield source


def split_csv(source: Source, settings: Settings) -> Iterator[Source | Problem]:
    """Each row of a table as a source; rows that are none, and a table without known names, are problems."""
    text = decoding.decode(source).text
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text.partition("\n")[0]))
    csv.field_size_limit(settings.max_source_bytes)
    names: list[str] = []
    kept: list[tuple[int, Record]] = []
    try:
        for row in rows:
            record = dict(zip(names, row, strict=False))
            if not names:
                names = row
            elif _is_record(record, settings):
                kept.append((rows.line_num, record))
            elif any(row):
                message = "the row has no text or headline: left out"
                yield refusals.problem("record-skipped", source.path, message, line=rows.line_num)
    except csv.Error as error:
        message = f"the table cannot be read from here on ({error}): the rows before are used"
        yield refusals.problem("record-skipped", source.path, message, severity="error", line=rows.line_num)
    if not kept:
        yield no_record(source.path)
    yield from packed(source, iter(kept))


def delimiter(head: str) -> str:
    """The sign that divides the cells of a table, by its first line."""
    return max(_DELIMITERS, key=head.count)


def packed(source: Source, records: Iterator[tuple[int, Record]]) -> Iterator[Source]:
    """Each record as a source of its own, named by its id or address where it has one, else by its place."""
    read = tuple(_ordered(records))
    names = keyed(_key(record) for _, record in read)
    used: set[str] = set()
    for number, record in read:
        key = _key(record)
        name = names[key] if key else f"{number:05}"
        name = name if name not in used else f"{name}-{number}"
        used.add(name)
        data = json.dumps(record, ensure_ascii=True, sort_keys=True).encode()
        path = f"{source.path}/{name}.json"
        yield Source(
            path=path,
            data=data,
            sha256=sha256(data).hexdigest(),
            sidecar=source.sidecar,
            sidecar_path=source.sidecar_path,
        )


def _ordered(records: Iterator[tuple[int, Record]]) -> Iterator[tuple[int, Record]]:
    """The records, each with the order of day and month that the days of all of them settle."""
    read = tuple(records)
    told = order.of_file(str(record[name]) for _, record in read for name in record if _folded(name) in DAYS)
    return ((number, {**record, ORDER: told} if told else record) for number, record in read)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", str(name)).lower()


def keyed(keys: Iterable[str]) -> Mapping[str, str]:
    """A name for each key, made of its hash: another one for another key, in whatever order they come."""
    every = set(keys)
    return {key: _name(key) for key in every} | longer(every, _name)


def _name(key: str, digits: int = DIGITS) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()[:digits]


def _key(record: Record) -> str:
    return next((str(record[name]) for name in _KEYS if record.get(name) and name in record), "")


def no_record(path: str) -> Problem:
    """The problem of a file in which nothing is known as a text or a headline."""
    message = "nothing in it is known as a text or a headline; name the fields with record_fields in the settings"
    return refusals.problem("no-record", path, message, severity="error")


def _unreadable(path: str, error: Exception) -> Problem:
    line = int(getattr(error, "lineno", 0))
    message = f"the JSON is damaged ({error}): not read. Collect it again"
    return refusals.problem("damaged-file", path, message, severity="error", line=line)
