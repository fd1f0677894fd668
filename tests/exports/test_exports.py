from generator import exports
from generator.corpus import assemble
from generator.exports.files import Asset
from generator.model import Page
from generator.settings import Settings
from tests.support.making import DESK, DOCUMENTS


def test_pages_are_written_and_old_ones_removed(tmp_path):
    out = tmp_path / "out"
    first = [Page(path="a.md", text="a\n"), Asset(path="data/a.db", data=b"\0"), Page(path="days/b.md", text="é\n")]
    assert exports.write(first, out) == 3
    (out / "mine.md").write_text("kept")
    (out / exports.LISTING).write_text("../outside.md\na.md\ndays/b.md\n")
    (tmp_path / "outside.md").write_text("kept")
    assert exports.write(first[1:], out) == 2
    assert sorted(p.name for p in out.rglob("*.md")) == ["b.md", "mine.md"]
    assert (out / "days" / "b.md").read_bytes() == "é\n".encode()
    assert (tmp_path / "outside.md").exists()
    assert (out / "data" / "a.db").read_bytes() == b"\0"


def test_no_two_files_have_one_path():
    made = exports.assets(assemble(DOCUMENTS, DESK), Settings(site_url="https://site.example/"))
    paths = [one.path for one in made]
    assert len(paths) == len(set(paths))


def test_every_kind_of_file_can_be_removed_again():
    made = exports.assets(assemble(DOCUMENTS, DESK), Settings(site_url="https://site.example/"))
    assert {f".{one.path.rpartition('.')[2]}" for one in made} <= exports.PUBLISHED
