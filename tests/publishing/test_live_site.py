"""A site that a server shows: of each build only what changed is put there, and what is gone is taken away."""

import threading
from hashlib import sha256
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent

from generator.plugin.serving.watching import MOST_SAVED, Hastened
from generator.publishing.live_site import Served


@pytest.fixture
def served(tmp_path):
    one = Served(site=tmp_path / "site")
    yield one
    one.close()


def build(served, files, unseen=()):
    """Build a site of these texts; those `unseen` are written though they may be the same."""
    served.begin()
    for path, text in files.items():
        if path in unseen or not served.keep(path, sha256(text.encode()).digest()):
            target = served.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
    served.commit()


def found(served):
    return {path.relative_to(served.site).as_posix(): path for path in served.site.rglob("*") if path.is_file()}


def texts(served):
    return {name: path.read_text() for name, path in found(served).items()}


def numbers(served):
    return {name: path.stat().st_ino for name, path in found(served).items()}


@pytest.mark.parametrize("unseen", [(), ("b/index.html",)])
def test_what_is_the_same_stays_and_the_rest_is_replaced(served, unseen):
    build(served, {"a/index.html": "one", "b/index.html": "two"})
    before = numbers(served)
    build(served, {"a/index.html": "other", "b/index.html": "two", "c": "new"}, unseen)
    assert texts(served) == {"a/index.html": "other", "b/index.html": "two", "c": "new"}
    assert numbers(served)["b/index.html"] == before["b/index.html"]
    assert numbers(served)["a/index.html"] != before["a/index.html"]


def test_what_is_gone_is_taken_away_with_its_folder_and_what_others_put_there_is_not(served):
    build(served, {"a/b/index.html": "one", "c": "two"})
    (served.site / "search").mkdir()
    (served.site / "search" / "index").write_text("made beside")
    build(served, {"c": "two"})
    assert texts(served) == {"c": "two", "search/index": "made beside"}
    assert not (served.site / "a").exists()


def test_a_folder_may_become_a_file_and_a_file_a_folder(served):
    build(served, {"a/b": "one", "c": "two"})
    build(served, {"a": "one", "c/d": "two"})
    assert texts(served) == {"a": "one", "c/d": "two"}


def test_a_build_that_does_not_come_to_its_end_changes_nothing(served):
    build(served, {"a": "one", "b": "two"})
    served.begin()
    (served.folder / "a").write_text("half")
    served.begin()
    assert texts(served) == {"a": "one", "b": "two"}
    build(served, {"b": "two"})
    assert texts(served) == {"b": "two"}


@pytest.mark.parametrize("shown_at", ["before", "while what stands is taken", "at the end"])
@pytest.mark.parametrize("text", ["one", "other"])
@pytest.mark.parametrize("newer", [{"a"}, set()])
def test_a_file_shown_early_stays_only_where_the_build_knows_less(served, shown_at, text, newer):
    build(served, {"a": "one", "b": "two"})
    if shown_at == "before":
        served.show("a", b"early")
    served.begin()
    if shown_at == "while what stands is taken":
        served.show("a", b"early")
    for name, data in {"a": text, "b": "two"}.items():
        if not served.keep(name, sha256(data.encode()).digest()):
            (served.folder / name).write_text(data)
    if shown_at == "at the end":
        served.show("a", b"early")
    served.commit(lambda: newer)
    assert texts(served) == {"a": "early" if newer else text, "b": "two"}
    build(served, {"a": text, "b": "two"})
    assert texts(served) == {"a": text, "b": "two"}


def test_nothing_is_left_beside_the_site(tmp_path):
    one = Served(site=tmp_path / "site")
    build(one, {"a": "one"})
    one.close()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_change_is_heard_of_long_before_mkdocs_looks_by_itself(tmp_path):
    (tmp_path / "a.txt").write_text("one")
    built = threading.Event()
    server = LiveReloadServer(built.set, "127.0.0.1", 0, str(tmp_path), polling_interval=3_600)
    server.watch(str(tmp_path))
    hastened = Hastened(server)
    hastened.start([tmp_path])
    loop = threading.Thread(target=server.serve, daemon=True)
    loop.start()
    try:
        number = 0
        while not built.wait(0.1):  # the first changes may come before the system watches
            number += 1
            (tmp_path / "a.txt").write_text("two" * number)
            assert number < 600
    finally:
        hastened.stop()
        server.shutdown(wait=False)
        loop.join()


def test_where_the_system_cannot_tell_mkdocs_looks_by_itself(tmp_path):
    server = LiveReloadServer(print, "127.0.0.1", 0, str(tmp_path))
    hastened = Hastened(server)
    hastened.start([Path(tmp_path / "not-there")])
    hastened.stop()
    server.server_close()


@pytest.mark.parametrize("number", [1, MOST_SAVED, MOST_SAVED + 1])
def test_files_that_are_saved_together_are_handed_on_while_they_are_few(tmp_path, number):
    server = LiveReloadServer(print, "127.0.0.1", 0, str(tmp_path))
    first = []
    hastened = Hastened(server, first.append)
    paths = [tmp_path / f"{one}.txt" for one in range(number)]
    for path in paths:
        hastened.on_modified(FileModifiedEvent(str(path)))
        hastened.on_modified(FileModifiedEvent(str(path)))
    hastened.hand_on()
    assert sorted(first) == (paths if number <= MOST_SAVED else [])
    hastened.on_modified(FileModifiedEvent(str(paths[0])))
    hastened.hand_on()
    assert first[-1] == paths[0]
    server.server_close()
