"""Bytes of a saved page to text: byte order mark, then the page's own declaration, then a detector."""

import codecs
import re

from generator.model import Problem
from generator.readers.decoding import DAMAGED, encoding_of
from generator.readers.invisible import unbroken

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z0-9_.:-]{2,40})""")
_PROLOGUE = 1 << 15
# What browsers read for these labels, which is what the writers of the pages saw.
_AS_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-7": "utf-8",
}
# Every text is valid in them, UTF-8 too; hardly any that is written in them is valid UTF-8.
_OF_ONE_BYTE = frozenset({"cp1250", "cp1251", "cp1252", "cp1254", "iso8859-2", "iso8859-15"})
# Python's own notations, which no page is written in.
_NO_ENCODINGS = frozenset(
    {"unicode-escape", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape", "punycode", "idna"}
)
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The page as text with LF line ends and without control characters, and what had to be assumed to read it."""
    text, problems = _decoded(data, path)
    text = unbroken(_UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return text.encode("utf-8", "replace").decode("utf-8"), problems


def _decoded(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], (name,), path)
    declared = _declared(data)
    if declared and declared[0] in _OF_ONE_BYTE and _is_utf8(data):
        declared = ("utf-8", *declared)
    for name in dict.fromkeys((*declared, "utf-8")):
        try:
            return data.decode(name), ()
        except UnicodeDecodeError:
            continue
    return _lossy(data, (*declared, encoding_of(data)[0]), path) if declared else _assumed(data, path)


def _is_utf8(data: bytes) -> bool:
    """Whether bytes that are said to be letters of one byte each are UTF-8, as programs save pages anew."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _declared(data: bytes) -> tuple[str, ...]:
    """Codecs of the declarations in the first 32 KiB, as browsers would read them, without those Python lacks."""
    found = []
    for match in _DECLARED.finditer(data[:_PROLOGUE]):
        try:
            name = codecs.lookup(match[1].decode("ascii")).name
            b"\xff".decode(name, "replace")
        except (LookupError, UnicodeError):
            continue
        if name not in _NO_ENCODINGS:
            found.append(_AS_BROWSERS.get(name, name))
    return tuple(dict.fromkeys(found))


def _lossy(data: bytes, names: tuple[str, ...], path: str) -> tuple[str, tuple[Problem, ...]]:
    """The reading with the fewest unreadable characters, the first of equals."""
    readings = [data.decode(name, "replace") for name in names]
    text = min(readings, key=lambda reading: reading.count(DAMAGED))
    lines = [number for number, line in enumerate(text.split("\n"), 1) if DAMAGED in line]
    if not lines:
        return text, ()
    message = (
        f"The page says it is written in {names[0]}, but {text.count(DAMAGED)} of its characters cannot be read. "
        f"They are shown as {DAMAGED}; save the page again as UTF-8 to get them back."
    )
    problem = Problem(code="damaged-text", severity="warning", path=path, message=message, lines=(lines[0], lines[-1]))
    return text, (problem,)


def _assumed(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    name, _ = encoding_of(data)
    message = (
        f"The page does not say in which encoding it is written; {name} was assumed. "
        "If letters look wrong, save the page again as UTF-8."
    )
    problem = Problem(code="assumed-encoding", severity="info", path=path, message=message)
    return data.decode(name, "replace"), (problem,)
