"""Names a reading's blocks: headline, credits, captions, the running text, and what is set aside with its reason.

Nothing disappears: every block that goes in comes out, under the kind that says what it is.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import get_args

from generator.extract.structure import body as running
from generator.extract.structure import boxes, extent, extracted, furniture, head, headline
from generator.extract.structure.captions import doubled, is_caption
from generator.extract.structure.credits import tellers
from generator.extract.structure.lines import Line, read_lines
from generator.language import Language
from generator.language.bylines import byline, looks_like_name
from generator.language.dates import find, only
from generator.model import Block, BlockKind, Reading, ShownKind, Span

REPEATED_WORDS, GALLERY = 10, 24
MAX_NUMBER_CHARS = 4
MAX_STAMP_WORDS = 10
HEAD_LINES = 12
STATED_HEADLINES = frozenset({"front-matter:title", "front-matter:headline", "record:headline"})
EXTRACTED = frozenset({"text/html", "application/json", "message/rfc822"})
SHOWN: frozenset[BlockKind] = frozenset(get_args(ShownKind))

__all__ = ["SHOWN", "page", "post"]

Kinds = dict[int, BlockKind]


def page(reading: Reading, blocks: Sequence[Block], words: Language) -> tuple[Block, ...]:
    """The blocks of an article's page, or of a live blog's before its first post, each with its kind."""
    lines = read_lines(reading, blocks)
    aside = _aside(lines, words)
    if reading.media_type in EXTRACTED:
        return _blocks(reading, lines, _extracted(reading, lines, aside, words), words)
    title = headline.marked(lines, aside, words)
    inside = boxes.inside(lines, words)
    body = _body(lines, aside, inside, title, words)
    aside |= inside
    if not title:
        title = () if _is_stated_elsewhere(reading, lines) else headline.unmarked(lines, aside, body, words)
        body = range(max(body.start, title[-1] + 1), body.stop) if title else body
    kinds = _around(lines, title, aside, body, words)
    kept = [n for n in body if n not in kinds and n not in aside]
    kinds |= dict.fromkeys(_repeated(lines, kept[:GALLERY]), "duplicate")
    kept = [n for n in kept if n not in kinds]
    credited = [n for n, kind in kinds.items() if kind == "byline"]
    kinds |= dict.fromkeys(tellers(lines, credited, kept, words), "boilerplate")
    kept = [n for n in kept if n not in kinds]
    kinds |= dict.fromkeys(set(range(len(lines))).difference(kinds, kept), "boilerplate")
    kinds |= running.name_lines(lines, kept, words)
    return _blocks(reading, lines, kinds, words)


def _aside(lines: Sequence[Line], words: Language) -> frozenset[int]:
    """The lines that are furniture wherever they stand."""
    furnished = (n for n, line in enumerate(lines) if furniture.is_furniture(line, words))
    return frozenset(n for n in furnished if not running.heads_year(lines, n))


def _is_stated_elsewhere(reading: Reading, lines: Sequence[Line]) -> bool:
    """Whether the source states its headline outside the text, and no line repeats it."""
    stated = {" ".join(field.value.split()).casefold() for field in reading.fields if field.name in STATED_HEADLINES}
    return bool(stated) and stated.isdisjoint(line.text.casefold() for line in lines[:HEAD_LINES])


def _extracted(reading: Reading, lines: Sequence[Line], aside: frozenset[int], words: Language) -> Kinds:
    kinds = extracted.kinds(reading, lines, aside, words)
    credited = [n for n, kind in kinds.items() if kind == "byline"]
    shown = [n for n, kind in sorted(kinds.items()) if kind == "paragraph"]
    return kinds | dict.fromkeys(tellers(lines, credited, shown, words), "boilerplate")


def post(reading: Reading, blocks: Sequence[Block], words: Language, *, titled: bool = False) -> tuple[Block, ...]:
    """The blocks of one post of a live blog, its time stamp first, each with its kind; `titled` beside its stamp."""
    lines = read_lines(reading, blocks)
    aside = _aside(lines, words)
    if reading.media_type == "text/html":
        return _blocks(reading, lines, extracted.post_kinds(lines, aside, words), words)
    kinds: Kinds = {0: "timestamp"}
    open_lines = [n for n in range(1, len(lines)) if n not in aside]
    kinds |= _post_credits(lines, open_lines, words)
    title = next((n for n in open_lines if n not in kinds), None)
    if title is not None and not titled and _can_head(lines[title]):
        kinds[title] = "headline"
    kept = [n for n in open_lines if n not in kinds]
    kinds |= {n: "boilerplate" for n in aside if n}
    kinds |= running.name_lines(lines, kept, words)
    return _blocks(reading, lines, _duplicates(lines, kinds), words)


def _post_credits(lines: Sequence[Line], numbers: Sequence[int], words: Language) -> Kinds:
    """Bylines among a post's first lines, a bare name under a bare time, and the line that dates its update."""
    kinds: Kinds = {n: "byline" for n in numbers[:4] if byline(lines[n].text, words)}
    if len(numbers) > 1 and looks_like_name(lines[numbers[0]].text, words) and only(lines[0].text, words):
        kinds[numbers[0]] = "byline"
    told = (n for n in numbers if lines[n].folded.startswith(words.updated) and _is_stamp(lines[n], words))
    return kinds | dict.fromkeys(told, "dateline")


def _is_stamp(line: Line, words: Language) -> bool:
    return line.words <= MAX_STAMP_WORDS and any(stamp.clock or stamp.day for stamp in find(line.text, words))


def _can_head(line: Line) -> bool:
    """Whether a post's first line can be its headline: not a whole sentence with its stop, which begins the text."""
    return line.words <= headline.MAX_WORDS and not line.text.endswith(".")


def _body(
    lines: Sequence[Line], aside: frozenset[int], inside: frozenset[int], title: Sequence[int], words: Language
) -> range:
    """The extent of the running text, of what follows the headline where markup shows one."""
    start = title[-1] + 1 if title else 0
    around, within = (frozenset(n - start for n in numbers) for numbers in (aside, inside))
    found = extent.find(lines[start:], around, within, words)
    return range(found.start + start, found.stop + start)


def _around(lines: Sequence[Line], title: Sequence[int], aside: Collection[int], body: range, words: Language) -> Kinds:
    """What stands before and after the running text: headline, credits, subtitle, captions, short paragraphs."""
    kinds: Kinds = dict.fromkeys(title, "headline")
    kinds |= head.credits_at_head(lines, title, aside, body, words)
    kinds |= head.dates_within(lines, body, kinds, words)
    kinds |= head.credits_beyond(lines, body, kinds, words)
    kinds = _duplicates(lines, kinds)
    under = head.subtitle(lines, title, kinds, aside, words)
    if under is not None:
        kinds[under] = "subtitle"
    after_title = range(title[-1] + 1 if title else 0, body.start)
    for number in after_title:
        if number not in kinds and number not in aside:
            kinds |= _before_text(lines, number, body, words)
    return kinds


def _before_text(lines: Sequence[Line], number: int, body: range, words: Language) -> Kinds:
    line = lines[number]
    if doubled(lines, number) and number + 1 < body.start:
        return {number: "caption", number + 1: "caption"}
    if is_caption(lines, number, words):
        return {number: "caption"}
    if line.ended and line.words > 2 and line.linked < 0.8:  # noqa: PLR2004
        return {number: "paragraph"}
    if number == body.start - 1 and (line.block.kind == "heading" or running.heads_year(lines, number)):
        return {number: "heading"}
    return {}


def _duplicates(lines: Sequence[Line], kinds: Kinds) -> Kinds:
    """The headline again, in the lines right before or after it."""
    titles = [n for n, kind in kinds.items() if kind == "headline"]
    text = " ".join(lines[n].folded for n in sorted(titles))
    same = {n for n, line in enumerate(lines) if text and n not in titles and _says(line.folded, text)}
    return kinds | {n: "duplicate" for n in same if kinds.get(n, "paragraph") in ("paragraph", "heading", "subtitle")}


def _says(folded: str, title: str) -> bool:
    """Whether a line is the headline, or the headline with a picture's number."""
    rest = folded.removeprefix(title).strip() if folded.startswith(title) else title
    return len(rest) <= MAX_NUMBER_CHARS and (not rest or rest.isdigit())


def _repeated(lines: Sequence[Line], numbers: Sequence[int]) -> list[int]:
    """Whole sentences that the text has said before, word for word, and not on the line before."""
    seen: dict[str, int] = {}
    found = []
    for number in numbers:
        line = lines[number]
        if line.words >= REPEATED_WORDS and seen.get(line.folded, number) < number - 1:
            found.append(number)
        seen.setdefault(line.folded, number)
    return found


def _blocks(reading: Reading, lines: Sequence[Line], kinds: Kinds, words: Language) -> tuple[Block, ...]:
    blocks: list[Block] = []
    number = 0
    while number < len(lines):
        group = _group(lines, number, kinds, words)
        line, kind = lines[number], kinds[number]
        rest, credit = line.block.rest, line.block.credit
        if kind == "caption" and len(group) > 1:
            credit = _credit(reading, line, lines[number + 1])
        else:
            rest = tuple(lines[n].block.span for n in group[1:])
        blocks.append(replace(line.block, kind=kind, level=_level(line, kind), rest=rest, credit=credit))
        number += len(group)
    return tuple(blocks)


def _group(lines: Sequence[Line], number: int, kinds: Kinds, words: Language) -> range:
    """The lines that make one block: a headline's, a doubled caption's, the parts of a sentence that was cut."""
    stop = number + 1
    kind = kinds[number]
    if kind == "caption":
        stop += kinds.get(stop) == "caption" and doubled(lines, number) > 0
    elif kind == "headline":
        while kinds.get(stop) == "headline":
            stop += 1
    elif kind in ("paragraph", "quotation", "list"):
        while kinds.get(stop) == "paragraph" and running.cut(lines[stop - 1], lines[stop], words):
            stop += 1
    return range(number, stop)


def _level(line: Line, kind: BlockKind) -> int:
    return max(line.block.level, 2) if kind == "heading" else line.block.level


def _credit(reading: Reading, line: Line, again: Line) -> Span:
    """What the second copy of a caption adds; the whole second copy where it adds nothing."""
    span = again.block.span
    added = again.text[len(line.text) :].strip()
    start = reading.text.rfind(added, span.start, span.end) if added else -1
    return Span(start, start + len(added)) if start >= 0 else span
