"""The lines around a headline: bylines, datelines, subtitle, captions; the rest of them is furniture."""

from collections.abc import Collection, Mapping, Sequence

from generator.extract.structure.bare_names import PROSE_BEFORE, above_headline, under_headline
from generator.extract.structure.captions import doubled, is_caption
from generator.extract.structure.credits import credit, is_dateline, is_introduction
from generator.extract.structure.furniture import is_footer
from generator.extract.structure.lines import Line
from generator.language import Language
from generator.language.bylines import byline
from generator.language.dates import gapped
from generator.language.dates.file_names import is_screenshot
from generator.model import BlockKind

INTO_BODY = 8
BEYOND_BODY = 24
NEAR_BEGINNING = 20
MAX_LABELLED_WORDS = 12
UNDER_HEADLINE = 30
MAX_NAME_WORDS = 8
SIGNED = 2
SUBTITLE_WORDS = 5
MAX_SUBTITLE_WORDS = 70

Kinds = dict[int, BlockKind]


def credits_at_head(
    lines: Sequence[Line], headline: Sequence[int], aside: Collection[int], body: range, words: Language
) -> Kinds:
    """Bylines and datelines before the running text and among its first lines."""
    kinds: Kinds = {}
    stop = min(len(lines), body.start + INTO_BODY)
    for number in range(stop):
        if number not in headline and number not in kinds:
            kinds.update(_credit(lines, number, words))
    if headline and "byline" not in kinds.values():
        kinds.update(_late_byline(lines, stop, headline[-1] + UNDER_HEADLINE, words))
    if headline and "byline" not in kinds.values():
        near = range(headline[-1] + 1, min(stop, headline[-1] + UNDER_HEADLINE))
        kinds.update(under_headline(lines, near, aside, kinds, words))
    if headline and "byline" not in kinds.values():
        kinds.update(above_headline(lines, headline, kinds, words))
    return kinds


def _late_byline(lines: Sequence[Line], start: int, stop: int, words: Language) -> Kinds:
    """The byline that a deck, captions and controls part from the headline, before the text has begun in earnest."""
    told = sum(line.prose for line in lines[:start])
    for number in range(start, min(len(lines), stop)):
        if told > PROSE_BEFORE:
            break
        if "byline" in (credited := _credit(lines, number, words)).values():
            return credited
        told += lines[number].prose
    return {}


def _credit(lines: Sequence[Line], number: int, words: Language) -> Kinds:
    line = lines[number]
    if is_screenshot(line.text):
        return {}
    if credit(line, words):
        return {number: "byline"}
    if is_dateline(line, words):
        return {number: "dateline"}
    if is_introduction(line, words) and number + 1 < len(lines) and _can_be_name(lines[number + 1], words):
        return {number: "byline", number + 1: "byline"}
    return {}


def _can_be_name(line: Line, words: Language) -> bool:
    return line.words <= MAX_NAME_WORDS and byline(f"{words.by[0]} {gapped(line.text, words)}", words) is not None


def dates_within(lines: Sequence[Line], body: range, kinds: Mapping[int, BlockKind], words: Language) -> Kinds:
    """Datelines inside the running text of a page with none before it: labelled ones, else one near its beginning."""
    if "dateline" in kinds.values():
        return {}
    dated = [n for n in body if n not in kinds and is_dateline(lines[n], words)]
    labels = (*words.published, *words.updated)
    labelled = [n for n in dated if lines[n].folded.startswith(labels) and lines[n].words <= MAX_LABELLED_WORDS]
    return dict.fromkeys(labelled or [n for n in dated[:1] if n < body.start + NEAR_BEGINNING], "dateline")


def credits_beyond(lines: Sequence[Line], body: range, kinds: Mapping[int, BlockKind], words: Language) -> Kinds:
    """Bylines and datelines right after the text, of a kind that its head has none of, and a byline that ends it."""
    have = set(kinds.values())
    last = [n for n in range(max(body.start, body.stop - SIGNED), body.stop) if credit(lines[n], words)]
    # A second credit is told from a last sentence by its missing stop: 'Reporting by A; Editing by B'.
    found: Kinds = dict.fromkeys((n for n in last if "byline" not in have or not lines[n].ended), "byline")
    have |= set(found.values())
    for number in range(body.stop, min(len(lines), body.stop + BEYOND_BODY)):
        if number not in found:
            here = _credit(lines, number, words)
            found.update({n: kind for n, kind in here.items() if kind not in have})
    return found


def subtitle(
    lines: Sequence[Line],
    headline: Sequence[int],
    kinds: Mapping[int, BlockKind],
    aside: Collection[int],
    words: Language,
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
