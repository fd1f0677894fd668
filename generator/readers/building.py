"""What the readers of documents share: pieces one a line as a Reading, problems, and libraries that may be missing."""

import importlib
import re
from collections.abc import Iterable, Iterator
from types import ModuleType

from lxml.html import HtmlElement

from generator.model import BlockKind, Field, Problem, Reading, Source
from generator.readers.html.json_ld import clean
from generator.readers.html.visible_lines import visible_lines
from generator.readers.layout import Piece, lay_out
from generator.readers.refusals import nothing, problem

_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "li": "list",
    "blockquote": "quotation",
    "figcaption": "caption",
    "caption": "caption",
}
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_INSTALL = "pip install 'briefings[{extra}]'"


class MissingLibraryError(Exception):
    """The library that reads a format is not installed; the message is the line that installs it."""


def library(name: str, extra: str) -> ModuleType:
    """An optional library; raises MissingLibraryError with the extra that brings it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingLibraryError(_INSTALL.format(extra=extra)) from error


def missing(source: Source, media_type: str, error: MissingLibraryError) -> Reading:
    """The reading of a file whose format needs a library that is not installed."""
    return nothing(media_type, missing_problem(source.path, error))


def missing_problem(path: str, error: MissingLibraryError) -> Problem:
    """The problem of a file whose format needs a library that is not installed."""
    return problem("missing-library", path, f"this format is not read yet; install its reader with: {error}")


def plain(text: str) -> str:
    """Text without control characters and lone surrogates, line ends LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return _UNSEEN.sub("", text)


def field(name: str, value: str) -> Field:
    """A field with its value on one line and cut to a sensible length."""
    return Field(name=name, value=clean(plain(value)))


def pieces(tree: HtmlElement) -> Iterator[Piece]:
    """Every visible line of a document's HTML, under the kind of the innermost element that gives it one."""
    for line in visible_lines(tree):
        element: HtmlElement | None = line.element
        while element is not None and element.tag not in _KINDS:
            element = element.getparent()
        kind = "paragraph" if element is None else _KINDS[str(element.tag)]
        level = int(str(element.tag)[1]) if element is not None and kind == "heading" else 0
        yield Piece(kind=kind, text=line.text, level=level)


def laid_out(
    pieces: Iterable[Piece], media_type: str, fields: Iterable[Field] = (), problems: Iterable[Problem] = ()
) -> Reading:
    """The reading of some pieces, each on a line of its own; fields without a value are left out."""
    kept = (Piece(kind=one.kind, text=plain(one.text), level=one.level) for one in pieces)
    full = [one for one in kept if one.text.strip()]
    numbered = (
        Piece(kind=one.kind, text=one.text, level=one.level, line=line) for line, one in enumerate(full, start=1)
    )
    text, blocks = lay_out(numbered, len(full))
    stated = tuple(field for field in fields if field.value)
    return Reading(text=text, blocks=blocks, fields=stated, media_type=media_type, problems=tuple(problems))
