import os
import signal
import sqlite3
from multiprocessing import get_context

import pytest

from generator.runtime import cache
from generator.runtime.cache import Cache, CacheError, key

ONE, TWO = key("one"), key("two")


@pytest.fixture
def told():
    return []


@pytest.fixture
def opened(tmp_path, told):
    made = []

    def opened(**options):
        made.append(Cache(tmp_path / "cache", told.append, **options))
        return made[-1]

    return opened


def test_what_was_put_in_is_found_in_the_next_build(opened, told):
    first = opened()
    first.put(ONE, b"eins")
    assert dict(first.find([ONE, TWO])) == {ONE: b"eins"}
    first.close()
    assert dict(opened().find([ONE, TWO, ONE])) == {ONE: b"eins"}
    assert not told


def test_many_entries_are_found(opened):
    many = {key(str(number)): bytes([number % 256]) for number in range(2 * cache.BATCH + 1)}
    first = opened()
    for one, data in many.items():
        first.put(one, data)
    first.close()
    assert dict(opened().find(many)) == many


def test_a_key_tells_its_parts_apart():
    parts = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("a\udc80",)]
    assert len({key(*some) for some in parts}) == len(parts)
    assert key("é") == key("é".encode())


@pytest.mark.parametrize("change", ["data = x'00'", "sum = x'00'"])
def test_a_damaged_entry_is_noticed_and_removed(tmp_path, opened, told, change):
    first = opened()
    first.put(ONE, b"eins")
    first.put(TWO, b"zwei")
    first.close()
    with sqlite3.connect(tmp_path / "cache" / cache.NAME) as base:
        base.execute(f"UPDATE entry SET {change} WHERE key = ?", (ONE,))
    second = opened()
    assert dict(second.find([ONE, TWO])) == {TWO: b"zwei"}
    assert told == [f"1 damaged entries of the cache {tmp_path / 'cache' / cache.NAME} are made again."]
    assert list(second.find([ONE])) == []
    assert len(told) == 1


def test_a_file_that_is_no_cache_is_begun_anew(tmp_path, opened, told):
    (tmp_path / "cache").mkdir(mode=0o700)
    (tmp_path / "cache" / cache.NAME).write_bytes(b"not a database, but long enough to look like one" * 99)
    first = opened()
    first.put(ONE, b"eins")
    first.close()
    assert dict(opened().find([ONE])) == {ONE: b"eins"}
    assert len(told) == 1
    assert "begun anew" in told[0]


def test_a_file_that_is_damaged_during_a_build_is_begun_anew(tmp_path, opened, told):
    many = [key(str(number)) for number in range(900)]
    first = opened()
    for one in many:
        first.put(one, bytes(500))
    first.close()
    second = opened()
    path = tmp_path / "cache" / cache.NAME
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    assert len(dict(second.find(many))) < len(many)
    second.put(ONE, b"eins")
    second.close()
    assert dict(opened().find([*many, ONE])) == {ONE: b"eins"}
    assert any("begun anew" in line for line in told)


def test_another_layout_is_begun_anew(tmp_path, opened):
    first = opened()
    first.put(ONE, b"eins")
    first.close()
    with sqlite3.connect(tmp_path / "cache" / cache.NAME) as base:
        base.execute("PRAGMA user_version = 99")
    assert dict(opened().find([ONE])) == {}


def test_what_many_builds_do_not_look_for_goes(opened):
    first = opened()
    first.put(ONE, b"eins")
    first.put(TWO, b"zwei")
    first.close()
    for number in range(cache.KEEP_BUILDS + 1):
        build = opened()
        build.put(key(str(number)), b"")
        list(build.find([ONE]))
        build.close()
    assert dict(opened().find([ONE, TWO])) == {ONE: b"eins"}


def test_what_takes_too_much_room_goes_the_oldest_first(opened):
    for one, data in ((ONE, b"1" * 60), (TWO, b"2" * 60)):
        build = opened(most_bytes=100)
        build.put(one, data)
        build.close()
    assert dict(opened().find([ONE, TWO])) == {TWO: b"2" * 60}


def test_two_builds_write_at_once(opened, told):
    one, two = opened(), opened()
    one.put(ONE, b"eins")
    two.put(TWO, b"zwei")
    two.put(ONE, b"eins")
    one.flush()
    two.flush()
    one.close()
    two.close()
    assert dict(opened().find([ONE, TWO])) == {ONE: b"eins", TWO: b"zwei"}
    assert not told


def test_who_cannot_write_goes_on_and_says_so(tmp_path, opened, told, monkeypatch):
    monkeypatch.setattr(cache, "PATIENCE", 0.0)
    first = opened()
    holder = sqlite3.connect(tmp_path / "cache" / cache.NAME)
    holder.execute("BEGIN IMMEDIATE")
    first.put(ONE, b"eins")
    first.close()
    holder.close()
    assert all("could not be used for a moment: database is locked" in line for line in told)
    assert told
    assert dict(opened().find([ONE])) == {}


def fill(folder, number):
    mine = Cache(folder, print)
    for entry in range(5_000):
        mine.put(key(f"{number} {entry}"), bytes(2_000))
        if entry == 2_500:
            os.kill(os.getpid(), signal.SIGKILL)


def test_a_build_that_is_killed_leaves_whole_entries(tmp_path, opened, told):
    folder = tmp_path / "cache"
    context = get_context("fork")
    builds = [context.Process(target=fill, args=(folder, number)) for number in range(2)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [-signal.SIGKILL] * 2
    found = dict(opened().find(key(f"{number} {entry}") for number in range(2) for entry in range(5_000)))
    assert len(found) >= 2 * (2_500 // cache.BATCH) * cache.BATCH
    assert set(found.values()) == {bytes(2_000)}
    assert not told


def test_the_folder_is_the_users_own(tmp_path, told):
    Cache(tmp_path / "mine" / "deep", told.append).close()
    assert (tmp_path / "mine" / "deep").stat().st_mode & 0o777 == 0o700
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    (tmp_path / "file").write_text("")
    for folder in (shared, tmp_path / "link", tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(CacheError, match=r"cache"):
            Cache(folder, told.append)


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path, told):
    (tmp_path / "cache" / cache.NAME).mkdir(parents=True)
    (tmp_path / "cache").chmod(0o700)
    with pytest.raises(CacheError, match="move the cache elsewhere"):
        Cache(tmp_path / "cache", told.append)


def test_a_closed_cache_is_a_mistake_and_no_damage(tmp_path, opened, told):
    store = opened()
    store.put(key("a"), b"1")
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        list(store.find([key("a")]))
    assert told == []
    assert (tmp_path / "cache" / cache.NAME).exists()
    assert list(opened().find([key("a")])) == [(key("a"), b"1")]
