"""Boxes that stand inside a text and are none of it: forms between skip links, offers, cards of other stories."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.extract.structure.furniture import is_ending, is_footer
from generator.extract.structure.lines import Line
from generator.language import Language

MAX_BOX = 40
MAX_LINK_WORDS = 8
MAX_TEASER_WORDS = 24
MIN_TEASER_WORDS = 4
MAX_CARD = 3
MAX_STORIES = 12
NAME_CHARS = 4
MIN_OFFER = 3
ENOUGH = 50
_SIGNS = ".,:;!?()[]'’\"“”„«»"


def inside(lines: Sequence[Line], words: Language) -> frozenset[int]:
    """Numbers of the lines of all boxes after which the text goes on."""
    return frozenset((*_skipped(lines, words), *_offers(lines, words), *_other_stories(lines, words)))


def _skipped(lines: Sequence[Line], words: Language) -> Iterator[int]:
    """What stands between 'skip past the form' and 'after the form', both with it."""
    for number, line in enumerate(lines):
        if line.words > MAX_LINK_WORDS or not line.folded.startswith(words.box_starts):
            continue
        named = set(line.folded.split()[1:]).difference(words.at)
        for end in range(number + 1, min(len(lines), number + MAX_BOX)):
            short = lines[end].words <= MAX_LINK_WORDS and lines[end].folded.startswith(words.box_ends)
            if short and named.intersection(lines[end].folded.split()[1:]):
                yield from range(number, end + 1)
                break


def _offers(lines: Sequence[Line], words: Language) -> Iterator[int]:
    """What stands after the text's last sentence before a label that says, again and again, that the text goes on."""
    marks = [n for n, line in enumerate(lines) if line.folded in words.resumes]
    for begin, end in pairwise(marks):
        first = next((n for n in range(begin + 1, end) if not (lines[n].prose or lines[n].ended)), end)
        if end - first >= MIN_OFFER:
            yield from range(first, end)


def _other_stories(lines: Sequence[Line], words: Language) -> Iterator[int]:
    """A label of other stories and the short lines under it, where the text goes on behind them."""
    said = 0
    for number, line in enumerate(lines):
        said += line.words if line.prose else 0
        if said >= ENOUGH and is_footer(line, words) and not is_ending(line, words):
            end = _card_end(lines, number)
            if end - number <= MAX_STORIES and _goes_on(lines, number, end):
                yield from range(number, end)


def _card_end(lines: Sequence[Line], label: int) -> int:
    """The line after a label's teasers: short lines, and the description of a picture before a teaser."""
    known = _names(lines[:label])
    end = label + 1
    while end < len(lines) and end - label < MAX_BOX:
        described = lines[end].words <= MAX_TEASER_WORDS and known.isdisjoint(_names(lines[end : end + 1]))
        teaser = end + 1 < len(lines) and not lines[end + 1].prose and lines[end + 1].words >= MIN_TEASER_WORDS
        if lines[end].prose and not (described and teaser and end - label < MAX_CARD):
            break
        end += 1
    return _without_heading(lines, label, end)


def _without_heading(lines: Sequence[Line], label: int, end: int) -> int:
    """The end of a box without the heading of the text behind it: a last short line after a whole teaser."""
    last = end - 1
    return last if last > label + 2 and lines[last].block.kind == "heading" else end


def _goes_on(lines: Sequence[Line], label: int, end: int) -> bool:
    """Whether two sentences stand behind a box, and the first names what one before it names."""
    known = _names([line for line in lines[:label] if line.prose])
    behind = lines[end : end + 2]
    return len(behind) > 1 and all(line.prose for line in behind) and not known.isdisjoint(_names(behind))


def _names(lines: Sequence[Line]) -> set[str]:
    """Capitalised words inside sentences."""
    return {
        bare
        for line in lines
        for before, token in pairwise(line.text.split())
        if token[0].isupper() and not before.endswith((".", "!", "?", ":"))
        if len(bare := token.strip(_SIGNS)) >= NAME_CHARS
    }
