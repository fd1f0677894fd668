import csv
import datetime as dt
import io
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import exports
from generator.corpus import assemble, rights
from generator.exports import dataset
from generator.exports.dataset import formats
from generator.exports.dataset.tables import TABLES, Column, Table
from generator.model import EventDay, Figure, Page, Quotation, Span
from generator.settings import Settings
from tests.hostile import payloads
from tests.support.making import ARTICLE, DESK, DOCUMENTS, LIVE, document, fact

SITE = Settings(site_name="Test desk", site_url="https://site.example/")
SAID = Quotation(text="We will rebuild every house.", span=Span(180, 210), speaker="Ada Holt", via=("Harbour Post",))
COUNTED = Figure(
    value=12, what="houses", text="12 houses", span=Span(38, 47), bound="at least", day=dt.date(2024, 5, 6)
)
TOLD = EventDay(words="on Monday", day=dt.date(2024, 5, 6), precision="day", span=Span(61, 70), rule="weekday")
POST = replace(ARTICLE.posts[0], quotations=(SAID,), figures=(COUNTED,), event_days=(TOLD,))
FULL = replace(
    ARTICLE, posts=(POST,), metadata=replace(ARTICLE.metadata, updated=fact(dt.date(2024, 5, 7)), subtitle=fact("More"))
)


def render(*documents, settings=SITE, former=()):
    corpus = assemble(documents, DESK, former=former)
    return {
        one.path: b"".join(exports.pieces(one)) for one in dataset.render(corpus, settings) if not isinstance(one, Page)
    }


OLD = replace(FULL, path="copy.txt")
FILES = render(FULL, *DOCUMENTS[1:], replace(FULL, path="copy.v2.txt"), former=[OLD])


def csv_of(name, files=FILES):
    return list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode(), newline="")))


def json_of(name, files=FILES):
    return json.loads(files[f"data/{name}.json"])


def ask(question, files=FILES):
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(files["data/briefings.db"])
        base.row_factory = sqlite3.Row
        return [dict(row) for row in base.execute(question)]


def test_tables_hold_what_was_found():
    one = next(row for row in json_of("documents") if row["path"] == "notes/a.txt")
    assert one["headline"] == "Shelling damages *houses* & <b>roofs</b> in Ridgeport"
    assert (one["published"], one["published_inferred"], one["updated"]) == ("2024-05-06", True, "2024-05-07")
    assert (one["outlet"], one["language"], one["rights"], one["kind"]) == ("Harbour Post", "en", "full", "article")
    assert one["page"] == f"https://site.example/documents/{one['id']}/"
    assert [row["name"] for row in json_of("authors") if row["document"] == one["id"]] == ["Lena Marsh", "Tom Birch"]
    post = next(row for row in json_of("posts") if row["document"] == one["id"])["id"]
    mine = {name: [row for row in json_of(name) if row["post"] == post] for name in MINE}
    assert [row["topic"] for row in mine["topics"]] == ["border-attacks", "aid-packages"]
    assert [(row["kind"], row["name"], row["line"]) for row in mine["mentions"]][:2] == [
        ("person", "Ada Holt", 1),
        ("place", "Ridgeport", 1),
    ]
    assert [(row["speaker"], row["via"], row["text"]) for row in mine["quotations"]] == [
        ("Ada Holt", "Harbour Post", "We will rebuild every house.")
    ]
    assert [(row["value"], row["bound"], row["what"], row["day"]) for row in mine["figures"]] == [
        (12, "at least", "houses", "2024-05-06")
    ]
    assert [(row["day"], row["precision"], row["words"]) for row in mine["event-days"]] == [
        ("2024-05-06", "day", "on Monday")
    ]


MINE = ("topics", "mentions", "quotations", "figures", "event-days")


def test_posts_of_live_blogs_are_rows():
    slug = next(row["id"] for row in json_of("documents") if row["kind"] == "live-blog")
    posts = [row for row in json_of("posts") if row["document"] == slug]
    assert [row["headline"] for row in posts] == ["Flag raised over the hall", "Shelling reported near the bridge"]
    assert [row["time"] for row in posts] == ["2024-05-07T12:00:00+02:00", "2024-05-07T11:05:00+02:00"]
    assert [row["page"] for row in posts] == [
        f"https://site.example/documents/{row['id'].replace('#', '/#')}" for row in posts
    ]


def test_stories_lead_to_their_posts():
    stories, members = json_of("stories"), json_of("story-posts")
    assert stories
    for row in stories:
        assert [one["position"] for one in members if one["story"] == row["id"]] == list(range(1, row["posts"] + 1))
    assert {row["post"] for row in members} <= {row["id"] for row in json_of("posts")}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_csv_json_and_the_database_agree(table):
    told = json.loads(FILES["data/datapackage.json"])["resources"]
    schema = next(one["schema"] for one in told if one["path"] == f"{table.file}.csv")
    names = [field["name"] for field in schema["fields"]]
    rows = csv_of(table.file)
    assert rows
    assert list(rows[0]) == names == list(json_of(table.file)[0])
    assert [list(row) for row in json_of(table.file)] == [names] * len(rows)
    assert [{name: row[name] for name in names} for row in ask(f"select * from {table.name}")] == json_of(table.file)
    for field in schema["fields"]:
        for row in rows:
            parsed(field["type"], row[field["name"]])
    if "primaryKey" in schema:
        assert len({row[schema["primaryKey"]] for row in rows}) == len(rows)


def parsed(kind, cell):
    read = {
        "integer": int,
        "number": float,
        "boolean": {"0": False, "1": True}.__getitem__,
        "date": dt.date.fromisoformat,
    }
    return cell and read.get(kind, str)(cell)


def test_rows_that_name_others_find_them():
    assert ask("pragma foreign_key_check") == []
    assert ask("pragma integrity_check") == [{"integrity_check": "ok"}]
    for resource in json.loads(FILES["data/datapackage.json"])["resources"]:
        for key in resource["schema"].get("foreignKeys", ()):
            there = {row[key["reference"]["fields"]] for row in csv_of(key["reference"]["resource"])}
            assert {row[key["fields"]] for row in csv_of(resource["name"])} <= there


def test_the_database_finds_words():
    found = ask(
        "select posts.document from posts_fts join posts on posts.rowid = posts_fts.rowid "
        "where posts_fts match 'BLANKETS'"
    )
    assert len(found) == 2
    assert "Blankets for all families" in ask("select text from posts where text like '%Blankets%'")[0]["text"]


def test_the_same_documents_give_the_same_bytes():
    assert render(*DOCUMENTS) == render(*reversed(DOCUMENTS))


def test_the_database_is_sound_and_tells_nothing_of_how_it_was_made():
    data = FILES["data/briefings.db"]
    assert ask("pragma integrity_check") == [{"integrity_check": "ok"}]
    assert data[24:28] == bytes(4)
    assert data[92:100] == bytes(8)


def test_datasette_is_told_of_every_column():
    told = json.loads(FILES["data/metadata.json"])
    assert told["source_url"] == "https://site.example/"
    for table in TABLES:
        columns = told["databases"]["briefings"]["tables"][table.name]["columns"]
        assert columns.keys() == {row["name"] for row in ask(f"pragma table_info({table.name})")}


def test_without_an_address_of_the_site_pages_are_relative():
    files = render(ARTICLE, settings=Settings())
    assert json_of("documents", files)[0]["page"].startswith("documents/notes-a-")
    assert "homepage" not in json.loads(files["data/datapackage.json"])
    assert "source_url" not in json.loads(files["data/metadata.json"])


@pytest.mark.parametrize("mode", ["excerpt", "link"])
def test_rights_hold_in_the_data(mode):
    made = replace(FULL, metadata=replace(FULL.metadata, rights=fact(mode)))
    files = render(rights.restricted(made, "full"))
    assert json_of("documents", files)[0]["rights"] == mode
    assert json_of("quotations", files)[0]["text"] is None
    assert json_of("quotations", files)[0]["speaker"] == "Ada Holt"
    assert b"Blankets" not in b"".join(files.values())


def test_the_page_tells_what_there_is():
    corpus = assemble(DOCUMENTS, DESK)
    made = (dataset.render(corpus, site) for site in (SITE, Settings()))
    page, plain = (next(one for one in files if isinstance(one, Page)) for files in made)
    assert page.path == "data.md"
    assert "3 rows: [CSV](data/documents.csv)" in page.text
    assert "Harbour Post: [Atom](outlets/harbour-post.atom)" in page.text
    assert "Atom" not in plain.text


def test_nothing_makes_empty_tables():
    files = render()
    assert (files["data/posts.json"], csv_of("posts", files)) == (b"[\n\n]\n", [])
    assert ask("select count(*) as rows from posts", files) == [{"rows": 0}]


@pytest.mark.parametrize("start", formats.FORMULA)
def test_no_cell_begins_like_a_formula(start):
    made = document("x", headline=fact(f"{start}cmd|' /C calc'!A0"), authors=fact((f"{start}1+1",)))
    for row in (*csv_of("documents", render(made)), *csv_of("authors", render(made))):
        assert not [value for value in row.values() if value.startswith(formats.FORMULA)]


PIECES = st.lists(st.sampled_from([*"=+-@＝＋－＠;\t\r\n ',\"\u00a0x", "x;", ";=", ';"=', "'="]), max_size=12).map(
    "".join
)
SIGNS = tuple("=+-@＝＋－＠")
BEHIND = r"""(?=[ \xa0"']*[=+\-@＝＋－＠])"""
MARK = re.compile(rf"""(?<=[;\t\r\n])'{BEHIND}|\A'(?:{BEHIND}|(?=[ \xa0"']*[\t\r\n]))""")
"""The apostrophes that were written, as the guide tells to take them away."""


def sheet(text):
    """A table of one row as CSV, as it is in the file and as a program reads it."""
    columns = (Column(name="a", kind="string", about=""), Column(name="b", kind="string", about=""))
    data, lines = formats.texts(Table(name="t", about="", columns=columns, rows=lambda *_: iter(())), [(text, text)])
    return data.decode(), list(csv.reader(io.StringIO(data.decode(), newline="")))[1], json.loads(lines)[0]


@given(PIECES)
def test_no_program_finds_a_formula_at_whatever_sign_it_divides(text):
    raw, cells, _ = sheet(text)
    for sign in ";\t":
        pieces = [piece for line in re.split(r"[\r\n]", raw.partition("\r\n")[2]) for piece in line.split(sign)]
        rows = [cell for row in csv.reader(io.StringIO(raw, newline=""), delimiter=sign) for cell in row]
        inside = [piece for cell in cells for piece in re.split(r"[;\t\r\n]", cell)]
        assert not [piece for piece in (*pieces, *rows, *inside) if piece.lstrip(' "\xa0').startswith(SIGNS)]


@given(PIECES)
def test_a_text_comes_back_from_a_sheet(text):
    _, cells, value = sheet(text)
    assert MARK.sub("", cells[0]) == text == value["a"]


@given(PIECES, PIECES)
def test_two_texts_never_make_the_same_cell(one, other):
    assert (formats._cell(one) == formats._cell(other)) == (one == other)


@pytest.mark.parametrize("text", ["a; b - c", "costs = 3; 4", "x-y; 'quoted' words", "https://a.example/?b=1;c=2"])
def test_a_text_without_a_formula_stays_as_it_is(text):
    assert sheet(text)[1] == [text, text]


HOSTILE = st.one_of(st.sampled_from(payloads.own()), st.text(st.characters(blacklist_categories=()), max_size=40))


@given(HOSTILE, HOSTILE)
def test_no_text_breaks_a_table(title, text):
    made = document(
        f"x {text.replace(chr(10), ' ')}", headline=fact(title), authors=fact((text,)), publisher=fact(title)
    )
    quoted = replace(SAID, text=text, speaker=title, span=Span(0, 1))
    files = render(replace(made, posts=(replace(made.posts[0], quotations=(quoted,)),)), LIVE)
    for table in TABLES:
        rows = csv_of(table.file, files)
        assert len(rows) == len(json_of(table.file, files)) == len(ask(f"select * from {table.name}", files))
        assert not [value for row in rows for value in row.values() if value.startswith(formats.FORMULA)]
