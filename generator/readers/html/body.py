"""The article's own text: trafilatura's extraction as pieces, each on the line of the file where it begins."""

import logging
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from generator.model import BlockKind
from generator.readers.layout import Piece

# What the extractor cannot read becomes a problem of the document; on the error stream it would have no place.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_KINDS: dict[str, BlockKind] = {"head": "heading", "quote": "quotation", "item": "list", "caption": "caption"}
_BORDERS = frozenset({"body", "div", "p", "head", "quote", "list", "item", "table", "row", "code", "lb", "caption"})
_KEY = 48


def extract(tree: HtmlElement) -> tuple[Piece, ...]:
    """The pieces of the page's main text, none where there is none; the tree is left as it was."""
    body = _extraction(tree)
    if body is None:
        return ()
    lines = source_lines(tree)
    return tuple(_placed(piece, lines) for piece in _pieces(body))


def _extraction(tree: HtmlElement) -> etree._Element | None:
    # Not needed for text, and the better part of a second to load.
    from trafilatura.core import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Extractor  # noqa: PLC0415

    options = Extractor(comments=False, tables=True)
    found = bare_extraction(tree, options=options)
    return None if found is None or isinstance(found, dict) else found.body


def source_lines(tree: HtmlElement) -> dict[str, int]:
    """Line of the first element whose words begin so, for as many beginnings as there are elements with words."""
    lines: dict[str, int] = {}
    for element in tree.iter():
        if isinstance(element.tag, str) and element.text and not element.text.isspace():
            lines.setdefault(key(element.text), int(element.sourceline or 0))
    return lines


def key(text: str) -> str:
    """The beginning by which a text is found again: its first letters and digits."""
    return re.sub(r"[\W_]+", "", text[: 4 * _KEY])[:_KEY]


def _placed(piece: Piece, lines: dict[str, int]) -> Piece:
    return Piece(kind=piece.kind, text=piece.text, level=piece.level, line=lines.get(key(piece.text), 0))


def _pieces(body: etree._Element) -> Iterator[Piece]:
    """One piece for each stretch of words between the borders of blocks, its kind that of the outermost block."""
    open_blocks: list[etree._Element] = []
    words: list[str] = []
    said = False
    for event, node in etree.iterwalk(body, events=("start", "end")):
        starts, block = event == "start", node.tag in _BORDERS
        if block:
            yield from _piece("".join(words), open_blocks)
            words, said = [], False
        if block and starts:
            open_blocks.append(node)
        elif block:
            open_blocks.pop()
        if node.tag == "cell" and starts and said:
            words.append(" | ")
        text = (node.text if starts else node.tail) or ""
        words.append(text)
        said = said or bool(text.strip())
    yield from _piece("".join(words), open_blocks)


def _piece(text: str, open_blocks: list[etree._Element]) -> Iterator[Piece]:
    if not text.strip():
        return
    outer = next((block for block in open_blocks if block.tag in _KINDS), None)
    if outer is None:
        yield Piece(kind="paragraph", text=text)
        return
    kind, rend = _KINDS[str(outer.tag)], outer.get("rend") or ""
    level = int(rend[1]) if re.fullmatch(r"h[1-6]", rend) else 2
    yield Piece(kind=kind, text=text, level=level if kind == "heading" else 0)
