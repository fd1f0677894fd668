"""Names that stand alone near a headline: the author's, where more than its shape says so."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.extract.structure.captions import is_caption
from generator.extract.structure.credits import is_dateline, is_name
from generator.extract.structure.lines import Line
from generator.language import Language
from generator.language.bylines import bare, has_role
from generator.language.credit_lines import parted
from generator.model import BlockKind

PROSE_BEFORE = 3
ABOVE_HEADLINE = 5
NEAR = 3
MIN_LABEL = 5
MIN_NAME_CHARS = 4
MAX_NAMES_WORDS = 24
MAX_ROLE_WORDS = 6

Kinds = dict[int, BlockKind]


def under_headline(
    lines: Sequence[Line], near: range, aside: Collection[int], kinds: Mapping[int, BlockKind], words: Language
) -> Kinds:
    """Names among the lines under the headline, near a date, beside a role, or again elsewhere on the page."""
    numbers = [n for n in near if n not in kinds and n not in aside]
    topics = set(_topics(lines, near, words))
    found: Kinds = {}
    told = 0
    for number in numbers:
        if told > PROSE_BEFORE:
            break
        told += lines[number].prose
        if number in topics or not is_name(lines[number], words) or _names_photographer(lines, number, words):
            continue
        sure = _supported(lines, number, {**kinds, **found}, words)
        sure = sure or (number == near.start and _before_picture(lines, number, aside, words))
        if sure and not _is_ordinary(lines, number, words):
            found[number] = "byline"
    return found


def above_headline(
    lines: Sequence[Line], headline: Sequence[int], kinds: Mapping[int, BlockKind], words: Language
) -> Kinds:
    """The name above the headline, beside the date that stands there; not of somebody whom the text is about."""
    dates = [n for n, kind in kinds.items() if kind == "dateline" and n < headline[0]]
    for number in range(max(0, headline[0] - ABOVE_HEADLINE), headline[0]):
        near = any(abs(n - number) <= NEAR for n in dates)
        if not near or number in kinds or not is_name(lines[number], words):
            continue
        if not _is_ordinary(lines, number, words) and not _is_subject(lines, number, words):
            return {number: "byline"}
    return {}


def _topics(lines: Sequence[Line], numbers: range, words: Language) -> Iterator[int]:
    """The lines of the list that 'Topics' heads, until something else than a short line comes."""
    listed = False
    for number in numbers:
        if lines[number].folded in words.topics:
            listed = True
        elif lines[number].prose or is_dateline(lines[number], words):
            listed = False
        if listed:
            yield number


def _before_picture(lines: Sequence[Line], number: int, aside: Collection[int], words: Language) -> bool:
    """Whether a picture or a control follows the name, as it follows bylines that have no date."""
    after = number + 1
    if after >= len(lines) or _is_subject(lines, number, words):
        return False
    return after in aside or is_caption(lines, after, words)


def _names_of(line: Line, words: Language) -> set[str]:
    """The words of the names that a line consists of, particles and jobs aside."""
    named = bare(line.text, words) if line.words <= MAX_NAMES_WORDS else None
    tokens = {token.strip(".,") for name in (named.names if named else ()) for token in name.split()}
    return {token for token in tokens if token.casefold() not in {*words.particles, *words.roles}}


def _is_ordinary(lines: Sequence[Line], number: int, words: Language) -> bool:
    """Whether the page also uses a word of the line's bare names in lower case."""
    tokens = {token.casefold() for token in _names_of(lines[number], words)}
    return any(token in tokens for line in lines for token in line.text.split() if token[:1].islower())


def _is_subject(lines: Sequence[Line], number: int, words: Language) -> bool:
    """Whether the text speaks of somebody with a word of the name."""
    tokens = {token for token in _names_of(lines[number], words) if len(token) >= MIN_NAME_CHARS}
    prose = (line for line in lines if line.prose)
    return any(token.strip(".,:;!?()'’\"“”") in tokens for line in prose for token in line.text.split())


def _names_photographer(lines: Sequence[Line], number: int, words: Language) -> bool:
    """Whether the line before is 'Photo:' alone."""
    return number > 0 and lines[number - 1].folded in words.photo


def _supported(lines: Sequence[Line], number: int, kinds: Mapping[int, BlockKind], words: Language) -> bool:
    """Whether more than its shape says that a line is an author's name."""
    text = lines[number].folded
    told = any(word in text for word in (*words.published, *words.updated) if len(word) >= MIN_LABEL)
    if told or parted(text, words) != text or any(abs(n - number) <= NEAR for n in kinds):
        return True
    beside = [
        lines[n].text for n in (number - 1, number + 1) if 0 <= n < len(lines) and lines[n].words <= MAX_ROLE_WORDS
    ]
    if any(has_role(text, words) for text in beside):
        return True
    again = [n for n, line in enumerate(lines) if line.folded == text]
    return len(again) > 1 and all(abs(n - number) != 1 for n in again)
