"""What differs is marked by whole words, and what is shown is the text, letter for letter, in every engine."""

import random
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.corpus import assemble
from generator.corpus.passages import plain_parts, sentences_of
from generator.corpus.shared_quotations import align
from generator.corpus.shared_quotations.wording import LONGEST, differing, pieces, tokens, written
from generator.markup import elements, html
from generator.markup.escaping import clean
from generator.model import Match, Quotation, Span, TopicMatch
from generator.pages.checked_quotations import sourced
from generator.pages.document import page
from generator.pages.highlights import marked
from generator.pages.shortening import without_bullet
from tests.hostile.engines import ENGINES
from tests.hostile.engines import words as read
from tests.support.making import DESK, document
from tests.support.processes import run

LINES = (
    "the barges US-led U.S.-led 12%-plus 12 5°C \N{MINUS SIGN}5 -5 (AP)The (AP) “Stop!”he N.Y.-based €40,000.",
    "* ** _ __a__ `x` [b] (c) <b> a&b &amp; \\ ~~ ==x== $1 — … 1. # http://a.example/_b_ {:.x}",
    "हिन्दी 北京（首都）发生了 北京， 東京は「雨」です。 ภาษาไทยไม่มีช่องว่าง ខ្មែរ العربية، עברית־ 👍🏽 🇺🇦 «Так!»:сказав",
    "e\N{COMBINING ACUTE ACCENT}t\N{COMBINING ACUTE ACCENT} 👩\N{ZERO WIDTH JOINER}🚀",
)
WORDS = ("a\N{NO-BREAK SPACE}b", *(word for line in LINES for word in line.split()))
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), min_size=1, max_size=9).flatmap(
    lambda some: st.sampled_from([" ".join(some), "".join(some)])
)


def shown(text):
    """What a reader should read of it."""
    return " ".join(clean(text)[0].split())


def by_ours(text):
    """Our own converter, of what it does not leave to the library."""
    try:
        return html.convert(f"{text}\n", str, permalink=False).html
    except elements.Unknown:
        return ENGINES["python-markdown"]()(text)


CONVERTERS = {**{name: make() for name, make in ENGINES.items()}, "ours": by_ours}


def strong(parts):
    return marked([(one.text, one.kind == "changed") for one in parts])


FRAMES = (
    ("“@”", "“@”"),
    ("- before: “@” ¶", "before: “@” ¶"),
    ("*Was:* @, and", "Was: @, and"),
    ("Words: @", "Words: @"),
)


@settings(max_examples=300)
@given(TEXTS, TEXTS, st.sampled_from(FRAMES))
@example("The U.S.-led group met", "The US-led group met", FRAMES[0])
@example("“Stop!”he said (AP)The 12%-plus", "he said", FRAMES[1])
def test_what_is_shown_of_two_wordings_is_the_text(one, other, frame):
    for parts in (differing(one, other), pieces(tokens(other), one)):
        assert "".join(part.text for part in parts) == one
        text = frame[0].replace("@", strong(part for part in parts if part.kind != "cut"))
        wanted = shown(frame[1].replace("@", shown(one)))
        assert {name: read(convert(text)) for name, convert in CONVERTERS.items()} == dict.fromkeys(CONVERTERS, wanted)


@given(TEXTS, TEXTS)
def test_pieces_end_where_words_do(one, other):
    ends, here = {0}, 0
    for word in written(one):
        here += len(word)
        ends.add(here)
    assert here == len(one)
    for parts in (differing(one, other), pieces(tokens(other), one)):
        here = 0
        for part in parts:
            here += len(part.text)
            assert here in ends
    assert not [part for part in differing(one, one) if part.kind != "same"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The US-led group.", ["The ", "US-led ", "group."]),
        ("北京，12 km", ["北", "京", "，", "12 ", "km"]),
        ("ขึ้น ไป", ["ขึ้", "น ", "ไ", "ป"]),
        ("ក្ក", ["ក្ក"]),
        ("हिन्दी में", ["हिन्दी ", "में"]),
        (
            "か\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}き",
            ["か\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}", "き"],
        ),
        ("", []),
    ],
)
def test_words_as_they_are_written(text, words):
    assert list(written(text)) == words


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("The U.S.-led group", "The US-led group", "The **U.S.-led** group"),
        ("It rose 12%-plus now", "It rose 12-plus now", "It rose **12%-plus** now"),
        ("It was −5 °C", "It was 5 °C", "It was <strong>−5</strong> °C"),
        ("(AP)The barge", "(AFP)The barge", "<strong>(AP)The</strong> barge"),
        ("北京发生火灾", "北京发生地震", "北京发生<strong>火灾</strong>"),
        ("It is so.", "It was so.", "It **is** so."),
        ("Boats came", "Boats came", "Boats came"),
        ("a dry, cold day", "a day", "a **dry, cold** day"),
        ("★ ★ ☆", "★ ★ ★", "★ ★ <strong>☆</strong>"),
    ],
)
def test_what_is_marked_is_what_differs(one, other, wanted):
    assert strong(differing(one, other)) == wanted


def test_what_is_longer_than_is_compared_is_shown_too():
    one = " ".join(f"word{n}" for n in range(LONGEST + 50))
    other = " ".join(f"wort{n}" for n in range(LONGEST + 50))
    for parts in (differing(one, other), pieces(tokens(other), one), pieces(tokens(one), one)):
        assert "".join(part.text for part in parts) == one
    (part,) = differing(one, one)
    assert part.kind == "same"


PROGRAMS = ("mkdocs", "properdocs", "zensical")
CONFIG = """site_name: Site
site_url: ""
theme: {name: material, font: false}
plugins: []
markdown_extensions: [admonition, attr_list, tables, pymdownx.details, briefings-sanitiser]
"""


def pairs():
    """Pairs of wordings of all words above, each between spaces and without."""
    chance = random.Random(15)
    for between in ("", " ") * 40:
        one = chance.sample(WORDS, 6)
        yield between.join(one), between.join(chance.sample(one, 3) + chance.sample(WORDS, 3))


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_engine_shows_the_text(program, tmp_path):
    command = shutil.which(program, path=str(Path(sys.executable).parent))
    assert command
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    items = [f"- before: “{strong(differing(one, other))}” ¶" for one, other in pairs()]
    inside = "\n".join(f"    {item}" for item in items)
    text = "# Home\n\n" + "\n".join(items) + f'\n\n??? note "Changes"\n{inside}\n'
    (tmp_path / "docs" / "index.md").write_text(text, encoding="utf-8")
    run([command, "build", "-f", "mkdocs.yml"], cwd=tmp_path, check=True, capture_output=True)
    built = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    found = re.findall(r"before: “.*?” ¶", read(built[built.index("<article") : built.index("</article")]))
    assert found == [f"before: “{shown(one)}” ¶" for one, _ in pairs()] * 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("• Blankets", "Blankets"),
        ("•Blankets", "Blankets"),
        ("- *Blankets* for all", "*Blankets* for all"),
        ("* **Blankets** for all", "**Blankets** for all"),
        ("-5 degrees", "-5 degrees"),
        ("– 5 degrees", "5 degrees"),
        ("**Blankets** for all", "**Blankets** for all"),
        ("", ""),
    ],
)
def test_an_item_loses_its_mark_and_nothing_else(text, words):
    assert without_bullet(text) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("**The ferry ", "stayed", ". Boats** are"), ("The ferry ", "stayed", ". Boats are")),
        (("see ", "**the boats**", " here"), ("see ", "the boats", " here")),
        (("[the ", "boats", "](https://a.example/) here"), ("the ", "boats", " here")),
        (("[the](https://a.example/", "boats", ") here"), ()),
        (("no ", "", "markup"), ("no ", "", "markup")),
    ],
)
def test_parts_of_a_source_in_markdown_are_read_as_the_whole(parts, words):
    assert plain_parts(parts) == words


@given(st.lists(st.text("a*_` [](:/", max_size=4), min_size=1, max_size=6))
def test_parts_have_the_words_of_the_whole(parts):
    found = plain_parts(parts)
    assert not found or len(found) == len(parts)
    assert not found or "".join("".join(found).split()) == "".join(plain_parts(["".join(parts)])[0].split())


SOURCE = "**The ferry stayed in port. Boats are missing** after the shelling **of the harbour** on Monday."


def test_a_page_shows_no_marks_of_a_sentence_or_a_passage():
    made = document(SOURCE, markup=True)
    at = SOURCE.index("of the harbour")
    match = Match(span=Span(at, at + len("of the harbour")), rule="phrase", weight=2.0)
    (post,) = made.posts
    topic = TopicMatch(topic="border-attacks", score=2.0, matches=(match,))
    made = replace(made, posts=(replace(post, topics=(topic,)),), topics=(topic,))
    corpus = assemble([made], DESK)
    texts = [str(sourced(corpus, one).text) for one in sentences_of(made, made.posts[0])]
    assert texts == ["The ferry stayed in port.", "Boats are missing after the shelling of the harbour on Monday."]
    why = page(corpus, made).text.split("## Why these topics")[1]
    assert "Boats are missing after the shelling **of the harbour** on Monday." in why
    assert "&#42;" not in page(corpus, made).text.split("## Source record")[0]


def test_a_quotation_is_compared_and_shown_without_its_markup():
    texts = ("He said: “We will **rebuild the bridge before the winter** comes, whatever you say.”",
             "He said: “We will rebuild the bridge before the spring comes, whatever you say.”")  # fmt: skip
    made = [quoting(text, f"{n}.md", markup=not n) for n, text in enumerate(texts)]
    (said,) = align(made)
    (other,) = said.others
    assert [one.kind for one in other.pieces] == ["same", "changed", "same"]
    assert {one.text for one in other.pieces} & {"winter ", "spring "}
    assert not any("*" in one.text for one in other.pieces)


def quoting(text, path, *, markup):
    made = document(text, path=path, markup=markup)
    start, end = text.index("“") + 1, text.index("”")
    said = Quotation(text=text[start:end], span=Span(start - 1, end + 1), speaker="Ada Holt", rule="by-hand")
    return replace(made, posts=(replace(made.posts[0], quotations=(said,)),))


def test_a_long_paragraph_in_markdown_shows_no_marks():
    made = document(f"**Boats {'are missing again ' * 300}today** and tomorrow.", markup=True)
    text = page(assemble([made], DESK), made).text
    assert "&#42;" not in text.split("## Source record")[0]
