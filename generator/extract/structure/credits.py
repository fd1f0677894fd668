"""Lines that credit or date an article: bylines, datelines, and lines that do both."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from generator.extract.structure.lines import Line
from generator.language import Language
from generator.language.bylines import Byline, bare, byline, introduces
from generator.language.dates import Stamp, find, gapped

MAX_DATELINE_WORDS = 24
MAX_REST_WORDS = 6
MAX_BYLINE_WORDS = 45
LAST = 3  # paragraphs at the end of a text among which its author is introduced
_WORD = re.compile(r"[^\W\d_][\w'’.-]{0,40}")


def stamps(line: Line, words: Language) -> tuple[Stamp, ...]:
    """The days that the line states; none where it is too long to be about its date."""
    if line.words > MAX_DATELINE_WORDS:
        return ()
    return tuple(stamp for stamp in find(line.text, words) if stamp.day)


def is_dateline(line: Line, words: Language) -> bool:
    """Whether the line is there to date the article: days, times, and few words besides."""
    found = stamps(line, words)
    if not found:
        return False
    return len(undated_words(line, words)) <= MAX_REST_WORDS


def undated_words(line: Line, words: Language) -> list[str]:
    """The words of a dateline that neither date nor introduce."""
    known = _known(words)
    return [word for word in _WORD.findall(gapped(line.text, words)) if word.casefold().strip(".") not in known]


def credit(line: Line, words: Language) -> Byline | None:
    """The people whom the line introduces with a byline word."""
    if line.words > MAX_BYLINE_WORDS or (line.words > MAX_DATELINE_WORDS and line.ended):
        return None
    return byline(gapped(line.text, words), words)


def is_introduction(line: Line, words: Language) -> bool:
    """Whether the line is a byline word alone."""
    return introduces(line.text, words)


def is_name(line: Line, words: Language) -> bool:
    """Whether the line is a bare name, or names with their roles."""
    return line.words <= MAX_DATELINE_WORDS and bare(line.text, words) is not None


def tellers(lines: Sequence[Line], credited: Iterable[int], shown: Sequence[int], words: Language) -> list[int]:
    """The last paragraphs shown that tell who a credited author is, as in 'Ada Moore is a reporter in Oslo'."""
    found = (credit(lines[n], words) or bare(lines[n].text, words) for n in credited)
    names = tuple({f"{name.casefold()} " for one in found if one for name in one.names})
    return [n for n in shown[1:][-LAST:] if _tells_of(lines[n], names, words)]


def _tells_of(line: Line, names: tuple[str, ...], words: Language) -> bool:
    name = next((name for name in names if line.folded.startswith(name)), None)
    return name is not None and line.folded[len(name) :].split(" ", 1)[0].rstrip(",") in words.tells_of


@cache
def _known(words: Language) -> frozenset[str]:
    phrases = (*words.published, *words.updated, *words.at, *words.clock_words)
    days = (form for forms in words.weekdays for form in forms)
    return frozenset({part for phrase in phrases for part in phrase.split()}.union(days))
