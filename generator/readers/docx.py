"""DOCX: mammoth's HTML as blocks, and what the document states of itself; pictures, macros and links are left."""

import io
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from generator.filenames import SUFFIXES
from generator.model import Field, Reading, Source
from generator.readers import building, html, refusals, zipped_xml
from generator.settings import Settings

MEDIA_TYPE: Final = SUFFIXES[".docx"]
_CORE = "docProps/core.xml"
_NAMES = {
    "title": "docx:title",
    "creator": "docx:author",
    "created": "docx:created",
    "modified": "docx:modified",
    "language": "docx:language",
}
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Quote'] => blockquote:fresh\n"


def read(source: Source, settings: Settings) -> Reading:
    """The reading of a DOCX; a damaged or oversized one has no blocks and a problem that says so."""
    try:
        mammoth = building.library("mammoth", "docx")
        return _reading(source, settings, mammoth)
    except building.MissingLibraryError as error:
        return building.missing(source, MEDIA_TYPE, error)
    except zipped_xml.PartError as error:
        return refusals.nothing(MEDIA_TYPE, error.problem)


def _reading(source: Source, settings: Settings, mammoth: Any) -> Reading:  # noqa: ANN401 - the library may be missing
    with zipped_xml.open_zip(source, settings) as archive:
        if wrong := zipped_xml.entities(archive, source.path):
            raise zipped_xml.PartError(wrong)
        core = zipped_xml.part(archive, _CORE, source.path)
    no_picture = mammoth.images.img_element(lambda _: {})
    try:
        markup = mammoth.convert_to_html(io.BytesIO(source.data), convert_image=no_picture, style_map=_STYLES).value
    except Exception as error:  # mammoth raises what its parts raise; a broken document is no mistake of ours
        raise zipped_xml.PartError(zipped_xml.damaged(source.path, error)) from error
    tree = html.parse(markup)
    return building.laid_out(building.pieces(tree), MEDIA_TYPE, [] if core is None else fields(core, _NAMES))


def fields(tree: etree._Element, names: dict[str, str]) -> Iterator[Field]:
    """The elements of a document's statements as fields, by their local names."""
    for element in tree.iter("{*}*"):
        name = names.get(etree.QName(element).localname)
        if name and element.text:
            yield building.field(name, element.text)
