"""Marks inside running text that are no text: what its writer struck through, and numbers that lead to notes."""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from generator.model import Problem
from generator.readers import refusals

_STRUCK_TAGS: Final = ("s", "strike", "del")
_STRUCK: Final = re.compile(r"<(?:s|strike|del)[\s>]", re.IGNORECASE)
_STRUCK_STYLE: Final = re.compile(r"text-decoration(?:-line)?\s{0,9}:[^;]{0,99}line-through", re.IGNORECASE)
_NOTE: Final = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡§]{1,3}|note\d{1,3})[\])]?(?:[,–-]\d{1,3}){0,9}", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"[\d,–-]{1,20}")
_NOTE_CLASS: Final = re.compile(r"foot|note|reference|cite", re.IGNORECASE)
_UNIT: Final = re.compile(r"(?:\b(?:[kcdm]?m|km|mi|ft|in|yd|s|h)|10|\d\^|[²³])$")
_RAISED: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
BEFORE: Final = 12  # characters in front of a raised number that tell whether it is a power


def take_out(tree: HtmlElement) -> None:
    """Take what is struck through and the marks of notes out of a page; powers stay, as raised digits."""
    for element in list(tree.iter(*_STRUCK_TAGS)):
        element.drop_tree()
    for element in [each for each in tree.iter() if _STRUCK_STYLE.search(each.get("style") or "")]:
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(tree.iter("sup")):
        _lower(element)


def problem(path: str, markup: str) -> Iterator[Problem]:
    """That passages of a page are struck through and not read, with the line of the first."""
    places = [match.start() for match in _STRUCK.finditer(markup)]
    if places:
        line = markup.count("\n", 0, places[0]) + 1
        message = f"{len(places)} passages are struck through on the page: not read. Look there for what was corrected"
        yield refusals.problem("struck-text", path, message, severity="info", line=line)


def _lower(element: HtmlElement) -> None:
    text = "".join(str(element.text_content()).split())
    if not _NOTE.fullmatch(text):
        return
    if text.isdigit() and not _leads_to_note(element) and _UNIT.search(_before(element)):
        element.text = text.translate(_RAISED)
        element.drop_tag()
    elif _NUMBERS.fullmatch(text) or not text[0].isalnum() or _leads_to_note(element):
        element.drop_tree()


def _leads_to_note(element: HtmlElement) -> bool:
    """Whether a mark links to a place on its page, or its class names it a note."""
    links = (link.get("href") or "" for link in element.iter("a"))
    return any("#" in link for link in links) or bool(_NOTE_CLASS.search(element.get("class") or ""))


def _before(element: HtmlElement) -> str:
    """The characters right in front of an element."""
    earlier, parent = element.getprevious(), element.getparent()
    text = earlier.tail if earlier is not None else parent.text if parent is not None else ""
    return (text or "")[-BEFORE:]
