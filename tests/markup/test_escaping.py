import html
import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.markup.escaping import address, clean, in_html, inert, inert_block, inline, link, plain, title
from generator.model import Markdown
from tests.hostile import payloads
from tests.hostile.engines import ENGINES, PLACES, parse, words

FRAGMENTS = (
    *"\\`*_{}[]<>|~^$&:/=+@#!?(-).,;'\"% \n\t0123456789abcxyzABC",
    *("--8<--", "&amp;", "&#60;", "&lt", "www.", "http://a.example", "c/o", "1/2", "(c)", "+/-", "=/=", ":smile:"),
    *(":100:", "a@b.example", "```", "~~~", "!!!", "???", ":::", "===", "---", "[^1]", "*[A]:", "{{", "{%", "{: #x }"),
    *("++ctrl++", "==", "^^", "$x$", "\\(", "[x](y)", "\u00a0", "é", "名", "\u200d", "\u202e", "  ", "1. ", "- ", "> "),
)
STRINGS = st.lists(st.sampled_from(FRAGMENTS), max_size=16).map("".join) | st.text(max_size=60)
ENGINE = st.sampled_from(sorted(ENGINES))
SUPERSET = ("python-markdown, more", "commonmark")


def collapsed(text: str) -> str:
    return " ".join(text.split())


def assert_reads(markdown: str, text: str, places: Iterable[str], engines: Iterable[str] = ENGINES) -> None:
    """In these places, in these engines, the page reads as it would with a harmless word replaced by the text."""
    for engine in engines:
        convert = ENGINES[engine]()
        for name in places:
            place, only = PLACES[name]
            if only in engine:
                wanted = words(convert(place.replace("@", "STANDIN"))).replace("STANDIN", text)
                assert words(convert(place.replace("@", markdown))) == collapsed(wanted), (engine, name)


@given(STRINGS.filter(inert), st.sampled_from(sorted(PLACES)), ENGINE)
@settings(max_examples=400)
def test_inert_text_reads_letter_for_letter_wherever_it_stands(text: str, place: str, engine: str) -> None:
    assert_reads(inert(text), collapsed(clean(text)[0]), [place], [engine])


@pytest.mark.parametrize("text", [text for text in payloads.own() if inert(text)])
def test_own_payloads_read_letter_for_letter(text: str) -> None:
    assert_reads(inert(text), collapsed(clean(text)[0]), ["anchored heading", "label", "cell", "details"], SUPERSET)


def test_collected_payloads_read_letter_for_letter() -> None:
    for text in filter(inert, payloads.sample(100)):
        assert_reads(inert(text), collapsed(clean(text)[0]), ["paragraph", "cell"], SUPERSET)


@given(STRINGS.filter(inert))
@settings(max_examples=100)
def test_inert_text_makes_no_element(text: str) -> None:
    for make in ENGINES.values():
        assert set(parse(make()(f"x {inert(text)}")).tags) <= {"p", "sup"}


@given(STRINGS.filter(plain), st.sampled_from(["paragraph", "anchored heading", "item", "cell"]), ENGINE)
@settings(max_examples=300)
def test_inline_markdown_reads_as_its_words(text: str, place: str, engine: str) -> None:
    assert_reads(inline(text), collapsed(plain(text)), [place], [engine])


@given(STRINGS)
@settings(max_examples=100)
def test_inline_markdown_makes_only_emphasis_code_and_links(text: str) -> None:
    for make in ENGINES.values():
        page = parse(make()(f"x {inline(text)}"))
        assert set(page.tags) <= {"p", "sup", "em", "strong", "code", "a"}
        assert all(name == "href" and re.match("https?://|mailto:", value) for name, value in page.attributes)


@pytest.mark.parametrize(
    "sentence",
    [
        "An ordinary sentence, with a comma; a colon: and “quotation marks”.",
        "It's a well-known fact (said the minister) that 50% of £10m - or 3.5% - is gone!",
        'On 3 May 2024 at 10:30:45, "AT&T" and R&D paid $5m; Smith-Jones asked: why?',
        "snake_case and 2 * 3 stay, and so does a/b, 21st, 24/7, 3+4 and a=b.",
        "-5 degrees in Zürich; +3 in Київ, 東京.",
    ],
)
def test_an_ordinary_sentence_is_unchanged(sentence: str) -> None:
    assert inert(sentence) == sentence
    assert inline(sentence) == sentence
    assert re.sub("[“”]", '"', title(sentence)) == re.sub("[“”]", '"', sentence)


@pytest.mark.parametrize(
    "ordinary", ["a | b", "C#", "2) two", "10. ten", "a&amp;b", "x_", "~", "a`b", "[a", "=", "#1", ": x"]
)
def test_what_could_mean_something_is_a_reference(ordinary: str) -> None:
    assert inert(ordinary) != ordinary
    assert "\\" not in inert(ordinary)
    assert html.unescape(inert(ordinary)) == ordinary


def test_inert_marks_its_type() -> None:
    assert isinstance(inert("x"), Markdown)
    assert isinstance(inline("*x*"), Markdown)
    assert isinstance(link("x", "https://a.example/"), Markdown)


@pytest.mark.parametrize(
    ("text", "kept", "removed"),
    [
        ("plain", "plain", 0),
        ("tab\tline\nend\r\n", "tab\tline\nend\r\n", 0),
        ("a\x00b\x07c\x1b[31m", "abc[31m", 3),
        ("a\u202egnp.exe\u202c", "agnp.exe", 2),
        ("ze\u200bro\u2060\ufeff so\xadft", "zero soft", 4),
        ("\u2066x\u2069\u200e\u200f\u061c", "x", 5),
        ("\ud800x", "x", 1),
        ("la\u200dt\u200cin", "latin", 2),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e", 0),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469", 0),
        ("\u0645\u200c\u200c\u062e", "\u0645\u200c\u062e", 1),
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f", 1),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f", 0),
        ("x\U000e0041\U000e0042", "x", 2),
        ("a\x0cb\x85c\u2028d", "a\x0cb\x85c\u2028d", 0),
    ],
)
def test_hidden_characters_are_removed_and_counted(text: str, kept: str, removed: int) -> None:
    assert clean(text) == (kept, removed)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    kept, removed = clean(text)
    assert len(kept) + removed == len(text)
    assert clean(clean(kept)[0])[0] == clean(clean(clean(kept)[0])[0])[0]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a *b* _c_ **d** __e__ `f`", "a *b* *c* **d** **e** `f`"),
        ("[g](https://h.example/i)", "[g](https://h.example/i)"),
        ("[g](https://h.example/i_(j)?a=1&copy=2 'title')", "[g](https://h.example/i_&#40;j&#41;?a=1&#38;copy=2)"),
        ("<https://h.example/>", "[https&#58;//h.example/](https://h.example/)"),
        ("[g](javascript:alert(1)) [k](local.md)", "&#91;g&#93;(javascript:alert(1)) k"),
        ("![what it *shows*](https://h.example/x.png)", "what it shows"),
        ("foo*bar*baz", "foobarbaz"),
        ("`a<b` `` ` `` `#!x y` `c`", "a&#60;b &#96; #!x y `c`"),
        ("`a`&#x200b;`b`", "`a`b"),
        ("**1. one** two", "**1. one** two"),
        ("Stop!*[x](https://h.example/)*", "Stop&#33;[x](https://h.example/)"),
        ("**[x](https://h.example/)** *`y`*", "**[x](https://h.example/)** *`y`*"),
        ("&lt;b&gt; \\*x\\*", "&#60;b&#62; &#42;x&#42;"),
        ("no markup", "no markup"),
    ],
)
def test_inline_keeps_emphasis_code_and_links(text: str, markdown: str) -> None:
    assert inline(text) == markdown


def test_endless_inline_markup_is_inert() -> None:
    text = "*a* " * 30_000
    assert inline(text) == inert(text)
    assert plain(text) == text.strip()


@pytest.mark.parametrize("opening", ["[", "![", "*", "**a", "_*", "`", "<", "[x](", "&", "\\", "[[]"])
def test_repeated_markup_reads_as_it_was_written(opening: str) -> None:
    text = opening * 1000
    assert words(ENGINES["commonmark"]()(inline(text))) == collapsed(plain(text))


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://a.example/b", "https://a.example/b"),
        (" HTTPS://A.example:8080/b c?q=ü#f ", "https://a.example:8080/b%20c?q=%C3%BC#f"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ('https://a.example/"<>[]{}|^`\\', "https://a.example/%22%3C%3E%5B%5D%7B%7D%7C%5E%60%5C"),
        ("mailto:a@b.example?subject=x y", "mailto:a@b.example?subject=x%20y"),
        ("https://a.example/\u202eb", "https://a.example/b"),
        ("https://a.example/100%/%41", "https://a.example/100%25/%41"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example/", None),
        ("/local", None),
        ("local.md", None),
        ("https:///x", None),
        ("https://user:secret@a.example/", None),
        ("https://a.example\\@b.example/", None),
        ("https://a.example:port/", None),
        ("https://[::1", None),
        ("https://" + "a" * 64 + ".example/", None),
        ("mailto:nobody", None),
        ("", None),
    ],
)
def test_only_addresses_that_hide_nothing_are_linked(url: str, normal: str | None) -> None:
    assert address(url) == normal


@given(STRINGS, st.text(max_size=30) | STRINGS.map("https://a.example/".__add__))
@settings(max_examples=100)
def test_a_link_is_one_link_or_its_label(label: str, url: str) -> None:
    safe = address(url)
    for make in ENGINES.values():
        page = parse(make()(f"x {link(label, url)}"))
        assert [value for name, value in page.attributes if name == "href"] == ([safe] if safe and inert(label) else [])
        assert collapsed("".join(page.parts)) == collapsed(f"x {clean(label)[0]}")


def test_a_link_within_a_label_stays_the_only_one() -> None:
    label = inline("[a](https://a.example/)")
    assert link(label, "https://b.example/") == label
    assert link(inline("*a*"), "https://b.example/") == "[*a*](https://b.example/)"


def test_a_block_keeps_its_lines_and_paragraphs() -> None:
    block = inert_block("one\r\n# two\n \n\n- three\u202e\n\nfour")
    assert block == "one  \n&#35; two\n\n&#45; three\n\nfour"
    assert words(ENGINES["commonmark"]()(block)) == "one # two - three four"


@given(st.lists(STRINGS, max_size=4).map("\n".join))
@settings(max_examples=60)
def test_a_block_reads_letter_for_letter(text: str) -> None:
    for make in ENGINES.values():
        assert words(make()(inert_block(text))) == collapsed(clean(text)[0])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("R&D at AT&T", "R&D at AT&T"),
        ("<script>alert(1)</script>", "‹script>alert(1)‹/script>"),
        ("a < b, <3", "a < b, <3"),
        ("&lt;b&gt; &copy 2024", "＆lt;b＆gt; ＆copy 2024"),
        ('He said "no"', "He said “no”"),
        ("{{ config }} {% x %}", "｛{ config }} ｛% x %}"),
        ("  two\nlines\u202e ", "two lines"),
    ],
)
def test_titles_are_harmless_as_they_stand(text: str, shown: str) -> None:
    assert title(text) == shown


@given(STRINGS)
def test_a_title_reads_the_same_raw_and_escaped(text: str) -> None:
    shown = title(text)
    assert "".join(parse(f"<p>{shown}").parts) == shown
    assert parse(f'<p title="{shown}">').attributes == [("title", shown)]
    assert title(shown) == shown


@given(STRINGS)
def test_text_in_raw_html_reads_the_same_and_stays_inside(text: str) -> None:
    page = parse(f'<p title="{in_html(text)}">{in_html(text)}</p>')
    assert page.tags == ["p"]
    assert [(name, collapsed(value)) for name, value in page.attributes] == [("title", collapsed(clean(text)[0]))]
    assert collapsed("".join(page.parts)) == collapsed(clean(text)[0])
    assert "\n" not in in_html(text)
