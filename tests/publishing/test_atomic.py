import os
import signal
import stat
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import pytest
from filelock import FileLock

from generator.publishing import atomic
from generator.publishing.atomic import hard_links


def tell_nobody(message):
    raise AssertionError(message)


def begin(site, **options):
    return atomic.begin(site, tell=tell_nobody, **options)


def fill(folder, word):
    (folder / "sub").mkdir()
    (folder / "index.html").write_text(word)
    (folder / "sub" / "page.html").write_text(word)


def publish_site(site, word):
    publication = begin(site)
    fill(publication.folder, word)
    publication.commit()


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def whole(word):
    return {"index.html": word, "sub/page.html": word}


def beside(site):
    return sorted(path.name for path in site.parent.iterdir())


@pytest.fixture
def site(tmp_path):
    return tmp_path / "deep" / "site"


def test_first_site(site):
    publish_site(site, "one")
    assert tree(site) == whole("one")
    assert beside(site) == ["site"]


def test_second_site_replaces_the_first(site):
    publish_site(site, "one")
    (site / "stale.html").write_text("one")
    publish_site(site, "two")
    assert tree(site) == whole("two")
    assert beside(site) == ["site"]


def test_site_stays_until_commit(site):
    publish_site(site, "one")
    publication = begin(site)
    fill(publication.folder, "two")
    assert tree(site) == whole("one")
    publication.abandon()
    assert tree(site) == whole("one")
    assert beside(site) == ["site"]


def test_site_that_is_a_link_is_replaced_at_its_target(site, tmp_path):
    publish_site(site, "one")
    link = tmp_path / "link"
    link.symlink_to(site)
    publish_site(link, "two")
    assert link.is_symlink()
    assert tree(site) == whole("two")


def test_hidden_entries_stay(site):
    publish_site(site, "one")
    (site / ".git").mkdir()
    (site / ".git" / "hook").write_text("mine")
    (site / ".git" / "hook").chmod(0o700)
    (site / ".nojekyll").write_text("")
    (site / ".link").symlink_to("nowhere")
    publish_site(site, "two")
    assert (site / ".git" / "hook").read_text() == "mine"
    assert stat.S_IMODE((site / ".git" / "hook").stat().st_mode) == 0o700
    assert (site / ".nojekyll").exists()
    assert (site / ".link").is_symlink()


def test_modes_are_the_same_whatever_was_copied(site):
    publication = begin(site)
    fill(publication.folder, "one")
    (publication.folder / "index.html").chmod(0o777)
    (publication.folder / "sub").chmod(0o700)
    (publication.folder / "broken").symlink_to("nowhere")
    publication.commit()
    assert stat.S_IMODE((site / "index.html").stat().st_mode) == hard_links.FILE_MODE
    assert stat.S_IMODE((site / "sub").stat().st_mode) == hard_links.FOLDER_MODE


def test_mode_of_the_site_itself_stays(site):
    publish_site(site, "one")
    site.chmod(0o711)
    publish_site(site, "two")
    assert stat.S_IMODE(site.stat().st_mode) == 0o711


def test_leftovers_of_dead_builds_are_swept(site):
    publish_site(site, "one")
    (site.parent / ".site.building-1").mkdir()
    fill(site.parent / ".site.building-1", "half")
    (site.parent / ".site.building-2").write_text("a file")
    (site.parent / ".site.building-3").symlink_to(site)
    (site.parent / ".other.building-1").mkdir()
    begin(site).abandon()
    assert tree(site) == whole("one")
    assert beside(site) == [".other.building-1", "site"]


def test_two_renames_where_one_step_is_not_to_be_had(site):
    publish_site(site, "one")
    publication = begin(site)
    fill(publication.folder, "two")
    atomic.replace_in_two_steps(publication.folder, site)
    assert tree(site) == whole("two")
    publication.abandon()
    assert beside(site) == ["site"]


def test_commit_without_a_single_step(site, monkeypatch):
    publish_site(site, "one")
    monkeypatch.setattr(atomic, "exchange", lambda *_: False)
    publish_site(site, "two")
    assert tree(site) == whole("two")
    assert beside(site) == ["site"]


def test_death_between_two_renames_is_put_right(site):
    publish_site(site, "one")
    publication = begin(site)
    fill(publication.folder, "two")
    site.rename(site.with_name(".site.previous"))
    publication.lock.release()
    begin(site).abandon()
    assert tree(site) == whole("one")


def test_second_rename_that_fails_puts_the_site_back(site):
    publish_site(site, "one")
    with pytest.raises(FileNotFoundError):
        atomic.replace_in_two_steps(site.with_name("missing"), site)
    assert tree(site) == whole("one")


def test_exchange_swaps(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (one / "was-one").touch()
    assert atomic.exchange(one, two)
    assert (two / "was-one").exists()


@pytest.mark.parametrize("call", ["renameat2", "no_such_call"])
def test_exchange_says_where_it_cannot(tmp_path, call):
    inner = tmp_path / "inner"
    inner.mkdir()
    assert not atomic.exchange(tmp_path, inner, call=call)


def test_exchange_of_nothing_raises(tmp_path):
    with pytest.raises(FileNotFoundError):
        atomic.exchange(tmp_path / "one", tmp_path / "two")


def test_disk_that_fails_to_sync_leaves_the_old_site(site, monkeypatch):
    publish_site(site, "one")
    publication = begin(site)
    fill(publication.folder, "two")
    opened = os.open
    # A handle opened for its path only cannot be synced: the kernel itself refuses it.
    monkeypatch.setattr(atomic.os, "open", lambda path, _: opened(path, os.O_PATH))
    with pytest.raises(OSError, match="Bad file descriptor"):
        publication.commit()
    monkeypatch.undo()
    publication.abandon()
    assert tree(site) == whole("one")


def test_file_in_the_way(tmp_path):
    (tmp_path / "site").write_text("a letter")
    with pytest.raises(atomic.PublishError, match="is a file"):
        begin(tmp_path / "site")


def test_mount_point():
    with pytest.raises(atomic.PublishError, match="folder inside it"):
        begin(Path("/proc"))


def test_second_build_gives_up_when_told_to(site):
    publication = begin(site)
    with FileLock(site.with_name(".other.lock")), pytest.raises(atomic.PublishError, match="Another build"):
        begin(site, wait=0)
    publication.abandon()


def test_second_build_says_that_it_waits(site):
    publication = begin(site)
    told = []

    def end_the_first(message):
        told.append(message)
        publication.abandon()

    atomic.begin(site, tell=end_the_first, patience=0).abandon()
    assert len(told) == 1
    assert str(site) in told[0]


def test_second_build_waits_no_longer_than_told(site):
    publication = begin(site)
    told = []
    with pytest.raises(atomic.PublishError, match=r"0\.01 s"):
        atomic.begin(site, tell=told.append, wait=0.01, patience=0)
    assert len(told) == 1
    publication.abandon()


def take_turns(site):
    for _ in range(20):
        publication = begin(site, patience=60)
        (site.parent / "inside").mkdir()  # fails where another build is inside
        (site.parent / "inside").rmdir()
        publication.abandon()


def test_waiting_builds_exclude_each_other(site):
    children = [get_context("fork").Process(target=take_turns, args=(site,)) for _ in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 4
    assert beside(site) == []


def test_children_of_a_killed_build_do_not_keep_the_lock(site):
    child_left, go_on = os.pipe()
    builder = os.fork()
    if builder == 0:
        begin(site)
        orphan = os.fork()
        if orphan == 0:
            signal.pause()
        os.write(go_on, str(orphan).encode())
        signal.pause()
    orphan = int(os.read(child_left, 20))
    os.kill(builder, signal.SIGKILL)
    os.waitpid(builder, 0)
    try:
        begin(site, wait=1).abandon()
    finally:
        os.kill(orphan, signal.SIGKILL)
        os.close(child_left)
        os.close(go_on)


def test_a_file_that_is_the_same_gets_a_second_name(site):
    publish_site(site, "one")
    publication = begin(site)
    assert publication.keep("index.html", sha256(b"one").digest())
    assert publication.keep("sub/page.html", sha256(b"one").digest())
    whole_tree = publication.gather()
    for path in ("index.html", "sub/page.html"):
        assert (whole_tree / path).samefile(site / path)
    publication.commit()
    assert tree(site) == whole("one")
    assert beside(site) == ["site"]


@pytest.mark.parametrize("data", [b"two", b"one more", b""])
def test_a_file_with_other_bytes_is_not_kept(site, data):
    publish_site(site, "one")
    publication = begin(site)
    assert not publication.keep("index.html", sha256(data).digest())
    assert not publication.keep("missing.html", sha256(data).digest())
    assert list(publication.folder.iterdir()) == []
    publication.abandon()


def test_what_a_link_leads_to_is_not_kept(site, tmp_path):
    publish_site(site, "one")
    (tmp_path / "own.txt").write_text("own")
    (site / "link.txt").symlink_to(tmp_path / "own.txt")
    os.mkfifo(site / "pipe")
    publication = begin(site)
    assert not publication.keep("link.txt", sha256(b"own").digest())
    assert not publication.keep("pipe", sha256(b"").digest())
    publication.abandon()


def test_a_build_that_dies_leaves_the_files_that_it_kept(site):
    publish_site(site, "one")
    publication = begin(site)
    publication.keep("index.html", sha256(b"one").digest())
    publication.abandon()
    assert tree(site) == whole("one")


def rebuilt(site, spare, word, *kept):
    """Publish again with a spare tree: the site's files that are kept, and others."""
    publication = begin(site)
    publication.spare = spare
    for path in kept:
        assert publication.keep(path, sha256((site / path).read_bytes()).digest())
    for path in {"index.html", "sub/page.html"}.difference(kept):
        (publication.folder / path).parent.mkdir(exist_ok=True)
        (publication.folder / path).write_text(word)
    publication.commit()


@pytest.fixture
def spare(site, tmp_path):
    """The tree before the last, after two builds."""
    publish_site(site, "one")
    rebuilt(site, tmp_path / "spare", "two", "index.html")
    return tmp_path / "spare"


def test_old_tree_waits_for_the_next_build(site, spare):
    assert tree(spare) == whole("one")
    assert (spare / "index.html").samefile(site / "index.html")
    rebuilt(site, spare, "three", "index.html")
    assert tree(site) == {"index.html": "one", "sub/page.html": "three"}
    assert tree(spare) == {"index.html": "one", "sub/page.html": "two"}
    assert beside(site) == ["site"]


@pytest.mark.parametrize("kept", [(), ("index.html",), ("sub/page.html",), ("index.html", "sub/page.html")])
def test_nothing_of_a_spare_tree_gets_into_the_site(site, spare, kept, tmp_path):
    (spare / "index.html").unlink()
    (spare / "index.html" / "deep").mkdir(parents=True)
    (spare / "index.html" / "deep" / "stale.html").write_text("stale")
    (spare / "sub" / "page.html").unlink()
    (spare / "sub" / "page.html").write_text("two")  # the same bytes in a file of somebody else
    (spare / "elsewhere").symlink_to(tmp_path)
    (spare / ".hidden").write_text("stale")
    os.mkfifo(spare / "pipe")
    before = tree(site)
    rebuilt(site, spare, "three", *kept)
    assert tree(site) == {**whole("three"), **{path: before[path] for path in kept}}
    assert sorted(path.name for path in site.iterdir()) == ["index.html", "sub"]
    assert not kept or (site / kept[0]).stat().st_ino in {path.stat().st_ino for path in spare.rglob("*")}


def test_spare_tree_that_is_a_link_is_not_touched(site, spare, tmp_path):
    spare.rename(tmp_path / "own")
    spare.symlink_to(tmp_path / "own")
    before = tree(tmp_path / "own")
    rebuilt(site, spare, "three", "index.html")
    assert tree(tmp_path / "own") == before
    assert tree(site) == {"index.html": "one", "sub/page.html": "three"}


def test_hidden_entries_stay_with_a_spare_tree(site, spare):
    for word in ("mine", "mine too"):
        (site / ".git" / "empty").mkdir(parents=True, exist_ok=True)
        (site / ".git" / "hook").write_text(word)
        rebuilt(site, spare, word, "index.html")
        assert (site / ".git" / "hook").read_text() == word
        assert (site / ".git" / "empty").is_dir()


def test_what_is_built_over_a_kept_file_comes_first(site, spare):
    publication = begin(site)
    publication.spare = spare
    (publication.folder / "index.html").write_text("built before")
    assert publication.keep("index.html", sha256(b"one").digest())
    assert publication.keep("sub/page.html", sha256(b"two").digest())
    (publication.folder / "sub").mkdir()
    (publication.folder / "sub" / "page.html").write_text("built after")
    publication.commit()
    assert tree(site) == {"index.html": "one", "sub/page.html": "built after"}
    assert publication.kept.keys() == {"index.html"}


def test_a_file_that_nobody_could_read_is_not_kept(site):
    publish_site(site, "one")
    (site / "index.html").chmod(0o600)
    publication = begin(site)
    assert not publication.keep("index.html", sha256(b"one").digest())
    publication.abandon()


def test_a_file_may_be_kept_twice(site, spare):
    before = tree(site)
    publication = begin(site)
    publication.spare = spare
    for path in before:
        digest = publication.digest(path)
        publication.take(path, digest)
        publication.take(path, digest)
        assert publication.keep(path, sha256((site / path).read_bytes()).digest())
    publication.commit()
    assert tree(site) == before
