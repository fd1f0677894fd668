"""Text cut to a length, and lists' items without their marks."""

import re
from collections.abc import Iterator

# A dash or an asterisk is one before a space only: others are a minus, an emphasis.
_BULLETS = re.compile(r"\s{0,9}(?:[•·▪‣]\s{0,9}|[*–—-]\s{1,9}){0,3}")


def portions(text: str, limit: int) -> Iterator[str]:
    """The text in portions of at most `limit` characters, parted at spaces where there are any."""
    while len(text) > limit:
        space = text.rfind(" ", limit // 2, limit + 1)
        end = space if space > 0 else limit
        yield text[:end]
        text = text[end:].lstrip(" ")
    yield text


def shorten(text: str, limit: int) -> str:
    """The text cut at a word with an ellipsis where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def without_bullet(text: str) -> str:
    """An item of a list without the mark that it begins with."""
    bullets = _BULLETS.match(text)
    return text[bullets.end() :] if bullets else text
