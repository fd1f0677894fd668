"""The running text: captions, section headings, quotations, lists, corrections, and sentences that a page break cut."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from generator.extract.structure.captions import MAX_CREDIT_WORDS, doubled, is_caption
from generator.extract.structure.lines import Line
from generator.language import Language
from generator.model import BlockKind

MAX_HEADING_WORDS = 14
MAX_CAPTION_WORDS = 60
CUT_WORDS = 5
SHOUTED_WORDS = 8
_BULLET = re.compile(r"\s{0,8}[•·‣▪●◦–]\s")
_OPENING = re.compile(r"^[\"'“„«‘]")
_CLOSED = tuple(".!?…:;。\"'”’»)]*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:\s?[-–:].{0,60})?")
_BOLD = re.compile(r"(?:\*\*|__)[^*_]{2,160}(?:\*\*|__)")

Kinds = dict[int, BlockKind]


def name_lines(lines: Sequence[Line], numbers: Sequence[int], words: Language) -> Kinds:
    """The kind of each line of the running text."""
    kinds: Kinds = {}
    for place, number in enumerate(numbers):
        if number not in kinds:
            after = numbers[place + 1] if place + 1 < len(numbers) else None
            kinds.update(_named(lines, number, after, words))
    kinds.update(_quotations(lines, numbers, kinds, words))
    return kinds


def heads_year(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is the heading of a year's part of a chronology: '1944', '1944: the landing', then prose."""
    after = lines[number + 1] if number + 1 < len(lines) else None
    return after is not None and after.prose and _YEAR.fullmatch(lines[number].text) is not None


def _named(lines: Sequence[Line], number: int, after: int | None, words: Language) -> Kinds:
    line = lines[number]
    if _correction(words).match(line.text):
        return {number: "correction"}
    if doubled(lines, number) and after == number + 1:
        return {number: "caption", number + 1: "caption"}
    if is_caption(lines, number, words) or _credited(lines, number, after, words):
        return {number: "caption"}
    if _shouts(line):
        return {number: "boilerplate"}
    return {number: _plain(lines, number, after, words)}


def _plain(lines: Sequence[Line], number: int, after: int | None, words: Language) -> BlockKind:
    line = lines[number]
    if line.block.kind in ("heading", "quotation", "list"):
        return line.block.kind
    if _BULLET.match(line.text):
        return "list"
    return "heading" if _is_heading(lines, number, after, words) else "paragraph"


def _shouts(line: Line) -> bool:
    """A whole sentence's worth of capitals amid the text: a link to another story, or to the outlet's own app."""
    return line.words >= SHOUTED_WORDS and line.text.isupper() and not line.ended and "|" not in line.text


def _credited(lines: Sequence[Line], number: int, after: int | None, words: Language) -> bool:
    """Whether a picture's credit stands right under the line, without an empty line between them."""
    if after != number + 1 or lines[after].first != lines[number].last + 1 or lines[number].words > MAX_CAPTION_WORDS:
        return False
    return lines[after].words <= MAX_CREDIT_WORDS and is_caption(lines, after, words)


def _is_heading(lines: Sequence[Line], number: int, after: int | None, words: Language) -> bool:
    line = lines[number]
    if after is None or not lines[after].prose or line.words > MAX_HEADING_WORDS or not line.text[0].isalnum():
        return False
    if _BOLD.fullmatch(line.raw):
        return True
    if line.text[0].islower() or line.text.endswith(_CLOSED) or line.text.endswith(","):
        return line.text.endswith("?") and not line.text[0].islower() and not _OPENING.match(line.text)
    if line.text.partition(":")[0].casefold() in words.source_label:
        return False
    return not cut(line, lines[after], words) and line.text.split()[-1].casefold() not in words.lead_in


def cut(line: Line, after: Line, words: Language) -> bool:
    """Whether the next line goes on with this one's sentence, as where a page break cut it."""
    if line.words < CUT_WORDS or line.text.endswith(_CLOSED) or not after.text or after.block.kind != "paragraph":
        return False
    last = line.text.split()[-1].casefold()
    if after.text[0].islower():
        return True
    return last in words.titles and after.prose and after.text[0].isupper()


def _quotations(lines: Sequence[Line], numbers: Sequence[int], kinds: Kinds, words: Language) -> Kinds:
    """A paragraph after one that ends in 'wrote' without a stop is quoted, though no mark says so."""
    found: Kinds = {}
    for number, after in pairwise(numbers):
        text = lines[number].text
        if text.endswith((".", "!", "?")):
            continue
        open_end = text.split()[-1].casefold().rstrip(":,") in words.lead_in
        if open_end and kinds[number] == "paragraph" and kinds[after] == "paragraph":
            found[after] = "quotation"
    return found


@cache
def _correction(words: Language) -> re.Pattern[str]:
    labels = "|".join(re.escape(word) for word in sorted(words.correction, key=lambda word: (-len(word), word)))
    return re.compile(rf"[\[(*]{{0,3}}(?:{labels})\b[^:.\n]{{0,40}}:\s?\S", re.IGNORECASE)
