"""The whole path from a source to its document, and its laws."""

import datetime as dt
import json
import pickle

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.annotate import mark
from generator.annotate.entities import Names
from generator.desk import EMPTY, load_desk
from generator.exports.explain_document import to_json, to_text
from generator.extract import ingest
from generator.extract.structure import SHOWN
from generator.model import Source
from generator.settings import Settings
from tests.support.sources import BODY, document, explained, value

TITLE = "Old bridge over the river is closed"
PIECES = [
    TITLE,
    f"# {TITLE}",
    "By Ada Moore and Ben Holt, QXN",
    "Ada Moore",
    "1 June 2023",
    "Updated 1315 GMT (2115 HKT) June 4, 2023",
    "12:32 GMT",
    "9:10 a.m. ET, June 1, 2023",
    "Share",
    "Comments (3)",
    "* [Home](https://ledger.example/)",
    "> We will build it again",
    "• Mill Lane",
    "Correction: There are nine pillars.",
    "The bridge seen from the mill on Thursday",
    "Photo: Cara Lind",
    "Screenshot 2023-06-01 09.26.41",
    "[feed id=1]",
    "---",
    "```",
    "title: x",
    "The council of the town and the",
    "mayor met on Friday.",
    "16 Posts",
    "�",
    *(paragraph.strip() for paragraph in BODY.split("\n\n")),
]


def accounted(made):
    """The lines that are shown, support a fact, or are listed as set aside."""
    reading, lines = made.reading, set()
    spans = [part for block in made.blocks() for part in (block.span, *block.rest)]
    facts = [
        getattr(made.metadata, name)
        for name in ("headline", "subtitle", "authors", "published", "updated", "publisher")
    ]
    facts += [fact for post in made.posts for fact in (post.time, post.headline, post.authors)]
    spans += [evidence.span for fact in facts if fact for evidence in fact.evidence if evidence.span]
    spans += [one.span for one in made.set_aside]
    for span in spans:
        first, last = reading.lines(span)
        lines.update(range(first, last + 1))
    return lines


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["\n", "\n\n"]), st.sampled_from(["a.txt", "a.md"])
)
def test_nothing_disappears(pieces, gap, path):
    made = document(gap.join(pieces), path)
    written = {number for number, line in enumerate(made.reading.text.split("\n"), 1) if line.strip()}
    assert written <= accounted(made)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["\n", "\n\n"]))
@example(["---", "title: x", "---", TITLE], "\n")
def test_a_span_supports_its_value(pieces, gap):
    made = document(gap.join(pieces))
    for post in made.posts:
        if post.headline:
            assert post.headline.value == made.reading.slice(post.headline.evidence[0].span)
    headline, authors = made.metadata.headline, made.metadata.authors
    if headline and headline.evidence[0].span:
        assert headline.value.split() == made.reading.slice(headline.evidence[0].span).split()
    for author in authors.value if authors else ():
        assert author in " ".join(made.reading.slice(one.span) for one in authors.evidence)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_anchors_are_unique_and_shown_blocks_have_one(pieces):
    made = document("\n\n".join(pieces))
    anchors = [post.anchor for post in made.posts] + [block.anchor for block in made.blocks()]
    assert len(set(anchors)) == len(anchors)
    assert all(anchors)
    assert {block.kind for block in made.blocks()} <= SHOWN


@settings(max_examples=100)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
    st.none() | st.binary(max_size=60),
)
def test_no_source_raises(data, path, sidecar):
    made = ingest(Source(path=path, data=data, sha256="0", sidecar=sidecar), Settings())
    assert to_text(made)
    assert to_json(made)["source"] == path


def test_an_anchor_stays_whatever_is_added():
    before = {block.anchor for block in document(f"{TITLE}\n\n{BODY}").blocks()}
    after = {block.anchor for block in document(f"{TITLE}\n\nIt is raining.\n\n{BODY}\n{TITLE} again.\n").blocks()}
    assert before < after


def test_what_is_missing_is_said():
    answer = explained(f"{BODY}")
    assert {one["code"] for one in answer["problems"]} >= {"no-date", "no-author"}
    assert {one["severity"] for one in answer["problems"] if one["code"] == "no-author"} == {"info"}


def test_damage_is_reported_line_by_line_and_kept():
    answer = explained(f"{TITLE}\n\n{BODY.replace('cracks', 'cr��ks', 1)}")
    assert answer["damaged"] == [3]
    assert "cr��ks" in answer["text"]


def test_damage_that_a_reader_does_not_report_is_reported():
    answer = explained(f"<html><body><h1>{TITLE}</h1><p>Cr�cks. {BODY}</p></body></html>", path="a.html")
    assert any(one["code"] == "damaged-text" for one in answer["problems"])


SIDECAR = """
headline: Bridge closed
authors: [Cara Lind, Ben Holt]
published: 2023-06-03
publisher: null
"""


def test_a_sidecar_overrules_the_source():
    answer = explained(f"{TITLE}\n\nBy Ada Moore, QXN\n\n1 June 2023\n\n{BODY}", sidecar=SIDECAR)
    assert [value(answer, name) for name in ("headline", "authors", "published", "publisher")] == [
        "Bridge closed",
        ["Cara Lind", "Ben Holt"],
        "2023-06-03",
        None,
    ]
    assert answer["headline"]["field"] == "sidecar:headline"


@pytest.mark.parametrize(
    ("sidecar", "message", "line"),
    [
        ("colour: red", "'colour' is not used", 1),
        ("headline: x\npublished: soon", "'published' must be a day", 2),
        ("headline: [a, b]", "'headline' must be a single text", 1),
        ("- a", "not a list of 'name: value' lines", None),
        ("a: &x b", "not used", 1),
    ],
)
def test_what_a_sidecar_cannot_say_is_a_problem(sidecar, message, line):
    problem = next(one for one in document(BODY, sidecar=sidecar).problems if one.code == "sidecar")
    assert message in problem.message
    assert problem.path == "notes.txt.meta.yml"
    assert problem.lines == (line and (line, line))


def test_a_sidecar_that_is_no_text_is_a_problem():
    made = ingest(Source(path="a.txt", data=BODY.encode(), sha256="0", sidecar=b"\xff\xfe\x00"), Settings())
    assert "sidecar" in {one.code for one in made.problems}


def test_an_empty_sidecar_says_nothing():
    assert "sidecar" not in {one.code for one in document(BODY, sidecar="").problems}


OUTLETS = """
outlets:
  - id: qxn
    name: Quaxon News
    domains: [quaxon.example]
    aliases: [QXN]
"""
TOPICS = """
topics:
  - id: bridges
    title: Bridges
    description: Bridges.
    rules:
      - phrases: [bridge]
        weight: 5
"""
DESK = load_desk({"outlets.yml": OUTLETS.encode(), "topics.yml": TOPICS.encode()})


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"{TITLE}\n\nBy Ada Moore, QXN\n\n{BODY}", "Quaxon News"),
        (f"{TITLE}\n\nBy Ada Moore, Ledger\n\n{BODY}", "Ledger"),
        (f"https://news.quaxon.example/bridge\n\n{TITLE}\n\n{BODY}", "Quaxon News"),
        (f"{TITLE}\n\n{BODY}", None),
    ],
)
def test_the_desk_names_outlets(text, publisher):
    marked = mark(document(text), DESK, Names(DESK))
    assert value(to_json(marked), "publisher") == publisher


def test_the_desk_finds_the_outlet_of_an_address():
    made = document(
        f"---\nurl: https://www.quaxon.example/b\npublisher: null\n---\n\n{BODY}",
        path="a.md",
        sidecar="publisher: null",
    )
    assert value(to_json(mark(made, DESK, Names(DESK))), "publisher") == "Quaxon News"


def test_marking_gives_topics_with_their_evidence():
    marked = mark(document(f"{TITLE}\n\n{BODY}"), DESK, Names(DESK))
    answer = to_json(marked)
    assert [topic["id"] for topic in answer["topics"]] == ["bridges"]
    assert answer["posts"][0]["topics"] == ["bridges"]
    assert "topic bridges" in to_text(marked)
    assert mark(marked, EMPTY, Names(EMPTY)).topics == ()


def test_a_document_can_be_sent_to_another_process():
    made = document(f"{TITLE}\n\nBy Ada Moore\n\n{BODY}")
    assert pickle.loads(pickle.dumps(made)) == made


def test_times_are_kept_exact():
    made = document(f"{TITLE}\n\nPublished 1 June 2023 10:05 GMT\n\n{BODY}")
    assert made.metadata.published.value == dt.datetime(2023, 6, 1, 10, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "url", ["http://[x", "https://[x]/a", "http://\u2100.example/", "//[", "http://a:b:c/", "[x]: y"]
)
@pytest.mark.parametrize("place", ["sidecar", "html", "markdown", "json"])
def test_an_address_that_is_none_costs_no_source_its_page(url, place):
    text = "The council put off the vote on the bridge on Monday, and nobody knows why."
    page = (
        f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}"><h1>The bridge</h1><p>{text}</p>'
    )
    data, path, sidecar = {
        "sidecar": (text, "a.txt", f"url: {json.dumps(url)}\n".encode()),
        "html": (f"<html><body><article>{page}</article></body></html>", "a.html", None),
        "markdown": (f"---\nurl: {json.dumps(url)}\n---\n\n{text}\n", "a.md", None),
        "json": (json.dumps({"title": "The bridge", "text": text, "url": url}), "a.json", None),
    }[place]
    document = ingest(Source(path=path, data=data.encode(), sha256="0", sidecar=sidecar), Settings())
    made = mark(document, DESK, Names(DESK))
    assert text in made.reading.text
