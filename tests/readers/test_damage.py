"""Files that were cut off or altered: of every format, no exception, no lost neighbour, and nothing in silence."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import filenames
from generator.extract import ingest
from generator.pipeline import isolation
from generator.readers import dispatch, unpacking
from generator.runtime import limits
from generator.runtime.serialisation import decode
from tests.support.packing import (
    BODY,
    CSV,
    HEADLINE,
    JSON_LINES,
    MAIL,
    PAGE,
    RECORDS,
    SAVED_PAGE,
    SETTINGS,
    docx,
    feed,
    gzipped,
    odt,
    pdf,
    source,
    tarred,
    warc,
    zipped,
)

PARAGRAPHS = [("Title", HEADLINE), *(("x", line) for line in BODY)]
PAGES = [("https://post.example/1", "text/html", PAGE), ("https://post.example/2", "text/html", PAGE)]
WHOLE = {
    "a.pdf": pdf([[(24, HEADLINE), *((11, line) for line in BODY)]], "/Title (x)"),
    "a.docx": docx(PARAGRAPHS),
    "a.odt": odt("".join(f"<text:p>{line}</text:p>" for line in BODY)),
    "a.eml": MAIL.encode(),
    "a.mhtml": SAVED_PAGE.encode(),
    "a.html": PAGE.encode(),
    "a.html.gz": gzipped(PAGE),
    "a.rss": feed([("A", BODY[0]), ("B", BODY[1])]).encode(),
    "a.json": json.dumps(RECORDS).encode(),
    "a.jsonl": JSON_LINES.encode(),
    "a.csv": CSV.encode(),
    "a.warc": warc(PAGES),
    "a.warc.gz": gzipped(warc(PAGES)),
    "a.zip": zipped({"a.txt": BODY[0], "b.eml": MAIL}),
    "a.tar.gz": tarred({"a.txt": BODY[0], "b.eml": MAIL}),
    "a.tar": tarred({"a.txt": BODY[0], "b.eml": MAIL}, "w"),
}
FEW = settings(max_examples=12, suppress_health_check=list(HealthCheck))


@st.composite
def damaged(draw, whole):
    data = bytearray(whole[: draw(st.integers(0, len(whole)))] if draw(st.booleans()) else whole)
    for _ in range(draw(st.integers(0, 8)) if data else 0):
        data[draw(st.integers(0, len(data) - 1))] ^= 1 << draw(st.integers(0, 7))
    return bytes(data)


def everything(one):
    """What is made of a file, in a child process, since the libraries for PDF are not in Python."""
    unpacked = unpacking.unpack(one, SETTINGS)
    return unpacked, tuple(ingest(inner, SETTINGS) for inner in unpacked.sources)


@pytest.mark.parametrize("path", WHOLE)
@given(data=st.data())
@FEW
def test_a_damaged_file_never_raises_and_is_never_silent(path, data):
    one = source(path, data.draw(damaged(WHOLE[path])))
    dispatch.prepare(one)
    outcome = limits.run(everything, (one,), seconds=20, memory_bytes=SETTINGS.read_memory_bytes)
    assert not isinstance(outcome, limits.Failure), outcome
    unpacked, documents = outcome
    assert unpacked.sources or unpacked.problems
    assert all(document.reading.blocks or document.problems for document in documents)


@pytest.mark.parametrize("path", WHOLE)
def test_a_damaged_file_costs_no_neighbour(path):
    half = source(path, WHOLE[path][: len(WHOLE[path]) // 2])
    group = (source("0.txt", BODY[0]), half, source("z.txt", BODY[1]))
    documents = [decode(data) for data in isolation.documents(group, SETTINGS)]
    assert [document.path for document in documents] == ["0.txt", path, "z.txt"]
    assert [BODY[0], BODY[1]] == [documents[0].reading.text, documents[2].reading.text]
    assert isolation.unpacked(half, SETTINGS).sources or isolation.unpacked(half, SETTINGS).problems


@pytest.mark.parametrize("path", WHOLE)
def test_a_whole_file_is_told_by_its_content(path):
    suffixed, bare = (dispatch.detect(source(name, WHOLE[path])) for name in (path, "a"))
    assert suffixed == bare
    assert suffixed in filenames.SUFFIXES.values()


@given(data=st.binary(max_size=300), path=st.sampled_from([*WHOLE, "a.txt", "a.md"]))
@FEW
def test_any_bytes_under_any_name_are_a_document(data, path):
    unpacked = unpacking.unpack(source(path, data), SETTINGS)
    assert unpacked.sources or unpacked.problems
    assert all(ingest(one, SETTINGS).path == one.path for one in unpacked.sources)
