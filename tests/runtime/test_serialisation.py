import datetime as dt
import pickle
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate import mark
from generator.exports.explain_document import to_json
from generator.extract import ingest
from generator.model import Candidate, Metadata, Source, Span
from generator.runtime.serialisation import decode, encode
from generator.settings import Settings
from tests.support.golden_cases import CASES, DESK, NAMES, SAMPLES
from tests.support.making import ARTICLE, DOCUMENTS, LIVE, fact


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.path)
def test_a_document_comes_back_as_it_was(document):
    assert decode(encode(document)) == document
    assert encode(decode(encode(document))) == encode(document)


@pytest.mark.parametrize("path", [path for path in CASES if path.parent == SAMPLES], ids=lambda path: path.name)
def test_a_sample_comes_back_with_the_same_explanation(path):
    read = ingest(Source(path=path.name, data=path.read_bytes(), sha256="0"), Settings())
    for document in (read, mark(read, DESK, NAMES)):
        again = decode(encode(document))
        assert again == document
        assert repr(to_json(again)) == repr(to_json(document))
        assert encode(again) == encode(document)


VALUES = st.one_of(
    st.text(),
    st.integers(min_value=-(2**63), max_value=2**64 - 1),
    st.lists(st.text()).map(tuple),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(dt.timezone(dt.timedelta(hours=5, minutes=45)))),
)


@given(VALUES, VALUES)
def test_every_fact_keeps_its_value_and_type(one, other):
    lost = Candidate(field="published", fact=fact(other, Span(0, 3)), reason="comes first")
    document = replace(ARTICLE, metadata=Metadata(published=fact(one, inferred=True), rejected=(lost,)))
    again = decode(encode(document))
    assert again == document
    assert type(again.metadata.published.value) is type(one)
    assert type(again.metadata.rejected[0].fact.value) is type(other)


def test_an_introduction_keeps_its_time():
    document = replace(LIVE, introduction=replace(LIVE.posts[0], anchor="post-0"))
    assert decode(encode(document)) == document
    timeless = replace(document, posts=tuple(replace(post, time=None) for post in LIVE.posts))
    assert decode(encode(timeless)) == timeless


def test_a_zone_with_a_name_becomes_its_offset():
    moment = dt.datetime(2024, 5, 6, 12, tzinfo=ZoneInfo("Europe/Kyiv"))
    again = decode(encode(replace(ARTICLE, metadata=Metadata(updated=fact(moment)))))
    assert again.metadata.updated.value.isoformat() == moment.isoformat() == "2024-05-06T12:00:00+03:00"


@given(st.binary())
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError):  # noqa: PT011 - the words are the library's
        decode(data)


def test_bytes_that_would_run_are_refused():
    with pytest.raises(ValueError):  # noqa: PT011 - the words are the library's
        decode(pickle.dumps(ARTICLE))
    data = encode(ARTICLE)
    for end in range(0, len(data), 7):
        with pytest.raises(ValueError):  # noqa: PT011 - the words are the library's
            decode(data[:end])
