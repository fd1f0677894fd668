"""The HTML of a generated page: what Python-Markdown gives for the same page, at a fraction of its cost.

A page with anything in it that the generator does not write is left to Python-Markdown.
"""

# Reasons: docs/decisions/0074-commonmark.md

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

from generator.markup import sanitised_html, sanitiser
from generator.markup.elements import HEADINGS, INLINE, TAGS, Element, Raw, Unknown, parse

Resolve = Callable[[str], str]
"""Takes an address as it stands in the Markdown, gives the one that the published page has."""

_TITLED: Final = re.compile(r'^(\?\?\?\+?|!!!) ([\w-]+) "(.*)"\n((?:(?: {4}.*)?\n)*)', re.MULTILINE)
_INDENT: Final = re.compile("^ {4}", re.MULTILINE)
_TAGS: Final = re.compile("<[^<>]*>")
_STARTS: Final = {
    **{tag: f"<{tag}>" for tag in TAGS},
    **{tag: f"<{tag}>\n" for tag in ("blockquote", "ol", "table", "tr", "ul")},
    "": "",
    "thead": "<thead>\n<tr>\n",
}
_ENDS: Final = {
    **{tag: f"</{tag}>" + "\n" * (tag not in INLINE) for tag in TAGS},
    "": "\n",
    "thead": "</tr>\n</thead>\n<tbody>\n",
    "table": "</tbody>\n</table>\n",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page: level 1 to 6, id, and its words as HTML."""

    level: int
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Converted:
    """HTML that has passed the allow-list, the headings in order, and every id."""

    html: str
    headings: tuple[Heading, ...]
    anchors: frozenset[str]


def convert(text: str, resolve: Resolve, *, permalink: bool) -> Converted:
    """The page without its front matter; raises Unknown where Python-Markdown has to convert it."""
    page = _Page(resolve, permalink=permalink)
    page.write(text)
    html = sanitiser.sanitise("".join(page.out).strip())
    return Converted(html, tuple(page.headings), frozenset(page.anchors))


class _Page:
    """What is written of a page, and what is known of it."""

    def __init__(self, resolve: Resolve, *, permalink: bool) -> None:
        self.out: list[str] = []
        self.headings: list[Heading] = []
        self.anchors: set[str] = set()
        self._resolve = resolve
        self._permalink = permalink

    def write(self, text: str) -> None:
        """Write the blocks of a text; what stands indented below an admonition's title is a text of its own."""
        end = 0
        for titled in _TITLED.finditer(text):
            self._blocks(text[end : titled.start()])
            self._titled(*titled.groups())
            end = titled.end()
        self._blocks(text[end:])

    def _titled(self, mark: str, kind: str, title: str, inside: str) -> None:
        tag, name, classes = ("details", "summary", kind)
        if mark == "!!!":
            tag, name, classes = ("div", 'p class="admonition-title"', f"admonition {kind}")
        opened = ' open="open"' if mark == "???+" else ""
        self.out.append(f'<{tag}{opened} class="{classes}">\n<{name}>')
        for paragraph in parse(title).children:
            self._all(paragraph.children if isinstance(paragraph, Element) else [paragraph])
        self.out.append(f"</{name.partition(' ')[0]}>\n")
        self.write(_INDENT.sub("", inside))
        self.out.append(f"</{tag}>\n")

    def _blocks(self, text: str) -> None:
        if text and not text.isspace():
            self._all(parse(text).children)

    def _all(self, children: Iterable[Element | str]) -> None:
        for child in children:
            if isinstance(child, Element):
                self._element(child)
            elif isinstance(child, Raw):
                self.anchors.update(sanitised_html.attributes(child, "id"))
                self.out.append(sanitiser.with_links(child, self._resolve))
            else:
                self.out.append(escape(child, quote=False))

    def _element(self, element: Element) -> None:
        tag, inner = element.tag, len(self.out) + 1
        self.out.append(self._start(element))
        if element.loose:
            self._loose(element)
        else:
            self._all(element.children)
        if tag in HEADINGS:
            self._heading(element, "".join(self.out[inner:]))
        self.out.append(_ENDS[tag])

    def _start(self, element: Element) -> str:
        attributes, tag = element.attributes, "li>\n<p" if element.loose else element.tag
        if not attributes:
            return f"<{tag}>" if element.loose else _STARTS[tag]
        if tag == "a":
            attributes["href"] = self._resolve(attributes["href"])
        if "id" in attributes:
            self.anchors.add(attributes["id"])
        pairs = [f'{name}="{escape(value)}"' for name, value in sorted(attributes.items())]
        return f"<{tag} {' '.join(pairs)}>"

    def _loose(self, item: Element) -> None:
        words = _words(item)
        self._all(item.children[:words])
        self.out.append("</p>\n")
        self._all(item.children[words:])

    def _heading(self, element: Element, inner: str) -> None:
        name = element.attributes.get("id")
        if not name:
            raise Unknown("a heading without an id")
        words = " ".join(_TAGS.sub("", inner).split())
        self.headings.append(Heading(int(element.tag[1]), name, sanitiser.words(words)))
        if self._permalink:
            target = self._resolve(f"#{name}")
            self.out.append(f'<a class="headerlink" href="{target}" title="Permanent link">¶</a>')


def _words(item: Element) -> int:
    """How many of an item's children are its first words."""
    blocks = (
        place for place, child in enumerate(item.children) if isinstance(child, Element) and child.tag not in INLINE
    )
    return next(blocks, len(item.children))
