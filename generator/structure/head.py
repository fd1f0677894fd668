"""The lines around a headline: bylines, datelines, subtitle, captions; the rest of them is furniture."""

from collections.abc import Collection, Mapping, Sequence

from generator.dates.file_names import is_screenshot
from generator.languages import Language
from generator.languages.names import byline
from generator.model import BlockKind
from generator.structure import credits as credit
from generator.structure.captions import doubled, is_caption
from generator.structure.furniture import is_footer
from generator.structure.lines import Line

INTO_BODY = 8
BEYOND_BODY = 12
SUBTITLE_WORDS = 5
MAX_SUBTITLE_WORDS = 70
NEAR = 3

Kinds = dict[int, BlockKind]


def credits_at_head(
    lines: Sequence[Line], headline: Sequence[int], aside: Collection[int], body: range, words: Language
) -> Kinds:
    """Bylines and datelines before the running text and among its first lines."""
    kinds: Kinds = {}
    stop = min(len(lines), body.start + INTO_BODY)
    for number in range(stop):
        if number not in headline:
            kinds.update(_credit(lines, number, kinds, aside, words))
    for number in range(stop):
        if number not in kinds and number not in headline and number not in aside:
            kinds.update(_bare_name(lines, number, kinds, headline, words))
    return kinds


def _credit(lines: Sequence[Line], number: int, kinds: Mapping[int, BlockKind], aside: Collection[int], words: Language) -> Kinds:
    line = lines[number]
    if is_screenshot(line.text):
        return {}
    named = byline(line.text, words)
    if named and (number not in aside or named.names):
        return {number: "byline"}
    if credit.is_dateline(line, words):
        return {number: "dateline"}
    if credit.is_introduction(line, words) and number + 1 < len(lines) and _can_be_name(lines[number + 1], words):
        return {number: "byline", number + 1: "byline"}
    return {number: kinds[number]} if number in kinds else {}


def _can_be_name(line: Line, words: Language) -> bool:
    return byline(f"{words.by[0]} {line.text}", words) is not None or byline(f"By: {line.text}", words) is not None


def _bare_name(lines: Sequence[Line], number: int, kinds: Kinds, headline: Sequence[int], words: Language) -> Kinds:
    """A name that stands alone beside a date or right under the headline."""
    if not credit.is_name(lines[number], words) or any(kind == "byline" for kind in kinds.values()):
        return {}
    dated = any(kinds.get(n) == "dateline" for n in range(number - NEAR, number + NEAR + 1))
    under = bool(headline) and headline[-1] < number <= headline[-1] + NEAR
    return {number: "byline"} if dated and (under or not headline or number > headline[-1]) else {}


def credits_beyond(lines: Sequence[Line], body: range, kinds: Mapping[int, BlockKind], words: Language) -> Kinds:
    """Bylines and datelines right after the text, of a kind that its head has none of."""
    found: Kinds = {}
    have = set(kinds.values())
    for number in range(body.stop, min(len(lines), body.stop + BEYOND_BODY)):
        line = lines[number]
        if "byline" not in have and credit.is_byline(line, words):
            found[number] = "byline"
        elif "dateline" not in have and credit.is_dateline(line, words):
            found[number] = "dateline"
    return found


def subtitle(
    lines: Sequence[Line], headline: Sequence[int], kinds: Mapping[int, BlockKind], aside: Collection[int], words: Language
) -> int | None:
    """The line after the headline that a byline or dateline parts from the text."""
    if not headline:
        return None
    number = headline[-1] + 1
    while number < len(lines) and (number in aside or kinds.get(number) == "duplicate"):
        number += 1
    if number >= len(lines) or number in kinds or not SUBTITLE_WORDS <= lines[number].words <= MAX_SUBTITLE_WORDS:
        return None
    if doubled(lines, number) or is_caption(lines, number, words) or is_footer(lines[number], words):
        return None
    return number if _parted(lines, number, kinds) else None


def _parted(lines: Sequence[Line], number: int, kinds: Mapping[int, BlockKind]) -> bool:
    """Whether a credit comes before the next stretch of prose."""
    for after in range(number + 1, len(lines)):
        if after in kinds and kinds[after] in ("byline", "dateline"):
            return True
        if lines[after].prose:
            return False
    return False
