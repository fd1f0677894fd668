"""PDF: paragraphs, headings and statements of the text layer; what has none is a problem that says so."""

from pathlib import Path

import pytest

from generator.extract import ingest
from generator.pipeline import isolation
from generator.readers import building, dispatch
from generator.readers.pdf import _iso, _whole
from generator.runtime.serialisation import decode
from tests.support.packing import BODY, HEADLINE, SETTINGS, pdf, source

HOSTILE = Path(__file__).parents[3] / "shared" / "data" / "hostile" / "pdf-py-pdf"
LONG = [
    "The council of the harbour town has put off its vote on the new bridge",
    "for the second time this year because the engineers had not been able",
    "to say by when the cables would have been looked at and who would pay.",
    "Short end.",
    "Ferries will sail every half hour until the bridge is open again, said",
    "the mayor, who had asked for more of them to be sent up from the south",
    "and hoped that the first of these would come in the week after Easter.",
]


def read(data, path="a.pdf"):
    return dispatch.read(source(path, data), SETTINGS)


def words(reading):
    return [(block.kind, block.level, reading.words(block)) for block in reading.blocks]


def codes(reading):
    return [problem.code for problem in reading.problems]


def test_larger_print_is_a_heading_and_lines_make_paragraphs():
    reading = read(pdf([[(24, HEADLINE[:20]), (24, HEADLINE[20:]), *((11, line) for line in LONG), (14, "More")]]))
    assert reading.media_type == "application/pdf"
    assert words(reading) == [
        ("heading", 1, HEADLINE),
        ("paragraph", 0, " ".join(LONG[:4])),
        ("paragraph", 0, " ".join(LONG[4:])),
        ("heading", 2, "More"),
    ]
    assert reading.problems == ()


def test_what_the_file_states_becomes_fields():
    reading = read(
        pdf([[(11, BODY[0])]], "/Title (Bridge) /Author (Ada Miller) /CreationDate (D:20240513182000+02'00')")
    )
    assert [(field.name, field.value) for field in reading.fields] == [
        ("pdf:title", "Bridge"),
        ("pdf:author", "Ada Miller"),
        ("pdf:created", "2024-05-13T18:20:00+02:00"),
    ]


def test_the_statements_are_the_last_candidates():
    info = "/Title (Untitled 1) /Author (Ada Miller) /CreationDate (D:20240513)"
    facts = ingest(source("a.pdf", pdf([[(24, HEADLINE), *((11, line) for line in BODY)]], info)), SETTINGS).metadata
    assert facts.headline.value == HEADLINE
    assert facts.authors.value == ("Ada Miller",)
    assert facts.published.inferred
    assert [evidence.field for evidence in facts.published.evidence] == ["pdf:created"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("D:20240513182000+02'00'", "2024-05-13T18:20:00+02:00"),
        ("D:20240513182000Z", "2024-05-13T18:20:00Z"),
        ("D:202405131820", "2024-05-13T18:20:00"),
        ("D:202405", "2024-05-01"),
        ("13 May 2024", "13 May 2024"),
    ],
)
def test_dates_are_told_in_the_usual_form(written, expected):
    assert _iso(written) == expected


def test_heads_and_feet_of_pages_are_left_out_and_named():
    page = [(11, "Harbour Post"), *((11, line) for line in LONG)]
    reading = read(pdf([[*page, (11, f"Page {number}")] for number in range(1, 5)]))
    assert codes(reading) == ["page-heads"]
    assert "Harbour Post; Page #" in reading.problems[0].message
    assert "Page" not in reading.text
    assert reading.text.count("Short end.") == 4


def test_a_paragraph_goes_on_over_the_page_and_a_gap_ends_one():
    spaced = [(11, line) for line in LONG[:2]]
    data = pdf([[*spaced, (11, ""), (11, ""), *((11, line) for line in LONG[4:6])], [(11, LONG[6])]])
    assert [text for _, _, text in words(read(data))][-1].endswith(
        "the first of these would come in the week after Easter."
    )


def test_a_scan_says_so():
    reading = read(pdf([[], []]))
    assert codes(reading) == ["scan"]
    assert "2 pages hold pictures but no text" in reading.problems[0].message


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", pdf([[(11, "x")]])[:90]])
def test_a_damaged_file_is_a_problem(data):
    assert codes(read(data)) == ["damaged-file"]


def test_a_page_that_cannot_be_read_is_named_and_the_others_are_kept():
    data = pdf([[(11, BODY[0])], [(11, BODY[1])]]).replace(b"/Type /Page /Parent", b"/Type /Nope /Parent", 1)
    reading = read(data)
    assert BODY[1] in reading.text
    assert codes(reading) == ["page-unreadable"]


def test_without_the_library_a_problem_names_the_extra(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(building.importlib, "import_module", missing)
    reading = read(pdf([[(11, "x")]]))
    assert codes(reading) == ["missing-library"]
    assert "pip install 'briefings[pdf]'" in reading.problems[0].message


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the collection of hostile files is not here")
def test_hostile_files_keep_their_places():
    sources = tuple(source(path.name, path.read_bytes()) for path in sorted(HOSTILE.iterdir()))
    documents = [decode(data) for data in isolation.documents(sources, SETTINGS)]
    assert [document.path for document in documents] == [one.path for one in sources]
    found = {document.path: {problem.code for problem in document.problems} for document in documents}
    assert "locked" in found["libreoffice-writer-password.pdf"]
    assert "scan" in found["grayscale-image.pdf"]
    assert not any(code.startswith("reading-") for codes in found.values() for code in codes)


def test_a_word_that_a_hyphen_cut_is_joined():
    assert _whole("the harbour brid\ufffe") == ("the harbour", "brid")
    assert _whole("the well-known") == ("the well-known", "")
