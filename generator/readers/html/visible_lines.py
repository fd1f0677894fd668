"""The page's visible lines as a reader sees them, and those that stand beside its headline."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from generator.model import Field
from generator.readers.html.json_ld import clean

_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "address",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "img",
    }
    | {
        "ins",
        "kbd",
        "label",
        "mark",
        "meta",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
    }
    | {"time", "tt", "u", "var", "wbr"}
)
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "head", "title", "select", "option"}
    | {"textarea", "button"}
)
_BEFORE = 4
_AFTER = 16
_SHORT = 200
_LONG = 2_000
_DATED = 120
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MAX_NAMES = 60
_PEOPLE = re.compile(r"author|creator|byl$")
_LISTED = re.compile(r"\s{0,3}[,;/&|]\s{0,3}|\s(?:and|und|y|et|e|и|та)\s")
_PROSE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words between two borders of blocks, the file's line where they begin, and the element that they begin in."""

    text: str
    line: int
    element: HtmlElement


def visible_lines(tree: HtmlElement) -> Iterator[Line]:
    """Every line of words in page order."""
    parts: list[str] = []
    begun = tree
    hidden = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        starts = event == "start"
        if node.tag in _UNSEEN:
            hidden += 1 if starts else -1
        if node.tag not in _INLINE:
            if words := " ".join(" ".join(parts).split()):
                yield Line(text=words, line=int(begun.sourceline or 0), element=begun)
            parts = []
        text = (node.text if starts else node.tail) or ""
        if not hidden and not text.isspace():
            parent = node.getparent()
            begun = begun if parts else node if starts or parent is None else parent
            parts += [text] if text else []


def key(text: str, limit: int = 300) -> str:
    """Letters and digits alone, to compare headings with titles."""
    return re.sub(r"[\W_]+", "", text[:limit]).casefold()


def headline_of(tree: HtmlElement) -> HtmlElement | None:
    """The heading that the page's title repeats, the highest and first of several; else its first h1."""
    title = key(tree.findtext(".//title") or "")
    heads = [(head, key(head.text_content())) for head in tree.iter("h1", "h2", "h3")]
    named = [head for head, text in heads if text and text in title and 2 * len(text) > len(title) / 2]
    tops = [head for head, text in heads if text and head.tag == "h1"]
    return min(named, key=lambda head: str(head.tag), default=tops[0] if tops else None)


def beside(tree: HtmlElement, headline: HtmlElement | None) -> Iterator[Field]:
    """Short lines above the headline and below it, until the text begins."""
    if headline is None:
        return
    above: list[Line] = []
    below: list[Line] = []
    inside = set(headline.iter())
    met = False
    for line in visible_lines(tree):
        if line.element in inside:
            met = True
        elif not met:
            above = [*above[1 - _BEFORE :], line]
        elif len(line.text) > _PROSE or len(below) == _AFTER:
            break
        else:
            below.append(line)
    yield from (_field("html:above-headline", line) for line in above if met and len(line.text) <= _SHORT)
    yield from (_field("html:below-headline", line) for line in below if len(line.text) <= _SHORT)


def _field(name: str, line: Line) -> Field:
    return Field(name=name, value=clean(line.text), lines=(line.line, line.line) if line.line else None)


def visible_names(tree: HtmlElement, stated: Iterable[Field]) -> Iterator[Field]:
    """`html:visible` for every name among the stated authors that a reader of the page can see, on its line."""
    people = (field for field in stated if _PEOPLE.search(field.name) and not field.name.startswith("html:"))
    names = islice((name for field in people for name in _split(field.value)), _MAX_NAMES)
    wanted = {name: key(name) for name in names}
    for line in visible_lines(tree) if wanted else ():
        text = key(line.text, _LONG) if len(line.text) <= _LONG else ""
        for name in [name for name, folded in wanted.items() if folded and folded in text]:
            del wanted[name]
            yield _field("html:visible", Line(text=name, line=line.line, element=line.element))
        if not wanted:
            return


def _split(value: str) -> list[str]:
    return [
        name
        for part in _LISTED.split(value[:500])
        if (name := part.strip()) and len(name) <= _SHORT and "://" not in name
    ]


def dated_lines(tree: HtmlElement) -> Iterator[Field]:
    """`html:dated-line` for the first short lines with a year in them, wherever they stand."""
    found = (line for line in visible_lines(tree) if len(line.text) <= _DATED and _YEAR.search(line.text))
    yield from (_field("html:dated-line", line) for line in islice(found, _BEFORE))
