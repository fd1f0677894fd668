"""The elements of a generated page's text, from the events of a CommonMark parser.

The generator writes a small part of Markdown: CommonMark and tables, with the attribute lists of Python-Markdown.
Where the two read the same text differently, the elements are those of Python-Markdown, or `Unknown` is raised.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import pyromark
from markdown.extensions.attr_list import get_attrs_and_remainder

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE: Final = frozenset({"a", "code", "em", "strong"})
TAGS: Final = frozenset({*HEADINGS, *INLINE, "blockquote", "li", "ol", "p", "table", "td", "th", "thead", "tr", "ul"})
"""What an element of a page may be, and those around raw HTML, which have no tag."""
_PARSER: Final = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)
_BLANK: Final = re.compile(rb"\n *\n")
_ATTRIBUTES: Final = re.compile(r"\{:([^{}\n]*)\}")
_AT_END: Final = re.compile(r"(?<! ) +\{:([^{}\n]*)\}\Z")
_NAMES: Final = {
    "Paragraph": "p",
    "Item": "li",
    "BlockQuote": "blockquote",
    "Emphasis": "em",
    "Strong": "strong",
    "TableHead": "thead",
    "TableRow": "tr",
    "HtmlBlock": "",
}
_LISTS: Final = frozenset({"ol", "ul"})
_DEEPEST: Final = 60
_LINE_BEFORE: Final = 60
"""Bytes before an item in which an empty line is looked for: more than its indentation."""


class Unknown(Exception):  # noqa: N818 - no error: the other converter takes the page
    """Something stands in the page that this module does not convert."""


class Raw(str):
    """HTML that the generator wrote."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Element:
    """An element of the page; a loose item's first words are a paragraph."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    loose: bool = False


def parse(text: str) -> Element:
    """The element that holds those of the text; raises Unknown where Python-Markdown has to read it."""
    return _Tree(text).root


class _Tree:
    """The elements of a text, with what its attribute lists say."""

    def __init__(self, text: str) -> None:
        self.root = Element("div")
        self._open = [self.root]
        self._alignments: tuple[str, ...] = ()
        self._source = text.encode()
        kind: str
        value: Any
        for event, place in _PARSER.events_with_range(text):
            if isinstance(event, str):
                self._mark(event)
                continue
            ((kind, value),) = event.items()
            if kind == "Text":
                self._text(value)
            elif kind == "Start":
                self._start(value, place["start"], place["end"])
            elif kind == "End":
                self._open.pop()
            else:
                self._other(kind, value)

    def _mark(self, kind: str) -> None:
        if kind == "Rule":
            raise Unknown(kind)
        self._open[-1].children.append(Raw("<br>\n") if kind == "HardBreak" else "\n")

    def _text(self, text: str) -> None:
        parent = self._open[-1]
        if "{" in text and len(text) > 1:  # of a source, it would be a reference and stand alone
            text = self._listed(parent, text)
        if text:
            parent.children.append(text)

    def _listed(self, parent: Element, text: str) -> str:
        """What a text is without the attribute list that it begins with or, in a heading, ends with."""
        last = parent.children[-1] if parent.children else None
        match = _ATTRIBUTES.match(text)
        if match and isinstance(last, Element):
            _set(last, match[1])
            rest = text[match.end() :]
        elif match and last == "\n" and match.end() == len(text) and parent.tag in {"p", "li"}:
            parent.children.pop()
            _set(parent, match[1])
            rest = ""
        else:
            rest = text
        if parent.tag in HEADINGS and (match := _AT_END.search(rest)):
            _set(parent, match[1])
            rest = rest[: match.start()]
        if "{" in rest:
            raise Unknown(text)
        return rest

    def _start(self, what: str | dict[str, Any], start: int, end: int) -> None:
        kind, value = (what, None) if isinstance(what, str) else next(iter(what.items()))
        parent = self._open[-1]
        if kind == "Paragraph" and parent.tag == "li" and not parent.children:
            self._open.append(parent)
            return
        last = parent.children[-1] if parent.children else None
        if kind == "Emphasis" and any(element.tag == "em" for element in self._open):
            raise Unknown("emphasis in emphasis, which Python-Markdown may end earlier")
        if kind == "BlockQuote" and isinstance(last, Element) and last.tag == "blockquote":
            self._open.append(last)  # Python-Markdown takes one after another for one
            return
        if kind == "List" and isinstance(last, Element) and last.tag in _LISTS:
            raise Unknown("a list after a list, which Python-Markdown takes for one")
        element = self._made(kind, value, parent)
        if kind == "Item":
            self._part(element, parent, start, end)
        parent.children.append(element)
        self._open.append(element)
        if len(self._open) > _DEEPEST:
            raise Unknown("many elements in each other")

    def _made(self, kind: str, value: Any, parent: Element) -> Element:  # noqa: ANN401 - what the parser says
        if kind in _NAMES:
            return Element(_NAMES[kind])
        if kind == "Heading":
            return Element(value["level"].lower())
        if kind == "List" and value in {None, 1}:
            return Element("ul" if value is None else "ol")
        if kind == "Link" and value["link_type"] == "Inline" and not value["title"]:
            return Element("a", {"href": value["dest_url"]})
        if kind == "Table":
            self._alignments = value
            return Element("table")
        if kind == "TableCell":
            aligned = self._alignments[len(parent.children)]
            tag = "th" if parent.tag == "thead" else "td"
            return Element(tag, {} if aligned == "None" else {"align": aligned.lower()})
        raise Unknown(kind)

    def _part(self, item: Element, items: Element, start: int, end: int) -> None:
        """Say of an item, and of the one before, whether an empty line parts them or what is in them."""
        source = self._source
        item.loose = bool(_BLANK.search(source[start:end].rstrip()))
        line = source.rfind(b"\n", max(0, start - _LINE_BEFORE), start)
        before = source[max(0, line - _LINE_BEFORE) : line].rstrip(b" ")
        previous = items.children[-1] if items.children else None
        if isinstance(previous, Element) and before.endswith(b"\n"):
            item.loose = previous.loose = True

    def _other(self, kind: str, value: str) -> None:
        if kind == "Code":
            self._open[-1].children.append(Element("code", children=[value]))
        elif kind in {"Html", "InlineHtml"}:
            self._open[-1].children.append(Raw(value))
        else:
            raise Unknown(kind)


def _set(element: Element, attributes: str) -> None:
    """Give an element what an attribute list says."""
    for name, value in _attributes(attributes):
        if name == "." and "class" in element.attributes:
            element.attributes["class"] += f" {value}"
        else:
            element.attributes["class" if name == "." else name] = value


@lru_cache(1024)
def _attributes(text: str) -> tuple[tuple[str, str], ...]:
    pairs, rest = get_attrs_and_remainder(text)
    if rest or any(value is None for _, value in pairs):
        raise Unknown(text)
    return tuple((name, value or "") for name, value in pairs)
