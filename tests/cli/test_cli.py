import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.cli.write import summary
from tests.support.making import TOPICS

TEXT = (
    "Shelling near the bridge\n\nBy Lena Marsh\n\n6 May 2024\n\n"
    "The mayor said shelling near the bridge had stopped on Monday, and that nobody was hurt in the town.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "briefings"
    (root / "_desk").mkdir(parents=True)
    (root / "b.txt").write_text(TEXT)
    (root / "a.txt").write_text(TEXT.replace("bridge", "mill"))
    (root / "_desk" / "topics.yml").write_text(TOPICS)
    return root


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def lines(result):
    return result.output.splitlines()


@pytest.mark.usefixtures("folder")
def test_write_makes_feeds_where_it_knows_the_address(tmp_path):
    assert "no feeds" not in run("write", "out", "--site-url", "https://site.example/").stderr
    assert "https://site.example/documents/" in (tmp_path / "out" / "feed.atom").read_text("utf-8")
    run("write", "out")
    assert not (tmp_path / "out" / "feed.atom").exists()


@pytest.mark.usefixtures("folder")
def test_write_makes_the_pages_and_tells_the_speed(tmp_path):
    result = run("write", "out")
    assert result.exit_code == 0
    assert re.fullmatch(r"\d+ files from 2 documents in out: \d+\.\d s, \d+ documents a second\n", result.stdout)
    assert result.stderr.startswith("no feeds")
    assert (tmp_path / "out" / "topics" / "border-attacks.md").exists()
    assert len(list((tmp_path / "out" / "documents").glob("*.md"))) == 2


def test_write_takes_other_sources_and_processes(folder, tmp_path):
    for number in range(64):
        (folder / f"more-{number}.txt").write_text(TEXT.replace("bridge", f"bridge {number}"))
    one, two = run("write", "one", folder, "--jobs", "1"), run("write", "two", folder, "--jobs", "2")
    assert (one.exit_code, two.exit_code) == (0, 0)
    pages = {p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*.md")}
    assert pages == {p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*.md")}
    assert len(pages) > 66


@pytest.mark.usefixtures("folder")
def test_write_says_in_one_line_where_it_cannot(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "documents").write_text("in the way")
    result = run("write", "out")
    assert result.exit_code == 1
    assert re.fullmatch(r"Error: out/documents: File exists\n", result.output)


@pytest.mark.usefixtures("folder")
def test_explain_gives_one_object_a_line_in_sorted_order():
    result = run("explain", "--format", "json", "briefings")
    found = [json.loads(line) for line in lines(result)]
    assert [item["source"] for item in found] == ["a.txt", "b.txt"]
    assert found[0]["published"]["value"] == "2024-05-06"
    assert [topic["id"] for topic in found[0]["topics"]] == ["border-attacks"]


def test_explain_takes_files_and_finds_the_desk_beside_them(folder):
    result = run("explain", "--format", "json", folder / "b.txt")
    assert [topic["id"] for topic in json.loads(result.output)["topics"]] == ["border-attacks"]


@pytest.mark.usefixtures("folder")
def test_explain_falls_back_to_the_desk_of_the_project(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "c.txt").write_text(TEXT)
    found = json.loads(run("explain", "--format", "json", "other").output)
    assert [topic["id"] for topic in found["topics"]] == ["border-attacks"]


def test_explain_takes_another_desk(folder, tmp_path):
    (tmp_path / "desk").mkdir()
    found = json.loads(run("explain", "--format", "json", "--desk", "desk", folder / "b.txt").output)
    assert found["topics"] == []


@pytest.mark.usefixtures("folder")
def test_explain_in_words_names_rule_and_lines():
    result = run("explain", "briefings")
    assert result.exit_code == 0
    assert "2024-05-06" in result.output


def test_explain_shows_quotations_on_one_page(folder):
    quoted = (
        '"We will rebuild the whole bridge before winter," said Ada Holt.\n\n'
        'According to the Harbour Gazette, Ada Holt told the council, "The water came faster than anyone expected."\n\n'
        "The rain went on in the evening, and the road to the mill was closed.\n\n"
        f'"{"Every single boat was lost. " * 9}"\n'
    )
    (folder / "b.txt").write_text(TEXT + "\n" + quoted)
    shown = [line for line in lines(run("explain", "--quotes", "briefings")) if line]
    assert shown[:5] == [
        "a.txt",
        "  no quotations",
        "b.txt",
        "  9: Ada Holt, said (verb-subject)",
        "      “We will rebuild the whole bridge before winter,”",
    ]
    assert shown[5].startswith("  11: Ada Holt, via Harbour Gazette, told")
    assert shown[7] == "  15: no speaker named (unattributed)"
    assert shown[8].endswith("…”")


@pytest.mark.usefixtures("folder")
def test_explain_has_quotations_as_text_only():
    result = run("explain", "--quotes", "--format", "json", "briefings")
    assert (result.exit_code, "--quotes is text" in result.stderr) == (2, True)


def test_explain_names_what_it_cannot_read_and_goes_on(folder):
    (folder / "link.txt").symlink_to(folder / "a.txt")
    result = run("explain", "--format", "json", "briefings")
    assert result.exit_code == 0
    assert "link.txt: warning link" in result.stderr
    assert len(result.stdout.splitlines()) == 2


@pytest.mark.usefixtures("folder")
def test_explain_fails_where_nothing_could_be_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    result = run("explain", "pipe.txt")
    assert result.exit_code == 1
    assert result.output == "pipe.txt: error unreadable cannot be read: not a regular file any more\n"


@pytest.fixture
def told_twice(folder):
    text = (folder / "b.txt").read_text().replace("6 May", "7 May")
    (folder / "c.txt").write_text(f"{text}\nLater the mayor said that 14 people near the bridge had been hurt.\n")
    return folder


def test_corpus_in_one_object(told_twice):
    result = run("corpus", "--format", "json", told_twice)
    found = json.loads(result.output)
    assert result.exit_code == 0
    assert set(found) == {"stories", "copies", "timelines", "disagreements"}
    [copy] = [one for one in found["copies"] if one["source"] == "c.txt"]
    assert (copy["of"], copy["first_known"]) == ("b.txt", True)
    assert {"b.txt", "c.txt"} <= {path for story in found["stories"] for path in story["sources"]}
    for story, timeline in zip(found["stories"], found["timelines"], strict=True):
        assert timeline["story"] == story["id"]
        times = [post["time"] for post in timeline["posts"]]
        assert times == sorted(times)


def test_corpus_in_words(told_twice):
    output = run("corpus", told_twice).output
    assert re.search(r"^story [0-9a-f]{10}: Shelling near the", output, re.MULTILINE)
    assert re.search(r"^copy c\.txt: \d\d% of its text is in b\.txt$", output, re.MULTILINE)


def test_corpus_of_one_source_has_nothing_across(folder):
    (folder / "a.txt").unlink()
    assert run("corpus", folder).output == "no stories, copies or figures across these sources\n"


@pytest.mark.usefixtures("folder")
def test_corpus_fails_where_a_source_could_not_be_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    result = run("corpus", "briefings/a.txt", "pipe.txt")
    assert (result.exit_code, result.stdout[:11]) == (1, "no stories,")
    assert result.stderr == "pipe.txt: error unreadable cannot be read: not a regular file any more\n"


def test_check_lists_problems_with_paths_as_seen_from_here(folder):
    (folder / "copy.txt").write_text(TEXT)
    result = run("check")
    assert result.exit_code == 0
    assert re.search(r"^briefings/copy\.txt: warning same-bytes ", result.output, re.MULTILINE)
    assert run("check", "--strict").exit_code == 1
    assert all(re.fullmatch(r"[^:]+(:\d+)?: (info|warning|error) [a-z-]+ .+", line) for line in lines(result))


def test_check_speaks_json(folder):
    (folder / "copy.txt").write_text(TEXT)
    found = [json.loads(line) for line in lines(run("check", "--format", "json"))]
    assert [item["path"] for item in found if item["code"] == "same-bytes"] == ["briefings/copy.txt"]


def test_check_of_one_file(folder):
    assert run("check", folder / "a.txt").exit_code == 0


def test_a_broken_desk_is_named_with_file_and_line(folder):
    (folder / "_desk" / "topics.yml").write_text("topics:\n  - id: [\n")
    result = run("check")
    assert result.exit_code == 1
    assert re.match(r"briefings/_desk/topics\.yml:\d+: error ", result.output)
    other = run("write", "out")
    assert other.exit_code == 1
    assert re.match(r"briefings/_desk/topics\.yml:\d+: error ", other.output)
    assert "Traceback" not in other.output


@pytest.mark.usefixtures("folder")
def test_a_topic_without_posts_is_named_with_the_desk_file():
    assert "briefings/_desk/topics.yml: info unused-topic" in run("check").output


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["explain", "nowhere"], 2, "'nowhere' does not exist"),
        (["explain"], 2, "Missing argument"),
        (["explain", "--format", "xml", "briefings"], 2, "Invalid value for '--format'"),
        (["write"], 2, "Missing argument"),
        (["write", "--jobs", "0", "out"], 2, "Invalid value for '--jobs'"),
        (["shout"], 2, "No such command 'shout'"),
        (["check", "empty"], 1, "empty: no sources here; put documents there"),
        (["explain", "briefings", "again"], 1, "a.txt: found twice"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_mistakes_are_one_clear_line(tmp_path, arguments, status, words):
    (tmp_path / "empty").mkdir()
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "a.txt").write_text(TEXT)
    result = run(*arguments)
    assert result.exit_code == status
    assert words in result.output
    assert "Traceback" not in result.output
    assert len([line for line in lines(result) if line.startswith("Error")]) == 1


def test_without_briefings_the_default_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 1
    assert result.output == "Error: briefings: no such file or folder\n"


@pytest.mark.parametrize("command", [[], ["write"], ["explain"], ["check"]])
def test_help_reads_well(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")


def test_the_speed_of_nothing():
    assert summary(0, 3, Path("out"), 0.0) == "3 files from 0 documents in out: 0.0 s, 0 documents a second"


def test_what_was_read_is_kept_where_there_is_a_project(tmp_path, folder):
    plain = run("explain", folder, "--format", "json").output
    assert not (tmp_path / ".cache").exists()
    (tmp_path / "mkdocs.yml").write_text("site_name: Desk\n")
    assert run("explain", folder, "--format", "json", "--no-cache").output == plain
    assert not (tmp_path / ".cache").exists()
    for _ in range(2):
        assert run("explain", folder, "--format", "json").output == plain
    assert (tmp_path / ".cache").is_dir()
    checked = run("check", "--cache", "elsewhere").output
    assert (tmp_path / "elsewhere").is_dir()
    assert run("check", "--no-cache").output == checked


@pytest.mark.usefixtures("folder")
def test_a_cache_that_others_can_write_to_is_refused(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o777)
    result = run("write", "out", "--cache", "shared")
    assert result.exit_code == 1
    assert lines(result) == ["Error: shared: the cache needs a folder of your own that nobody else can write to"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("form", "beginning"), [("md", "# Monday, 6 May 2024\n"), ("html", "<!doctype html>\n")])
def test_brief_prints_a_day(form, beginning):
    result = run("brief", "2024-05-06", "--format", form)
    assert result.exit_code == 0
    assert result.output.startswith(beginning)
    assert (
        "had stopped on Monday, and that nobody was hurt in the town. — Unknown outlet (a.txt, line 7)" in result.output
    )


@pytest.mark.usefixtures("folder")
def test_brief_as_json_and_with_links():
    data = json.loads(run("brief", "2024-05-06", "--format", "json").output)
    assert data["sections"][0]["developments"][0]["lines"] == [7, 7]
    assert (
        "](https://site.example/documents/" in run("brief", "2024-05-06", "--site-url", "https://site.example").output
    )


@pytest.mark.usefixtures("folder")
def test_brief_of_a_day_without_reports_names_the_nearest(folder):
    result = run("brief", "2024-06-01")
    assert result.exit_code == 1
    assert "2024-06-01: no source reports on this day or tells of it; the nearest days are 2024-05-06" in result.output
    for path in folder.glob("*.txt"):
        path.write_text("Nobody knows when this was written, and nobody was hurt in the town.\n")
    assert "no source has a date" in run("brief", "2024-06-01").output
    assert run("brief", "June").exit_code == 2
