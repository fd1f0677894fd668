"""Lines that state a number in words: declared posts, reading time."""

import re
from dataclasses import dataclass
from functools import cache

from generator.language import Language
from generator.language.sections import alternatives, united

MAX_LABEL_WORDS = 8
_POSTS = re.compile(r"(\d{1,4})\s{1,3}([^\W\d]{3,20})")


def declared_posts(text: str, words: Language) -> int | None:
    """The number of a line such as '16 posts'."""
    match = _POSTS.fullmatch(text.strip())
    return int(match[1]) if match and match[2].casefold() in words.posts else None


def is_reading_time(text: str, words: Language) -> bool:
    """Whether the line says how long the text takes to read."""
    folded = text.casefold()
    return (
        len(text.split()) <= MAX_LABEL_WORDS
        and any(char.isdigit() for char in text)
        and any(phrase in folded for phrase in words.reading_time)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ago:
    """What counts back from now: words in front of all, in front of the number, behind the unit, instead of those."""

    leads: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


def is_ago(text: str) -> bool:
    """Whether the whole text counts back from when it was read: '2 hr 12 min ago', 'vor 3 Stunden'."""
    return _ago().fullmatch(text.strip()) is not None


@cache
def _ago() -> re.Pattern[str]:
    words = united("ago", _Ago)
    leads, about, behind, before = map(alternatives, (words.leads, words.about, words.behind, words.before))
    return re.compile(
        rf"(?:(?:{leads})\s)?(?:(?:{about})\s)?(?:\d{{1,3}}\s?[^\W\d]{{1,10}}\.?\s){{0,2}}"
        rf"\d{{1,3}}\s?[^\W\d]{{1,10}}\.?\s(?:{behind})"
        rf"|(?:{before})\s\d{{1,3}}\s[^\W\d]{{1,10}}",
        re.IGNORECASE,
    )
