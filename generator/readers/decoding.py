"""Bytes to text in whatever encoding they are, with every assumption and every damaged or NUL byte reported."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import CharsetMatch, from_bytes

from generator.model import Problem, Source
from generator.readers.invisible import unbroken

DAMAGED = "\ufffd"
_MAX_LINE_PROBLEMS = 10
_SAMPLE = 1 << 18
_STRAY = 0.03
_RARE = 0.08
_CONTROL_SHARE = 0.1

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_DECLARED = re.compile(rb"(?:charset|encoding) {0,2}= {0,2}[\"']?([A-Za-z][A-Za-z0-9_-]{1,30})", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_LETTERS = b"abcdefghijklmnopqrstuvwxyz "
_FEW_LETTERS = 0.5
# What the detector is asked about; its other code pages are those of terminals that no newsroom used.
_CODE_PAGES = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "iso8859_2",
    "iso8859_5",
    "iso8859_6",
    "iso8859_7",
    "koi8_r",
    "koi8_u",
    "cp866",
    "cp855",
    "mac_cyrillic",
    "mac_roman",
    "cp932",
    "shift_jis_2004",
    "euc_jp",
    "iso2022_jp",
    "gb18030",
    "big5",
    "big5hkscs",
    "euc_kr",
    "cp949",
    "johab",
    "iso2022_kr",
    "cp874",
    "tis_620",
)
_LATIN = ("cp1252", "cp1250", "iso8859_2")
_LATIN_FAMILY = {*_LATIN, "cp1254", "cp1257", "mac_roman"}
# Languages whose letters windows-1252 lacks: for them the detector's own choice comes first.
_NOT_WESTERN = {"Polish", "Czech", "Slovak", "Slovene", "Croatian", "Hungarian", "Romanian", "Turkish", "Lithuanian"}
_ODD_IN_PLACE = re.compile(
    r"[^\W\d_][\x80-\x9f¡-¨ª-±³´¶¸¹»-¿×÷˝˘˛ˇ][^\W\d_]"  # a sign inside a word
    r"|[a-zß-ÿ][A-ZÀ-ÖØ-Þ](?=[a-zß-ÿ])(?<![A-Za-z]{2})"  # a capital inside a word
    r"|[À-ÿ]{4}"  # Western words never hold four accented letters in a row
    r"|õ(?!e)|Õ(?!E)"  # Portuguese has them only before an e; elsewhere they are Hungarian letters misread
    r"|[ðþýÿÐÝÞ¤¦¨¯´¸×÷\x80-\x9f\ufffd]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A source's text with LF line ends, the encoding it was read in, and what the editor should know of it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(source: Source) -> Decoded:
    """The text of a source; never raises. NUL and undecodable bytes become U+FFFD."""
    encoding, assumed = encoding_of(source.data)
    text = unbroken(_lines(source.data.decode(encoding, "replace")))
    problems = [_assumed(source.path, encoding)] if assumed else []
    problems += _per_line(source.path, text, DAMAGED, "damaged-text", "damaged characters, shown as \ufffd")
    problems += _per_line(source.path, text, "\0", "nul-bytes", "NUL bytes, shown as \ufffd")
    return Decoded(text=text.replace("\0", DAMAGED), encoding=encoding, problems=tuple(problems))


def encoding_of(data: bytes) -> tuple[str, bool]:
    """The encoding of some bytes, and whether that is an assumption."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding, False
    if _may_be_wide(data[:_SAMPLE]) and (wide := _wide(data)):
        return wide, True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ("utf-8", False) if _damaged_utf8(data) else (_legacy(data), True)
    # ISO-2022 is ASCII to the eye, with escape sequences.
    return (_legacy(data), True) if b"\x1b$" in data[:_SAMPLE] else ("utf-8", False)


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding, as pictures and archives are."""
    sample = data[:_SAMPLE]
    if sample.startswith(tuple(bom for bom, _ in _BOMS)) or _share(sample, _CONTROLS) <= _CONTROL_SHARE:
        return False
    return _wide(data) is None


def _may_be_wide(sample: bytes) -> bool:
    """Whether bytes look like two or four a character: control bytes abound, or NUL stands among few letters."""
    if _share(sample, _CONTROLS) > _CONTROL_SHARE:
        return True
    return b"\0" in sample and _share(sample, _LETTERS) < _FEW_LETTERS


def _share(data: bytes, wanted: bytes) -> float:
    return 1 - len(data.translate(None, wanted)) / len(data) if data else 0.0


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark: the reading of which nearly every character is ordinary text."""
    scores = {encoding: _ordinary(data[: 1 << 14].decode(encoding, "replace")) for encoding in _WIDE}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > 1 - _STRAY else None


def _ordinary(text: str) -> float:
    """Share of characters that are text; blanks must be among them, as chance pairs of bytes have none."""
    if not text or not re.search(r"[ \n]", text):
        return 0.0
    blank_free = "".join(text.split())
    good = sum(unicodedata.category(char)[0] in "LNPSM" and char != DAMAGED for char in blank_free)
    return good / len(blank_free) if blank_free else 0.0


def _damaged_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: whole sequences abound, or what is not ASCII fits nowhere."""
    text = data.decode("utf-8", "replace")
    bad = text.count(DAMAGED)
    good = len(text) - bad - len(data.translate(None, bytes(range(128, 256))))
    few = bad <= max(3, len(data) // 2000) and bool(_odd(data.decode("cp1252", "replace")))
    return good > bad or few


def _odd(text: str) -> int:
    return sum(1 for _ in _ODD_IN_PLACE.finditer(text[:_SAMPLE]))


def _legacy(data: bytes) -> str:
    sample = data[:_SAMPLE] if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]
    rare = _share(sample, bytes(range(128, 256))) < _RARE
    if rare and b"\x1b" not in sample and not _odd(sample.decode("cp1252", "replace")):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=[*_CODE_PAGES, *_declared(sample)], preemptive_behaviour=True).best()
    return _latin(sample, best) if best is None or best.encoding in _LATIN_FAMILY else best.encoding


def _declared(sample: bytes) -> list[str]:
    found = _DECLARED.search(sample[:1024])
    try:
        return [codecs.lookup(found[1].decode("ascii")).name.replace("-", "_")] if found else []
    except LookupError:
        return []


def _latin(sample: bytes, best: CharsetMatch | None) -> str:
    """Of the Latin code pages the one that leaves the fewest signs inside words; windows-1252 where they tie."""
    candidates = list(_LATIN)
    if best:
        detected = "cp1254" if best.language == "Turkish" else best.encoding
        candidates.insert(0 if best.language in _NOT_WESTERN else len(_LATIN), detected)
    return min(candidates, key=lambda encoding: _odd(sample.decode(encoding, "replace")))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _assumed(path: str, encoding: str) -> Problem:
    name = codecs.lookup(encoding).name.replace("cp125", "windows-125")
    message = f"the file is not UTF-8; read as {name}, which is assumed. If letters look wrong, save it as UTF-8"
    return Problem(code="assumed-encoding", severity="warning", path=path, message=message)


def _per_line(path: str, text: str, char: str, code: str, what: str) -> list[Problem]:
    if char not in text:
        return []
    counts = [(number, line.count(char)) for number, line in enumerate(text.split("\n"), 1) if char in line]
    problems = [
        Problem(
            code=code,
            severity="warning",
            path=path,
            message=f"{count} {what}: compare with the original",
            lines=(number, number),
        )
        for number, count in counts[:_MAX_LINE_PROBLEMS]
    ]
    if rest := counts[_MAX_LINE_PROBLEMS:]:
        message = f"{sum(count for _, count in rest)} more {what}, in {len(rest)} more lines"
        problems.append(
            Problem(code=code, severity="warning", path=path, message=message, lines=(rest[0][0], rest[-1][0]))
        )
    return problems
