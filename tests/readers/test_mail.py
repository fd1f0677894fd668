"""Mail and saved pages: the best part, the headers as fields, attachments as sources."""

import pytest

from generator.extract import ingest
from generator.readers import dispatch, mail, unpacking
from tests.support.packing import BODY, HEADLINE, MAIL, PAGE, SAVED_PAGE, SETTINGS, gzipped, source

HEAD = "From: Desk <desk@post.example>\nSubject: The bridge\nMIME-Version: 1.0\nDate: Mon, 13 May 2024 18:20:00 +0200\n"


def read(data, path="a.eml"):
    return dispatch.read(source(path, data), SETTINGS)


def words(reading):
    return [reading.words(block) for block in reading.blocks]


def fields(reading):
    return {field.name: field.value for field in reading.fields}


def alternative(plain, page):
    return (
        f'{HEAD}Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{plain}\n'
        f"--b\nContent-Type: text/html\n\n{page}\n--b--\n"
    )


def test_a_mail_has_its_text_and_headers():
    reading = read(MAIL)
    assert words(reading) == list(BODY)
    assert fields(reading) == {
        "email:subject": HEADLINE,
        "email:from": "Ada Miller",
        "email:from-host": "post.example",
        "email:date": "2024-05-13T18:20:00+02:00",
    }


def test_the_headers_decide_on_the_metadata():
    facts = ingest(source("a.eml", MAIL), SETTINGS).metadata
    assert facts.headline.value == HEADLINE
    assert facts.authors.value == ("Ada Miller",)
    assert facts.published.value.isoformat() == "2024-05-13T18:20:00+02:00"
    assert facts.publisher.value == "post.example"


def test_a_letterbox_is_no_publisher_and_a_desk_no_author():
    text = MAIL.replace("ada@post.example", "news@gmail.com").replace("Ada Miller", "Harbour Post Newsletter 24/7")
    facts = ingest(source("a.eml", text), SETTINGS).metadata
    assert facts.publisher is None
    assert facts.authors is None


@pytest.mark.parametrize(
    ("plain", "page", "expected"),
    [
        ("\n\n".join(BODY), "".join(f"<p>{line}</p>" for line in BODY), list(BODY)),
        ("Use a browser.", "".join(f"<p>{line}</p>" for line in BODY), list(BODY)),
        ("Words.", "<p>Words.</p><img src='https://t.example/1.gif'><script>x()</script>", ["Words."]),
    ],
)
def test_the_part_that_holds_more_is_read(plain, page, expected):
    assert words(read(alternative(plain, page))) == expected


def test_encoded_headers_and_parts_are_decoded():
    text = (
        "From: =?utf-8?q?J=C3=BCrgen_Wei=C3=9F?= <j@post.example>\nSubject: =?iso-8859-1?q?Br=FCcke?= zu\n"
        'Message-ID: <1@x>\nContent-Type: text/plain; charset="iso-8859-1"\n'
        "Content-Transfer-Encoding: quoted-printable\n\n"
        "Die Br=FCcke bleibt gesperrt.\n"
    )
    reading = read(text, "a.txt")
    assert words(reading) == ["Die Brücke bleibt gesperrt."]
    assert fields(reading)["email:subject"] == "Brücke zu"
    assert fields(reading)["email:from"] == "Jürgen Weiß"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Mon, 13 May 2024 18:20:00 +0200", "2024-05-13T18:20:00+02:00"),
        ("Mon, 13 May 2024 18:20:00 MEST", "2024-05-13T18:20:00+02:00"),
        ("Mon, 13 May 2024 18:20:00 MSK", "2024-05-13T18:20:00+03:00"),
        ("Mon, 13 May 2024 18:20:00 Nowhere", "2024-05-13T18:20:00"),
        ("2024-05-13", "2024-05-13"),
        ("", ""),
        ("Mon, 99 May 2024 18:20:00 +0200", "Mon, 99 May 2024 18:20:00 +0200"),
    ],
)
def test_dates_are_told_in_the_usual_form(value, expected):
    assert mail.iso_date(value) == expected


def test_a_header_in_an_unknown_encoding_stays_as_it_is():
    assert (
        fields(read(HEAD.replace("The bridge", "=?x-none?q?a?=") + "\nWords.\n"))["email:subject"] == "=?x-none?q?a?="
    )


def test_a_declared_encoding_that_does_not_fit_is_looked_for():
    assert words(read(HEAD + "Content-Type: text/plain; charset=x-none\n\nWords.\n")) == ["Words."]


def test_a_mail_without_text_says_so():
    text = HEAD + "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    assert [problem.code for problem in read(text).problems] == ["no-text"]


def test_attachments_are_sources_and_pictures_are_named():
    unpacked = unpacking.unpack(source("in/a.eml", MAIL), SETTINGS)
    assert [one.path for one in unpacked.sources] == ["in/a.eml", "in/a.eml/notes.txt"]
    assert unpacked.sources[1].data.strip() == b"Notes from the meeting of the council."
    assert [(one.code, one.path) for one in unpacked.problems] == [("member-skipped", "in/a.eml/logo.png")]


def test_an_attached_mail_is_a_mail():
    outer = (
        f'{HEAD}Content-Type: multipart/mixed; boundary="o"\n\n--o\nContent-Type: text/plain\n\nSee below.\n'
        f"--o\nContent-Type: message/rfc822\n\n{MAIL}\n--o--\n"
    )
    paths = [one.path for one in unpacking.unpack(source("a.eml", outer), SETTINGS).sources]
    assert paths == ["a.eml", "a.eml/part-2.eml", "a.eml/part-2.eml/notes.txt"]


def test_deep_nesting_ends():
    text = HEAD
    for number in range(500):
        text += f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'
    assert dispatch.read(source("a.eml", text), SETTINGS).problems
    assert unpacking.unpack(source("a.eml", text), SETTINGS).sources


def test_a_saved_page_is_a_page_with_its_address():
    reading = read(SAVED_PAGE, "a.mhtml")
    assert reading.media_type == "text/html"
    assert words(reading)[:2] == [HEADLINE, BODY[0]]
    assert fields(reading)["url"] == "https://post.example/bridge"
    assert fields(reading)["html:h1"] == HEADLINE


def test_a_saved_page_without_a_page_is_a_problem():
    assert [problem.code for problem in read(SAVED_PAGE.replace("text/html", "text/css"), "a.mht").problems] == [
        "damaged-file"
    ]


def test_a_compressed_page_is_the_page():
    whole = dispatch.read(source("a.html", PAGE), SETTINGS)
    reading = read(gzipped(PAGE), "a.html.gz")
    assert (reading.text, reading.fields, reading.problems) == (whole.text, whole.fields, ())


@pytest.mark.parametrize(
    ("data", "codes"), [(gzipped(PAGE)[:-60], ["damaged-file"]), (b"\x1f\x8b\x08", ["damaged-file"])]
)
def test_a_compressed_page_that_is_cut_off_says_so(data, codes):
    assert [problem.code for problem in read(data, "a.html.gz").problems][-1:] == codes


def test_two_compressed_files_in_one_are_both_read():
    assert words(read(gzipped("First.\n") + gzipped("Second.\n"), "a.txt.gz")) == ["First.", "Second."]


def test_what_is_compressed_twice_is_a_problem():
    assert [problem.code for problem in read(gzipped(gzipped("x")), "a.gz").problems] == ["damaged-file"]
