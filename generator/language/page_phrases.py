"""Lines that state a number in words: declared posts, reading time."""

import re

from generator.language import Language

MAX_LABEL_WORDS = 8
_AGO = re.compile(
    r"(?:updated?\s|posted\s)?(?:about\s)?(?:\d{1,3}\s?[^\W\d]{1,10}\.?\s){0,2}"
    r"\d{1,3}\s?[^\W\d]{1,10}\.?(?:\s(?:ago|fa|atrás|назад|тому))"
    r"|(?:vor|hace|il y a|há)\s\d{1,3}\s[^\W\d]{1,10}",
    re.IGNORECASE,
)
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


def is_ago(text: str) -> bool:
    """Whether the whole text counts back from when it was read: '2 hr 12 min ago', 'vor 3 Stunden'."""
    return _AGO.fullmatch(text.strip()) is not None
