"""The kinds of blocks that an extractor found to be a page's text: little is set aside, and nothing is sought."""

from collections.abc import Collection, Sequence

from generator.extract.structure.body import name_lines
from generator.extract.structure.credits import credit, is_dateline
from generator.extract.structure.furniture import is_footer
from generator.extract.structure.lines import Line
from generator.language import Language
from generator.model import BlockKind, Reading

HEAD = 4
ENOUGH = 100
FOOTER_SHARE = 0.5
MAX_CREDIT_WORDS = 16
_TITLES = (
    "html:main-heading",
    "html:document-title",
    "html:h1",
    "og:title",
    "json-ld:headline",
    "email:subject",
    "feed:headline",
    "record:headline",
)

Kinds = dict[int, BlockKind]


def kinds(reading: Reading, lines: Sequence[Line], aside: Collection[int], words: Language) -> Kinds:
    """The kind of each line: the headline and credits at its head, furniture and what a footer heads, else text."""
    found: Kinds = dict.fromkeys((*aside, *_footer(lines, words)), "boilerplate")
    titles = {" ".join(field.value.split()).casefold() for field in reading.fields if field.name in _TITLES}
    for number in (*range(min(HEAD, len(lines))), *_moved_head(lines, titles)):
        line = lines[number]
        if line.text.casefold() in titles:
            found[number] = "duplicate"
        elif number not in found and line.words <= MAX_CREDIT_WORDS and not line.ended:
            found |= _credit(line, number, words)
    return found | name_lines(lines, [n for n in range(len(lines)) if n not in found], words)


def _moved_head(lines: Sequence[Line], titles: Collection[str]) -> range:
    """The headline and what follows it, where the extractor has put them behind the text."""
    last = range(max(HEAD, len(lines) - HEAD), len(lines))
    return range(next((n for n in last if lines[n].text.casefold() in titles), last.stop), last.stop)


def _credit(line: Line, number: int, words: Language) -> Kinds:
    if credit(line, words):
        return {number: "byline"}
    return {number: "dateline"} if is_dateline(line, words) else {}


def _footer(lines: Sequence[Line], words: Language) -> range:
    """What a heading such as 'Related stories' begins, where the text is over by then."""
    said, rest = 0, sum(line.words for line in lines if line.prose)
    before = 0
    for number, line in enumerate(lines):
        rest -= before
        before = line.words if line.prose else 0
        said += before
        if said >= ENOUGH and is_footer(line, words) and rest < FOOTER_SHARE * said:
            return range(number, len(lines))
    return range(0)


def post_kinds(lines: Sequence[Line], aside: Collection[int], words: Language) -> Kinds:
    """The kinds of a post's lines: its reader has told time, headline and names from the text."""
    found: Kinds = {0: "timestamp"}
    for number, line in enumerate(lines[1:3], 1):
        if line.block.kind == "byline" or (line.block.kind == "heading" and number == 1):
            found[number] = "byline" if line.block.kind == "byline" else "headline"
    found |= {n: "boilerplate" for n in aside if n not in found}
    return found | name_lines(lines, [n for n in range(len(lines)) if n not in found], words)
