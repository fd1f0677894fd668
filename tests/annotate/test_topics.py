"""Topics are assigned by the editor's rules alone, with every passage that counted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate import topics
from generator.desk import EMPTY, load_desk
from generator.model import Block, Evidence, Fact, Match, Post, Reading, Span, TopicMatch

SHIPPED = Path(__file__).parents[2] / "briefings" / "_desk"


def desk(rules, threshold=1, extra=""):
    text = f"topics:\n- id: t\n  title: T\n  description: d\n  threshold: {threshold}\n  rules: {rules}\n{extra}"
    return load_desk({"topics.yml": text.encode()})


def post(paragraphs, headline=None, kind="paragraph"):
    text, blocks = "", []
    for words in [headline, *paragraphs] if headline else paragraphs:
        blocks.append(Block(kind=kind, span=Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    fact = None
    if headline:
        fact = Fact(value=headline, evidence=(Evidence(rule="x", span=blocks[0].span),))
    reading = Reading(text=text, blocks=tuple(blocks))
    return reading, Post(anchor="a", span=Span(0, len(text)), blocks=tuple(blocks), headline=fact)


def assigned(rules, paragraphs, threshold=1, headline=None, extra=""):
    reading, made = post(paragraphs, headline)
    found = topics.assign(reading, made, desk(rules, threshold, extra))
    return [(match.score, [reading.slice(each.span) for each in match.matches]) for match in found]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("bridge", "The Bridge closed.", ["Bridge"]),
        ("bridge", "Two bridges closed.", []),
        ("bridge*", "Two BRIDGES closed.", ["BRIDGES"]),
        ("bridge", "A footbridge.", []),
        ("cross border", "A cross-border raid.", ["cross-border"]),
        ("cross-border", "A cross border raid.", ["cross border"]),
        ("raid* on town*", "They raided on\n  townsfolk.", ["raided on\n  townsfolk"]),
        ("raid* on town*", "They raided the town.", []),
        ("mayor's", "The mayor’s bridge.", ["mayor’s"]),
        ("F 16*", "Two F-16s came.", ["F-16s"]),
        ("istanbul", "In İstanbul.", ["İstanbul"]),
        ("straße", "Eine STRASSE, eine Straße.", ["Straße"]),
        ("мост*", "Мосты закрыты.", ["Мосты"]),
    ],
)
def test_phrases_are_whole_words(phrase, text, found):
    result = assigned(f'[{{phrases: ["{phrase}"]}}]', [text])
    assert [words for _, words in result] == ([found] if found else [])


def test_groups_must_meet_in_one_sentence():
    rules = "[{all: [[bridge*], [close*, shut]]}]"
    assert assigned(rules, ["The bridge stays. It is shut."]) == []
    assert assigned(rules, ["It rained. They closed the old bridge."]) == [(1.0, ["closed the old bridge"])]


def test_groups_may_meet_in_a_paragraph():
    rules = "[{all: [[bridge*], [shut]], within: paragraph}]"
    assert assigned(rules, ["The bridge stays. It is shut."]) == [(1.0, ["bridge stays. It is shut"])]
    assert assigned(rules, ["The bridge stays.", "It is shut."]) == []


def test_one_word_does_not_stand_for_two_groups():
    rules = "[{all: [[bridge*], [bridge, shut]]}]"
    assert assigned(rules, ["The bridge."]) == []
    assert assigned(rules, ["The bridge is shut."]) == [(1.0, ["bridge is shut"])]


@pytest.mark.parametrize("within", ["sentence", "paragraph"])
def test_exclusions(within):
    rules = f"[{{all: [[bridge], [shut]], within: {within}, unless: [card]}}]"
    assert assigned(rules, ["The card bridge is shut."]) == []
    both = assigned(rules, ["No card here. The bridge is shut."])
    assert bool(both) == (within == "sentence")
    excluded = "  exclude: [game]\n"
    assert assigned(rules, ["The bridge game is shut."], extra=excluded) == []
    assert assigned(rules, ["A game. The bridge is shut."], extra=excluded) == [(1.0, ["bridge is shut"])]


def test_headline_and_lead_weigh_more():
    rules = "[{phrases: [bridge], weight: 2}]"
    lead = "The old bridge over the river will be closed for the whole winter."
    later = "A bridge may be opened in the spring when the river has less water."
    assert assigned(rules, [lead, later], headline="Bridge to close") == [(9.0, ["Bridge", "bridge", "bridge"])]
    assert assigned(rules, ["A bridge.", later], threshold=5) == [(5.0, ["bridge", "bridge"])]
    assert assigned(rules, ["A bridge.", later], threshold=5.1) == []


def test_a_headline_block_counts_as_one():
    reading, made = post(["The bridge"], kind="headline")
    assert topics.assign(reading, made, desk("[{phrases: [bridge]}]"))[0].score == 2.0
    reading, made = post(["The bridge"], kind="caption")
    assert topics.assign(reading, made, desk("[{phrases: [bridge]}]")) == ()


def test_a_rule_may_want_words_in_the_headline():
    rules = "[{phrases: [bridge], headline: [winter]}]"
    assert assigned(rules, ["A bridge."], headline="The winter") == [(1.0, ["bridge"])]
    assert assigned(rules, ["A bridge in winter."], headline="The spring") == []


def test_a_desk_without_topics_assigns_none():
    reading, made = post(["The bridge"])
    assert topics.assign(reading, made, EMPTY) == ()


def test_a_document_has_the_topics_of_its_posts():
    _, made = post(["x"])

    def with_topics(*matches):
        return Post(anchor="a", span=made.span, blocks=made.blocks, topics=matches)

    one, two = (Match(span=Span(i, i + 1), rule="r", weight=2.0) for i in (0, 5))
    first = with_topics(TopicMatch(topic="a", score=2.0, matches=(one,)))
    second = with_topics(
        TopicMatch(topic="a", score=2.0, matches=(two,)), TopicMatch(topic="b", score=4.0, matches=(two, two))
    )
    assert topics.of_document([first, second]) == (
        TopicMatch(topic="a", score=4.0, matches=(one, two)),
        TopicMatch(topic="b", score=4.0, matches=(two, two)),
    )


@given(st.lists(st.text("bridge shut.\n", max_size=60), max_size=5))
def test_a_passage_holds_what_its_rule_looks_for(paragraphs):
    reading, made = post(paragraphs)
    for match in topics.assign(reading, made, desk("[{all: [[bridge], [shut]]}]")):
        for passage in match.matches:
            assert {"bridge", "shut"} <= set(reading.slice(passage.span).lower().replace(".", " ").split())


BORDER = (
    "Shells hit a village in the Belgorod region on Monday, and a drone set a barn on fire near the Russian border."
)
KYIV = "Missiles fell on Kyiv in the night, and three houses in the west of the city burned until the early morning."
ENLARGE = (
    "Parliament voted on Tuesday to join NATO, and the alliance said that accession could follow before the summer."
)
AID = "The government will send howitzers and ammunition worth 200 million euros to Ukraine, the ministry announced."
TRADE = "The two companies will form an alliance and send more tankers of oil to the region, a director announced."


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([BORDER], {"border-attacks"}),
        ([KYIV], set()),
        ([ENLARGE], {"nato-enlargement"}),
        ([AID], {"aid-packages"}),
        ([TRADE], set()),
        ([KYIV, "Ukraine thanked its friends for military aid last year."], set()),
        ([BORDER, ENLARGE, AID, ENLARGE, AID], {"border-attacks", "nato-enlargement", "aid-packages"}),
        (
            ["Rockets were fired from the Belgorod region at the centre of Kharkiv in the night, police said."],
            set(),
        ),
    ],
)
def test_the_shipped_topics(texts, expected):
    shipped = load_desk({path.name: path.read_bytes() for path in SHIPPED.glob("*.yml")})
    reading, made = post(texts)
    assert {match.topic for match in topics.assign(reading, made, shipped)} == expected


def test_a_fourth_topic_is_an_edit_of_the_file_alone():
    written = (SHIPPED / "topics.yml").read_text(encoding="utf-8")
    added = written + (
        "\n  - id: grain\n    title: Grain exports\n    description: Ships, ports and corridors.\n"
        "    threshold: 2\n    rules:\n      - all: [[grain, wheat], [port*, ship*]]\n        weight: 2\n"
    )
    reading, made = post(["Forty ships with grain left the port."])
    found = topics.assign(reading, made, load_desk({"topics.yml": added.encode()}))
    assert [(match.topic, match.score) for match in found] == [("grain", 2.0)]
    assert topics.assign(reading, made, load_desk({"topics.yml": written.encode()})) == ()
