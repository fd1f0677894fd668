import hashlib
import os

import pytest

from generator.publishing.atomic import file_stamps


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "page.html"
    file.write_text("one")
    file.chmod(0o644)
    return file


def wait_for_another_moment(tmp_path):
    """Until the clock of the file system has gone on for so long that a change would show."""
    start = file_stamps.moment(tmp_path)
    while (now := file_stamps.moment(tmp_path)) <= start + 2 * file_stamps.FINE:
        pass
    return now


def known(file):
    digest = hashlib.sha256(file.read_bytes()).digest()
    return dict(file_stamps.settled(file.parent, {file.name: digest}, wait_for_another_moment(file.parent)))[file.name]


def test_file_that_did_not_change_is_not_read(file):
    claim = known(file)._replace(digest=b"as it was known")
    assert file_stamps.look(str(file), claim, 0o644).digest == b"as it was known"


def in_place(file):
    times = file.stat()
    with file.open("r+") as open_file:
        open_file.write("two")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def replaced(file):
    times = file.stat()
    other = file.with_name("other")
    other.write_text("two")
    other.chmod(0o644)
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(file)


@pytest.mark.parametrize("change", [in_place, replaced])
def test_change_of_the_same_length_and_time_is_seen(file, change):
    before = known(file)
    change(file)
    assert file.read_text() == "two"
    assert file_stamps.look(str(file), before, 0o644).digest == hashlib.sha256(b"two").digest()


def test_what_changed_a_moment_ago_may_change_unseen_and_is_not_known(file):
    assert not dict(file_stamps.settled(file.parent, {file.name: b""}, file.stat().st_ctime_ns))


def test_where_whole_seconds_are_counted_a_moment_is_longer(file, monkeypatch):
    class Coarse:
        def __getattr__(self, name):
            return getattr(file.lstat(), name)

        st_ctime_ns = 7 * file_stamps.SECOND

    monkeypatch.setattr(file_stamps.os, "lstat", lambda _: Coarse())
    for after, found in ((file_stamps.COARSE, 0), (file_stamps.COARSE + 1, 1)):
        assert len(dict(file_stamps.settled(file.parent, {file.name: b""}, Coarse.st_ctime_ns + after))) == found


def test_what_is_no_file_is_not_known(file):
    (file.parent / "link").symlink_to(file)
    os.mkfifo(file.parent / "pipe")
    for name in ("link", "pipe", "missing"):
        assert file_stamps.look(str(file.parent / name), None, 0o644) is None
    digests = dict.fromkeys(("link", "pipe", "missing"), b"")
    assert not dict(file_stamps.settled(file.parent, digests, wait_for_another_moment(file.parent)))
