import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator.annotate.entities import recogniser
from generator.desk import DeskError
from generator.pipeline import build, source_files
from generator.settings import Settings
from tests.support.making import DESK, TOPICS

TEXT = (
    "Shelling near the bridge\n\nBy Lena Marsh\n\n6 May 2024\n\nThe mayor said shelling near the bridge had stopped.\n"
)
SETTINGS = Settings()


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "sources"
    (root / "2024" / "may").mkdir(parents=True)
    (root / "_desk").mkdir()
    (root / "b.txt").write_text(TEXT)
    (root / "2024" / "may" / "a.txt").write_text(TEXT.replace("bridge", "mill"))
    (root / ".hidden.txt").write_text("hidden")
    (root / "_desk" / "topics.yml").write_text(TOPICS)
    return root


def codes(collected):
    return [(problem.code, problem.path) for problem in collected.problems]


def paths(collected):
    return [source.path for source in collected.sources]


def test_regular_files_are_collected_in_sorted_order(folder):
    collected = build.collect(folder)
    assert paths(collected) == ["2024/may/a.txt", "b.txt"]
    assert collected.sources[1].data == TEXT.encode()
    assert collected.problems == ()


@pytest.mark.parametrize("name", ["b.meta.yml", "b.txt.meta.yml"])
def test_a_sidecar_goes_with_its_source(folder, name):
    (folder / name).write_text("publisher: Harbour Post\n")
    collected = build.collect(folder)
    assert [source.sidecar for source in collected.sources] == [None, b"publisher: Harbour Post\n"]
    assert build.collect_file(folder / "b.txt").sources == collected.sources[1:]


def test_a_sidecar_without_a_source_is_reported(folder):
    (folder / "gone.meta.yml").write_text("publisher: Harbour Post\n")
    assert codes(build.collect(folder)) == [("sidecar-alone", "gone.meta.yml")]


def test_a_sidecar_of_a_file_without_suffix(folder):
    (folder / "README").write_text("x")
    (folder / "README.meta.yml").write_text("publisher: Harbour Post\n")
    assert build.collect_file(folder / "README").sources[0].sidecar


def test_what_is_no_file_is_reported_once_and_the_rest_goes_on(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "dangling.txt").symlink_to(tmp_path / "nothing")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    collected = build.collect(folder)
    assert paths(collected) == ["2024/may/a.txt", "b.txt"]
    assert codes(collected) == [
        ("link", "dangling.txt"),
        ("link", "loop"),
        ("link", "out.txt"),
        ("not-a-file", "pipe.txt"),
    ]


def test_links_are_followed_where_that_is_allowed(folder, tmp_path):
    other = tmp_path / "other"
    (other / "deep").mkdir(parents=True)
    (other / "c.txt").write_text(TEXT)
    (other / "deep" / "up").symlink_to(other)
    (other / "deep" / "pipe.txt").symlink_to(folder / "pipe.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "elsewhere").symlink_to(other)
    (folder / "again").symlink_to(other / "deep")
    (folder / "alone.txt").symlink_to(other / "c.txt")
    (folder / "inside.txt").symlink_to(folder / "b.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "above").symlink_to(tmp_path)
    (folder / "dangling.txt").symlink_to(tmp_path / "nothing")
    (folder / "self.txt").symlink_to("self.txt")
    collected = build.collect(folder, Settings(follow_links=True))
    assert paths(collected) == ["2024/may/a.txt", "above/other/c.txt", "b.txt"]
    assert {source.data for source in collected.sources} == {TEXT.encode(), TEXT.replace("bridge", "mill").encode()}
    assert sorted(codes(collected)) == [
        ("link", "above/other/deep/up"),
        ("link", "again"),
        ("link", "alone.txt"),
        ("link", "dangling.txt"),
        ("link", "elsewhere"),
        ("link", "inside.txt"),
        ("link", "loop"),
        ("link", "self.txt"),
        ("not-a-file", "above/other/deep/pipe.txt"),
        ("not-a-file", "pipe.txt"),
    ]


def test_file_behind_a_link_is_read_only_where_that_is_allowed(folder, tmp_path):
    (tmp_path / "c.txt").write_text("outside")
    (folder / "c.txt").symlink_to(tmp_path / "c.txt")
    found = {source.path: source.data for source in build.collect(folder, Settings(follow_links=True)).sources}
    assert found["c.txt"] == b"outside"
    assert "c.txt" not in paths(build.collect(folder))


def test_a_name_that_is_not_text_is_reported(folder):
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("x")
    assert codes(build.collect(folder)) == [("file-name", "caf�.txt")]


def test_a_file_that_becomes_a_pipe_or_vanishes_is_reported(folder, monkeypatch):
    def walk(*_):
        yield from ("b.txt", "gone.txt", "pipe.txt")

    os.mkfifo(folder / "pipe.txt")
    monkeypatch.setattr(source_files.Walk, "paths", walk)
    collected = build.collect(folder)
    assert paths(collected) == ["b.txt"]
    assert [problem.message for problem in collected.problems] == [
        "cannot be read: No such file or directory",
        "cannot be read: not a regular file any more",
    ]


def test_a_folder_that_cannot_be_listed_is_reported(folder, monkeypatch):
    listed = os.scandir

    def scandir(path):
        if Path(path).name == "may":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert codes(build.collect(folder)) == [("unreadable", "2024/may")]


def test_a_huge_file_is_not_read_whole(folder):
    assert [len(s.data) for s in build.collect(folder, Settings(max_source_bytes=10)).sources] == [11, 11]


def test_a_folder_that_is_not_there_is_one_clear_error(tmp_path):
    with pytest.raises(build.SourcesError, match="no such folder"):
        build.collect(tmp_path / "nowhere")
    with pytest.raises(build.SourcesError, match="no sources in this folder"):
        build.build(tmp_path, DESK, SETTINGS)


def test_one_file_that_cannot_be_read_is_a_problem(folder):
    os.mkfifo(folder / "pipe.txt")
    assert codes(build.collect_file(folder / "pipe.txt")) == [("unreadable", "pipe.txt")]
    with pytest.raises(build.SourcesError, match="no such file or folder"):
        build.collect_file(folder / "gone.txt")


def test_the_desk_is_read_from_a_folder(folder):
    assert [topic.id for topic in build.load_desk_folder(folder / "_desk").topics] == ["border-attacks", "aid-packages"]
    assert build.load_desk_folder(folder / "nowhere").topics == ()
    (folder / "_desk" / "topics.yml").write_text("topics: [\n")
    with pytest.raises(DeskError):
        build.load_desk_folder(folder / "_desk")


def test_without_the_model_that_is_switched_on_the_rules_go_on(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, recogniser.MODEL, None)
    found = build.build(folder, DESK, replace(SETTINGS, nlp=True))
    (one,) = [problem for problem in found.problems if problem.code == "missing-library"]
    assert (one.path, one.severity) == ("mkdocs.yml", "warning")
    assert one.message.endswith("pip install 'briefings[nlp]'")
    assert found.documents == build.build(folder, DESK, SETTINGS).documents
    assert "missing-library" not in {problem.code for problem in build.build(folder, DESK, SETTINGS).problems}


def test_with_the_model_there_is_nothing_to_say(folder):
    found = build.build(folder, DESK, replace(SETTINGS, nlp=True))
    assert "missing-library" not in {problem.code for problem in found.problems}


def test_checks_are_part_of_the_build(folder):
    (folder / "c.txt").write_text(TEXT)
    assert ("same-bytes", "c.txt") in [(p.code, p.path) for p in build.build(folder, DESK, SETTINGS).problems]
