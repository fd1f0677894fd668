"""Lines that credit or date an article: bylines, datelines, and lines that do both."""

import re
from collections.abc import Sequence

from generator.dates import Stamp, find
from generator.languages import Language
from generator.languages.names import byline, introduces, looks_like_name
from generator.structure.lines import Line

MAX_DATELINE_WORDS = 24
MAX_REST_WORDS = 6
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
    return len(rest_words(line, found, words)) <= MAX_REST_WORDS or without_dates(line.text, found) == ""


def rest_words(line: Line, found: Sequence[Stamp], words: Language) -> list[str]:
    """The words of a dateline that neither date nor introduce."""
    known = _known(words)
    return [word for word in _WORD.findall(without_dates(line.text, found)) if word.casefold().strip(".") not in known]


def without_dates(text: str, found: Sequence[Stamp]) -> str:
    """The text with its days and times blanked."""
    for stamp in found:
        text = text[: stamp.span.start] + " " * (stamp.span.end - stamp.span.start) + text[stamp.span.end :]
    return text


def is_byline(line: Line, words: Language) -> bool:
    """Whether the line begins with a byline word and names people."""
    return byline(line.text, words) is not None


def is_introduction(line: Line, words: Language) -> bool:
    """Whether the line is a byline word alone."""
    return introduces(line.text, words)


def is_name(line: Line, words: Language) -> bool:
    """Whether the line is a bare name."""
    return looks_like_name(line.text.strip(" ,;|•·-–—"), words)


def _known(words: Language) -> set[str]:
    phrases = (*words.published, *words.updated, *words.at, *words.clock_words)
    days = (form for forms in words.weekdays for form in forms)
    return {part for phrase in phrases for part in phrase.split()} | set(days)
