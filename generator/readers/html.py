"""Saved web pages: their text as blocks, and everything that they state of themselves as fields."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from generator.model import Field, Problem, Reading, Source
from generator.readers import blocks, html_body, html_fields, html_jsonld, html_live, html_scripts
from generator.readers.html_decode import decode
from generator.readers.html_jsonld import Statement
from generator.readers.html_layout import lay_out
from generator.readers.html_lines import visible_names
from generator.settings import Settings

_EMPTY = "<html><body></body></html>"
ATTRIBUTES: Final = 500  # of one element; the parser compares each with all before it
_ATTRIBUTE: Final = r"""(?:[\s/]*+[^\s>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++)?+)?+)"""
_CROWDED: Final = re.compile(rf"(<[A-Za-z][^\s>/=]{{0,99}}+{_ATTRIBUTE}{{{ATTRIBUTES}}}){_ATTRIBUTE}++")


def read(source: Source, settings: Settings) -> Reading:  # noqa: ARG001
    """The page's text, laid out on the lines of the file, with one field for each of its statements."""
    markup, problems = decode(source.data, source.path)
    tree = parse(markup)
    crowded = tuple(_crowded(source.path, markup))
    objects, unreadable = html_jsonld.statements(tree, source.path)
    posts = html_live.posts(tree, objects)
    body = html_body.extract(tree)
    pieces = (*html_live.before(body, posts), *html_live.pieces(posts)) if posts else body
    text, laid_out = lay_out(pieces, markup.count("\n") + 1)
    return Reading(
        text=text,
        blocks=laid_out,
        fields=statements(tree, objects),
        media_type="text/html",
        problems=(*problems, *crowded, *unreadable, *(() if laid_out else (_without_text(source.path),))),
    )


def parse(markup: str) -> HtmlElement:
    """The page's tree; broken markup is repaired, no entity of the page is expanded, nothing is fetched.

    An element keeps its first attributes only, where it has more than any page needs.
    """
    markup = _CROWDED.sub(r"\1", markup)
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return document_fromstring(_EMPTY)


def statements(tree: HtmlElement, objects: tuple[Statement, ...]) -> tuple[Field, ...]:
    """Every statement of the page about itself, structured data after what is seen."""
    stated = tuple(html_fields.fields(tree))
    addresses = [field.value for field in stated if field.name in {"link:canonical", "og:url"}]
    stated += tuple(html_jsonld.fields(objects, addresses))
    return (*stated, *visible_names(tree, stated), *html_scripts.published(tree, stated))


def _crowded(path: str, markup: str) -> Iterator[Problem]:
    for match in _CROWDED.finditer(markup):
        line = markup.count("\n", 0, match.start()) + 1
        message = f"an element has more than {ATTRIBUTES} attributes: only those are read. Collect the page again"
        yield blocks.problem("crowded-element", path, message, line=line)
        return


def _without_text(path: str) -> Problem:
    message = "No article text was found on the page. If it shows one in the browser, save the page again from there."
    return Problem(code="no-text", severity="warning", path=path, message=message)
