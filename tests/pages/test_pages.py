import datetime as dt
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import exports
from generator.addresses import document_path, text_path
from generator.annotate import mark
from generator.annotate.entities import Names
from generator.corpus import assemble
from generator.desk import load_desk
from generator.extract.truncation import CODE
from generator.i18n import Interface
from generator.markup import strict_yaml
from generator.model import (
    Block,
    Candidate,
    Field,
    Figure,
    Markdown,
    Match,
    Mention,
    Post,
    Problem,
    Quotation,
    Reading,
    Span,
    TopicMatch,
)
from generator.pages import environment, evidence, render, shortening
from generator.pages import topic as topic_pages
from generator.pages.document import page as render_document
from generator.settings import Settings
from tests.support.making import ARTICLE, BARE, DESK, DOCUMENTS, LIVE, document, fact

DAY = dt.date(2024, 5, 7)
SETTINGS = Settings(site_name="Test desk")
EXTENSIONS = ["admonition", "attr_list", "tables", "pymdownx.details", "toc", "briefings-sanitiser"]


def pages_of(*documents, desk=DESK, problems=()):
    corpus = replace(assemble(documents, desk), problems=tuple(problems))
    return {page.path: page.text for page in render(corpus, SETTINGS)}


PAGES = pages_of(*DOCUMENTS)
ASSETS = {asset.path for asset in exports.assets(assemble(DOCUMENTS, DESK), SETTINGS)}


def split(text):
    _, front, body = text.split("---\n", 2)
    return strict_yaml.load(front), body


def html_of(text):
    return python_markdown.markdown(split(text)[1], extensions=EXTENSIONS)


CUT = replace(LIVE, problems=(Problem(code=CODE, severity="warning", path=LIVE.path, message="too long"),))


def page_of(made):
    return render_document(assemble([made], DESK), made).text


def words_of(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html_of(text)))


def test_every_kind_of_page_is_there():
    folders = {PurePosixPath(path).parts[0] for path in PAGES}
    assert folders == {
        "index.md",
        "desk.md",
        "timeline.md",
        "changes.md",
        "search.md",
        "documents",
        "stories",
        "topics",
        "days",
        "outlets",
        "people",
        "places",
        "quotations",
        "corrections.md",
    }
    assert {"topics/index.md", "topics/border-attacks.md", "days/2024-05-06.md", "days/undated.md"} <= set(PAGES)
    assert {"outlets/harbour-post.md", "outlets/unknown.md", "people/ada-holt.md", "places/index.md"} <= set(PAGES)


def test_paths_are_unique_and_portable():
    assert all(re.fullmatch(r"(?:[a-z]+/)?[a-z0-9-]+\.md", path) for path in PAGES)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_every_link_and_anchor_exists(path):
    folder = PurePosixPath(path).parent
    for link in re.findall(r"\]\(([^)]*)\)", PAGES[path]):
        target, _, fragment = link.partition("#")
        other = str(PurePosixPath(*resolve(folder / target))) if target else path
        assert other in PAGES.keys() | ASSETS
        assert not fragment or f'id="{fragment}"' in html_of(PAGES[other])


def resolve(path):
    parts = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return parts


@pytest.mark.parametrize("path", sorted(PAGES))
def test_no_page_has_an_id_twice(path):
    ids = re.findall(r' id="([^"]*)"', html_of(PAGES[path]))
    assert len(ids) == len(set(ids))


def test_the_front_matter_is_typed_and_complete():
    front, _ = split(page_of(ARTICLE))
    assert front == {
        "title": "Shelling damages *houses* & ‹b>roofs‹/b> in Ridgeport",
        "description": ARTICLE.reading.text.split("\n")[0],
        "date": "2024-05-06",
        "authors": ["Lena Marsh", "Tom Birch"],
        "publisher": "Harbour Post",
        "topics": ["aid-packages", "border-attacks"],
        "tags": ["aid-packages", "border-attacks"],
        "people": ["Ada Holt"],
        "places": ["Ridgeport"],
        "source": "notes/a.txt",
        "sha256": ARTICLE.sha256,
        "language": "en",
        "kind": "article",
        "words": 91,
        "inferred": ["published"],
        "search": {"boost": 5},
    }


def test_what_is_unknown_is_left_out_of_the_front_matter():
    assert set(split(page_of(BARE))[0]) == {
        "title",
        "description",
        "source",
        "sha256",
        "kind",
        "words",
        "search",
    }


def test_an_introduction_stands_before_the_posts_of_a_live_blog():
    post = replace(LIVE.posts[0], anchor="post-0a0a0a0a", headline=None, time=None)
    text = page_of(replace(LIVE, posts=LIVE.posts[1:], introduction=post))
    assert text.index("## Introduction {: #post-0a0a0a0a }") < text.index("## Posts {: #posts }")


def test_the_text_is_shown_block_by_block():
    html = html_of(page_of(ARTICLE))
    for block in ARTICLE.blocks():
        assert html.count(f'id="{block.anchor}"') == 1
    assert "<blockquote>" in html
    assert '<div class="admonition correction">' in html
    assert re.search(r'<p class="caption" id="[^"]+">Caption: A damaged roof', html)
    assert re.search(r"<li id=\"p-[^\"]+\">Blankets for all families</li>\n<li id=", html)


def test_a_caption_shows_its_credit():
    text = "A damaged roof in Ridgeport. Lena Marsh/Harbour Post"
    block = Block(kind="caption", span=Span(0, 28), credit=Span(29, len(text)), anchor="p-00000001")
    made = document(text)
    made = replace(made, posts=(replace(made.posts[0], blocks=(block,)),))
    assert '<em class="credit">Lena Marsh/Harbour Post</em>' in html_of(page_of(made))


def test_nothing_of_the_headline_is_markup():
    html = html_of(page_of(ARTICLE))
    assert "Shelling damages *houses* &amp; &lt;b&gt;roofs&lt;/b&gt; in Ridgeport</h1>" in html


def test_markup_is_kept_where_the_source_is_markup():
    made = document("The *whole* street was dark, said [the mayor](https://example.org/).", markup=True)
    assert page_of(made).count("\n# ") == 1


def test_the_date_says_that_and_why_it_was_inferred():
    assert "6 May 2024 inferred from line 1: “Mayor”" in words_of(page_of(ARTICLE))


def test_an_inferred_value_from_a_field_names_the_field():
    published = fact(LIVE.posts[0].time.value, rule="named", field="json-ld:date", inferred=True)
    made = replace(LIVE, metadata=replace(LIVE.metadata, published=published))
    assert "inferred from named" in words_of(page_of(made))
    made = replace(made, reading=replace(made.reading, fields=(Field(name="json-ld:date", value="7 May"),)))
    assert "inferred from field json-ld:date: “7 May”" in words_of(page_of(made))


def test_a_live_blog_keeps_the_order_of_the_source_and_offers_that_of_time():
    body = split(page_of(LIVE))[1]
    assert re.findall(r"^### (.*?) \{", body, re.MULTILINE)[:2] == [
        "Flag raised over the hall",
        "Shelling reported near the bridge",
    ]
    offered = body.split("Posts in order of time")[1].split("## Posts")[0]
    assert offered.index("11:05 UTC+02:00") < offered.index("12:00 UTC+02:00")


def test_a_live_blog_in_the_order_of_time_offers_only_to_jump():
    made = replace(LIVE, posts=tuple(reversed(LIVE.posts)))
    assert "order of time" not in page_of(made)
    assert "Jump to a post" in page_of(made)


def test_a_single_post_offers_neither_jumps_nor_orders():
    text = page_of(replace(LIVE, posts=LIVE.posts[:1]))
    assert "Jump to" not in text
    assert "Newest first" not in text


def test_a_document_leads_to_the_one_before_and_the_one_after():
    days = [dt.datetime(2024, 5, 7, 9, tzinfo=dt.UTC), dt.date(2024, 5, 7), dt.date(2024, 5, 9)]
    made = [document("A line of text.", path=f"{n}.txt", published=fact(day)) for n, day in enumerate(days)]
    found = pages_of(*made, BARE)
    around = found[document_path("0.txt")].split("## Before and after")[1]
    assert re.findall(r"^- \[(.*?)\].*\*(Later|Earlier)\*", around, re.MULTILINE) == [
        ("2.txt", "Later"),
        ("1.txt", "Earlier"),
    ]
    assert "*Later*" not in found[document_path("2.txt")]
    assert "Before and after" not in found[document_path(BARE.path)]


def test_a_post_without_a_headline_is_called_by_its_first_words():
    posts = [(0, "2024-05-07T12:00:00+02:00", None), (1, None, None)]
    made = document(f"{'The flag was raised over the hall ' * 4}.\n> Nothing but a quotation.", posts=posts)
    titles = re.findall(r"^### (.*?) \{", split(page_of(made))[1], re.MULTILINE)
    assert titles == [("The flag was raised over the hall " * 4)[:88].rsplit(" ", 1)[0] + " …", "a.txt"]


def test_missing_posts_are_announced():
    assert "2 of 5 posts are in the source" in words_of(page_of(LIVE))
    made = replace(LIVE, metadata=replace(LIVE.metadata, declared_posts=fact(2)))
    assert "posts are in the source" not in words_of(page_of(made))


def test_topics_are_justified_by_passages():
    body = split(page_of(ARTICLE))[1]
    why = body.split("## Why these topics")[1].split("## Named")[0]
    assert "Mayor Ada Holt said **shelling** damaged 12 houses" in why
    assert f"(#{ARTICLE.posts[0].blocks[0].anchor})" in why
    assert "phrase shelling" in why


def test_the_record_shows_the_evidence_of_each_field():
    made = replace(
        ARTICLE,
        metadata=replace(
            ARTICLE.metadata,
            rejected=(Candidate(field="published", fact=fact("2019", Span(0, 5)), reason="before the events"),),
        ),
        problems=(
            Problem(code="a", severity="warning", path="notes/a.txt", message="a <b>strange</b> line", lines=(2, 3)),
            Problem(code="b", severity="info", path="notes/a.txt", message="no line"),
        ),
    )
    words = words_of(page_of(made))
    assert "Published 2024-05-06 inferred by-hand line 1 “Mayor”" in re.sub(r"\s+", " ", words)
    assert "Published: 2019 (by-hand, line 1) — before the events" in words
    assert "boilerplate line 10: “Share this article”" in words
    assert "warning lines 2–3: a &lt;b&gt;strange&lt;/b&gt; line" in words
    assert ARTICLE.sha256 in words


def test_the_record_names_what_the_source_does_not_say():
    assert "Not in the source: Headline, Authors, Published, Outlet, Language." in words_of(page_of(BARE))


def test_a_page_of_an_excerpt_says_so():
    words = words_of(page_of(CUT))
    assert "The page shows the beginning only" in words
    assert f'href="{PurePosixPath(text_path(CUT.path)).name}"' in html_of(page_of(CUT))
    assert "The page shows the beginning only" not in words_of(page_of(LIVE))


@given(st.text("ab  ", max_size=60), st.integers(1, 9))
def test_portions_lose_only_spaces_between_them(text, limit):
    found = list(shortening.portions(text, limit))
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(len(portion) <= limit for portion in found)


def test_a_very_long_line_becomes_paragraphs():
    text = page_of(document(" ".join(["[word]"] * 2000)))
    assert words_of(text).count("[word]") >= 2000
    assert max(map(len, text.splitlines())) < 4_000 * len("&#91;")


def test_the_whole_text_stands_beside_an_excerpt():
    rendered = {page.path: page.text for page in render(assemble([CUT], DESK), SETTINGS)}
    assert rendered[text_path(LIVE.path)] == LIVE.reading.text
    assert text_path(LIVE.path) not in PAGES


def test_a_page_says_why_its_source_could_not_be_read():
    problem = Problem(code="too-large", severity="error", path=BARE.path, message="more than <b>allowed</b>")
    assert "more than &lt;b&gt;allowed&lt;/b&gt;" in html_of(page_of(replace(BARE, problems=(problem,))))
    assert "could not be read" not in html_of(page_of(BARE))


def test_a_topic_page_tells_rule_outlets_and_days():
    words = words_of(PAGES["topics/border-attacks.md"])
    assert "2 documents · 2 outlets named" not in words
    assert "2 documents · 1 outlet named · 6 May to 7 May 2024" in words
    assert "2 points: “shelling” or “drone strike*”." in words
    assert (
        "1.5 points: “border” or “frontier” together with “attack*” in one paragraph, but not beside “exercise”"
        in words
    )
    assert "Never counted: “film festival”." in words
    assert "Tuesday, 7 May 2024" in words
    assert "11:05 UTC+02:00" in words
    assert "Related topics, by shared posts: Aid packages 1" in words


def test_a_topic_without_posts_has_a_page_too():
    assert "No post matches this topic yet." in words_of(pages_of(BARE)["topics/aid-packages.md"])


def test_the_home_page_leads_to_newest_day_topics_and_latest():
    words = words_of(PAGES["index.md"])
    assert "3 documents, 1 outlet named, 2 days" in words
    assert words.index("Tuesday, 7 May 2024") < words.index("Topics") < words.index("Latest documents")
    assert "Border attacks 2 documents" in words


def test_a_site_without_documents_has_a_home_page():
    assert "0 documents" in words_of(pages_of()["index.md"])
    assert "Nothing yet." in words_of(pages_of()["outlets/index.md"])


def test_the_home_page_tells_the_newest_day_in_sentences_of_its_brief():
    home, day = PAGES["index.md"], PAGES["days/2024-05-07.md"]
    lines = home.split("{: #newest }")[1].split("## ")[0]
    told = re.findall(r"^- (.*?) \[", lines, flags=re.MULTILINE)
    assert 0 < len(told) <= 6
    assert all(words in day for words in told)
    assert "(days/2024-05-07.md)" in lines


def test_a_topic_with_very_many_posts_folds_the_older_ones_into_days(monkeypatch):
    monkeypatch.setattr(topic_pages, "MOST_POSTS", 3)
    posts = [(line, f"2024-0{line + 1}-07T10:00:00+00:00", f"Shelling {line}") for line in range(6)]
    made = document("\n".join(f"Shelling on day {line}." for line in range(6)), posts=posts)
    page = pages_of(mark(made, DESK, Names(DESK)))["topics/border-attacks.md"]
    shown, older = page.split("{: #older }")
    assert [f"Shelling {line}]" in shown for line in range(6)] == [False] * 3 + [True] * 3
    assert re.findall(r"^(\w+ 2024): \[7 \w+ 2024\]\(\.\./(days/[\d-]+)\.md\) 1$", older, flags=re.MULTILINE) == [
        ("March 2024", "days/2024-03-07"),
        ("February 2024", "days/2024-02-07"),
        ("January 2024", "days/2024-01-07"),
    ]


def test_the_desk_lists_problems_by_severity():
    troubles = [
        Problem(code="no-date", severity="info", path="bare.txt", message="no date"),
        Problem(code="link", severity="warning", path="x | y", message="a link"),
        Problem(code="unreadable", severity="error", path="notes/a.txt", message="cannot be read", lines=(4, 4)),
    ]
    body = split(pages_of(*DOCUMENTS, problems=troubles)["desk.md"])[1]
    assert body.index("## Errors") < body.index("## Warnings") < body.index("## Notes")
    assert "- cannot be read [notes/a.txt](documents/" in body
    assert ", line 4 *unreadable*" in body
    assert "Nothing to report." in words_of(PAGES["desk.md"])


@given(st.text(max_size=80))
def test_no_text_becomes_markup(text):
    template = environment.environment(Interface()).from_string("a {{ value }} b")
    assert python_markdown.markdown(template.render(value=text), extensions=EXTENSIONS).count("<") == 2


def test_templates_print_no_none_and_nothing_undefined():
    template = environment.environment(Interface()).from_string("{{ value }}")
    with pytest.raises(TypeError, match="not there"):
        template.render(value=None)
    with pytest.raises(Exception, match="undefined"):
        template.render()
    assert template.render(value=Markdown("*a*")) == "*a*"


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A copy of the templates' folder, of which pages are made."""
    folder = shutil.copytree(Path(environment.__file__).parent / "templates", tmp_path / "templates")
    monkeypatch.setattr(environment._PAGES, "_template_root", str(folder))
    environment.environment.cache_clear()
    yield folder
    environment.environment.cache_clear()


def test_an_edited_template_shows_on_the_next_page_also_where_it_is_included(templates):
    path = document_path(ARTICLE.path)
    assert "Edited" not in pages_of(ARTICLE)[path]
    for name in ("document", "_meta"):
        file = templates / f"{name}.md.j2"
        file.write_text(f"Edited {name}.\n\n{file.read_text()}")
        os.utime(file, (1, 1))
    assert {"Edited document.", "Edited _meta."} <= set(pages_of(ARTICLE)[path].splitlines())


@pytest.mark.parametrize("name", ["", "P-1", "p 1", "p}", "1a"])
def test_only_ids_of_the_generator_become_anchors(name):
    with pytest.raises(ValueError, match="not an anchor"):
        environment.anchor(name)


@pytest.mark.parametrize("path", ["https://example.org", "javascript:alert(1)", "a b.md", "../../a.md"])
def test_only_paths_of_the_site_become_links(path):
    with pytest.raises(ValueError, match="not a path"):
        environment.link("label", path)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (shortening.shorten("one two three", 8), "one two …"),
        (shortening.shorten("one", 8), "one"),
    ],
)
def test_phrases(words, expected):
    assert words == expected


def test_a_match_outside_every_block_leads_to_the_post():
    post = ARTICLE.posts[0]
    topic = replace(post.topics[0], matches=(replace(post.topics[0].matches[0], span=Span(0, 5)),))
    (passage,) = evidence.passages(Interface(), ARTICLE, replace(post, blocks=post.blocks[1:]), topic)
    assert passage.anchor == post.anchor
    assert passage.parts == "Mayor"


def test_a_long_passage_is_cut_around_its_match():
    text = "word " * 200 + "shelling " + "word " * 200 + "end."
    made = document(text)
    (passage,) = evidence.passages(Interface(), made, made.posts[0], made.posts[0].topics[0])
    assert passage.parts.startswith("… word")
    assert passage.parts.endswith("word …")
    assert " **shelling** " in passage.parts


def counted(text, *figures, quotations=(), **facts):
    """An article with figures and quotations; both stand where their words do."""
    made = document(text, published=fact(dt.date(2024, 5, 7)), **facts)

    def placed(one, words):
        at = text.index(words)
        return replace(one, span=Span(at, at + len(words)))

    post = replace(
        made.posts[0],
        figures=tuple(placed(one, one.text) for one in figures),
        quotations=tuple(placed(one, one.text) for one in quotations),
    )
    return replace(made, posts=(post,))


def hurt(value, text, by, *, day=dt.date(2024, 5, 7), bound=None):
    span = Span(0, 0)
    return Figure(
        value=value,
        what="injured",
        text=text,
        span=span,
        unit="people",
        outcome="injured",
        bound=bound,
        by=by,
        place="Ridgeport",
        day=day,
    )


HELD = Quotation(
    text="The | river <b>took</b> the bridge", span=Span(0, 0), speaker="Ada Holt", via=("Sea Radio",), rule="by-hand"
)
COUNTS = (
    counted(
        "The mayor said shelling hurt at least 14 people in Ridgeport.",
        hurt(14, "at least 14 people", "Ada Holt", bound="at least"),
        path="a.txt",
        publisher=fact("Harbour Post"),
    ),
    counted(
        "The police said 12 people were hurt. “The | river <b>took</b> the bridge,” they heard. “Too short,” all said.",
        hurt(12, "12 people", None),
        quotations=(HELD, replace(HELD, text="Too short")),
        path="b.txt",
    ),
)


def test_a_day_shows_figures_side_by_side_with_their_sources():
    text = pages_of(*COUNTS)["days/2024-05-07.md"]
    assert "these cannot all be true" in text
    rows = [re.sub(r"\{:[^}]*\}|\]\([^)]*\)|[\[*]", "", row) for row in re.findall(r"^\| \*\*.*$", text, re.MULTILINE)]
    assert rows == [
        "| at least 14 | Ada Holt | Harbour Post 7 May 2024&nbsp;¶ |",
        "| 12 | the outlet itself | Unknown outlet 7 May 2024&nbsp;¶ |",
    ]
    assert [block.anchor in text for made in COUNTS for block in made.blocks()] == [True, True]
    assert "<h3" in html_of(text)
    assert html_of(text).count("<tr>") == 3


def test_the_same_number_of_a_source_is_one_row_with_two_links():
    again = replace(COUNTS[0], path="c.txt")
    rows = re.findall(r"^\| \*\*at least 14.*$", pages_of(*COUNTS, again)["days/2024-05-07.md"], re.MULTILINE)
    assert [row.count("¶") for row in rows] == [2]


def test_figures_that_agree_are_not_marked():
    text = pages_of(
        COUNTS[0], replace(COUNTS[0], path="c.txt"), counted("It hurt 20 people.", hurt(20, "20 people", "A"))
    )
    assert "Figures side by side" in text["days/2024-05-07.md"]
    assert "cannot all be true" not in text["days/2024-05-07.md"]


def test_figures_of_a_day_without_reports_give_it_a_page():
    before = {"day": dt.date(2024, 5, 1)}
    made = [
        counted("It hurt 3 people.", hurt(3, "3 people", "A", **before), path="a.txt"),
        counted("It hurt 4 people.", hurt(4, "4 people", "B", **before), path="b.txt"),
    ]
    pages = pages_of(*made)
    assert "### Injured, Ridgeport {" in pages["days/2024-05-01.md"]
    assert "No report of this day was collected" in pages["days/2024-05-01.md"]
    assert "told of in reports of other days" in pages["days/index.md"]
    assert "Injured" not in pages["days/2024-05-07.md"]


def test_figures_without_a_date_and_of_parts_of_a_place_say_so():
    desk = load_desk({"places.yml": b"places: [{name: Ridgeport, within: Northshire}, {name: Northshire}]"})
    wide = replace(hurt(2.5, "2.5 people", "B"), place="Northshire")
    words = "It hurt 2.5 people in Northshire county, also in Ridgeport."
    made = counted(words, wide, path="c.txt", places=("Ridgeport", "Northshire"))
    made = replace(made, metadata=BARE.metadata)
    text = pages_of(COUNTS[0], made, desk=desk)["days/2024-05-07.md"]
    assert "### Injured, Northshire and Ridgeport {" in text
    assert re.search(r"\*\*2\.5\*\* Northshire \| B \|.*time not stated", text)


def test_a_topic_shows_the_figures_of_its_posts():
    text = pages_of(*COUNTS)["topics/border-attacks.md"]
    assert "### Injured, Ridgeport, 7 May 2024 {" in text
    assert "Figures side by side" not in pages_of(*COUNTS)["topics/aid-packages.md"]


def test_a_day_shows_who_is_quoted_and_its_words_are_inert():
    text = pages_of(*COUNTS)["days/2024-05-07.md"]
    (line,) = re.findall(r"^- .*: “.*$", text, re.MULTILINE)
    assert "[Ada Holt](../quotations/ada-holt.md) (via Sea Radio): “The" in line
    assert f"#{next(COUNTS[1].blocks()).anchor})" in line
    assert "<b>" not in html_of(text)
    assert ": “Too short" not in text


def test_a_day_hears_every_speaker_once_and_says_how_many_more_quotations_there_are():
    words = [f"We saw {number} great many boats here" for number in range(100, 108)]
    speakers = ["Ada Holt", "Ada Holt", "Bo Lund", "Cy Reed", "Di Ash", "Ed Moss", "Flo Hart", None]
    many = tuple(replace(HELD, text=text, speaker=who, via=()) for text, who in zip(words, speakers, strict=True))
    text = pages_of(counted("\n".join(words), quotations=many))["days/2024-05-07.md"]
    assert re.findall(r"^- \[?([A-Z]\w+ \w+)\]?[^“\n]*: “", text, re.MULTILINE) == [
        "Ada Holt", "Bo Lund", "Cy Reed", "Di Ash", "Ed Moss"
    ]  # fmt: skip
    assert "3 more quotations" in text


@pytest.mark.parametrize("path", ["days/2024-05-06.md", "days/undated.md"])
def test_the_heading_of_a_day_is_printed_once(path):
    front, body = split(PAGES[path])
    assert len(re.findall(rf"^#+ {re.escape(front['title'])} ", body, re.MULTILINE)) == 1


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (
            "paragraph",
            "The *Ledger* wrote that the harbour was shelled.",
            "The Ledger wrote that the **harbour** was shelled.",
        ),
        ("list", "• Shells fell on the harbour.", "Shells fell on the **harbour**."),
    ],
)
def test_a_passage_shows_words_without_marks(kind, text, shown):
    reading = Reading(text=text, blocks=(), markup=True)
    block = Block(kind=kind, span=Span(0, len(text)), anchor="p-00000001")
    start = text.index("harbour")
    found = TopicMatch(topic="a", score=1, matches=(Match(span=Span(start, start + 7), rule="r", weight=1),))
    made = replace(ARTICLE, reading=reading, posts=(Post(anchor="post-00000001", span=block.span, blocks=(block,)),))
    (passage,) = evidence.passages(Interface(), made, made.posts[0], found)
    assert passage.parts == shown


def test_a_person_shows_what_it_is_quoted_as_saying():
    made = counted(
        "Ada Holt said more. “The | river <b>took</b> the bridge,” they heard. “Nothing of this was hers, sir.”",
        quotations=(HELD, replace(HELD, text="Nothing of this was hers", speaker="Bo Lund")),
        path="b.txt",
    )
    mention = Mention(kind="person", name="Ada Holt", span=Span(0, 8), rule="by-hand")
    made = replace(made, posts=(replace(made.posts[0], mentions=(mention,)),))
    text = pages_of(made)["people/ada-holt.md"]
    assert "river" in text.split("## Quotations")[1].split("## Reports")[0]
    assert "Nothing of this" not in text


def test_an_outlet_shows_topics_and_whom_it_quotes():
    made = counted(
        "They told of shelling. “The | river <b>took</b> the bridge,” said Ada Holt. So did others: “We saw it.”",
        quotations=(HELD, replace(HELD, text="We saw it", speaker="Bo Lund")),
        publisher=fact("Harbour Post"),
    )
    mention = Mention(kind="person", name="Ada Holt", span=Span(0, 8), rule="by-hand")
    made = replace(made, posts=(replace(made.posts[0], mentions=(mention,)),))
    text = pages_of(made)["outlets/harbour-post.md"]
    assert "Topics: [Border attacks](../topics/border-attacks.md) 1" in text
    assert "Most quoted: [Ada Holt](../people/ada-holt.md) 1 · Bo Lund 1" in text
    assert "1 document · 7 May 2024" in text


def test_a_place_shows_the_figures_about_it():
    named = [
        replace(
            one,
            posts=(
                replace(
                    one.posts[0], mentions=(Mention(kind="place", name="Ridgeport", span=Span(0, 3), rule="by-hand"),)
                ),
            ),
        )
        for one in COUNTS
    ]
    assert "### Injured, Ridgeport, 7 May 2024 {" in pages_of(*named)["places/ridgeport.md"]


def test_a_very_long_list_says_where_the_rest_is():
    made = [document("One line.", path=f"{n}.txt", publisher=fact("Harbour Post")) for n in range(301)]
    text = pages_of(*made)["outlets/harbour-post.md"]
    assert len(re.findall(r"^- \[", text, re.MULTILINE)) == 300
    assert "Older reports stand on the pages of their days" in text


def test_a_long_overview_is_folded_after_the_first_hundred():
    made = [document("One line.", path=f"{n}.txt", publisher=fact(f"Post {n}")) for n in range(103)]
    first, folded = split(pages_of(*made)["outlets/index.md"])[1].split('??? abstract "3 more entries"')
    assert first.count("{: .name }") == 100
    assert folded.count("\n    - [") == 3


def test_foreign_text_says_its_language():
    made = document(
        "Die Brücke hielt.\n• Decken für alle\n> Wir bauen auf.", language=fact("de"), headline=fact("Die Brücke")
    )
    html = html_of(page_of(made))
    assert re.search('<h1 [^>]*lang="de"[^>]*>Die Brücke</h1>', html)
    tagged = set(re.findall(r"<[^>]*lang=\"de\"[^>]*>", html))
    assert {re.match("<[a-z0-9]+", tag)[0] for tag in tagged} == {"<h1", "<p", "<li"}
    assert all(block.anchor in "".join(tagged) for block in made.blocks())
    assert 'lang="de"' in html_of(pages_of(made)["index.md"])


@pytest.mark.parametrize("language", ["en", "en-GB", "xx yy", '"><script>', ""])
def test_text_in_the_language_of_the_site_or_an_unknown_one_does_not(language):
    assert "lang=" not in page_of(document("The bridge held.", language=fact(language)))


def test_pages_with_feeds_name_them_where_the_site_has_an_address():
    made = assemble(DOCUMENTS, DESK)
    pages = {page.path: page.text for page in render(made, Settings(site_url="https://site.example/"))}
    for path, feed in (
        ("index.md", "feed"),
        ("topics/border-attacks.md", "border-attacks"),
        ("outlets/harbour-post.md", "harbour-post"),
        ("people/ada-holt.md", "ada-holt"),
        ("places/ridgeport.md", "ridgeport"),
    ):
        assert f"Follow as a feed: [Atom]({feed}.atom) · [RSS]({feed}.rss) · [JSON]({feed}.json)" in pages[path]
    assert "Follow as a feed" not in pages["outlets/unknown.md"] + "".join(PAGES.values())


def test_an_outlet_that_is_not_named_is_none():
    made = mark(document("Shelling near the mill.", published=fact(LIVE.posts[0].time.value)), DESK, Names(DESK))
    page = words_of(pages_of(made)["topics/border-attacks.md"])
    assert "1 document · 0 outlets named" in page
    assert "Unknown outlet 1 post" in page
