"""The second fence: an allow-list over the HTML of every page, run after Markdown, needing no engine's plugin.

Everything that is not listed here goes; the text stays. The list holds what Material's Markdown makes and no more.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from generator.markup import sanitised_html

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TAGS = _HEADINGS | {
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "blockquote",
    "br",
    "caption",
    "circle",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "g",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "line",
    "mark",
    "ol",
    "p",
    "path",
    "pre",
    "q",
    "rect",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
}
_ATTRIBUTES = {
    "*": frozenset({"aria-label", "aria-hidden", "class", "data-search-exclude", "dir", "id", "lang", "title"}),
    "a": frozenset({"href", "tabindex"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "details": frozenset({"open"}),
    "line": frozenset({"x1", "x2", "y1", "y2"}),
    "path": frozenset({"d"}),
    "rect": frozenset({"height", "rx", "width", "x", "y"}),
    "svg": frozenset({"role", "viewBox"}),
    "text": frozenset({"x", "y"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "li": frozenset({"value"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
_SCHEMES = frozenset({"http", "https", "mailto"})
REMEMBERED = 256  # values of `class`: a page has few, and they come again and again

# Anchors of paragraphs and posts; slugs only on headings, whose text the generator or the editor wrote; footnotes.
_ANCHOR = re.compile(r"(?:p|post)-(?:[0-9a-f]{8}){1,8}(?:-[0-9]{1,6})?")
_SLUG = re.compile(r"(?=.{1,120}\Z)(?:[a-z0-9]+(?:[-_][a-z0-9]+)*|_[0-9]{1,6})")
_FOOTNOTE = re.compile(r"fn(?:ref[0-9]{0,4})?:[0-9a-z_-]{1,60}")
# The theme's own classes place elements over the page; only buttons and tags of it are for writers.
_CLASS = re.compile(r"(?!md-)[A-Za-z][A-Za-z0-9_-]{0,60}|md-(?:button|tag)[a-z-]{0,20}")
_LOCAL_FILE = re.compile(r"/?[0-9A-Za-z_.%~-]+(?:/[0-9A-Za-z_.%~-]+)*(?:#[a-z-]{1,30})?")
_ADDRESS = re.compile(r"\A(?:(?i:https?:|mailto:)|(?![^/?#]*[:\\]))[^\x00-\x1f]*")
# Drawings by their geometry: nothing that refers, animates, styles or holds HTML; languages.
_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,3})?")
_SHAPES = {
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"),
    "d": re.compile(r"[MLHVZmlhvz0-9 .,-]*"),
    "role": re.compile("img|group"),
    "tabindex": re.compile("-1"),
    "viewBox": re.compile(rf"{_NUMBER.pattern}(?: {_NUMBER.pattern}){{3}}"),
    **dict.fromkeys(("cx", "cy", "r", "rx", "x", "x1", "x2", "y", "y1", "y2"), _NUMBER),
}
_DRAWN_LINK = re.compile(r"(?:\.\./)?(?:[a-z]{1,20}/)?[a-z0-9-]{1,100}\.md")
# Text that a parser of HTML gives back as it is; each heading of a page comes here several times.
_PLAIN = re.compile("[^<>&\0\r\xa0\ud800-\udfff]*")
_ALIGNED = re.compile(r"text-align: (left|center|right);")


def _allowed_id(name: str, tag: str) -> bool:
    shape = _SLUG if tag in _HEADINGS else _FOOTNOTE
    return bool(_ANCHOR.fullmatch(name) or shape.fullmatch(name))


@lru_cache(REMEMBERED)
def _classes(value: str) -> str | None:
    return " ".join(name for name in value.split() if _CLASS.fullmatch(name)) or None


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """An attribute's value as far as it may stay; None removes it."""
    if attribute == "class":
        return _classes(value)
    if attribute == "id":
        return value if _allowed_id(value, tag) else None
    if attribute == "href":
        return value if _ADDRESS.fullmatch(value) else None
    if attribute == "src":
        return value if _LOCAL_FILE.fullmatch(value) else None
    shape = _SHAPES.get(attribute)
    return value if shape is None or shape.fullmatch(value) else None


_PAGE = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
    attribute_filter=_filter,
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "title", "textarea"},
    url_schemes=set(_SCHEMES),
    link_rel=None,
)
_WORDS = nh3.Cleaner(tags=set(), attributes={})


def sanitise(html: str) -> str:
    """The HTML of a page without anything that the allow-list does not name."""
    return html if _PLAIN.fullmatch(html) else _PAGE.clean(html)


def words(html: str) -> str:
    """The text of a line without any element."""
    return html if _PLAIN.fullmatch(html) else _WORDS.clean(html)


class _Sanitise(Postprocessor):
    """Cleans the page, and the table of contents that engines print beside it."""

    def run(self, text: str) -> str:
        _clean_contents(getattr(self.md, "toc_tokens", []))
        return _resolved(self.md, sanitise(text))


def _resolved(md: Markdown, html: str) -> str:
    """The links of drawings, raw HTML to the engine, as MkDocs resolves those of Markdown; others do so themselves."""
    if "relpath" not in md.treeprocessors:
        return html
    return with_links(html, cast("Any", md.treeprocessors["relpath"]).path_to_url)


def with_links(html: str, resolve: Callable[[str], str]) -> str:
    """The HTML with the links of drawings resolved."""
    return sanitised_html.changed(html, "href", lambda link: resolve(link) if _DRAWN_LINK.fullmatch(link) else link)


def _clean_contents(tokens: list[dict[str, Any]]) -> None:
    """Takes markup out of the entries, in place, at every depth."""
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        token["id"] = token["id"] if _allowed_id(token["id"], "h2") else ""
        for key in token.keys() & {"name", "html", "data-toc-label"}:
            token[key] = words(token[key])
        waiting.extend(token.get("children", ()))


class _AlignByAttribute(Treeprocessor):
    """Says a cell's alignment in an attribute: the site's policy allows no styles in elements."""

    def run(self, root: Element) -> None:
        for cell in (*root.iter("td"), *root.iter("th")):
            if aligned := _ALIGNED.fullmatch(cell.get("style", "")):
                cell.set("align", aligned[1])


class SanitiserExtension(Extension):
    """Runs the allow-list after every other extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Registers both steps, last of their kinds."""
        md.treeprocessors.register(_AlignByAttribute(md), "briefings-align", -1_000_000)
        md.postprocessors.register(_Sanitise(md), "briefings-sanitise", -1_000_000)
