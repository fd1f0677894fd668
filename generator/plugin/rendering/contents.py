"""A page's table of contents, as the theme shows it."""

from collections.abc import Iterable

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink


def entries_with(page: Page, words: str) -> list[AnchorLink]:
    """The table of contents with other words for the page's own heading, if that is where it begins."""
    entries = list(page.toc)
    if not page_heading(page):
        return entries
    first = AnchorLink(words, entries[0].id, entries[0].level)
    first.children, first.active = entries[0].children, True  # type: ignore[attr-defined]
    return [first, *entries[1:]]


def entries_below(page: Page) -> list[AnchorLink] | None:
    """What the table of contents holds below the page's own heading, if that is all there is."""
    entries = list(page.toc)
    return entries[0].children if len(entries) == 1 and entries[0].level == 1 else None


def page_heading(page: Page) -> str:
    """The page's own heading, if the table of contents begins with it."""
    first = next(iter(page.toc), None)
    return first.title if first and first.level == 1 else ""


def outline_key(entries: Iterable[AnchorLink]) -> tuple[object, ...]:
    """All that a table of contents says, to compare it."""
    return tuple((entry.title, entry.id, entry.level, outline_key(entry.children)) for entry in entries)
