"""Archives and web archives: every member a source under a harmless path, limits, and no member lost silently."""

import io
import stat
import tarfile
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Source
from generator.pipeline import build, isolation
from generator.readers import archives, building, dispatch, unpacking, zipped_xml
from generator.runtime import limits
from tests.support.packing import (
    BODY,
    HEADLINE,
    JSON_LINES,
    MAIL,
    PAGE,
    SETTINGS,
    docx,
    gzipped,
    source,
    tarred,
    warc,
    zipped,
)

MEMBERS = {"a.txt": "The first words.", "in/b.txt": "The second words."}
HTML = "text/html; charset=utf-8"
ONE = ("https://post.example/1", HTML, PAGE)
TWO = ("https://post.example/2", HTML, PAGE.replace(HEADLINE, "The ferry"))


def unpack(data, path="a.zip", settings=SETTINGS, sidecar=None):
    return unpacking.unpack(source(path, data, sidecar), settings)


def paths(unpacked):
    return [one.path for one in unpacked.sources]


def codes(unpacked):
    return [(problem.code, problem.path) for problem in unpacked.problems]


def fields(reading):
    return {field.name: field.value for field in reading.fields}


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (zipped(MEMBERS), "a.zip"),
        (tarred(MEMBERS), "a.tar.gz"),
        (tarred(MEMBERS, "w"), "a.tar"),
        (tarred(MEMBERS, "w:bz2"), "a.tbz"),
        (tarred(MEMBERS, "w:xz"), "a"),
    ],
)
def test_each_member_is_a_source(data, path):
    unpacked = unpack(data, path)
    assert [(one.path, one.data.decode()) for one in unpacked.sources] == [
        (f"{path}/{name}", text) for name, text in MEMBERS.items()
    ]
    assert unpacked.problems == ()


def test_members_of_every_format_are_unpacked_too():
    data = zipped({"b.jsonl": JSON_LINES, "c.eml": MAIL, "d.zip": zipped(MEMBERS), "e.docx": docx([("x", "a")])})
    unpacked = unpack(data)
    assert len(paths(unpacked)) == 7
    assert {"a.zip/c.eml", "a.zip/c.eml/notes.txt", "a.zip/d.zip/in/b.txt", "a.zip/e.docx"} < set(paths(unpacked))
    assert codes(unpacked) == [("member-skipped", "a.zip/c.eml/logo.png")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/a.txt", "z/etc/a.txt"),
        ("/etc/a.txt", "z/etc/a.txt"),
        ("C:\\in\\a.txt", "z/in/a.txt"),
        ("a\u202e\x07.txt", "z/a.txt"),
        ("..", "z/unnamed"),
        ("", "z/unnamed"),
        ("x" * 300, "z/" + "x" * 200),
    ],
)
def test_a_name_cannot_lead_elsewhere(name, expected):
    assert archives.member_path("z", name) == expected


@given(st.text(max_size=60))
def test_every_path_stays_below_its_archive(name):
    parts = archives.member_path("z", name).split("/")
    assert parts[0] == "z"
    assert len(parts) > 1
    assert not {"", ".", ".."} & set(parts)


def test_what_is_skipped_is_named():
    data = zipped({".hidden": "x", "__MACOSX/a.txt": "x", "p.png": bytes(range(256)) * 9, "a.txt": "Words."})
    unpacked = unpack(data)
    assert paths(unpacked) == ["a.zip/a.txt"]
    assert codes(unpacked) == [
        ("member-skipped", "a.zip/.hidden"),
        ("member-skipped", "a.zip/__MACOSX/a.txt"),
        ("member-skipped", "a.zip/p.png"),
    ]


def test_a_link_is_not_followed():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert codes(unpack(out.getvalue())) == [("member-skipped", "a.zip/link.txt")]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("link.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
        info = tarfile.TarInfo("folder")
        info.type = tarfile.DIRTYPE
        archive.addfile(info)
        archive.addfile(tarfile.TarInfo(".hidden"), io.BytesIO())
    assert codes(unpack(out.getvalue(), "a.tar")) == [
        ("member-skipped", "a.tar/link.txt"),
        ("member-skipped", "a.tar/.hidden"),
    ]


def test_a_locked_member_is_a_problem():
    data = bytearray(zipped({"a.txt": "Words.", "b.txt": "More."}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    unpacked = unpack(bytes(data))
    assert paths(unpacked) == ["a.zip/b.txt"]
    assert codes(unpacked) == [("locked", "a.zip/a.txt")]


def test_names_that_come_twice_are_numbered():
    data = zipped({"a.txt": "One.", "b.txt": "Two.", "c.txt": "Three."})
    data = data.replace(b"b.txt", b"a.txt").replace(b"c.txt", b"a.txt")
    assert paths(unpack(data)) == ["a.zip/a.txt", "a.zip/a-1.txt", "a.zip/a-2.txt"]
    assert archives.numbered("z/a", 3, {"z/a"}) == "z/a-3"


def test_sidecars_in_an_archive_stand_beside_their_sources():
    members = {"a.txt": "Words.", "a.meta.yml": "publisher: X", "b.txt": "More.", "c.meta.yml": "publisher: Z"}
    unpacked = unpack(zipped(members), sidecar=b"publisher: Y")
    assert [(one.path, one.sidecar) for one in unpacked.sources] == [
        ("a.zip/a.txt", b"publisher: X"),
        ("a.zip/b.txt", b"publisher: Y"),
    ]
    assert codes(unpacked) == [("sidecar-alone", "a.zip/c.meta.yml")]


@pytest.mark.parametrize(
    ("limit", "kept", "code"),
    [
        ({"max_members": 3}, 3, "archive-too-large"),
        ({"max_unpacked_bytes": 200}, 2, "archive-too-large"),
        ({"max_source_bytes": 500}, 4, "too-large"),
    ],
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_limits_hold_and_say_so(pack, limit, kept, code):
    members = {f"{number}.txt": "x" * 90 for number in range(4)} | {"5.txt": "y" * 600}
    unpacked = unpack(pack(members), settings=replace(SETTINGS, **limit))
    assert len(unpacked.sources) == kept
    assert [problem.code for problem in unpacked.problems] == [code]


def test_a_bomb_is_not_expanded():
    data = zipped({f"{number}.txt": bytes(1 << 20) for number in range(3)})
    unpacked = unpack(data, settings=replace(SETTINGS, max_source_bytes=1 << 16))
    assert unpacked.sources == ()
    assert {problem.code for problem in unpacked.problems} == {"too-large"}


def test_depth_is_limited():
    data = b"Words."
    for number in range(5):
        data = zipped({f"{number}.zip" if number else "a.txt": data})
    unpacked = unpack(data)
    assert unpacked.sources == ()
    assert codes(unpacked) == [("archive-too-deep", "a.zip/4.zip/3.zip/2.zip")]


@pytest.mark.parametrize("path", ["a.zip", "a.tar.gz"])
def test_an_archive_that_is_cut_off_says_so(path):
    data = (zipped if path == "a.zip" else tarred)({f"{n}.txt": bytes([n % 90 + 32]) * 999 for n in range(30)})
    unpacked = unpack(data[: len(data) // 2], path)
    assert "damaged-file" in {problem.code for problem in unpacked.problems}


def test_an_empty_archive_says_so():
    assert codes(unpack(zipped({}))) == [("no-text", "a.zip")]


def test_a_damaged_member_costs_no_neighbour():
    data = bytearray(zipped({"a.txt": BODY[0], "b.txt": BODY[1]}))
    data[data.index(b"a.txt") + 8] ^= 0xFF
    unpacked = unpack(bytes(data))
    assert "a.zip/b.txt" in paths(unpacked)
    assert codes(unpacked) == [("damaged-file", "a.zip/a.txt")]


def test_each_page_of_a_web_archive_is_a_document():
    picture = ("https://post.example/1.png", "image/png", b"\x89PNG")
    unpacked = unpack(warc([ONE, picture, TWO]), "a.warc")
    readings = [dispatch.read(one, SETTINGS) for one in unpacked.sources]
    assert [fields(reading)["url"] for reading in readings] == [ONE[0], TWO[0]]
    assert [fields(reading)["html:h1"] for reading in readings] == [HEADLINE, "The ferry"]
    assert fields(readings[0])["warc:date"] == "2024-05-13T08:00:00Z"
    assert codes(unpacked) == [("member-skipped", "a.warc")]


@pytest.mark.parametrize("data", [warc([ONE]), gzipped(warc([ONE]))])
def test_a_web_archive_of_one_page_is_the_page(data):
    assert paths(unpack(data, "a.warc.gz")) == ["a.warc.gz"]
    reading = dispatch.read(source("a.warc.gz", data), SETTINGS)
    assert fields(reading)["url"] == ONE[0]
    assert reading.problems == ()


def test_a_wacz_gives_its_pages():
    data = zipped({"datapackage.json": "{}", "archive/d.warc.gz": gzipped(warc([ONE, TWO])), "pages/pages.jsonl": "{}"})
    unpacked = unpack(data, "a.wacz")
    assert len(unpacked.sources) == 2
    assert codes(unpacked) == [("member-skipped", "a.wacz")]


def test_the_encoding_of_the_answer_counts():
    page = ("https://post.example/1", "text/html; charset=koi8-r", PAGE.replace("Ferries", "Паромы").encode("koi8-r"))
    assert "Паромы" in dispatch.read(source("a.warc", warc([page])), SETTINGS).text
    page = ("https://post.example/1", "text/html; charset=x-none", PAGE)
    assert BODY[0] in dispatch.read(source("a.warc", warc([page])), SETTINGS).text


@pytest.mark.parametrize(
    ("cut", "message"), [(700, "are missing"), (-200, "are missing"), (1000, "does not end"), (-4, "does not end")]
)
def test_a_web_archive_that_was_cut_off_says_what_is_missing(cut, message, capfd):
    unpacked = unpack(warc([ONE, TWO])[:cut], "a.warc")
    found = [one for source in unpacked.sources for one in dispatch.read(source, SETTINGS).problems]
    (one,) = {one.message for one in (*found, *unpacked.problems) if one.code == "damaged-file"}
    assert message in one
    assert capfd.readouterr() == ("", "")


def test_what_the_library_tells_aside_is_a_problem(capfd):
    length = b"msgtype=response\r\nContent-Length: "
    long = warc([ONE, TWO]).replace(length, length + b"1", 1)
    short = warc([ONE, TWO]).replace(b"\r\n\r\nWARC/1.0", b"more than was said\r\n\r\nWARC/1.0", 1)
    for one in (long, short):
        unpacked = unpack(one, "a.warc")
        read = [problem for page in unpacked.sources for problem in dispatch.read(page, SETTINGS).problems]
        assert "damaged-file" in {problem.code for problem in (*unpacked.problems, *read)}
    assert capfd.readouterr() == ("", "")


def test_a_record_of_an_unknown_kind_is_counted():
    unpacked = unpack(warc([ONE, TWO]).replace(b"WARC-Type: response", b"WARC-Type: responze", 1), "a.warc")
    assert (codes(unpacked), paths(unpacked)) == ([], ["a.warc"])
    reading = dispatch.read(unpacked.sources[0], SETTINGS)
    assert [one.code for one in reading.problems] == ["member-skipped"]


def test_a_tar_whose_sum_does_not_fit_says_so():
    data = bytearray(gzipped(tarred({"a.txt": BODY[0], "b.txt": BODY[1]}, "w")))
    data[-6] ^= 1
    unpacked = unpack(bytes(data), "a.tar.gz")
    assert len(unpacked.sources) == 2
    assert codes(unpacked) == [("damaged-file", "a.tar.gz")]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
@pytest.mark.parametrize("where", ["header", "end"])
def test_a_tar_that_was_cut_off_says_so_and_keeps_what_was_whole(mode, where):
    whole = tarred({"a.txt": BODY[0], "b.txt": BODY[1]}, "w")
    cut = whole.index(b"b.txt") + (100 if where == "header" else 0)
    data = whole[:cut] if mode == "w" else gzipped(whole[:cut])
    unpacked = unpack(data, "a.tar")
    assert [one.data.decode().strip() for one in unpacked.sources] == [BODY[0]]
    assert codes(unpacked) == [("damaged-file", "a.tar")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"WARC/1.0\r\n\r\n", "no-text"),
        (b"WARC/1.0\r\n", "damaged-file"),
        (warc([("https://a.example", "image/png", b"x")]), "member-skipped"),
        (b"WARC/9\r\nnothing", "damaged-file"),
        (gzipped(warc([ONE]))[:-80], "damaged-file"),
    ],
)
def test_a_web_archive_without_pages_says_so(data, code):
    reading = dispatch.read(source("a.warc.gz", data), SETTINGS)
    assert code in {problem.code for problem in reading.problems}


def test_a_page_beyond_the_limit_is_named():
    reading = dispatch.read(source("a.warc", gzipped(warc([ONE]))), replace(SETTINGS, max_source_bytes=len(PAGE) - 5))
    assert [problem.code for problem in reading.problems] == ["too-large"]


def test_without_the_library_a_problem_names_the_extra(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(building.importlib, "import_module", missing)
    reading = dispatch.read(source("a.warc", warc([ONE])), SETTINGS)
    assert "pip install 'briefings[warc]'" in reading.problems[0].message
    assert dispatch.prepare(source("a.warc", warc([ONE]))) is None


def test_a_file_that_was_not_unpacked_is_read_where_it_holds_one_source():
    assert dispatch.read(source("a.zip", zipped({"a.txt": "Words."})), SETTINGS).text == "Words."
    assert [one.code for one in dispatch.read(source("a.zip", zipped(MEMBERS)), SETTINGS).problems] == ["holds-many"]
    assert [one.code for one in dispatch.read(source("a.zip", zipped({})), SETTINGS).problems] == ["no-text"]


def test_the_old_format_of_word_is_named():
    reading = dispatch.read(source("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)), SETTINGS)
    assert "Save it as .docx" in reading.problems[0].message


def test_unpacking_has_limits_on_time(monkeypatch):
    failure = limits.Failure(kind="time", message="it took longer than 20 s")
    monkeypatch.setattr(isolation.limits, "run", lambda *_, **__: failure)
    assert codes(isolation.unpacked(source("a.zip", zipped(MEMBERS)), SETTINGS)) == [("reading-timeout", "a.zip")]
    plain = source("a.txt", "Words.")
    assert isolation.unpacked(plain, SETTINGS).sources == (plain,)


def test_the_build_unpacks(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(MEMBERS | {".x": ""}))
    (tmp_path / "b.txt").write_text("Words.")
    collected = build.collect(tmp_path)
    assert paths(collected) == ["a.zip/a.txt", "a.zip/in/b.txt", "b.txt"]
    assert codes(collected) == [("member-skipped", "a.zip/.x")]
    assert paths(build.collect_file(tmp_path / "a.zip")) == ["a.zip/a.txt", "a.zip/in/b.txt"]
    assert all(isinstance(one, Source) for one in collected.sources)


def test_a_compressed_file_of_many_is_unpacked_under_its_own_name():
    unpacked = unpack(gzipped(JSON_LINES + "none\n"), "a.jsonl.gz")
    assert [path.rpartition("/")[0] for path in paths(unpacked)] == ["a.jsonl.gz", "a.jsonl.gz"]
    assert codes(unpacked) == [("record-skipped", "a.jsonl.gz")]
    unpacked = unpack(gzipped(MAIL), "a.eml.gz")
    assert paths(unpacked) == ["a.eml.gz", "a.eml.gz/notes.txt"]


def test_a_damaged_stream_gives_what_stands_before_the_damage():
    data = gzipped("First.\n") + b"\x1f\x8b\x08\xff\xff\xff"
    assert zipped_xml.inflated(data, 99) == (b"First.\n", False)
    assert zipped_xml.inflated(gzipped("x" * 500), 99) == (b"x" * 99, True)
