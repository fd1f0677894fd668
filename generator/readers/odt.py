"""ODT: the paragraphs, headings and lists of its content, and what the document states of itself."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from generator.filenames import SUFFIXES
from generator.model import Reading, Source
from generator.readers import building, refusals, zipped_xml
from generator.readers.docx import fields
from generator.readers.layout import Piece
from generator.settings import Settings

MEDIA_TYPE: Final = SUFFIXES[".odt"]
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LEVEL = f"{_TEXT}outline-level"
_STYLE = f"{_TEXT}style-name"
_BLOCKS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_LEFT_OUT = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls"})
_BLANKS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": " "}
_NAMES = {
    "title": "odt:title",
    "initial-creator": "odt:author",
    "creator": "odt:author",
    "creation-date": "odt:created",
    "date": "odt:modified",
    "language": "odt:language",
}


def read(source: Source, settings: Settings) -> Reading:
    """The reading of an ODT; a damaged or oversized one has no blocks and a problem that says so."""
    try:
        with zipped_xml.open_zip(source, settings) as archive:
            if wrong := zipped_xml.entities(archive, source.path):
                return refusals.nothing(MEDIA_TYPE, wrong)
            content = zipped_xml.part(archive, "content.xml", source.path)
            meta = zipped_xml.part(archive, "meta.xml", source.path)
    except zipped_xml.PartError as error:
        return refusals.nothing(MEDIA_TYPE, error.problem)
    found = () if content is None else _pieces(content)
    return building.laid_out(found, MEDIA_TYPE, () if meta is None else fields(meta, _NAMES))


def _pieces(content: etree._Element) -> Iterator[Piece]:
    for element in content.iter(*_BLOCKS):
        above = {str(iterancestor.tag) for iterancestor in element.iterancestors()}
        if above & _LEFT_OUT:
            continue
        text = "".join(_words(element))
        if element.tag == f"{_TEXT}h" or element.get(_STYLE) == "Title":
            level = element.get(_LEVEL) or "1"
            yield Piece(kind="heading", text=text, level=min(int(level), 6) if level.isdecimal() else 2)
        else:
            yield Piece(kind="list" if f"{_TEXT}list-item" in above else "paragraph", text=text)


def _words(element: etree._Element) -> Iterator[str]:
    """The text of an element, without that of paragraphs, notes and comments inside it."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCKS | _LEFT_OUT:
            yield _BLANKS.get(child.tag, "")
            yield from _words(child)
        yield child.tail or ""
