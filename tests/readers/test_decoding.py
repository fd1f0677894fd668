"""Any encoding becomes text; what was assumed, damaged or NUL is said, and nothing is dropped."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Source
from generator.readers import decoding

FRENCH = "Le maire a déclaré que la fête aurait lieu à Noël, près de la forêt. « Très bien », dit-il – enfin.\n" * 3
GERMAN = "Die Behörden prüften am Mittwoch, ob Züge über die Brücke fahren dürfen. Größere Schäden gab es nicht.\n" * 3
ENGLISH = (
    "The mayor\u2019s office said \u201cno\u201d \u2013 and \u00a340 was paid back to the caf\u00e9 on Friday.\n" * 3
)
RUSSIAN = "Губернатор области сообщил, что в посёлке повреждены два дома, жители не пострадали.\n" * 3
UKRAINIAN = "Голова ради повідомив, що міст відкриють у п’ятницю, а автобуси підуть за новим розкладом.\n" * 3
POLISH = "Burmistrz powiedział, że święto odbędzie się jutro, a późniejsze źródła jeszcze nie są znane ludności.\n" * 3
GREEK = "Ο δήμαρχος είπε ότι η γέφυρα θα ανοίξει την Παρασκευή και τα λεωφορεία θα επιστρέψουν στο κέντρο.\n" * 3
JAPANESE = "市長は金曜日に橋が再び開通すると述べた。バスは新しい時刻表で運行される予定だ。\n" * 3
CHINESE = "市长表示，这座桥将于星期五重新开放，公共汽车将按新的时刻表运行。居民可以从北门进入。\n" * 3


def source(data):
    return Source(path="a.txt", data=data, sha256="")


def codes(decoded):
    return [problem.code for problem in decoded.problems]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, JAPANESE])
def test_unicode_with_and_without_a_byte_order_mark(encoding, text):
    decoded = decoding.decode(source(text.encode(encoding)))
    assert decoded.text == text
    marked = encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")
    assert codes(decoded) == ([] if marked else ["assumed-encoding"])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        (GERMAN, "iso8859_1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "iso8859_5"),
        (UKRAINIAN, "cp1251"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (GREEK, "cp1253"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_other_encodings_are_found_and_said(text, encoding):
    data = text.encode(encoding, "ignore")
    decoded = decoding.decode(source(data))
    assert decoded.text == data.decode(encoding)
    assert codes(decoded) == ["assumed-encoding"]
    assert "assumed" in decoded.problems[0].message


def test_a_declared_encoding_is_asked_too():
    data = b"<meta charset=windows-1251>" + RUSSIAN.encode("cp1251")
    assert decoding.encoding_of(data) == ("cp1251", True)
    assert decoding.encoding_of(b"<meta charset=no-such-thing>" + RUSSIAN.encode("cp1251")) == ("cp1251", True)


def test_damaged_utf8_stays_utf8_and_shows_each_place():
    data = "“Fine,” she said.\nA caf\xe9 – open.\n".encode().replace(b"\xe2\x80\x9d", b"\xe2\x80", 1)
    decoded = decoding.decode(source(data + b"bad \xff byte\n"))
    assert decoded.encoding == "utf-8"
    assert decoded.text == "“Fine,\ufffd she said.\nA café – open.\nbad \ufffd byte\n"
    assert [(problem.code, problem.lines) for problem in decoded.problems] == [
        ("damaged-text", (1, 1)),
        ("damaged-text", (3, 3)),
    ]


def test_one_impossible_byte_in_plain_english_is_damage_and_not_a_letter():
    decoded = decoding.decode(source(b"It has\xffplayed a role for years.\n"))
    assert decoded.text == "It has\ufffdplayed a role for years.\n"
    assert codes(decoded) == ["damaged-text"]


def test_replacement_characters_of_the_source_are_reported():
    decoded = decoding.decode(source("It has\ufffd\ufffdplayed\n".encode()))
    assert [(problem.code, problem.lines) for problem in decoded.problems] == [("damaged-text", (1, 1))]
    assert "2 damaged" in decoded.problems[0].message


def test_nul_bytes_are_shown_and_reported():
    decoded = decoding.decode(source(b"one\ntwo\0\0 three and more words in the line\n"))
    assert decoded.text == "one\ntwo\ufffd\ufffd three and more words in the line\n"
    assert [(problem.code, problem.lines) for problem in decoded.problems] == [("nul-bytes", (2, 2))]


def test_many_damaged_lines_are_summed_up():
    decoded = decoding.decode(source(("a fine line\ufffd\n" * 50).encode()))
    assert len(decoded.problems) == 11
    assert decoded.problems[-1].lines == (11, 50)
    assert "40 more" in decoded.problems[-1].message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_become_line_feeds(end):
    assert decoding.decode(source(end.join(["a", "", "b", ""]).encode())).text == "a\n\nb\n"


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"", False),
        (b"plain text\n", False),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(32)) * 20, True),
        (codecs.BOM_UTF16_LE + b"\0\0\1\0", False),
        (RUSSIAN.encode("utf-16-le"), False),
        (b"\0" * 100, True),
        (b"ab\0cd efgh ijkl mnop qrst uvwx yz and so on", False),
    ],
)
def test_what_is_no_text(data, binary):
    assert decoding.is_binary(data) is binary


@given(st.binary(max_size=400))
def test_any_bytes_become_text_with_line_feeds_only(data):
    decoded = decoding.decode(source(data))
    assert "\r" not in decoded.text
    assert "\0" not in decoded.text
    decoded.text.encode()
    assert ("\ufffd" in decoded.text) == any(code in ("damaged-text", "nul-bytes") for code in codes(decoded))


@given(
    st.text(
        st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\ufeff\ufffd\x1b\u00ad\u180e\u200b\u2060"),
        max_size=200,
    )
)
def test_utf8_is_never_changed(text):
    controls = sum(ord(char) < 32 and char not in "\t\n\f" for char in text)
    if controls * 20 < len(text):
        assert decoding.decode(source(text.encode())).text == text


SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "hostile" / "encodings"
EXPECTED = {"MacCyrillic": "mac_cyrillic", "TIS-620": "cp874", "EUC-TW": ""}


@pytest.mark.skipif(not SAMPLES.exists(), reason="the collected samples are not here")
def test_real_pages_in_fifty_encodings():
    wrong = total = 0
    for path in sorted(SAMPLES.glob("*/*")):
        name = EXPECTED.get(path.parent.name, path.parent.name)
        for region in ("iso-8859-", "windows-125"):
            if name.startswith(region):
                name = "-".join(name.split("-")[: region.count("-") + 1])
        if name:
            data = path.read_bytes()
            expected = data.decode(name, "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            total += 1
            wrong += decoding.decode(source(data)).text.replace("\ufffd", "\0") != expected.replace("\ufffd", "\0")
    assert total > 400
    assert wrong <= 14
