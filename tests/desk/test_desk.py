"""Desk files are read as written, and what is wrong with them is said with file, line and the nearest right name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.desk import EMPTY, DeskError, Place, Rule, load_desk

SHIPPED = Path(__file__).parents[2] / "briefings" / "_desk"

TOPICS = """
groups:
  town: [Harbourton, Millbrook*]
topics:
  - id: bridges
    title: Bridges
    description: What happens to bridges.
    threshold: 2
    exclude: [card game]
    rules:
      - phrases: [bridge*, group:town]
        weight: 2.5
      - name: named
        all: [town, [close*, shut]]
        within: paragraph
        unless: town
        headline: [winter]
"""


def problems(**files):
    with pytest.raises(DeskError) as caught:
        load_desk({f"{name}.yml": text.encode() if isinstance(text, str) else text for name, text in files.items()})
    assert str(caught.value)
    return [
        (problem.path.removeprefix("_desk/"), problem.lines[0], problem.message) for problem in caught.value.problems
    ]


def test_no_files_make_an_empty_desk():
    assert load_desk({}).topics == EMPTY.topics == ()
    assert load_desk({"topics.yml": b"# nothing yet\n"}).topics == ()


def test_topics_have_their_groups_written_out():
    (topic,) = load_desk({"topics.yml": TOPICS.encode()}).topics
    assert (topic.id, topic.title, topic.threshold, topic.exclude) == ("bridges", "Bridges", 2.0, ("card game",))
    town = ("Harbourton", "Millbrook*")
    assert topic.rules == (
        Rule(groups=(("bridge*", *town),), within="sentence", unless=(), headline=(), weight=2.5, name="bridge*, town"),
        Rule(
            groups=(town, ("close*", "shut")),
            within="paragraph",
            unless=town,
            headline=("winter",),
            weight=1.0,
            name="named",
        ),
    )


def test_a_long_list_is_named_by_its_first_phrases():
    text = "topics: [{id: a, title: A, description: a, rules: [{phrases: [b, c, d, e]}]}]"
    assert load_desk({"topics.yml": text.encode()}).topics[0].rules[0].name == "b, c, d…"


def test_names_and_places():
    desk = load_desk(
        {
            "outlets.yml": b"outlets:\n  - {id: post, name: The Post, domains: [post.example], aliases: [Post]}\n",
            "people.yml": b"people:\n  - {name: Ann Lee, aliases: [Lee]}\norganisations:\n  - name: Bridge Board\n",
            "places.yml": b"places:\n  - {name: Upper Mill, country: GB, lat: 51.5, lon: -1, precision: town}\n"
            b"not: [Of, 007]\n",
        }
    )
    assert desk.outlets[0].domains == ("post.example",)
    assert desk.people[0].aliases == ("Lee",)
    assert desk.organisations[0].name == "Bridge Board"
    assert desk.places == (Place(name="Upper Mill", country="GB", lat=51.5, lon=-1.0, precision="town"),)
    assert desk.never_places == ("Of", "007")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("threshold: 2", "treshold: 2", 8, "unknown key 'treshold'; did you mean 'threshold'?"),
        ("threshold: 2", "threshold: high", 8, "'threshold' must be a valid number"),
        ("threshold: 2", "threshold: [", 10, "look here and in the lines before for an open bracket"),
        ("threshold: 2", "threshold: 0", 8, "'threshold'"),
        ("id: bridges", "id: The Bridges", 5, "lower-case letters"),
        ("    title: Bridges\n", "", 5, "'title' is missing"),
        ("[bridge*, group:town]", "[b*e]", 11, "end of a word"),
        ("[bridge*, group:town]", "['...']", 11, "letter or a digit"),
        ("[bridge*, group:town]", "[bridge*, group:twon]", 11, "no group 'twon'; did you mean 'town'?"),
        ("[bridge*, group:town]", "5", 11, "must be a list"),
        ("phrases: [bridge*, group:town]", "name: x", 11, "either 'phrases' or 'all'"),
        ("all: [town, [close*, shut]]", "all: [town]", 14, "at least 2 items"),
        ("within: paragraph", "within: page", 15, "'sentence' or 'paragraph'"),
        ("unless: town", "unless: {a: b}", 16, "must be a list"),
        ("exclude: [card game]", "exclude: nobody", 9, "no group 'nobody'"),
        ("  town: [", "  town: &a [", 3, "anchor"),
        ("topics:", "topics: x\nother:", 4, "must be a list"),
    ],
)
def test_a_broken_taxonomy_says_where(old, new, line, words):
    found = problems(topics=TOPICS.replace(old, new))
    assert [(path, number) for path, number, message in found if words in message] == [("topics.yml", line)]


def test_every_file_is_checked_at_once():
    found = problems(
        topics="- a\n",
        outlets="outlets:\n  - {id: a, name: A}\n  - {id: b, name: B, domains: [a]}\n",
        people=b"people:\n  - name: \xff\n",
        places="places:\n  - {name: A, lat: 99}\n  - x\n",
        topic="",
    )
    assert [(path, line) for path, line, _ in found] == [
        ("topic.yml", 1),
        ("topics.yml", 1),
        ("people.yml", 2),
        ("places.yml", 2),
        ("places.yml", 3),
        ("outlets.yml", 3),
    ]
    assert found[0][2].endswith("did you mean 'topics.yml'?")


def test_topic_and_person_names_are_not_taken_twice():
    twice = "people:\n  - {name: Ann Lee, aliases: [Lee]}\n  - {name: Bo Lee, aliases: [lee]}\n"
    assert problems(people=twice)[0][:2] == ("people.yml", 3)


def test_the_shipped_desk_is_right():
    desk = load_desk({path.name: path.read_bytes() for path in SHIPPED.glob("*.yml")})
    assert {topic.id for topic in desk.topics} >= {"border-attacks", "nato-enlargement", "aid-packages"}
    assert desk.outlets
    assert desk.people
    assert "Reading" in desk.never_places


@given(st.text(max_size=200))
def test_any_text_is_a_desk_or_problems(text):
    try:
        load_desk({"topics.yml": text.encode("utf-8", "replace")})
    except DeskError as error:
        found = error.problems
        assert found


def test_a_place_lies_within_one_of_the_same_file():
    places = b"places:\n  - {name: Ridgeport, within: Northshire}\n  - {name: Northshire}\n"
    assert load_desk({"places.yml": places}).places[0].within == "Northshire"
    with pytest.raises(DeskError) as caught:
        load_desk({"places.yml": places.replace(b"within: North", b"within: Nort")})
    (problem,) = caught.value.problems
    assert (problem.lines, problem.message) == (
        (2, 2),
        "there is no place 'Nortshire'; did you mean 'Northshire'?",
    )
