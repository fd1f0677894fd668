"""Values that are stated and cannot be: no facts, but problems that say where they stand, whatever states them."""

import datetime as dt
import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import pages
from generator.annotate.event_days import event_days
from generator.corpus import assemble
from generator.desk import DeskError, load_desk
from generator.exports import head_metadata
from generator.extract import ingest
from generator.language import words
from generator.language.dates import bounds, find, impossible, iso
from generator.language.dates.file_names import file_day, impossible_day
from generator.language.dates.times import offset
from generator.model import Source
from generator.readers import unpacking
from generator.settings import Settings
from tests.support.packing import docx, pdf, source

SETTINGS = Settings(site_url="https://desk.example/")
STORY = (
    "The old bridge over the river was closed on Thursday, a week ago, after engineers found cracks in its pillars, "
    "and 99 years ago it had been closed before."
)
DAYS = (
    "9999-12-31T23:59:59-12:00",
    "9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "0000-00-00",
    "-0001-11-30T00:00:00+00:00",
    "10000-01-01",
    "2024-02-30",
    "2024-05-00T10:00:00Z",
    "1899-12-31T23:59:59Z",
    "2101-01-01",
)
NUMBERS = ("9999999999", "9" * 30, "-1", "0", "NaN", "Infinity", "-Infinity", "20241399", "1e400", "99/99/9999")
BODY = f"<body><article><h1>Bridge closed</h1><p>{STORY}</p></article></body>"


def meta(name):
    return lambda day: f'<html><head><meta property="{name}" content="{html.escape(day)}"></head>{BODY}</html>'


def data(day):
    stated = json.dumps({"@type": "NewsArticle", "headline": "Bridge closed", "datePublished": day})
    return f'<html><head><script type="application/ld+json">{stated}</script></head>{BODY}</html>'


def rss(day):
    item = f"<item><title>Bridge closed</title><pubDate>{day}</pubDate><description>{STORY}</description></item>"
    return f'<rss version="2.0"><channel><title>Post</title>{item}</channel></rss>'


def record(day):
    written = day if day in {"NaN", "Infinity", "-Infinity", "-1", "0", "1e400"} or day.isdigit() else json.dumps(day)
    return f'{{"title": "Bridge closed", "published": {written}, "text": "{STORY}"}}'


FIELDS = {
    "a.html": meta("article:published_time"),
    "b.html": meta("date"),
    "c.html": data,
    "d.html": lambda day: f'<article><h1>Bridge closed</h1><time pubdate datetime="{day}"></time><p>{STORY}</p>',
    "a.eml": lambda day: f"From: Ann Lee <ann@post.example>\nSubject: Bridge closed\nDate: {day}\n\n{STORY}\n",
    "a.rss": rss,
    "a.json": record,
    "a.csv": lambda day: f'title,date,text\nBridge closed,"{day}","{STORY}"\n',
    "a.md": lambda day: f"---\ntitle: Bridge closed\ndate: '{day}'\n---\n\n{STORY}\n",
}
OTHERS = {
    "a.txt": lambda day: f"Bridge closed\n\nBy Ann Lee\n\n{day}\n\n{STORY}\n",
    "b.txt": lambda day: f"Bridge closed\n\nUpdated: {day}\n\n{STORY}\n",
}


def documents(path, text, sidecar=None):
    file = source(path, text, sidecar and sidecar.encode())
    side = Source(path=path, data=file.data, sha256=file.sha256, sidecar=file.sidecar, sidecar_path="side.meta.yml")
    return [ingest(one, SETTINGS) for one in unpacking.unpack(side if sidecar else file, SETTINGS).sources]


def told(document):
    return [one for one in document.problems if one.code == "impossible-value"]


def days_of(document):
    facts = [document.metadata.published, document.metadata.updated, *(post.time for post in document.posts)]
    return [fact.value for fact in facts if fact]


@pytest.mark.parametrize("day", [*DAYS, *NUMBERS])
@pytest.mark.parametrize("path", FIELDS)
def test_an_impossible_day_of_a_field_is_a_problem_and_no_day(path, day):
    (document,) = documents(path, FIELDS[path](day))
    assert days_of(document) == []
    (problem,) = told(document)
    assert problem.severity == "warning"
    assert "1900 to 2100" in problem.message
    assert "'published:'" in problem.message


@pytest.mark.parametrize(
    "day", ["5 December 9999", "December 31, 9999", "32 May 2024", "31.06.2024", "1 May 1600", *DAYS]
)
@pytest.mark.parametrize("path", OTHERS)
def test_an_impossible_day_of_a_line_is_a_problem_at_the_line(path, day):
    (document,) = documents(path, OTHERS[path](day))
    assert days_of(document) == []
    assert [one.lines for one in told(document)] == [(5, 5) if path == "a.txt" else (3, 3)]


@pytest.mark.parametrize("day", [*DAYS, "2024-05-06T10:00:00+23:59"])
def test_an_impossible_day_of_a_sidecar_is_not_used(day):
    (document,) = documents("a.txt", f"Bridge closed\n\n{STORY}\n", f"headline: Closed\npublished: '{day}'\n")
    assert days_of(document) == []
    assert [(one.path, one.lines) for one in document.problems if one.code == "sidecar"] == [("side.meta.yml", (2, 2))]


def test_an_impossible_day_of_a_file_name_is_a_problem():
    (document,) = documents("9999-12-31-bridge.txt", f"Bridge closed\n\n{STORY}\n")
    assert "'9999-12-31' (file name)" in told(document)[0].message
    assert file_day("9999-12-31.txt") is None
    assert impossible_day("2024-02-30.txt") == "2024-02-30"
    assert not impossible_day("2024-02-29.txt")
    assert not impossible_day("call-0044-20-71-2345.txt")


def test_an_impossible_day_on_which_a_file_was_made_is_a_problem():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>1601-01-01T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )
    for path, file in {
        "a.pdf": pdf([[(14, "Bridge closed"), (11, STORY)]], info="/CreationDate (D:99991231235959-12'00')"),
        "a.docx": docx([("x", STORY)], more={"docProps/core.xml": core}),
    }.items():
        (document,) = documents(path, file)
        assert days_of(document) == []
        assert len(told(document)) == 1


def test_a_day_that_is_known_otherwise_makes_it_a_hint():
    page = f'<html><head><meta property="article:published_time" content="9999-12-31"></head>{BODY}</html>'
    (document,) = documents("a.html", page.replace("<p>", "<p>6 May 2024</p><p>", 1))
    assert [day.isoformat() for day in days_of(document)] == ["2024-05-06"]
    assert [one.severity for one in told(document)] == ["info"]


def test_a_post_at_an_impossible_time_is_a_post_without_one():
    posts = [
        {
            "@type": "BlogPosting",
            "headline": f"Boat {number} is home",
            "datePublished": "9999-12-31T23:59:59-12:00" if number == 1 else f"2024-05-06T10:0{number}:00Z",
            "articleBody": f"{STORY} That was boat number {number}.",
        }
        for number in range(4)
    ]
    stated = json.dumps({"@type": "LiveBlogPosting", "headline": "Live: boats", "liveBlogUpdate": posts})
    (document,) = documents("a.html", f'<script type="application/ld+json">{stated}</script><h1>Live: boats</h1>')
    assert [post.headline.value for post in document.posts] == [f"Boat {number} is home" for number in range(4)]
    assert [post.time is None for post in document.posts] == [False, True, False, False]
    assert told(document)


@pytest.mark.parametrize(
    "text", ["2024", "2024-05", "14:05", "", "today", "yesterday", "2 hours ago", "2024-05-06T10:00:00+23:59"]
)
def test_what_is_a_day_or_never_meant_to_be_a_whole_one_is_no_problem(text):
    assert told(documents("a.html", meta("date")(text))[0]) == []


@pytest.mark.parametrize(
    ("url", "possible"),
    [
        ("https://post.example/a", True),
        ("www.post.example/a", True),
        ("http://[x]/", False),
        ("https://post.example:99999999/a", False),
        ("https://user:word@post.example/", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://post.example/" + "a" * 5000, False),
        ("data:text/html,x", False),
    ],
)
def test_an_address_that_leads_nowhere_is_a_problem(url, possible):
    (document,) = documents("a.html", f'<html><head><meta property="og:url" content="{url}"></head>{BODY}</html>')
    assert bool(document.metadata.url) == possible
    assert [one.message for one in told(document) if "web address" in one.message] == [] or not possible
    assert bool(told(document)) != possible
    assert not document.metadata.publisher or document.metadata.publisher.value == "post.example"


def test_a_path_is_an_address_of_the_page_only():
    (document,) = documents("a.html", f'<html><head><link rel="canonical" href="/news/a"></head>{BODY}</html>')
    assert document.metadata.url is None
    assert told(document) == []


@pytest.mark.parametrize(
    ("tag", "code", "problems"),
    [
        ("en", "en", 0),
        ("en_US", "en", 0),
        ("pt-BR", "pt", 0),
        ("UK", "uk", 0),
        ("German", None, 0),
        ("xx", None, 1),
        ("яя", None, 1),
        ("xx-" * 30, None, 1),
        ("en' x='", None, 1),
    ],
)
def test_a_code_of_no_language_is_a_problem(tag, code, problems):
    (document,) = documents("a.txt", "Bridge closed\n", "language: " + json.dumps(tag) + "\n")
    assert (document.metadata.language and document.metadata.language.value) == code
    assert [(one.path, one.lines) for one in told(document)] == [("side.meta.yml", (1, 1))] * problems


@pytest.mark.parametrize("number", ["91", "-90.5", ".nan", "nan", ".inf", "1e999", "1" * 400, "-.inf"])
def test_a_place_lies_on_the_earth(number):
    for entry in (f"lat: {number}, lon: 30", f"lat: 50, lon: {number if number != '91' else '181'}"):
        if entry == "lat: 50, lon: -90.5":
            continue
        with pytest.raises(DeskError):
            load_desk({"places.yml": f"places: [{{name: Mirny, {entry}}}]\n".encode()})


@pytest.mark.parametrize("number", ["1e999", "nan", ".inf", "-1", "0"])
def test_a_threshold_can_be_reached(number):
    entry = f"{{id: a, title: A, description: A, threshold: {number}, rules: [{{phrases: [a]}}]}}"
    with pytest.raises(DeskError):
        load_desk({"topics.yml": f"topics: [{entry}]\n".encode()})


@given(st.datetimes(timezones=st.timezones() | st.just(dt.UTC)) | st.dates() | st.text(max_size=30))
def test_what_is_read_lies_within_the_bounds(value):
    text = value if isinstance(value, str) else value.isoformat()
    read = [iso(text), *(stamp.value for stamp in find(text, words("en")))]
    assert all(bounds.EARLIEST <= day.year <= bounds.LATEST for day in read if day)
    for day in read:
        if isinstance(day, dt.datetime) and day.tzinfo:
            day.astimezone(dt.timezone(dt.timedelta(hours=14)))


@given(st.dates())
def test_every_day_is_read_or_impossible(day):
    text = day.isoformat()
    assert bool(iso(text)) == (not impossible(text, words("en"))) == (bounds.EARLIEST <= day.year <= bounds.LATEST)


@pytest.mark.parametrize("label", ["+99:00", "+23:59", "-14:01", "GMT+20"])
def test_no_place_is_further_from_greenwich_than_fourteen_hours(label):
    assert offset(label) is None


@settings(max_examples=5)
@given(st.sampled_from(["1900-01-01T00:00:00+14:00", "2100-12-31T23:59:59-12:00", "1900-01-01", "2100-12-31"]))
def test_pages_are_made_of_the_first_and_of_the_last_day(day):
    (document,) = documents("a.html", meta("article:published_time")(day))
    (other,) = documents("b.html", meta("article:published_time")("2024-05-06"))
    assert days_of(document)
    told_of = [
        one.day.year for post in document.posts for one in event_days(document.reading, post, days_of(document)[0])
    ]
    assert all(bounds.FIRST_TOLD <= year <= bounds.LATEST for year in told_of)
    corpus = assemble((document, other), load_desk({}))
    assert any(f"days/{day[:10]}" in page.path for page in pages.render(corpus, SETTINGS))
    assert head_metadata.heads(corpus, SETTINGS)
