import json
import os
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publishing import manifest

SOURCES = {"a.txt": "00" * 32, "b/ü.html": "11" * 32}


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "sub").mkdir(parents=True)
    (folder / "index.html").write_text("one")
    (folder / "sub" / "page.html").write_text("two")
    (folder / "empty.txt").touch()
    manifest.write(folder, SOURCES)
    return folder


def found(site):
    return [(problem.code, problem.path) for problem in manifest.verify(site)]


def test_untouched_site_has_no_problems(site):
    assert manifest.verify(site) == ()


def test_manifest_names_every_file_and_source(site):
    read = manifest.read(site)
    assert sorted(read.files) == ["empty.txt", "index.html", "sub/page.html"]
    assert read.sources == SOURCES


def test_root_is_that_of_the_canonical_json(site):
    assert manifest.write(site, SOURCES).root == manifest.read(site).root
    assert manifest.Manifest(files={}, sources={}).root == (
        "7dcb596fd21c139f1a06edc64c1f301e87cd6e59721d8e88e90a517dea8889c4"  # sha256 of {"files":{},"sources":{}}
    )


def test_root_depends_on_files_and_sources():
    one = manifest.Manifest(files={"a": "1"}, sources={})
    other = manifest.Manifest(files={}, sources={"a": "1"})
    assert len({one.root, other.root, manifest.Manifest(files={"a": "2"}, sources={}).root}) == 3


def test_root_does_not_depend_on_order():
    one = manifest.Manifest(files={"a": "1", "b": "2"}, sources={})
    assert one.root == manifest.Manifest(files={"b": "2", "a": "1"}, sources={}).root


def test_manifest_is_the_same_bytes_whatever_was_written_first(tmp_path):
    written = []
    for order in (("a", "b", "c"), ("c", "b", "a")):
        folder = tmp_path / order[0]
        for name in order:
            (folder / name).mkdir(parents=True)
            (folder / name / "page.html").write_text(name)
        manifest.write(folder, dict.fromkeys(order, "00"))
        written.append((folder / manifest.NAME).read_bytes())
    assert written[0] == written[1]


def change(site):
    (site / "sub" / "page.html").write_text("twO")
    return "file-changed", "sub/page.html"


def fill_the_empty(site):
    (site / "empty.txt").write_text(" ")
    return "file-changed", "empty.txt"


def add(site):
    (site / "sub" / "new.html").touch()
    return "file-added", "sub/new.html"


def add_hidden(site):
    (site / ".hidden").mkdir()
    (site / ".hidden" / "x").touch()
    return "file-added", ".hidden/x"


def add_pipe(site):
    os.mkfifo(site / "pipe")
    return "file-added", "pipe"


def add_link_to_folder(site):
    (site / "loop").symlink_to(site)
    return "file-added", "loop"


def remove(site):
    (site / "index.html").unlink()
    return "file-removed", "index.html"


def remove_folder(site):
    shutil.rmtree(site / "sub")
    return "file-removed", "sub/page.html"


def replace_by_link(site):
    (site / "index.html").rename(site.parent / "index.html")
    (site / "index.html").symlink_to("../index.html")
    return "file-changed", "index.html"


def add_bad_name(site):
    os.close(os.open(os.fsencode(site) + b"/\xff", os.O_CREAT))
    return "file-added", "\udcff"


@pytest.mark.parametrize(
    "act",
    [
        change,
        fill_the_empty,
        add,
        add_hidden,
        add_pipe,
        add_link_to_folder,
        remove,
        remove_folder,
        replace_by_link,
        add_bad_name,
    ],
)
def test_every_kind_of_change_is_named(site, act):
    expected = act(site)
    assert found(site) == [expected]


def test_all_changes_are_named_in_order(site):
    expected = [add(site), remove(site), change(site)]
    assert found(site) == sorted(expected, key=lambda row: row[1])


@given(position=st.integers(0, 999), bit=st.integers(0, 7))
@settings(max_examples=30)
def test_any_bit_of_any_file(tmp_path_factory, position, bit):
    folder = tmp_path_factory.mktemp("site")
    data = bytes(range(250)) * 4
    (folder / "data.bin").write_bytes(data)
    manifest.write(folder, {})
    changed = bytearray(data)
    changed[position] ^= 1 << bit
    (folder / "data.bin").write_bytes(changed)
    assert found(folder) == [("file-changed", "data.bin")]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"files": {}, "sources": {}}', '{"files": [], "sources": {}, "root": ""}', "[" * 200_000],
    ids=["empty", "cut", "list", "nothing", "no root", "wrong type", "deep"],
)
def test_unreadable_manifest_is_one_problem(site, text):
    (site / manifest.NAME).write_text(text)
    assert found(site) == [("manifest-unreadable", manifest.NAME)]


def test_missing_manifest_is_one_problem(site):
    (site / manifest.NAME).unlink()
    assert found(site) == [("manifest-unreadable", manifest.NAME)]


def test_changed_manifest_is_one_problem(site):
    entries = json.loads((site / manifest.NAME).read_text())
    entries["files"]["index.html"] = "00" * 32
    (site / manifest.NAME).write_text(json.dumps(entries))
    assert found(site) == [("manifest-unreadable", manifest.NAME)]
    assert "root" in manifest.verify(site)[0].message
