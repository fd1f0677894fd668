import datetime as dt
import re
import sys
from dataclasses import replace
from functools import partial

import pytest

from generator.corpus import assemble
from generator.corpus.briefs import brief
from generator.corpus.stories import Story
from generator.model import EventDay, Figure, Override, Quotation, Span
from generator.pages import brief_handout, render
from generator.pages.items import MOST_ALSO
from generator.pages.other_reports import elsewhere
from generator.settings import Settings
from tests.support.making import DESK, document, fact

MAY = dt.date(2024, 5, 6)
ALARM = "At 4 in the morning Ines Calder rang the bell of the Tarnhold mill in Ostrava Bay, her son Pavel Calder said."
COUNTED = "Fire gutted the Tarnhold mill in Ostrava Bay on Monday and hurt 14 workers, mill director Ines Calder said."
RETOLD = (
    "The Tarnhold mill in Ostrava Bay burned down on Monday; its director Ines Calder spoke of 14 workers in hospital."
)
DENIED = "Ines Calder denied that the Tarnhold mill in Ostrava Bay had no alarm when it burned on Monday morning."
QUOTED = "“We had two bells and 40 buckets of sand ready every night, and nobody was asleep that night.”"
NAMES = {"people": ("Ines Calder", "Pavel Calder"), "places": ("Ostrava Bay",)}


def report(text, path, outlet=None, *, day=MAY, headline="Fire at the Tarnhold mill", **more):
    facts = {"headline": fact(headline)} | ({"publisher": fact(outlet)} if outlet else {})
    facts |= {"published": fact(day)} if day else {}
    return document(text, path=path, **NAMES, **facts, **more)


def with_post(made, **changes):
    [post] = made.posts
    return replace(made, posts=(replace(post, **changes),))


def hurt(made, value, words, *, bound=None):
    at = made.reading.text.index(words)
    figure = Figure(
        value=value,
        what="hurt",
        text=words,
        span=Span(at, at + len(words)),
        unit="people",
        outcome="injured",
        bound=bound,
        place="Ostrava Bay",
        day=MAY,
    )
    return with_post(made, figures=(figure,))


def on_the_day(made, words):
    at = made.reading.text.index(words)
    event = EventDay(words=words, day=MAY, precision="day", span=Span(at, at + len(words)), rule="weekday")
    return with_post(made, event_days=(event,))


def pages_of(*documents):
    return {page.path: page.text for page in render(assemble(documents, DESK), Settings())}


def test_a_document_without_an_outlet_is_not_counted_as_one():
    text = story_page(report(COUNTED, "a.txt", "Harbour Post"), report(RETOLD, "b.txt"))
    assert "2 documents · 1 outlet · 1 independent report" in text


def test_a_story_that_has_feeds_names_them():
    site = Settings(site_url="https://site.example/")
    pages = {page.path: page.text for page in render(assemble(ALIKE, DESK), site)}
    [(stem, text)] = [(path[8:-3], text) for path, text in pages.items() if re.match("stories/(?!index)", path)]
    assert f"Follow as a feed: [Atom]({stem}.atom)" in text
    assert "Follow as a feed" not in story_page(*ALIKE)


def story_page(*documents):
    [text] = [text for path, text in pages_of(*documents).items() if re.fullmatch(r"stories/[0-9a-f]{10}\.md", path)]
    return text


ALIKE = (
    on_the_day(hurt(report(COUNTED, "a.txt", "Harbour Post"), 14, "14 workers"), "Monday"),
    on_the_day(
        hurt(report(f"{RETOLD} {ALARM}", "b.txt", "Bay Mirror", day=MAY + dt.timedelta(days=1)), 14, "14 workers"),
        "Monday",
    ),
)


def test_a_story_says_whose_headline_it_bears_and_how_many_report():
    text = story_page(report(COUNTED, "a.txt", "Harbour Post"), report(DENIED, "b.txt", "Bay Mirror"))
    assert "# Fire at the Tarnhold mill {: #page }" in text
    assert re.search(r"The headline is that of \[(Harbour Post|Bay Mirror)\]\(\.\./documents/[ab]-", text)
    assert "2 documents · 2 outlets · 2 independent reports · 6 May 2024" in text


def test_the_editors_name_is_the_title_and_marked_as_such():
    named = replace(report(COUNTED, "a.txt", "Harbour Post"), overrides=(Override(what="story", value="Mill in May"),))
    pages = pages_of(named, report(DENIED, "b.txt", "Bay Mirror"))
    [(path, text)] = [(path, text) for path, text in pages.items() if re.fullmatch(r"stories/[0-9a-f]{10}\.md", path)]
    assert r"# Mill in May {: #page }" in text
    assert "The editor named this story; the report most like all others is that of [" in text
    assert "The headline is that of" not in text
    assert rf"[Mill in May](../{path})" in pages["stories/index.md"]
    assert [one for one in pages if rf"The story: [Mill in May](../{path})" in pages[one]]


def test_one_document_alone_has_no_story_page():
    pages = pages_of(report(COUNTED, "a.txt"))
    assert "Nothing yet." in pages["stories/index.md"]
    assert [path for path in pages if path.startswith("stories/")] == ["stories/index.md"]


def test_the_overview_lists_the_stories():
    text = pages_of(report(COUNTED, "a.txt", "Harbour Post"), report(DENIED, "b.txt", "Bay Mirror"))["stories/index.md"]
    assert re.search(r"- \[Fire at the Tarnhold mill\]\(\.\./stories/\w{10}\.md\).*2 independent reports · 6 May", text)


def test_reports_stand_in_the_order_of_time_with_what_each_added():
    text = story_page(
        report(f"{COUNTED} {ALARM}", "a.txt", "Bay Mirror", day=MAY + dt.timedelta(days=1)),
        report(COUNTED, "b.txt", "Harbour Post"),
        report(f"{DENIED} {COUNTED}", "c.txt", "Sarn Herald", day=None),
    )
    told = text[text.index("{: #reports }") :]
    headings = re.findall(r"^### (.*?) \{:", told, re.MULTILINE)
    assert headings == ["Monday, 6 May 2024", "Tuesday, 7 May 2024", "Undated"]
    assert told.index("Harbour Post") < told.index("Bay Mirror") < told.index("Sarn Herald")
    assert told.count(COUNTED) == 1
    assert told.count(ALARM) == 1


def test_what_independent_reports_give_alike_links_each_of_them():
    alike = story_page(*ALIKE)
    assert "- Workers injured, Ostrava Bay, 6 May 2024: 14 [Harbour Post]" in alike
    assert re.search(r"- An event of 6 May 2024 \[Harbour Post\].*#p-\w+.*\[Bay Mirror\].*#p-", alike)
    assert "People that several name: [Ines Calder](../people/ines-calder.md) (2)" in alike
    assert "Pavel Calder" not in re.search(r"People that several name: .*", alike)[0]


def test_reports_of_one_outlet_are_no_agreement():
    first, second = ALIKE
    same = replace(second, metadata=replace(second.metadata, publisher=fact("Harbour Post")))
    assert "{: #alike }" not in story_page(first, same)


def test_where_reports_differ_the_figures_stand_side_by_side():
    first, _ = ALIKE
    other = hurt(report(f"{RETOLD.replace('14', '19')} {ALARM}", "b.txt", "Bay Mirror"), 19, "19 workers")
    text = story_page(first, other)
    assert "### Workers injured, Ostrava Bay, 6 May 2024" in text
    assert "cannot all be true" in text
    assert re.search(r"\*\*14\*\*.*Harbour Post[\s\S]*\*\*19\*\*.*Bay Mirror", text)
    assert "- Workers injured" not in text


def test_figures_of_other_stories_stay_away():
    elsewhere = hurt(
        document(
            "Ferry crews of the Halvard Line in Grannock said 30 people had been hurt by a rope near the light.",
            path="z.txt",
            places=("Grannock",),
            published=fact(MAY),
        ),
        30,
        "30 people",
    )
    assert "30 people" not in story_page(*ALIKE, elsewhere)
    assert "**30**" not in story_page(*ALIKE, elsewhere)


@pytest.mark.parametrize(
    ("day", "words"),
    [(MAY + dt.timedelta(days=1), ", which published first."), (MAY, "; which was first is not stated.")],
)
def test_a_copy_says_whose_text_it_has(day, words):
    text = f"{COUNTED} {ALARM} {DENIED}"
    made = report(text, "a.txt", "Harbour Post"), report(f"{text} It rained.", "b.txt", "Bay Mirror", day=day)
    pages = pages_of(*made)
    [path] = [path for path in pages if re.search(r"stories/\w{10}\.md", path)]
    said = (
        rf"\d\d% of its text is also in \[(Harbour Post|Bay Mirror)\]\(\.\./documents/[ab]-\w+\.md\){re.escape(words)}"
    )
    assert re.search(said, pages[path])
    assert not any(re.search(rf"{re.escape(words)}[^\n]", pages[path]) for path in pages)
    assert "2 outlets · 1 independent report ·" in pages[path]
    assert sum(bool(re.search(said, pages[path])) for path in pages if path.startswith("documents/")) == 1


def test_a_quoted_sentence_names_its_speaker():
    second = report(f"{DENIED} {QUOTED} {ALARM}", "b.txt", "Bay Mirror", day=MAY + dt.timedelta(days=1))
    at = second.reading.text.index(QUOTED)
    inside = second.reading.text.index("Ines Calder")
    quotation = Quotation(
        text=QUOTED[1:-1],
        span=Span(at, at + len(QUOTED)),
        speaker="Ines Calder",
        speaker_span=Span(inside, inside + 11),
    )
    text = story_page(report(COUNTED, "a.txt", "Harbour Post"), with_post(second, quotations=(quotation,)))
    assert "that night.” *says Ines Calder*{: .from }" in text
    assert text.count("*says ") == 1


def test_a_document_leads_to_the_same_event_elsewhere():
    pages = pages_of(*(report(f"{COUNTED} {word}.", f"{word}.txt", word) for word in ("Anvil", "Bugle", "Comet")))
    [path] = [path for path in pages if path.startswith("documents/anvil")]
    section = pages[path][pages[path].index("## The same event elsewhere {: #elsewhere }") :]
    assert re.search(r"The story: \[Fire at the Tarnhold mill\]\(\.\./stories/\w{10}\.md\)", section)
    assert re.search(r"\[Bugle\][\s\S]*\[Comet\]", section)
    assert "more report" not in section


def test_a_long_list_of_reports_ends_with_their_number():
    pages = pages_of(*(report(f"{COUNTED} {'again ' * n}", f"r{n}.txt", f"Paper {n}") for n in range(12)))
    [path] = [path for path in pages if path.startswith("documents/r0-")]
    assert "3 more reports on the page of the story." in pages[path]


def calls(function):
    """How many functions one calls, each time counted."""
    number = 0

    def count(_frame, event, _argument):
        nonlocal number
        number += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    function()
    sys.setprofile(before)
    return number


def test_a_story_of_twice_the_reports_costs_twice_as_much():
    costs = []
    for size in (100, 200):
        corpus = assemble([report(f"{COUNTED} {ALARM}", f"r{n}.txt") for n in range(size)], DESK)
        members = corpus.days[MAY]
        ask = partial(elsewhere, replace(corpus, stories=(Story(id="mill", lead=members[0], members=members),)))
        costs.append(calls(lambda ask=ask, members=members: [ask(one).more for one in members]))
    assert costs[1] < 2.2 * costs[0]


def test_a_post_of_a_live_blog_leads_to_the_same_event_elsewhere():
    posts = [(0, "2024-05-06T09:00", "Mill burns"), (1, "2024-05-06T10:00", "Ferry late")]
    live = document(
        f"{COUNTED} {ALARM}\nThe ferry of the Halvard Line to Grannock left late, captain Rolf Lund said.",
        path="live.txt",
        posts=posts,
        **NAMES,
        publisher=fact("Bay Mirror"),
    )
    pages = pages_of(live, report(COUNTED, "a.txt"))
    [text] = [text for path, text in pages.items() if path.startswith("documents/live")]
    [line] = re.findall(r"^The same event elsewhere: .*", text, re.MULTILINE)
    assert re.search(
        r"\[“Fire at the Tarnhold mill”\]\(.*\), \[all reports of this story\]\(\.\./stories/\w{10}\.md\)", line
    )


def test_a_day_lists_the_reports_of_a_story_under_the_first():
    pages = pages_of(*(report(f"{COUNTED} {word}.", f"{word}.txt", word) for word in ("Anvil", "Bugle")))
    day = pages["days/2024-05-06.md"]
    assert re.search(
        r"^- \[Fire at .*\n+    - Also \[Fire at .*\n+    - \[All reports of this story\]", day, re.MULTILINE
    )


def test_a_sentence_of_many_sources_names_some_and_says_how_many_more():
    quotation = Quotation(text=QUOTED.strip("“”"), span=Span(1, len(QUOTED) - 1), speaker="Ines Calder")
    made = [
        with_post(report(f"{QUOTED}\n{COUNTED}", f"{number:02}.txt", f"Outlet {number}"), quotations=(quotation,))
        for number in range(MOST_ALSO + 4)
    ]
    pages = pages_of(*made)
    (story,) = (path for path in pages if path.startswith("stories/") and path != "stories/index.md")
    more = f"*[and 3 more sources](../{story})*{{: .from }}"
    (told,) = re.findall(r"^- Fire gutted .*also reported by.*$", pages["days/2024-05-06.md"], re.MULTILINE)
    assert told.count("{: .to-text ") == 1 + MOST_ALSO
    assert told.endswith(more)
    for path in ("days/2024-05-06.md", "quotations/ines-calder.md"):
        (said,) = re.findall(r"^- .*also quoted by.*$", pages[path], re.MULTILINE)
        assert said.count("{: .to-text ") == 1 + MOST_ALSO
        assert said.endswith("*and 3 more sources*{: .from }")
    corpus = assemble(made, DESK)
    sent = brief_handout.to_markdown(corpus, brief(corpus, MAY))
    ends = re.findall(r"also (reported|quoted) by .* and 3 more sources$", sent, re.MULTILINE)
    assert set(ends) == {"reported", "quoted"}


def test_what_has_no_page_of_a_story_leads_to_none():
    lone = "Nobody in the valley could say on Monday how many of the old bridges will have to be closed this winter."
    headlines = ("Winter", "Bridges", "Valley", "Roads", "Snow", "Ice", "Rivers", "Trains", "Mud", "Hail", "Fog", "Sun")
    made = [document(lone, path=f"{name}.txt", published=fact(MAY), headline=fact(name)) for name in headlines]
    corpus = replace(assemble(made, DESK), stories=())
    (text,) = (page.text for page in render(corpus, Settings()) if page.path == "days/2024-05-06.md")
    assert re.search(r"\*and 1 more source\*\{: \.from \}", text)


def test_a_figure_of_many_sources_leads_to_some_of_them():
    made = [
        hurt(report(COUNTED, f"{number:02}.txt", "Bay Mirror"), 14, "hurt 14 workers")
        for number in range(MOST_ALSO + 3)
    ]
    other = hurt(report(COUNTED.replace("14", "16"), "z.txt", "Tarn Post"), 16, "hurt 16 workers")
    day = pages_of(*made, other)["days/2024-05-06.md"]
    rows = {outlet: row for row in day.splitlines() for outlet in re.findall(r"^\| \*\*1[46]\*\* .*?\[(.*?)\]\(", row)}
    assert rows["Bay Mirror"].count("{: .to-text ") == MOST_ALSO
    assert rows["Bay Mirror"].endswith("*3 more sources*{: .from } |")
    assert "more source" not in rows["Tarn Post"]


def test_a_quotation_that_many_changed_shows_some_of_their_prints():
    made = []
    for number in range(MOST_ALSO + 3):
        words = QUOTED.replace("40 buckets of sand ready", f"{number + 40} buckets of sand ready")
        quotation = Quotation(text=words.strip("“”"), span=Span(1, len(words) - 1), speaker="Ines Calder")
        made.append(with_post(report(words, f"{number:02}.txt", f"Outlet {number}"), quotations=(quotation,)))
    text = pages_of(*made)["quotations/ines-calder.md"]
    assert len(re.findall(r"^    - .*\*has\*", text, re.MULTILINE)) == MOST_ALSO
    assert re.search(r"^    - \*2 more sources print it otherwise\*\{: \.from \}$", text, re.MULTILINE)


def test_what_many_outlets_give_alike_names_some_of_them():
    made = []
    for number in range(MOST_ALSO + 4):
        own = " ".join(f"w{number}x{place}" for place in range(80))
        words = report(f"{COUNTED}\n{own}", f"{number:02}.txt", f"Outlet {number}")
        made.append(hurt(words, 14, "hurt 14 workers"))
    (story,) = (text for path, text in pages_of(*made).items() if re.fullmatch(r"stories/\w{10}\.md", path))
    assert re.search(r"^- Workers injured, .*: 14 (\[.*?, ){10}\*4 more sources\*\{: \.from \}$", story, re.MULTILINE)
