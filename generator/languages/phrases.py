"""Lines that state a number in words: declared posts, reading time."""

import re

from generator.languages import Language

MAX_LABEL_WORDS = 8


def declared_posts(text: str, words: Language) -> int | None:
    """The number of a line such as '16 posts'."""
    match = re.fullmatch(r"(\d{1,4})\s{1,3}([^\W\d]{3,20})", text.strip())
    return int(match[1]) if match and match[2].casefold() in words.posts else None


def is_reading_time(text: str, words: Language) -> bool:
    """Whether the line says how long the text takes to read."""
    folded = text.casefold()
    return (
        len(text.split()) <= MAX_LABEL_WORDS
        and any(char.isdigit() for char in text)
        and any(phrase in folded for phrase in words.reading_time)
    )
