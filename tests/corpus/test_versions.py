"""Newer texts of a source: one document under one address, what changed since, and nothing that rights withhold."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import addresses, exports, filenames, pages
from generator.cli import main
from generator.corpus import versions
from generator.desk import EMPTY
from generator.exports import dataset
from generator.exports.files import Asset
from generator.pipeline import build
from generator.pipeline.documents import Means
from generator.settings import Settings
from tests.support.leaks import shared
from tests.support.making import DESK, document

HEAD = "Ferry stays in port as storm grows\n\nBy Lena Marsh\n\n6 May 2024\n\n"
STORM = (
    "The ferry to the island stayed in port on Monday because of the storm, the office said, and {} boats are missing."
)
HALL = "Some 200 passengers waited in the hall for news of the next crossing, with nothing to eat but dry bread."
LETTER = "The mayor of the island asked for help from the mainland in a letter that the council read out at night."
NOON = "The next ferry is expected to leave on Tuesday at noon."
FIRST = HEAD + "\n\n".join([STORM.format(12), HALL, NOON]) + "\n"
SECOND = HEAD + "Updated 7 May 2024\n\n" + "\n\n".join([STORM.format(9), LETTER, NOON]) + "\n"
PAGE = addresses.document_path("ferry.txt")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ferry.txt").write_text(FIRST)
    (tmp_path / "ferry.v2.txt").write_text(SECOND)
    return tmp_path


def corpus(folder, *, public=True):
    return build.build(folder, EMPTY, Settings(), Means(), public=public)


def site(folder):
    made, settings = corpus(folder), Settings(site_url="https://site.example/")
    files = [*pages.render(made, settings), *exports.assets(made, settings)]
    return {one.path: b"".join(exports.pieces(one)) for one in files}


def codes(folder):
    return {(problem.code, problem.path) for problem in corpus(folder).problems}


@pytest.mark.parametrize(
    ("path", "first", "number"),
    [
        ("a.txt", "a.txt", 1),
        ("may/a.v2.txt", "may/a.txt", 2),
        ("a.txt.v12.html", "a.txt", 12),
        ("a.v3.html.gz", "a.html.gz", 3),
        ("no.5.v2.txt", "no.5.txt", 2),
        ("a.v1.txt", "a.v1.txt", 1),
        ("v2.txt", "v2.txt", 1),
        (".v2.txt", ".v2.txt", 1),
        ("a.v2", "a.v2", 1),
        ("a.v2.zip/b.txt", "a.v2.zip/b.txt", 1),
    ],
)
def test_a_name_says_which_version_it_is(path, first, number):
    assert filenames.version_of(path) == (first, number)
    assert addresses.document_path(path) == addresses.document_path(first)


@given(
    st.sampled_from(["a.txt", "x/no.5.html", "b.md"]), st.integers(2, 9999), st.sampled_from([".txt", ".html", ".pdf"])
)
def test_the_name_of_a_version_is_read_back(first, number, suffix):
    assert filenames.version_of(filenames.version_name(first, number, suffix)) == (first, number)


def test_all_versions_are_one_document_which_is_the_newest(folder):
    made = corpus(folder)
    assert [one.path for one in made.documents] == ["ferry.v2.txt"]
    assert [path for path in site(folder) if path.startswith("documents/") and path.endswith(".md")] == [PAGE]
    assert sum(map(len, made.days.values())) == 1
    assert made.copies == ()


def test_the_page_tells_what_changed_and_when(folder):
    text = site(folder)[PAGE].decode()
    assert "*Version 2 of this text* · [What changed](#versions)" in text
    assert "### Version 2, 7 May 2024 {: #version-2 }" in text
    assert "1 paragraph reworded, 1 paragraph added and 1 paragraph removed since version 1. File: ferry.v2.txt" in text
    assert "before: “… because of the storm, the office said, and **12** boats are missing.”" in text
    assert "now: “… because of the storm, the office said, and **9** boats are missing.”" in text
    assert f"*Added:*{{: .from }} “{LETTER}”" in text
    assert f"*Removed:*{{: .from }} “{HALL}”" in text
    assert NOON not in text[text.index("## What changed") : text.index("## Source record")]


def test_the_log_and_the_data_list_every_version(folder):
    files = site(folder)
    assert f"- [Version 2, 7 May 2024]({PAGE}#version-2): 1 paragraph reworded" in files["changes.md"].decode()
    rows = files["data/versions.csv"].decode().splitlines()
    assert [row.split(",")[1:3] for row in rows[1:]] == [["1", "ferry.txt"], ["2", "ferry.v2.txt"]]
    assert [row.split(",")[-3:] for row in rows[1:]] == [["", "", ""], ["1", "1", "1"]]
    assert len(files["data/documents.csv"].decode().splitlines()) == 2


def test_a_headline_that_changed_is_told(folder):
    (folder / "ferry.v2.txt").write_text(FIRST.replace("storm grows", "storm calms"))
    text = site(folder)[PAGE].decode()
    assert "Headline changed since version 1" in text
    assert "before: “Ferry stays in port as storm **grows**”" in text


def test_hostile_words_of_an_older_version_stay_words(folder):
    (folder / "ferry.txt").write_text(
        FIRST.replace(HALL, "Come <script>alert(1)</script> [here](javascript:x) **now**.")
    )
    text = site(folder)[PAGE].decode()
    assert "<script" not in text
    assert "](javascript" not in text
    assert "“Come &#60;script&#62;" in text


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("mode", ["excerpt", "link"])
def test_what_may_not_be_shown_of_either_version_is_in_nothing(folder, mode, number):
    name = "ferry" if number == 1 else "ferry.v2"
    (folder / f"{name}.meta.yml").write_text(f"rights: {mode}\n")
    files = site(folder)
    assert "1 paragraph reworded, 1 paragraph added and 1 paragraph removed" in files[PAGE].decode()
    assert "The wording of the changes is not shown" in files[PAGE].decode()
    assert not shared(files.items(), HALL, 6)
    assert not (number == 1 and shared(files.items(), LETTER, 6))


def test_an_internal_version_is_in_nothing(folder):
    (folder / "ferry.v2.meta.yml").write_text("rights: internal\n")
    assert PAGE not in site(folder)
    assert len(corpus(folder, public=False).versions["ferry.v2.txt"]) == 2
    (folder / "ferry.v2.meta.yml").write_text("rights: full\n")
    (folder / "ferry.meta.yml").write_text("rights: internal\n")
    files = site(folder)
    assert LETTER in files[PAGE].decode()
    assert "What changed" not in files[PAGE].decode()
    assert not shared(files.items(), HALL, 6)


def test_a_sidecar_counts_for_later_versions_and_names_itself(folder):
    exact = f"- exact: {NOON!r}\n"
    (folder / "ferry.meta.yml").write_text(f"set_aside:\n{exact}- exact: Gone since long ago, by every account.\n")
    made = corpus(folder)
    assert [(one.what, one.stale) for one in made.documents[0].overrides] == [("set_aside", False), ("set_aside", True)]
    assert ("override-stale", "ferry.meta.yml") in codes(folder)
    assert build.collect_file(folder / "ferry.v2.txt").sources[0].sidecar_path == "ferry.meta.yml"
    (folder / "ferry.v2.meta.yml").write_text("publisher: Harbour Post\n")
    assert corpus(folder).documents[0].overrides[0].what == "publisher"


def test_only_errors_of_older_versions_are_told(folder):
    (folder / "ferry.txt").write_text(HALL)
    assert ("no-date", "ferry.txt") not in codes(folder)
    (folder / "ferry.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1")
    assert ("not-text", "ferry.txt") in codes(folder)
    (folder / "ferry.txt").write_text(SECOND)
    assert ("same-bytes", "ferry.v2.txt") in codes(folder)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_changes_are_what_only_one_of_two_texts_has(one, other):
    said = {letter: f"{letter * 9} {letter * 7} is here." for letter in "abcdefgh"}
    before, now = (document("\n".join(said[letter] for letter in text) or "Nothing.") for text in (one, other))
    found = list(versions.changes(before, now))
    gone = [before.reading.words(change.before) for change in found if change.before]
    come = [now.reading.words(change.now) for change in found if change.now]
    texts = [[made.reading.words(block) for block in made.blocks()] for made in (before, now)]
    assert sorted(gone) == sorted(set(texts[0]) - set(texts[1]))
    assert come == [words for words in texts[1] if words not in texts[0]]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(FIRST)
    (tmp_path / "two.txt").write_text(SECOND)
    run("add", "one.txt")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


NAME = "briefings/2024-05-06-ferry-stays-in-port-as-storm-grows"


def test_add_files_a_newer_text_as_the_next_version(desk):
    result = run("add", "two.txt")
    assert f"two.txt -> {NAME}.v2.txt, a newer text of {NAME}.txt\n" in result.output
    title, *lines = (SECOND + LETTER).split("\n\n")
    (desk / "three.html").write_text(f"<h1>{title}</h1><p>{'</p><p>'.join(lines)}</p>")
    assert f"three.html -> {NAME}.txt.v3.html, a newer text" in run("add", "three.html").output
    assert len(corpus(desk / "briefings").documents) == 1


def test_add_recognises_an_address(desk):
    link = '<link rel="canonical" href="https://www.post.example/ferry{}">'
    for name, end, title in (("a.html", "?utm_source=x", "Ferry waits"), ("b.html", "/", "Ferry sails")):
        (desk / name).write_text(
            f"<html><head><title>{title}</title>{link.format(end)}</head><p>{HALL}{title}</p></html>"
        )
    run("add", "a.html")
    assert "undated-ferry-waits.v2.html, a newer text of" in run("add", "b.html").output


def test_add_takes_no_text_of_another_outlet_for_a_newer_one(desk):
    run("correct", f"{NAME}.txt", "publisher", "Harbour Post")
    facts = "title: Ferry stays in port as storm grows\nauthor: Lena Marsh\ndate: 2024-05-06\npublisher: Island Mail\n"
    (desk / "two.txt").write_text(f"---\n{facts}---\n\n{LETTER}\n")
    (desk / "two.txt").rename(desk / "two.md")
    assert f"two.md -> {NAME}.md\n" in run("add", "two.md").output


def test_add_does_as_it_is_told(desk):
    (desk / "other.txt").write_text("Storm is over\n\n8 May 2024\n\n" + LETTER)
    assert f"other.txt -> {NAME}.v2.txt" in run("add", "other.txt", "--version-of", f"{NAME}.txt").output
    (desk / "two.txt").write_text(SECOND.replace("6 May", "5 May"))
    assert "-> briefings/2024-05-05-ferry" in run("add", "two.txt").output
    (desk / "two.txt").write_text(SECOND)
    assert run("add", "--new", "two.txt").exit_code == 1
    assert run("add", "--new", "two.txt", "--version-of", f"{NAME}.txt").exit_code == 2


def test_add_says_of_a_newer_text_what_the_sidecar_of_the_older_states(desk):
    assert "missing: outlet" in run("add", "one.txt", "--to", desk / "elsewhere").output
    run("correct", f"{NAME}.txt", "publisher", "Harbour Post")
    told = run("add", "two.txt").output
    assert "  outlet: Harbour Post\n" in told
    assert "missing" not in told


@pytest.mark.usefixtures("desk")
def test_the_newest_version_is_corrected():
    run("correct", f"{NAME}.txt", "publisher", "Harbour Post")
    run("add", "two.txt")
    assert (
        f"{NAME}.v2.txt is a newer version of this text; correct that"
        in run("correct", f"{NAME}.txt", "story", "x").output
    )
    assert run("correct", f"{NAME}.v2.txt", "story", "The storm").exit_code == 0
    assert Path(f"{NAME}.meta.yml").read_text() == 'publisher: "Harbour Post"\nstory: "The storm"\n'


def test_documents_without_versions_have_none():
    made = list(dataset.render(build.assemble([document("A bridge.")], DESK), Settings()))
    assert (
        next(one.data for one in made if isinstance(one, Asset) and one.path == "data/versions.csv").count(b"\n") == 1
    )
