"""Where the running text begins and ends on a page: the stretch with the most prose and the least furniture."""

import re
from collections.abc import Sequence

from generator.extract.structure.furniture import is_ending, is_footer, is_link_list, repeats_section
from generator.extract.structure.lines import Line
from generator.language import Language

CAP = 60
LABEL, ITEM, FURNITURE, FOOTER, LINKS = -4.0, -1.0, -3.0, -60.0, -12.0
KEPT_TAIL = 4
BULLETS = ("•", "·", "▪", "●", "–", "—", "- ", "* ")
ENOUGH = 50
MIN_ANNOUNCING = 3
_NUMBERED = re.compile(r"\(?\d{1,3}[.):]\s|#\d{1,3}\b")


def find(lines: Sequence[Line], aside: frozenset[int], inside: frozenset[int], words: Language) -> range:
    """Numbers of the lines from the first to the last of the running text, all where there is no prose at all.

    Boxes `inside` it neither end it nor weigh.
    """
    weights = [0.0 if n in inside else _weight(lines, n, aside, words) for n in range(len(lines))]
    end = _end(lines, inside, words)
    best = _heaviest(weights[:end])
    if not best:
        return range(len(lines))
    return range(best.start, _with_tail(lines[:end], best.stop, aside, words))


def _end(lines: Sequence[Line], inside: frozenset[int], words: Language) -> int:
    """Where comments, related stories and the like begin after enough text; the number of lines where they do not."""
    said = 0
    for number, line in enumerate(lines):
        said += line.words if line.prose else 0
        if (
            said >= ENOUGH
            and number not in inside
            and (is_ending(line, words) or repeats_section(lines, number, words))
        ):
            return number
    return len(lines)


def _weight(lines: Sequence[Line], number: int, aside: frozenset[int], words: Language) -> float:
    line = lines[number]
    if is_footer(line, words):
        return FOOTER
    if number in aside:
        return FURNITURE
    if line.linked > 0.8 and line.words < CAP:  # noqa: PLR2004
        return LINKS if is_link_list(lines, number) else LABEL
    if line.prose:
        return float(min(line.words, CAP))
    if is_item(line):
        return ITEM
    return LABEL if line.words < CAP // 4 else 0.0


def is_item(line: Line) -> bool:
    """Whether the line is an item of a list."""
    return line.block.kind == "list" or line.text.startswith(BULLETS)


def _heaviest(weights: Sequence[float]) -> range:
    """The stretch with the greatest sum (Kadane), empty where no weight is positive."""
    best, best_sum = range(0), 0.0
    start, total = 0, 0.0
    for number, weight in enumerate(weights):
        if total <= 0:
            start, total = number, 0.0
        total += weight
        if total > best_sum:
            best, best_sum = range(start, number + 1), total
    return best


def _with_tail(lines: Sequence[Line], stop: int, aside: frozenset[int], words: Language) -> int:
    """A list that ends the text belongs to it, and so do a few short lines with neither furniture nor footer first."""
    end = _with_list(lines, stop, aside, words)
    if end > stop:
        return end
    while end < len(lines) and _may_be_text(lines, end, aside, words):
        end += 1
    return end if end - stop <= KEPT_TAIL else stop


def _with_list(lines: Sequence[Line], stop: int, aside: frozenset[int], words: Language) -> int:
    """The end of the list that begins after the text: items, lines without an empty line between, numbered lines."""
    end = stop
    while end < len(lines) and (_may_be_text(lines, end, aside, words) or _is_address(lines, end, aside)):
        line = lines[end]
        announces = line.text.endswith(":") and line.words >= MIN_ANNOUNCING
        if not (announces or is_item(line) or _NUMBERED.match(line.text) or line.first == lines[end - 1].last + 1):
            break
        end += 1
    return end


def _may_be_text(lines: Sequence[Line], number: int, aside: frozenset[int], words: Language) -> bool:
    return number not in aside and not is_footer(lines[number], words) and lines[number].linked <= 0.8  # noqa: PLR2004


def _is_address(lines: Sequence[Line], number: int, aside: frozenset[int]) -> bool:
    """A bare address under an item of a list."""
    return (
        number in aside
        and lines[number].text.startswith("http")
        and _NUMBERED.match(lines[number - 1].text) is not None
    )
