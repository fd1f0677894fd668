"""Readers are chosen by content, and give text with raw blocks, never an exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import filenames
from generator.model import Source
from generator.readers import dispatch, markdown, unpacking
from generator.settings import Settings

SETTINGS = Settings(max_source_bytes=2000)


def source(data, path="a.txt"):
    return Source(path=path, data=data.encode() if isinstance(data, str) else data, sha256="")


def read(data, path="a.txt"):
    return dispatch.read(source(data, path), SETTINGS)


def blocks(reading):
    return [(block.kind, block.level, reading.words(block)) for block in reading.blocks]


@pytest.mark.parametrize(
    ("data", "path", "expected"),
    [
        ("Plain words", "a.txt", "text/plain"),
        ("Plain words", "a", "text/plain"),
        ("Plain words", "a.MD", "text/markdown"),
        ("Plain words", "a.htm", "text/html"),
        ("# A heading\n\nwords", "a.txt", "text/markdown"),
        ("\ufeff\n\n## A heading\n", "a.txt", "text/markdown"),
        ("---\ntitle: x\n---\nwords", "a.txt", "text/markdown"),
        ("#hashtag words", "a.txt", "text/plain"),
        ("---\nno field\n---\nwords", "a.txt", "text/plain"),
        ("<!DOCTYPE html><p>x", "a.txt", "text/html"),
        ("  <html><p>x", "a.md", "text/html"),
        ("<!-- saved --><html><p>x", "a.txt", "text/html"),
        ("x <html>", "a.txt", "text/plain"),
        ("<html><p>x".encode("utf-16"), "a.txt", "text/html"),
        ("word " * 51 + "\nmustard seed fell", "a.txt", "text/plain"),
    ],
)
def test_the_media_type_is_told_by_content_then_by_suffix(data, path, expected):
    assert dispatch.detect(source(data, path)) == expected


def test_every_media_type_that_can_be_told_has_a_reader():
    assert set(unpacking.SPLITTERS) <= set(dispatch.READERS)
    assert "x" in read("<html><body><p>x</p></body></html>").text


def test_a_text_has_a_block_a_line():
    reading = read("Title\n\n  First line.\r\nSecond: line \n")
    assert reading.media_type == "text/plain"
    assert not reading.markup
    assert blocks(reading) == [
        ("paragraph", 0, "Title"),
        ("paragraph", 0, "First line."),
        ("paragraph", 0, "Second: line"),
    ]
    assert [reading.lines(block.span) for block in reading.blocks] == [(1, 1), (3, 3), (4, 4)]


@pytest.mark.parametrize(
    ("data", "code", "severity"),
    [
        ("x" * 2001, "too-large", "error"),
        (bytes(range(32)) * 9, "not-text", "error"),
        ("", "no-text", "warning"),
        (" \n\n ", "no-text", "warning"),
    ],
)
def test_what_cannot_be_read_is_a_problem(data, code, severity):
    reading = read(data)
    assert reading.blocks == ()
    assert [(problem.code, problem.severity, problem.path) for problem in reading.problems] == [
        (code, severity, "a.txt")
    ]


def test_front_matter_becomes_fields_with_lines():
    reading = read(
        "\n---\ntitle: 'A: b'\nauthors: [Ann Lee, Bo Ek]\ndate: 2021-05-04\nn: 2\nempty:\ndraft: false\n"
        "publisher:\n  name: The Post\n---\n\nKey: stays\n",
        "a.md",
    )
    assert [(field.name, field.value, field.lines) for field in reading.fields] == [
        ("front-matter:title", "A: b", (3, 3)),
        ("front-matter:authors", "Ann Lee", (4, 4)),
        ("front-matter:authors", "Bo Ek", (4, 4)),
        ("front-matter:date", "2021-05-04", (5, 5)),
        ("front-matter:n", "2", (6, 6)),
        ("front-matter:draft", "false", (8, 8)),
        ("front-matter:publisher.name", "The Post", (10, 10)),
    ]
    assert blocks(reading) == [("paragraph", 0, "Key: stays")]
    assert reading.lines(reading.blocks[0].span) == (13, 13)
    assert reading.markup


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: x\ntags: [a\n---\nWords\n", 4),
        ("---\ntitle: &x y\n---\nWords\n", 2),
        ("---\na: 1\na: 2\n---\nWords\n", 3),
    ],
)
def test_broken_front_matter_stays_in_the_text(text, line):
    reading = read(text)
    assert reading.fields == ()
    assert [(problem.code, problem.lines) for problem in reading.problems] == [("front-matter", (line, line))]
    assert [words for _, _, words in blocks(reading)] == text.split("\n")[:-1]


@pytest.mark.parametrize(
    "text",
    ["---\njust: a\n\nno end\n", "Word: text\n\nmore\n", "---\nProse only\n---\nWords\n", "---\n- a\n---\nWords\n"],
)
def test_what_is_no_front_matter_is_text(text):
    reading = read(text, "a.md")
    assert reading.fields == ()
    assert reading.problems == ()
    assert reading.blocks


def test_markdown_marks_become_kinds():
    reading = read(
        "Title\n=====\n\n## Part *one* ##\n\n- first\n  goes on\n* second\n  - inner\n3. third\n\n"
        "> He said\n> so\n>\n> twice\n\n"
        "***\n```\n# code\n> it\n```\nLast  \nline\\\nend\n\nUnder\n---\n",
        "a.md",
    )
    assert blocks(reading) == [
        ("heading", 1, "Title"),
        ("heading", 2, "Part *one*"),
        ("list", 1, "first goes on"),
        ("list", 1, "second"),
        ("list", 2, "inner"),
        ("list", 1, "3. third"),
        ("quotation", 0, "He said so"),
        ("quotation", 0, "twice"),
        ("paragraph", 0, "# code"),
        ("paragraph", 0, "> it"),
        ("paragraph", 0, "Last"),
        ("paragraph", 0, "line"),
        ("paragraph", 0, "end"),
        ("heading", 2, "Under"),
    ]


def test_a_paragraph_goes_on_in_mid_sentence_only():
    reading = read("One line that\ngoes on.\nAnother one.\n\n> quoted\nnot quoted\n\n- item\nAfter\n", "a.md")
    assert [words for _, _, words in blocks(reading)] == [
        "One line that goes on.",
        "Another one.",
        "quoted not quoted",
        "item",
        "After",
    ]


@given(st.text("ab#>-*=`~ \n:.1)\\", max_size=200).filter(lambda text: "```" not in text and "~~~" not in text))
def test_no_letter_of_a_markdown_text_is_lost(text):
    """Fences aside: what names their language is a mark, and is listed as set aside."""
    reading = read(text, "a.md")
    kept = "".join(words for _, _, words in blocks(reading))
    assert [char for char in kept if char in "ab1"] == [char for char in text if char in "ab1"]
    assert len(reading.text) == len(text)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_are_read_and_spans_are_in_order(data, path):
    reading = read(data, path)
    spans = [block.span for block in reading.blocks]
    assert spans == sorted(spans)
    assert all(reading.slice(span).strip() for span in spans)


@pytest.mark.parametrize(
    "line",
    ["word ", "> ", "- ", "#", "# a\n", "```\n", "a\n", "---\n", "[", "*", "\\", "a: b\n", "\0a", "a\\\n", "1. "],
)
def test_long_runs_of_one_mark_are_read(line):
    data = (line * (100_000 // len(line))).encode()
    for path in ("a.txt", "a.md"):
        assert dispatch.read(source(data, path), Settings()) is not None


def test_a_quotation_mark_line_between_others_is_kept_apart():
    assert not markdown.looks_like("words\n")
    reading = read("# T\n\n> one\n\n> two\ntext after.\n", "a.md")
    assert [words for _, _, words in blocks(reading)] == ["T", "one", "two text after."]


@pytest.mark.parametrize("suffix", sorted(filenames.SUFFIXES))
def test_a_newer_text_is_known_whatever_the_formats_of_both(suffix):
    assert filenames.version_of(f"a{suffix}.v2.txt") == (f"a{suffix}", 2)
    assert filenames.version_of(f"a.txt.v2{suffix}") == ("a.txt", 2)


def test_no_suffix_belongs_to_two_formats():
    suffixes = [suffix for row in filenames.FORMATS for suffix in row.suffixes]
    assert len(suffixes) == len(set(suffixes))
