import os

import pytest

from generator.runtime import walk


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    (folder / "deep" / "deeper").mkdir(parents=True)
    (folder / "empty").mkdir()
    for path in ("a", ".hidden", "deep/b", "deep/deeper/c"):
        (folder / path).touch()
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "nowhere").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe")
    return folder


def test_everything_below_a_folder_but_what_links_lead_to(folder):
    found = [path for path, _ in walk.below(folder)]
    assert sorted(found) == sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    assert len(found) == 10


def test_a_folder_comes_before_what_it_holds(folder):
    found = [path for path, _ in walk.below(folder)]
    assert found.index("deep") < found.index("deep/deeper") < found.index("deep/deeper/c")


def test_files_are_all_but_folders(folder):
    found = {path: entry.path for path, entry in walk.files(str(folder))}
    assert found.keys() == {"a", ".hidden", "deep/b", "deep/deeper/c", "deep/up", "nowhere", "pipe"}
    assert found["deep/b"] == f"{folder}/deep/b"
