"""Mail (EML) and web archives (MHTML): the best part as the text, the headers as fields, attachments as sources."""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageDefect
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256
from typing import Final

from generator.filenames import SUFFIXES
from generator.language.dates.times import offset
from generator.model import Field, Problem, Reading, Source
from generator.readers import building, html, refusals, text
from generator.readers.html.decoding import decode
from generator.settings import Settings

MAIL: Final = SUFFIXES[".eml"]
WEB_PAGE: Final = SUFFIXES[".mhtml"]
_ANSWER = re.compile(r"(?:(?:re|aw|wg|fwd?|tr|rv|rif)\s{0,2}:\s{0,3}){1,5}", re.IGNORECASE)
_FULL = 0.6
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = frozenset({"text/plain", *_PAGES})
_MAX_PARTS = 1000
_HEADER_CHARS = 10_000  # a line may have 998, and hardly a header has ten
_NESTED = str.maketrans("():<>", "     ")  # what the parser of addresses reads each in a call of its own
_MOST_NESTED = 20
_BOM = b"\xef\xbb\xbf"


class _Bounded(Compat32):
    """Headers no longer than any that is meant to be read: what is parsed of them takes the square of their length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER_CHARS]


class _TooDeepDefect(MessageDefect):
    """The parts of a mail are nested deeper than the parser goes."""


_POLICY: Final = _Bounded()


def read(source: Source, settings: Settings) -> Reading:
    """The reading of a mail: the plain part, or the HTML one where that holds much more; nothing is fetched."""
    message = parse(source.data)
    found = [part for part in parts(message) if part.get_content_type() in _TEXTS and not _is_attached(part)]
    plain = next((part for part in found if part.get_content_type() == "text/plain"), None)
    page = next((part for part in found if part.get_content_type() != "text/plain"), None)
    stated = tuple(field for field in _fields(message) if field.value)
    choices = [_as_text(source, plain, settings)] if plain else []
    choices += [_as_page(source, page)] if page else []
    if not choices:
        return building.laid_out((), MAIL, stated, [_empty(source.path, message)])
    sizes = [sum(len(choice.words(block)) for block in choice.blocks) for choice in choices]
    best = choices[0] if sizes[0] >= _FULL * max(sizes) else choices[-1]
    return Reading(text=best.text, blocks=best.blocks, fields=stated, media_type=MAIL, problems=best.problems)


def read_page(source: Source, settings: Settings) -> Reading:
    """The reading of a page that a browser saved with all its parts in one file."""
    message = parse(source.data)
    page = next((part for part in parts(message) if part.get_content_type() in _PAGES), None)
    if page is None:
        wrong = "the file holds no page: not read. Save the page again, as HTML"
        return refusals.nothing(WEB_PAGE, refusals.problem("damaged-file", source.path, wrong, severity="error"))
    reading = html.read(_source(source.path, _bytes(page)), settings)
    address = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    stated = [Field(name="url", value=address)] if address.startswith(("http://", "https://")) else []
    return Reading(
        text=reading.text,
        blocks=reading.blocks,
        fields=(*reading.fields, *stated),
        media_type=reading.media_type,
        problems=reading.problems,
    )


def attachments(source: Source) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of everything that a mail carries besides its text; a part without a name is numbered."""
    for number, part in enumerate(parts(parse(source.data)), start=1):
        kind = part.get_content_type()
        if kind in _TEXTS and not _is_attached(part):
            continue
        suffix = {"message/rfc822": ".eml", "text/html": ".html", "application/pdf": ".pdf"}.get(kind, "")
        name = _decoded(part.get_filename() or "") or f"part-{number}{suffix}"
        yield name, _bytes(part)


def parse(data: bytes) -> Message:
    """A mail's tree of parts; the headers alone, with a defect, where parts are nested deeper than the parser goes."""
    try:
        return BytesParser(policy=_POLICY).parsebytes(data)
    except RecursionError:
        message = BytesHeaderParser(policy=_POLICY).parsebytes(data)
        del message["Content-Type"]
        message["Content-Type"] = "multipart/mixed"
        message.set_payload([])
        message.defects.append(_TooDeepDefect())
        return message


def parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, those of attached mails left to the mails; at most a thousand."""
    stack: list[Message] = [message]
    seen = 0
    while stack and seen < _MAX_PARTS:
        part = stack.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            stack += [one for one in reversed(inner) if isinstance(one, Message)]
        else:
            seen += 1
            yield part


def _is_attached(part: Message) -> bool:
    return (part.get_content_disposition() or "") == "attachment" or bool(
        part.get_filename() and part.get_content_type() == "text/plain"
    )


def _bytes(part: Message) -> bytes:
    """A part's own bytes; text in a declared encoding as UTF-8 with its mark, an attached mail as its own file."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"".join(one.as_bytes() for one in inner if isinstance(one, Message))
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    charset = part.get_content_charset() or ""
    if part.get_content_maintype() == "text" and charset not in {"", "utf-8", "us-ascii"}:
        try:
            return _BOM + data.decode(charset).encode()
        except (LookupError, ValueError):
            return data  # the reader of the text finds the encoding, and says so
    return data


def _as_text(source: Source, part: Message, settings: Settings) -> Reading:
    return text.read(_source(source.path, _bytes(part)), settings)


def _as_page(source: Source, part: Message) -> Reading:
    markup, problems = decode(_bytes(part), source.path)
    return building.laid_out(building.pieces(html.parse(markup)), MAIL, (), problems)


def _source(path: str, data: bytes) -> Source:
    return Source(path=path, data=data, sha256=sha256(data).hexdigest())


def _fields(message: Message) -> Iterator[Field]:
    subject = _ANSWER.sub("", _header(message, "Subject"), count=1)
    yield building.field("email:subject", subject)
    name, address = parseaddr(_without_nesting(_header(message, "From")))
    yield building.field("email:from", name or address)
    yield building.field("email:from-host", address.rpartition("@")[2] if "@" in address else "")
    yield building.field("email:date", iso_date(_header(message, "Date")))
    for url in (_header(message, name) for name in ("Content-Location", "Archived-At")):
        yield building.field("email:url", url.strip("<> "))


def iso_date(value: str) -> str:
    """A date as mails and feeds write it, in ISO 8601 with its offset; anything else as it is."""
    try:
        moment = parsedate_to_datetime(_without_nesting(value))
    except (ValueError, IndexError, OverflowError, TypeError):
        return value
    zone = offset((value.split() or [""])[-1]) if moment.tzinfo is None else None
    return (moment.replace(tzinfo=zone) if zone else moment).isoformat()


def _header(message: Message, name: str) -> str:
    return _decoded(str(message.get(name, "")))


def _without_nesting(value: str) -> str:
    """Brackets hold comments, and colons begin groups, one in the other: nobody writes twenty of them."""
    many = value.count("(") + value.count(":") + value.count("<") > _MOST_NESTED
    return value.translate(_NESTED) if many else value


def _decoded(value: str) -> str:
    """A header's words, the encoded ones decoded; as they stand where that fails."""
    try:
        pairs = decode_header(value)
        words = [
            word if isinstance(word, str) else word.decode(charset or "utf-8", "replace") for word, charset in pairs
        ]
    except (HeaderParseError, LookupError, ValueError):
        words = [value]
    return " ".join(building.plain("".join(words)).split())


def _empty(path: str, message: Message) -> Problem:
    if any(isinstance(defect, _TooDeepDefect) for defect in message.defects):
        wrong = "the parts of the mail are nested too deep: only its headers are read. Save its text alone"
        return refusals.problem("damaged-file", path, wrong, severity="error")
    return refusals.problem("no-text", path, "the mail holds no text; its attachments are listed beside it")
