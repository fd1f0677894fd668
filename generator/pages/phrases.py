"""Text cut to a length."""

from collections.abc import Iterator


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
