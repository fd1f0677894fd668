"""JSON, JSON Lines, CSV and feeds: a record a document, its names understood, the rest reported."""

import csv
import json
from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import PluginError

from generator.extract import ingest
from generator.plugin import BriefingsPlugin
from generator.plugin.options import settings_of
from generator.readers import building, dispatch, records, unpacking
from tests.support.packing import BODY, CSV, HEADLINE, JSON_LINES, RECORDS, SETTINGS, feed, source


def unpack(data, path="a.json", settings=SETTINGS):
    return unpacking.unpack(source(path, data), settings)


def codes(unpacked):
    return [(problem.code, problem.lines) for problem in unpacked.problems]


def read(data, path="a.json", settings=SETTINGS):
    return dispatch.read(source(path, data), settings)


def fields(reading):
    return [(field.name, field.value) for field in reading.fields]


def words(reading):
    return [reading.words(block) for block in reading.blocks]


def test_one_record_is_one_document():
    data = json.dumps(RECORDS[0])
    assert [one.path for one in unpack(data).sources] == ["a.json"]
    reading = read(data)
    assert words(reading) == list(BODY)
    assert fields(reading) == [
        ("record:headline", HEADLINE),
        ("record:published", "2024-05-13"),
        ("record:author", "Ada Miller"),
        ("record:author", "Ben Frost"),
    ]


def test_the_record_decides_on_the_metadata():
    facts = ingest(source("a.json", json.dumps(RECORDS[0])), SETTINGS).metadata
    assert facts.headline.value == HEADLINE
    assert facts.authors.value == ("Ada Miller", "Ben Frost")
    assert str(facts.published.value) == "2024-05-13"


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (json.dumps(RECORDS), "a.json"),
        (json.dumps({"status": "ok", "articles": RECORDS}), "a.json"),
        (json.dumps({"response": {"results": RECORDS}}), "a.json"),
        (JSON_LINES, "a.jsonl"),
        (JSON_LINES.replace("\n", "\n\n"), "a.txt"),
    ],
)
def test_many_records_are_many_documents(data, path):
    unpacked = unpack(data, path)
    assert unpacked.problems == ()
    assert [fields(dispatch.read(one, SETTINGS))[0][1] for one in unpacked.sources] == [HEADLINE, "Ferry fares rise"]
    assert all(one.path.startswith(f"{path}/") for one in unpacked.sources)


def test_names_of_other_systems_are_understood():
    record = {
        "title": {"rendered": "The bridge"},
        "content": {"rendered": "<p>Words &amp; signs.</p><script>x()</script><p>More.</p>"},
        "byline": {"original": "Ada Miller"},
        "source": {"id": None, "name": "Harbour Post"},
        "publishedAt": 1715588400,
        "in_language": "en",
    }
    reading = read(json.dumps(record))
    assert words(reading) == ["Words & signs.", "More."]
    assert fields(reading) == [
        ("record:headline", "The bridge"),
        ("record:published", "1715588400"),
        ("record:publisher", "Harbour Post"),
        ("record:language", "en"),
        ("record:author", "Ada Miller"),
    ]


def test_the_settings_name_the_fields():
    settings = replace(SETTINGS, record_fields=(("text", "inner.words"), ("headline", "a.b")))
    reading = read(json.dumps({"title": "No", "a.b": "Yes", "inner": {"words": "Words."}}), settings=settings)
    assert words(reading) == ["Words."]
    assert fields(reading) == [("record:headline", "Yes")]


def test_a_record_without_a_text_shows_its_summary():
    assert words(read(json.dumps({"title": "The bridge", "summary": "It is shut."}))) == ["It is shut."]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ('{"a": 1}', "no-record"),
        ('{"a": {"b": "c"}, "items": [1, true, null]}', "no-record"),
        ('[{"title": ', "damaged-file"),
        ('{"text": ' + "[" * 100_000, "damaged-file"),
        ('{"text": 1' + "0" * 10_000 + "}", "damaged-file"),
    ],
)
def test_what_is_no_record_is_a_problem(data, code):
    assert [one.path for one in unpack(data).sources] == ["a.json"]
    assert [problem.code for problem in read(data).problems] == [code]


def test_half_a_character_is_shown_as_a_sign():
    assert words(read('{"title": "a", "text": "x \\ud800 y"}')) == ["x ? y"]


def test_lines_that_are_no_record_are_reported_with_their_number():
    unpacked = unpack('{"a": 1}\n' + JSON_LINES + "not json\n", "a.jsonl")
    assert len(unpacked.sources) == 2
    assert codes(unpacked) == [("record-skipped", (1, 1)), ("record-skipped", (4, 4))]


def test_each_row_of_a_table_is_a_document():
    unpacked = unpack(CSV, "a.csv")
    assert [words(dispatch.read(one, SETTINGS)) for one in unpacked.sources] == [[BODY[0]], [BODY[2]]]
    assert unpacked.problems == ()


@pytest.mark.parametrize(("sign", "path"), [(";", "a.csv"), ("\t", "a.tsv"), ("|", "a.txt")])
def test_the_sign_between_cells_is_told_by_the_first_line(sign, path):
    unpacked = unpack(f"headline{sign}body\nThe bridge{sign}Words, words.\n", path)
    assert [fields(dispatch.read(one, SETTINGS)) for one in unpacked.sources] == [[("record:headline", "The bridge")]]


def test_rows_without_words_are_reported_and_a_strange_table_too():
    assert codes(unpack("title,text,n\n,,1\n\nA,B,2\n", "a.csv")) == [("record-skipped", (2, 2))]
    assert codes(unpack("a,b\n1,2\n", "a.csv")) == [("record-skipped", (2, 2)), ("no-record", None)]


def test_a_cell_beyond_all_limits_ends_the_table(request):
    request.addfinalizer(partial(csv.field_size_limit, csv.field_size_limit()))  # it holds for the whole process
    text = "title,text\nA,B\nC," + "x" * 3000 + "\n"
    unpacked = unpack(text, "a.csv", replace(SETTINGS, max_source_bytes=3040))
    assert len(unpacked.sources) == 2
    unpacked = unpacking.Unpacked(
        sources=(), problems=tuple(records.split_csv(source("a.csv", text), replace(SETTINGS, max_source_bytes=100)))
    )
    assert [one.code for one in unpacked.problems if hasattr(one, "code")] == ["record-skipped"]


def test_addresses_are_stable_and_unique():
    rows = [{"id": "x", "title": "a", "text": "1"}, {"id": "x", "title": "a", "text": "2"}]
    first = [one.path for one in unpack(json.dumps(rows)).sources]
    assert len(set(first)) == 2
    assert [one.path for one in unpack(json.dumps([{"id": "y", "title": "b", "text": "3"}, *rows])).sources][
        1
    ] == first[0]


def test_each_item_of_a_feed_is_a_document():
    unpacked = unpack(feed([("The bridge", "<p>One.</p><p>Two.</p>"), ("The ferry", "Plain")]), "a.xml")
    readings = [dispatch.read(one, SETTINGS) for one in unpacked.sources]
    assert [words(reading) for reading in readings] == [["One.", "Two."], ["Plain"]]
    stated = dict(fields(readings[0]))
    assert stated["feed:headline"] == "The bridge"
    assert stated["feed:published"] == "2024-05-13T08:00:00+02:00"
    assert stated["feed:publisher"] == "Harbour Post"
    assert stated["feed:author"] == "Ada Miller"
    facts = ingest(unpacked.sources[0], SETTINGS).metadata
    assert (facts.headline.value, facts.publisher.value) == ("The bridge", "Harbour Post")
    assert facts.url.value == "https://post.example/0"


def test_atom_is_a_feed():
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Post</title><entry><title>The bridge</title>'
        '<id>1</id><updated>2024-05-13T08:00:00Z</updated><content type="text">a &lt; b</content></entry></feed>'
    )
    (one,) = unpack(text, "a.atom").sources
    reading = dispatch.read(one, SETTINGS)
    assert words(reading) == ["a < b"]
    assert ("feed:updated", "2024-05-13T08:00:00Z") in fields(reading)


@pytest.mark.parametrize(
    ("label", "codec", "headline"), [("Shift_JIS", "cp932", "①番の橋"), ("EUC-KR", "cp949", "똠방각하의 다리")]
)
def test_labels_of_encodings_mean_what_browsers_read(label, codec, headline):
    text = feed([(headline, "1")]).partition("?>")[2]
    (one,) = unpack((f'<?xml version="1.0" encoding="{label}"?>{text}').encode(codec), "a.xml").sources
    assert ("feed:headline", headline) in fields(dispatch.read(one, SETTINGS))


def test_a_feed_that_is_cut_off_gives_what_it_holds():
    unpacked = unpack(feed([("A", "1"), ("B", "2")])[:-40], "a.rss")
    assert len(unpacked.sources) == 2
    assert codes(unpacked) == [("damaged-file", None)]


def test_a_feed_without_items_is_a_problem():
    assert codes(unpack(feed([]), "a.rss")) == [("damaged-file", None)]


def test_entities_of_a_feed_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("THE SECRET")
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "THE SECRET">]>'
    text = head + feed([("A", "1")]).partition("?>")[2].replace("<title>A", "<title>A &x; &y;")
    for path in ("a.rss", "a.xml"):
        unpacked = unpack(text, path)
        assert all(b"SECRET" not in one.data for one in unpacked.sources)


def test_without_the_library_a_problem_names_the_extra(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(building.importlib, "import_module", missing)
    (problem,) = unpack(feed([("A", "1")]), "a.rss").problems
    assert "pip install 'briefings[feeds]'" in problem.message


def test_the_plugin_takes_the_names_of_fields_and_refuses_others():
    config = SimpleNamespace(site_name="Site", site_url="", use_directory_urls=True, theme={"language": "en"})
    plugin = BriefingsPlugin()
    assert plugin.load_config({"record_fields": {"text": "inner.words"}}) == ([], [])
    assert settings_of(plugin.config, config).record_fields == (("text", "inner.words"),)
    plugin.load_config({"record_fields": {"words": "a"}})
    with pytest.raises(PluginError, match="'words' is none of headline"):
        settings_of(plugin.config, config)


def test_the_days_of_a_program_that_keeps_pages_are_not_the_articles():
    filed = {"created_at": "2024-06-01T10:00:00+00:00", "updated_at": "2024-06-02T10:00:00+00:00"}
    record = {"title": HEADLINE, "content": BODY[0], "published_at": "2024-05-13T08:00:00+00:00", **filed}
    facts = ingest(source("a.json", json.dumps(record)), SETTINGS).metadata
    assert (facts.published.value.isoformat(), facts.updated) == ("2024-05-13T08:00:00+00:00", None)
    del record["published_at"]
    facts = ingest(source("a.json", json.dumps(record)), SETTINGS).metadata
    assert (facts.published.value.isoformat(), facts.updated.value.isoformat()) == tuple(filed.values())


@pytest.mark.parametrize(
    ("stated", "name", "value"),
    [
        ({"date_publish": "2024-05-13 08:00:00", "date_download": "2024-06-01"}, "published", "2024-05-13 08:00:00"),
        ({"published_by": ["Ada Miller"]}, "author", "Ada Miller"),
        ({"Publication Title": "Harbour Post"}, "publisher", "Harbour Post"),
        ({"Abstract Note": "Drivers go through the valley."}, "subtitle", "Drivers go through the valley."),
    ],
)
def test_names_of_collectors_and_reference_managers_are_known(stated, name, value):
    reading = read(json.dumps({"title": HEADLINE, "text": BODY[0], **stated}))
    assert (f"record:{name}", value) in fields(reading)
