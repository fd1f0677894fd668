"""DOCX and ODT: blocks by their styles, statements as fields, bombs and entities refused, nothing fetched."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.extract import ingest
from generator.pipeline import isolation
from generator.readers import building, dispatch
from generator.runtime.serialisation import decode
from tests.support.packing import BODY, HEADLINE, SETTINGS, docx, odt, source, zipped

HOSTILE = Path(__file__).parents[3] / "shared" / "data" / "hostile" / "docx"
WORD = docx([("Title", HEADLINE), ("x", "By Ada Miller"), *(("x", line) for line in BODY), ("Quote", "We wait.")])
OPEN = odt(
    f'<text:h text:outline-level="1">{HEADLINE}</text:h><text:p>One<text:s/>two<text:tab/>three'
    "<text:note><text:p>A note.</text:p></text:note> four<text:line-break/>five</text:p>"
    "<text:list><text:list-item><text:p>A point</text:p></text:list-item></text:list>"
    "<text:tracked-changes><text:p>Taken out</text:p></text:tracked-changes>"
    '<text:p text:style-name="Title">Titled</text:p><text:h text:outline-level="x">Deep</text:h>'
)
BOMB = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def read(data, path="a.docx", settings=SETTINGS):
    return dispatch.read(source(path, data), settings)


def words(reading):
    return [(block.kind, block.level, reading.words(block)) for block in reading.blocks]


def codes(reading):
    return [problem.code for problem in reading.problems]


def test_a_docx_has_its_blocks_and_statements():
    reading = read(WORD)
    assert words(reading) == [
        ("heading", 1, HEADLINE),
        ("paragraph", 0, "By Ada Miller"),
        *(("paragraph", 0, line) for line in BODY),
        ("quotation", 0, "We wait."),
    ]
    assert [reading.lines(block.span) for block in reading.blocks] == [(n, n) for n in range(1, 7)]
    assert [(field.name, field.value) for field in reading.fields] == [
        ("docx:title", HEADLINE),
        ("docx:author", "Ada Miller"),
        ("docx:created", "2024-05-13T08:00:00Z"),
    ]


def test_the_metadata_of_a_docx_come_from_its_text_first():
    facts = ingest(
        source("a.docx", docx([("Title", HEADLINE), *(("x", one) for one in BODY)], "Template")), SETTINGS
    ).metadata
    assert facts.headline.value == HEADLINE
    assert facts.authors.value == ("Ada Miller",)
    assert facts.published.inferred


def test_an_odt_has_its_blocks_and_statements():
    reading = read(OPEN, "a.odt")
    assert words(reading) == [
        ("heading", 1, HEADLINE),
        ("paragraph", 0, "One two three four five"),
        ("paragraph", 0, "A note."),
        ("list", 0, "A point"),
        ("heading", 1, "Titled"),
        ("heading", 2, "Deep"),
    ]
    assert [(field.name, field.value) for field in reading.fields] == [
        ("odt:title", "The bridge"),
        ("odt:author", "Ada Miller"),
    ]


@pytest.mark.parametrize("data", [docx([("x", "a")], more={"word/x.xml": BOMB}), odt("", more={"x.xml": BOMB})])
def test_entities_are_refused(data):
    reading = read(data)
    assert codes(reading) == ["entities"]
    assert reading.text == ""


@pytest.mark.parametrize("make", [lambda more: docx([("x", "a")], more=more), lambda more: odt("", more=more)])
def test_expanded_size_is_checked_first(make):
    settings = replace(SETTINGS, max_source_bytes=50_000)
    assert codes(read(make({"word/x.xml": " " * 100_000}), settings=settings)) == ["too-large"]
    assert "too-large" not in codes(read(make({"word/x.png": " " * 100_000}), settings=settings))


@pytest.mark.parametrize(("data", "path"), [(WORD[:300], "a.docx"), (OPEN[:80], "a.odt"), (WORD[:-40], "a.docx")])
def test_a_damaged_file_is_a_problem(data, path):
    assert codes(read(data, path)) == ["damaged-file"]


def test_a_docx_that_mammoth_cannot_read_is_a_problem():
    assert codes(read(zipped({"word/document.xml": "<w:document"}))) == ["damaged-file"]
    assert codes(read(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}))) == [
        "damaged-file"
    ]


def test_an_odt_without_content_is_empty():
    assert codes(read(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}))) == ["no-text"]


def test_without_the_library_a_problem_names_the_extra(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(building.importlib, "import_module", missing)
    assert "pip install 'briefings[docx]'" in read(WORD).problems[0].message


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the collection of hostile files is not here")
def test_hostile_files_keep_their_places():
    sources = tuple(source(path.name, path.read_bytes()) for path in sorted(HOSTILE.iterdir()))
    documents = [decode(data) for data in isolation.documents(sources, SETTINGS)]
    assert [document.path for document in documents] == [one.path for one in sources]
    found = {problem.code for document in documents for problem in document.problems}
    assert not any(code.startswith("reading-") for code in found)
