import sys

import pytest

from generator.entities import towns


@pytest.fixture(autouse=True)
def _writing(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def no_file():
    raise AssertionError("the package's file was read")


def test_another_process_reads_what_the_first_has_cut(tmp_path, monkeypatch):
    cut = list(towns.pairs(tmp_path))
    monkeypatch.setattr(towns, "_rows", no_file)
    assert list(towns.pairs(tmp_path)) == cut


@pytest.mark.parametrize("left", [slice(0), slice(-9), slice(1, None)])
def test_damaged_file_is_cut_again(tmp_path, left):
    cut = list(towns.pairs(tmp_path))
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[left])
    assert list(towns.pairs(tmp_path)) == cut
    assert file.read_bytes() == whole


def test_another_version_of_the_package_has_a_file_of_its_own(tmp_path, monkeypatch):
    list(towns.pairs(tmp_path))
    monkeypatch.setattr(towns.metadata, "version", lambda _: "0")
    towns._file_name.cache_clear()
    list(towns.pairs(tmp_path))
    towns._file_name.cache_clear()
    assert len(list(tmp_path.iterdir())) == 2


def test_nothing_is_kept_where_python_keeps_no_bytecode(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert dict(towns.pairs(tmp_path))["Oslo"]
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_keeps_nothing(tmp_path):
    assert dict(towns.pairs(tmp_path / "none"))["Oslo"]
    assert not list(tmp_path.iterdir())


def test_a_line_tells_place_country_and_size():
    tallinn = towns.parsed(dict(towns.pairs())["Tallinn"])
    assert tallinn.country == "EE"
    assert (round(tallinn.lat), round(tallinn.lon)) == (59, 25)
    assert tallinn.population > 300_000
