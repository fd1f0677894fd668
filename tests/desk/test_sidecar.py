"""What an editor changes by sidecar: facts, lines, posts, topics; tied to passages, never applied to others."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate import mark
from generator.annotate.entities import Names
from generator.cli import main
from generator.desk.sidecar import writing
from generator.desk.sidecar.selectors import describe
from generator.markup import strict_yaml
from generator.model import Span
from generator.pipeline.build import sidecar_of
from tests.support.making import DESK
from tests.support.sources import BODY, MORE, aside, document, explained, value

TITLE = "Old bridge over the river is closed"
TEXT = f"{TITLE}\n\nBy Ada Moore\n\n1 June 2023\n\n{BODY}\nThe shop on the corner sells bread and newspapers.\n"
LIVE = "Live: the bridge\n\n3 June 2024\n\n" + "\n".join(
    f"{hour}:00 GMT\n\nVote {hour} on the bridge\n\n{MORE}" for hour in (12, 11, 10, 9)
)


def tied(text, words, **more):
    start = text.index(words)
    return writing.passage(describe(text, Span(start, start + len(words))), **more)


def sidecar(**entries):
    return strict_yaml.dump(entries)


def posts(answer):
    return [(post["time"], post["lines"][0]) for post in answer["posts"]]


def codes(made):
    return {problem.code for problem in made.problems}


def test_a_correction_holds_while_the_lines_stand_there():
    side = sidecar(headline={"value": "Bridge shut", "instead_of": tied(TEXT, TITLE)})
    grown = TEXT.replace("The shop", "A word was added.\n\nThe shop")
    assert value(explained(TEXT, sidecar=side), "headline") == "Bridge shut"
    assert value(explained(grown, sidecar=side), "headline") == "Bridge shut"


def test_a_correction_of_lines_that_are_gone_is_reported_and_not_applied():
    side = sidecar(headline={"value": "Bridge shut", "instead_of": tied(TEXT, TITLE)})
    newer = document(TEXT.replace(TITLE, "Old bridge over the river opens again"), sidecar=side)
    assert newer.metadata.headline.value == "Old bridge over the river opens again"
    assert [(one.what, one.value, one.stale) for one in newer.overrides] == [("headline", "Bridge shut", True)]
    stale = next(one for one in newer.problems if one.code == "override-stale")
    assert (stale.path, stale.lines) == ("notes.txt.meta.yml", (1, 1))
    assert TITLE in stale.message


@pytest.mark.parametrize(
    ("name", "wanted"), [("headline", None), ("authors", None), ("published", None), ("publisher", None)]
)
def test_nothing_in_place_of_what_the_source_states(name, wanted):
    side = sidecar(**{name: {"value": None, "instead_of": tied(TEXT, "1 June 2023")}})
    assert value(explained(TEXT, sidecar=side), name) is wanted


def test_names_in_place_of_names():
    side = sidecar(authors={"value": ["Cara Lind", "Ben Holt"], "instead_of": tied(TEXT, "By Ada Moore")})
    assert value(explained(TEXT, sidecar=side), "authors") == ["Cara Lind", "Ben Holt"]


def test_lines_set_aside_and_restored():
    words = "The shop on the corner"
    line = TEXT[: TEXT.index(words)].count("\n") + 1
    answer = explained(TEXT, sidecar=sidecar(set_aside=[tied(TEXT, words)]))
    assert aside(answer, "editor") == [line]
    assert words not in answer["text"]
    menu = TEXT + "\nShare\n\nComments (3)\n"
    assert "Comments (3)" not in explained(menu)["text"]
    assert "Comments (3)" in explained(menu, sidecar=sidecar(restore=[tied(menu, "Comments (3)")]))["text"]


def test_posts_merged():
    answer = explained(LIVE, sidecar=sidecar(posts={"merge": [tied(LIVE, "11:00 GMT")]}))
    assert [time[11:16] for time, _ in posts(answer)] == ["12:00", "10:00", "09:00"]
    assert answer["text"].count("Vote 11") == 1
    assert "11:00 GMT" not in answer["text"]


@pytest.mark.parametrize(
    ("more", "time", "inferred"),
    [({"time": "2024-06-03T11:40:00+02:00"}, "2024-06-03T11:40:00+02:00", False), ({}, "2024-06-03T12:00", True)],
)
def test_post_split(more, time, inferred):
    text = LIVE.replace(MORE, f"{MORE}\nMeanwhile the harbour office counted forty boats at the upper pier.\n", 1)
    made = document(text, sidecar=sidecar(posts={"split": [tied(text, "Meanwhile the harbour office", **more)]}))
    first, second = made.posts[:2]
    assert "Meanwhile" not in made.reading.slice(first.span)
    assert made.reading.slice(second.span).startswith("Meanwhile")
    assert second.time.value.isoformat().startswith(time)
    assert second.time.inferred == inferred
    assert len(made.posts) == 5


def test_article_split_is_a_live_blog_with_what_stands_before_as_introduction():
    made = document(TEXT, sidecar=sidecar(posts={"split": [tied(TEXT, "The shop on the corner")]}))
    assert (made.kind, len(made.posts), made.posts[0].time) == ("live-blog", 1, None)


def test_topics_given_and_refused():
    text = TEXT.replace("bread", "bread since the shelling, and asks for an aid package, an aid package")
    side = sidecar(topics={"add": ["aid-packages", "no-such-topic"], "refuse": ["border-attacks"]})
    without, with_side = (mark(document(text, sidecar=one), DESK, Names(DESK)) for one in (None, side))
    assert [match.topic for match in without.topics] == ["border-attacks"]
    assert [(match.topic, match.matches) for match in with_side.topics] == [("aid-packages", ())]


def test_topic_given_to_one_post():
    side = sidecar(topics={"add": [{"topic": "aid-packages", "post": tied(LIVE, "Vote 10 on the bridge")}]})
    made = mark(document(LIVE, sidecar=side), DESK, Names(DESK))
    assert [len(post.topics) for post in made.posts] == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("side", "message", "line"),
    [
        ("set_asides: []", "'set_asides' is not used; did you mean 'set_aside'?", 1),
        ("topics: x", "'topics' must be 'add:' and 'refuse:'", 1),
        ("story: y\nposts:\n  split:\n    - exact: a\n      time: noon", "'posts' must be", 2),
        ("set_aside:\n  - {}", "'set_aside' must be a list of passages", 1),
    ],
)
def test_what_a_sidecar_cannot_say_is_located(side, message, line):
    problem = next(one for one in document(TEXT, sidecar=side).problems if one.code == "sidecar")
    assert message in problem.message
    assert problem.lines == (line, line)


edits = st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["Ferry news", "", "Tide at noon"])), max_size=6)


@given(edits)
def test_no_override_is_lost_or_misapplied_when_a_newer_version_comes(changes):
    words = "The shop on the corner sells bread and newspapers."
    side = sidecar(headline={"value": "Bridge shut", "instead_of": tied(TEXT, TITLE)}, set_aside=[tied(TEXT, words)])
    lines = TEXT.split("\n")
    for place, new in changes:
        lines[place % len(lines) : place % len(lines) + (not new)] = [new] if new else []
    made = document("\n".join(lines), sidecar=side)
    assert [one.what for one in made.overrides] == ["headline", "set_aside"]
    for override, exact in zip(made.overrides, (TITLE, words), strict=True):
        assert override.stale == (exact not in lines)
        assert override.stale or made.reading.slice(override.span) == exact
    assert ("override-stale" in codes(made)) == any(one.stale for one in made.overrides)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT)
    return path


def corrected(file):
    return document(TEXT, sidecar=sidecar_of(file).read_text())


def test_correct_writes_what_explain_then_shows(file):
    for arguments in (
        ("headline", "Bridge shut"),
        ("authors", "Cara Lind", "Ben Holt"),
        ("published", "--remove"),
        ("publisher", "Valley Ledger"),
        ("set-aside", "13"),
        ("refuse-topic", "border-attacks"),
        ("add-topic", "aid-packages"),
        ("story", "The bridge of June"),
        ("rights", "excerpt"),
        ("headline", "The bridge is shut"),
    ):
        result = run("correct", file, *arguments)
        assert (result.exit_code, result.output) == (0, f"{sidecar_of(file)}: {arguments[0]} written\n")
    made = corrected(file)
    assert made.metadata.headline.value == "The bridge is shut"
    assert made.metadata.authors.value == ("Cara Lind", "Ben Holt")
    assert (made.metadata.published, made.metadata.publisher.value) == (None, "Valley Ledger")
    assert [(one.what, one.stale) for one in made.overrides] == [
        ("headline", False),
        ("authors", False),
        ("published", False),
        ("publisher", False),
        ("set_aside", False),
        ("topics.add", False),
        ("topics.refuse", False),
        ("story", False),
        ("rights", False),
    ]


def test_correct_cuts_posts(tmp_path):
    file = tmp_path / "live.txt"
    file.write_text(LIVE)
    merged, split = LIVE[: LIVE.index("11:00")].count("\n") + 1, LIVE[: LIVE.index("Vote 10")].count("\n") + 1
    assert run("correct", file, "merge", merged).exit_code == 0
    assert run("correct", file, "split", split, "2024-06-03T10:05:00+00:00").exit_code == 0
    made = document(LIVE, path="live.txt", sidecar=sidecar_of(file).read_text())
    assert [f"{post.time.value:%H:%M}" for post in made.posts] == ["12:00", "10:00", "10:05", "09:00"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("headline",), "give a VALUE, or --remove"),
        (("headline", "a", "b"), "'headline' takes one value; put it in quotation marks"),
        (("story", "--remove"), "give a VALUE, or --remove for a fact"),
        (("published", "soon"), "'soon' is no day such as 2023-06-01"),
        (("rights", "open"), "'open' is none of full, excerpt, link, internal"),
        (("set-aside", "200"), "'200' are no lines of the source; it has"),
        (("set-aside", "soon"), "'soon' are no lines of the source"),
        (("set-aside", "2"), "these lines are blank, or stand in the source more than once alike"),
    ],
)
def test_correct_says_what_it_cannot_do(file, arguments, message):
    result = run("correct", file, *arguments)
    assert result.exit_code
    assert message in result.output
    assert not sidecar_of(file).exists()


def test_correct_leaves_a_sidecar_alone_that_it_cannot_read(file):
    sidecar_of(file).write_text("headline: &a x\n")
    result = run("correct", file, "story", "The bridge")
    assert result.exit_code == 1
    assert f"{sidecar_of(file)}:1: the anchor" in result.output
    assert sidecar_of(file).read_text() == "headline: &a x\n"


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ((), "bridge.meta.yml"),
        (("bridge.md",), "bridge.txt.meta.yml"),
        (("bridge.txt.meta.yml",), "bridge.txt.meta.yml"),
        (("bridge.meta.yml", "bridge.md"), "bridge.meta.yml"),
    ],
)
def test_where_a_sidecar_stands(file, beside, name):
    for one in beside:
        file.with_name(one).write_text("")
    assert sidecar_of(file).name == name


BEFORE = "# Desk notes\nheadline: Old\n\n# Seen by two\nstory: One # kept\n"


def test_an_entry_is_written_and_every_other_line_stays():
    assert writing.stated(BEFORE, "headline", "New") == BEFORE.replace("headline: Old", 'headline: "New"')
    assert writing.stated(BEFORE, "url", None) == BEFORE + "url: null\n"
    assert writing.stated("story: x", "headline", "New") == 'story: x\nheadline: "New"\n'
    assert writing.stated("", "headline", "New") == 'headline: "New"\n'


def test_an_item_is_added_to_a_list_in_a_mapping():
    once = writing.added("posts: oops\n", ("posts", "merge"), {"exact": "a"})
    twice = writing.added(once, ("posts", "split"), {"exact": "b"})
    assert strict_yaml.load(twice) == {"posts": {"merge": [{"exact": "a"}], "split": [{"exact": "b"}]}}
