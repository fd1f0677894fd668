"""RSS and Atom: each item of a feed as a source, a record with the names that the reader of records knows."""

import io
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from generator.filenames import SUFFIXES
from generator.model import Problem, Source
from generator.readers import building, html, records, refusals
from generator.readers.html import decoding
from generator.readers.mail import iso_date
from generator.settings import Settings

FEED: Final = SUFFIXES[".rss"]
_ENTITIES = re.compile(
    rb"<!DOCTYPE[^>\[]{0,2000}(?:\[[^\]]{0,1000000}\])?[^>]{0,200}>|<!ENTITY[^>]{0,2000}>", re.IGNORECASE
)
# The library reads some labels of encodings other than browsers do, and falls back without a word.
_DECLARATION = re.compile(r"^\s{0,99}<\?xml[^>]{0,200}\?>")
_UTF_8 = {"content-type": "application/xml; charset=utf-8"}


def split(source: Source, settings: Settings) -> Iterator[Source | Problem]:  # noqa: ARG001 - every splitter has this signature
    """Each item of a feed; declarations of entities are taken out before it is read, and nothing is fetched."""
    try:
        feedparser = building.library("feedparser", "feeds")
    except building.MissingLibraryError as error:
        yield building.missing_problem(source.path, error)
        return
    text, problems = decoding.decode(source.data, source.path)
    yield from problems
    yield from html.crowded(source.path, text)
    data = _ENTITIES.sub(b"", _DECLARATION.sub("", html.uncrowded(text), count=1).encode("utf-8"))
    parsed = feedparser.parse(io.BytesIO(data), response_headers=_UTF_8)
    if not parsed.entries:
        message = "no item could be read from the feed: collect it again"
        yield refusals.problem("damaged-file", source.path, message, severity="error")
    elif parsed.get("bozo") and "SAX" in type(parsed.bozo_exception).__name__:
        message = f"the feed is damaged ({parsed.bozo_exception}): what could be read is used, items may be missing"
        yield refusals.problem("damaged-file", source.path, message)
    numbered = enumerate((_record(entry, parsed.feed) for entry in parsed.entries), start=1)
    yield from records.packed(source, numbered)


def _record(entry: Any, feed: Any) -> Mapping[str, str]:  # noqa: ANN401 - the library may be missing
    """What an item states, and what the feed states for all of them."""
    bodies = [*entry.get("content", []), *([entry["summary_detail"]] if "summary_detail" in entry else [])]
    body = max((_markup(one) for one in bodies), key=len, default="")
    values = {
        "headline": entry.get("title"),
        "author": "\n".join(_people(entry)),
        "published": iso_date(entry.get("published") or entry.get("created") or ""),
        "updated": iso_date(entry["updated"]) if "updated" in entry.keys() else "",  # noqa: SIM118 - `in` falls back
        "url": entry.get("link"),
        "publisher": (entry.get("source") or {}).get("title") or feed.get("title"),
        "language": (entry.get("title_detail") or {}).get("language") or feed.get("language"),
        "id": entry.get("id") or entry.get("link"),
        "text": body,
    }
    return {f"feed:{name}": value for name, value in values.items() if isinstance(value, str) and value}


def _people(entry: Any) -> Iterator[str]:  # noqa: ANN401 - the library may be missing
    people = entry.get("authors", ())
    # Where one stands alone, as it is written: the library cuts addresses as if all domains were short.
    if len(people) <= 1 and entry.get("author"):
        yield str(entry["author"])
        return
    yield from (str(name) for person in people if (name := person.get("name")))


def _markup(content: Mapping[str, object]) -> str:
    """A text of an item as HTML, which is what the reader of records takes it for."""
    value = str(content.get("value") or "")
    if content.get("type") != "text/plain":
        return f"<div>{value}</div>"
    return "".join(f"<p>{escape(line)}</p>" for line in value.split("\n"))
