"""Saved web pages: their text as blocks, and everything that they state of themselves as fields."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from generator.model import Field, Problem, Reading, Source
from generator.readers import refusals
from generator.readers.html import body as html_body
from generator.readers.html import copies, corrected_marks, fields, json_ld, live_blog, scripts
from generator.readers.html.decoding import decode
from generator.readers.html.json_ld import Statement
from generator.readers.html.visible_lines import visible_names
from generator.readers.layout import lay_out
from generator.settings import Settings

_EMPTY = "<html><body></body></html>"
ELEMENTS: Final = 40_000  # the longest articles have some ten thousand
_ELEMENT: Final = re.compile("<[A-Za-z]")
ATTRIBUTES: Final = 500  # of one element; the parser compares each with all before it
_TAG: Final = re.compile(r"""<([A-Za-z][\w:-]{0,40}+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)""")
_VALUE: Final = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_BETWEEN: Final = re.compile(r"[\s/]++|=")


def read(source: Source, settings: Settings) -> Reading:  # noqa: ARG001
    """The page's text, laid out on the lines of the file, with one field for each of its statements."""
    markup, problems = decode(source.data, source.path)
    if (elements := len(_ELEMENT.findall(markup))) > ELEMENTS:
        message = f"{elements:,} elements, more than {ELEMENTS:,}: not read. Save the article alone, or as text"
        problem = refusals.problem("crowded-page", source.path, message, severity="error")
        return refusals.nothing("text/html", *problems, problem)
    tree = parse(markup)
    objects, unreadable = json_ld.statements(tree, source.path)
    posts = live_blog.posts(tree, objects)
    body = html_body.extract(tree)
    pieces = (*live_blog.before(body, posts), *live_blog.pieces(posts)) if posts else body
    text, laid_out = lay_out(pieces, markup.count("\n") + 1)
    return Reading(
        text=text,
        blocks=laid_out,
        fields=copies.of_original(statements(tree, objects), markup),
        media_type="text/html",
        problems=(
            *problems,
            *crowded(source.path, markup),
            *unreadable,
            *corrected_marks.problem(source.path, markup),
            *(() if laid_out else (_without_text(source.path),)),
        ),
    )


def parse(markup: str) -> HtmlElement:
    """The page's tree; broken markup is repaired, no entity of the page is expanded, nothing is fetched.

    An element has no attributes where it has more than any page needs.
    """
    markup = uncrowded(markup)
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return document_fromstring(_EMPTY)
    corrected_marks.take_out(tree)
    return tree


def statements(tree: HtmlElement, objects: tuple[Statement, ...]) -> tuple[Field, ...]:
    """Every statement of the page about itself, structured data after what is seen."""
    stated = tuple(fields.fields(tree))
    addresses = [field.value for field in stated if field.name in fields.ADDRESSES]
    stated += tuple(json_ld.fields(objects, addresses))
    return (*stated, *visible_names(tree, stated), *scripts.published(tree, stated))


def uncrowded(markup: str) -> str:
    """HTML or XML without the attributes of elements that have more than any page or feed needs."""
    return _TAG.sub(lambda tag: f"<{tag[1]}" if _is_crowded(tag) else tag[0], markup)


def _is_crowded(tag: re.Match[str]) -> bool:
    attributes = tag[2]
    return len(attributes) > ATTRIBUTES and len(_BETWEEN.findall(_VALUE.sub("=", attributes))) > 2 * ATTRIBUTES


def crowded(path: str, markup: str) -> Iterator[Problem]:
    """The problem of a file with such an element, the first of them."""
    for tag in _TAG.finditer(markup):
        if _is_crowded(tag):
            line = markup.count("\n", 0, tag.start()) + 1
            message = f"an element has more than {ATTRIBUTES} attributes: none of them is read. Collect the page again"
            yield refusals.problem("crowded-page", path, message, line=line)
            return


def _without_text(path: str) -> Problem:
    message = "No article text was found on the page. If it shows one in the browser, save the page again from there."
    return Problem(code="no-text", severity="warning", path=path, message=message)
