import sys
from pathlib import Path

import pytest

from generator.desk import EMPTY, loading
from generator.plugin.last_good_desk import LastGood
from generator.runtime.cache import Cache
from tests.support import processes

DESK = Path(__file__).resolve().parent.parent.parent / "briefings" / "_desk"
PLACES = "places:\n  - {name: Upper Mill, country: GB, lat: 51, lon: -1.5, precision: town}\n"


@pytest.fixture
def store(tmp_path):
    store = Cache(tmp_path / "cache", pytest.fail)
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path):
    """The desk of the project, with a place."""
    folder = tmp_path / "_desk"
    folder.mkdir()
    for file in DESK.glob("*.yml"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "places.yml").write_text(PLACES)
    return folder


def load(folder, store):
    """As the first build of a process does."""
    return LastGood().load(folder, store, serving=False)


def test_sound_desk_is_not_validated_again(folder, store, monkeypatch):
    desk = load(folder, store)
    monkeypatch.setattr(loading, "loaded", lambda _: pytest.fail("validated again"))
    assert repr(load(folder, store)) == repr(desk)


def test_every_edit_is_seen(folder, store):
    assert load(folder, store).places[0].lat == 51
    (folder / "places.yml").write_text(PLACES.replace("51", "52"))
    assert load(folder, store).places[0].lat == 52
    (folder / "places.yml").unlink()
    assert load(folder, store).places == ()
    (folder / "places.yml").write_text(PLACES)
    assert load(folder, store).places[0].lat == 51


def test_no_desk_is_the_empty_one(tmp_path, store):
    assert load(tmp_path / "nowhere", store) is EMPTY


def test_entry_that_is_no_desk_is_made_again(folder, store, monkeypatch):
    put = store.put
    monkeypatch.setattr(store, "put", lambda one, _: put(one, b"no desk"))
    desk = load(folder, store)
    assert repr(load(folder, store)) == repr(desk)


def test_a_build_imports_neither_what_validates_desks_nor_what_serves():
    code = "import sys, generator.plugin; sys.exit(str({'pydantic', 'watchdog', 'http.server'} & sys.modules.keys()))"
    told = processes.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.stderr == "set()\n"
