"""What a web page states and shows, decided: headline, authors, day, each with the rule and the field."""

import datetime as dt

import pytest

from generator import language as languages
from generator.extract import metadata
from generator.extract.metadata import Material
from generator.extract.metadata.web.names import introduced, is_person, people
from generator.extract.metadata.web.site_names import Site, key
from generator.extract.structure import page as structured
from generator.extract.structure import post
from generator.model import Field, Reading
from generator.readers.layout import Piece, lay_out

NOWHERE = Site(names=frozenset(), host="")
TIDE = Site(names=frozenset({"tide", "ida holm"}), host="tideexample")


def found(*fields, language="en"):
    """Metadata of a page that states these (name, value) pairs."""
    stated = tuple(Field(name=name, value=value) for name, value in fields)
    reading = Reading(text="", blocks=(), fields=stated, media_type="text/html")
    words = languages.words(language)
    return metadata.find(Material(reading=reading, blocks=structured(reading, (), words), words=words, path="a.html"))


def value(fact):
    return fact.value if fact else None


SITE = ("og:site_name", "Tide")


@pytest.mark.parametrize(
    ("fields", "expected", "rule"),
    [
        ([("og:title", "Quay widened"), ("html:h1", "Quay widened")], "Quay widened", "heading-repeats-title"),
        ([("html:title", "Quay widened | Tide"), ("html:h1", "Quay widened"), SITE], "Quay widened", None),
        (
            [("html:title", "Tide: Quay widened"), ("html:h1", "Tide"), ("html:h2", "Quay widened"), SITE],
            "Quay widened",
            None,
        ),
        ([("html:title", "Tide - Quay to be widened"), SITE], "Quay to be widened", "title-without-site"),
        ([("html:title", "Quay to be widened – Harbour – Tide"), SITE], "Quay to be widened", None),
        ([("html:title", "Quay to be widened - Tide Daily")], "Quay to be widened", None),
        ([("html:title", "Quay - Tide")], "Quay - Tide", None),
        ([("html:title", "Quay")], "Quay", None),
        (
            [("og:title", "Why the quay grows"), ("html:h1", "The town widens its quay")],
            "The town widens its quay",
            "only-heading",
        ),
        ([("og:title", "Quay grows"), ("html:h1", "One"), ("html:h1", "Two")], "Quay grows", "title-without-site"),
        ([("og:title", "Tide"), ("html:h1", "Tide"), SITE, ("json-ld:headline", "Quay grows")], "Quay grows", None),
        ([("html:title", "Tide"), ("html:h1", "Tide"), SITE], "Tide", "heading-repeats-title"),
        (
            [("html:title", "A, B and C at the quay"), ("html:h1", "C and B: at the quay, A"), ("html:h1", "x")],
            "C and B: at the quay, A",
            None,
        ),
        ([("html:title", "The quay"), ("html:h1", "Harbour: the quay"), ("html:h1", "x")], "Harbour: the quay", None),
        (
            [("html:title", "Harbour | Quay is to be widened by next year"), ("html:h2", "Harbour")],
            "Harbour | Quay is to be widened by next year",
            None,
        ),
        ([("html:h1", "!"), ("html:title", "Quay")], "Quay", None),
        ([], None, None),
    ],
)
def test_the_headline_is_the_heading_that_the_titles_repeat(fields, expected, rule):
    fact = found(*fields).headline
    assert value(fact) == expected
    if rule:
        assert fact.evidence[0].rule == rule
        assert fact.evidence[0].field


@pytest.mark.parametrize(
    ("fields", "expected", "rule"),
    [
        ([("json-ld:author", "Ida Holm"), ("html:visible", "Ida Holm")], ("Ida Holm",), "stated-and-shown"),
        ([("json-ld:author", "Ida Holm")], None, None),
        (
            [("html:below-headline", "By Tide Daily"), ("og:site_name", "Tide Daily")]
            + [("html:below-headline", "Share")] * 9
            + [("html:below-headline", "Written by: Ida Holm")],
            ("Ida Holm",),
            "byline-beside-headline",
        ),
        ([("html:below-headline", "by oz on 3 May 2024"), ("html:byline-elsewhere", "oz")], ("oz",), None),
        ([("html:below-headline", "by oz on 3 May 2024")], None, None),
        ([("html:below-headline", "By QXN")], ("QXN",), None),
        ([("html:below-headline", "By Tide staff and wire reports")], ("Tide staff and wire reports",), None),
        ([("html:below-headline", "By staff reporter")], None, None),
        (
            [("html:below-headline", "Photo:"), ("html:below-headline", "Jon Berg"), ("html:byline", "Jon Berg")],
            None,
            None,
        ),
        ([("json-ld:author", "harbourcat")], None, None),
        ([("meta:author", "Ida Holm")], None, None),
        (
            [
                ("json-ld:author", "By Ida Holm and Jon Berg"),
                ("html:visible", "Ida Holm"),
                ("html:visible", "Jon Berg"),
            ],
            ("Ida Holm", "Jon Berg"),
            None,
        ),
        (
            [("json-ld:author", "Ida"), ("html:visible", "Ida"), ("html:below-headline", "By Ida Holm")],
            ("Ida Holm",),
            "byline-beside-headline",
        ),
        ([("json-ld:author", "Ida"), ("html:visible", "Ida")], ("Ida",), "stated-and-shown"),
        ([("meta:author", "https://tide.example/ida"), ("html:visible", "ida")], None, None),
        ([("html:below-headline", "By"), ("html:below-headline", "Ida Holm")], ("Ida Holm",), None),
        ([("html:below-headline", "By Tide Daily"), ("og:site_name", "Tide Daily")], ("Tide Daily",), None),
        ([("meta:author", "Tide News"), ("html:visible", "Tide News"), ("og:site_name", "Tide News")], None, None),
        ([("html:below-headline", "Read on"), ("html:above-headline", "By Ida Holm")], ("Ida Holm",), None),
        ([("html:below-headline", "By " + "word " * 40)], None, None),
        ([("html:below-headline", "By")], None, None),
        ([("html:below-headline", "By the quay it is cold")], None, None),
        ([("html:byline", "AFP"), ("html:byline", "Ida Holm")], ("Ida Holm",), "marked-byline"),
        ([("html:byline", "By | Ida Holm | 3 May 2024")], ("Ida Holm",), "marked-byline"),
        (
            [
                ("html:author-link", "Far Away"),
                ("html:h1", "x"),
                ("html:h1", "y"),
                ("html:main-heading", "Quay"),
                ("html:author-link", "Ida Holm"),
            ],
            ("Ida Holm",),
            None,
        ),
        ([("html:dated-line", "Posted on 3 May 2024 by harbourcat")], ("harbourcat",), "byline-beside-day"),
        ([("html:dated-line", "3 May 2024")], None, None),
        ([("html:dated-line", "Posted by harbourcat")], None, None),
        ([("html:date", "3 May 2024 by Tide Staff")], None, None),
        ([("html:dated-line", "word " * 40)], None, None),
    ],
)
def test_authors_are_those_whom_the_page_shows(fields, expected, rule):
    fact = found(*fields).authors
    assert value(fact) == expected
    if rule:
        assert fact.evidence[0].rule == rule
        assert fact.inferred == (rule == "stated-unseen")


@pytest.mark.parametrize(
    ("text", "language", "lone", "expected"),
    [
        ("Ida Holm, Jon Berg and Mo Lind", "en", True, ("Ida Holm", "Jon Berg", "Mo Lind")),
        (
            "Ida Holm | , | Jon Berg | and | Mo Lind | 3 May 2024, 10:15",
            "en",
            False,
            ("Ida Holm", "Jon Berg", "Mo Lind"),
        ),
        ("By Ida Holm, Senior Reporter", "en", True, ("Ida Holm",)),
        ("Ida Holm @idaholm ida@tide.example (Tide)", "en", True, ("Ida Holm",)),
        ("By | Ida Holm | Tide Staff", "en", False, ("Ida Holm",)),
        ("Von Ida Holm und Jon Berg", "de", True, ("Ida Holm", "Jon Berg")),
        ("Autor: | holm77 | am 3.5.2024", "de", False, ("holm77",)),
        ("Par Ida Holm et Jon Berg", "fr", True, ("Ida Holm", "Jon Berg")),
        ("Por Ida de la Mar", "es", True, ("Ida de la Mar",)),
        ("All posts by | Ida | →", "en", True, ("Ida",)),
        ("Ida Holm | MORE FROM | Jon Berg", "en", False, ("Ida Holm",)),
        ("AFP", "en", True, ()),
        ("dpa", "en", True, ()),
        ("Newsroom Team", "en", True, ()),
        ("Editor", "en", True, ()),
        ("Tide", "en", True, ()),
        ("Ida Holm", "en", True, ("Ida Holm",)),
        ("Follow", "en", True, ()),
        ("Topic: Harbour", "en", True, ()),
        ("some words on the quay", "en", True, ()),
        ("a few more words than a name has got", "en", False, ()),
        ("Room 12", "en", True, ()),
        ("x" * 60, "en", True, ()),
        ("...", "en", True, ()),
        ("By", "en", True, ()),
        ("", "en", True, ()),
        ("the quay", "en", True, ()),
        ("ida mary holm", "en", True, ()),
        ("3 May 2024 | on", "en", True, ()),
        ("hello | Ida Holm", "en", False, ("Ida Holm",)),
        ("Something in the harbour by Ida Holm", "en", False, ()),
        ("By Ida Holm in Eastmere and Jon Berg in Westmere", "en", True, ("Ida Holm", "Jon Berg")),
        ("Ida Holm; Editing by Jon Berg", "en", True, ("Ida Holm",)),
        ("By Ida Holm Harbour Correspondent", "en", True, ("Ida Holm",)),
        ("Ida von Holm", "de", True, ("Ida von Holm",)),
        ("Text: Ida Holm", "en", True, ("Ida Holm",)),
        ("By A. B. Holm", "en", True, ("A. B. Holm",)),
    ],
)
def test_people_are_told_from_what_surrounds_their_names(text, language, lone, expected):
    assert people(text, languages.words(language), TIDE, lone=lone) == expected


def test_authors_whom_only_the_markup_names_are_kept_as_losers():
    lost = found(("json-ld:author", "Ida Holm")).rejected
    assert [(one.fact.value, one.reason) for one in lost] == [(("Ida Holm",), "not shown on the page")]


def test_a_site_s_own_name_is_a_person_only_where_it_reads_as_one():
    words = languages.words("en")
    site = Site(names=frozenset({"harbour news life", "ida holm", "old quay"}), host="oldquayexample")
    assert is_person("Ida Holm", words, site, lone=False)
    assert not is_person("ida holm", words, site, lone=True)
    assert not is_person("oldquay", words, site, lone=True)
    assert not is_person("Ida", words, NOWHERE, lone=False)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("By Ida Holm", "Ida Holm"),
        ("3 May 2024 by Ida Holm", "Ida Holm"),
        ("Harbour | By Ida Holm", "Ida Holm"),
        ("Photo by Ida Holm", None),
        ("Harbour", None),
    ],
)
def test_a_byline_word_introduces_where_a_part_of_a_line_begins(text, rest):
    assert introduced(text, languages.words("en")) == rest


UTC, TWO = dt.UTC, dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("fields", "expected", "rule"),
    [
        ([("json-ld:datePublished", "2024-05-03T10:00:00+02:00")], dt.datetime(2024, 5, 3, 10, tzinfo=TWO), "field"),
        ([("article:published_time", "2024-05-03 10:00:00 +0200")], dt.datetime(2024, 5, 3, 10, tzinfo=TWO), "field"),
        (
            [("json-ld:datePublished", "2024-05-03T10:00:00:684Z")],
            dt.datetime(2024, 5, 3, 10, 0, 0, 684000, tzinfo=UTC),
            "field",
        ),
        ([("json-ld:datePublished", "2024-05-03T10:00")], dt.datetime.fromisoformat("2024-05-03T10:00"), "field"),
        ([("meta:date", "1714730400")], dt.datetime(2024, 5, 3, 10, tzinfo=UTC), "field"),
        ([("meta:date", "1714730400000")], dt.datetime(2024, 5, 3, 10, tzinfo=UTC), "field"),
        ([("meta:date", "3 May 2024")], dt.date(2024, 5, 3), "field"),
        ([("json-ld:datePublished", "soon"), ("meta:date", "2024-05-03")], dt.date(2024, 5, 3), "field"),
        ([("json-ld:datePublished", "2024-13-03T10:00:00:684Z")], None, None),
        ([("html:below-headline", "3 May 2024")], dt.date(2024, 5, 3), "day-beside-headline"),
        (
            [("html:below-headline", "Updated 4 May 2024"), ("html:above-headline", "3 May 2024")],
            dt.date(2024, 5, 3),
            None,
        ),
        ([("html:below-headline", "Published 3 May 2024, updated 4 May 2024")], dt.date(2024, 5, 3), None),
        ([("html:below-headline", "word " * 40 + "3 May 2024")], None, None),
        ([("time:datetime", "2024-05-03")], dt.date(2024, 5, 3), "marked-day"),
        (
            [("html:date", "Updated 3 May 2024"), ("json-ld:dateModified", "2024-05-04")],
            dt.date(2024, 5, 4),
            "only-update",
        ),
        ([("json-ld:dateModified", "soon"), ("html:dated-line", "3 May 2024")], dt.date(2024, 5, 3), "day-on-page"),
        (
            [("html:below-headline", "Last updated 4 May 2024, originally published 3 May 2024")],
            dt.date(2024, 5, 3),
            "day-beside-headline",
        ),
        (
            [("html:date", "Written: 2024-05-03 10:00 / Updated: 2024-05-04 10:30")],
            dt.datetime.fromisoformat("2024-05-03T10:00"),
            "marked-day",
        ),
        ([("html:dated-line", "2 May 2024"), ("html:dated-line", "Posted on 3 May 2024")], dt.date(2024, 5, 3), None),
        ([("html:dated-line", "Updated 3 May 2024")], dt.date(2024, 5, 3), "day-on-page"),
        ([("microdata:datePublished-elsewhere", "2024-05-03")], dt.date(2024, 5, 3), "field"),
        ([("time:pubdate-elsewhere", f"2024-05-0{n}") for n in (3, 4)], None, None),
        ([("script:published", "2024-05-03")], dt.date(2024, 5, 3), "day-on-page"),
    ],
)
def test_the_day_is_the_stated_one_else_the_shown_one(fields, expected, rule):
    fact = found(*fields).published
    assert value(fact) == expected
    if rule:
        assert fact.evidence[0].rule == rule
        assert fact.inferred == (rule in {"only-update", "day-on-page"})


@pytest.mark.parametrize(
    ("stated", "shown", "address", "expected"),
    [
        ("2024-05-04T01:30:00Z", "3 May 2024, 21:30", "", "2024-05-03T21:30:00-04:00"),
        ("2024-05-04T01:30:00Z", "4 May 2024", "", "2024-05-04T01:30:00+00:00"),
        ("2024-05-04T01:30:00Z", "1 May 2024", "", "2024-05-04T01:30:00+00:00"),
        ("2024-05-04T01:30:00Z", "", "", "2024-05-04T01:30:00+00:00"),
        ("2024-05-04T01:30:00+02:00", "3 May 2024", "", "2024-05-04T01:30:00+02:00"),
        ("2024-05-03T21:30:00-04:00", "4 May 2024, 01:30", "", "2024-05-04T01:30:00+00:00"),
        ("2024-05-03T22:30:00Z", "4 May 2024", "https://tide.de/a", "2024-05-04T00:30:00+02:00"),
        ("2024-05-03T22:30:00Z", "4 May 2024, 09:07", "https://tide.de/a", "2024-05-04T00:30:00+02:00"),
        ("2024-05-03T12:30:00Z", "4 May 2024", "https://tide.de/a", "2024-05-03T12:30:00+00:00"),
        ("2024-05-03T22:30:00Z", "4 May 2024", "https://tide.com/a", "2024-05-03T22:30:00+00:00"),
        ("2024-05-03T22:30:00Z", "1 May 2024; 4 May 2024", "https://tide.de/a", "2024-05-04T00:30:00+02:00"),
        ("2024-05-04", "3 May 2024", "", "2024-05-04"),
    ],
)
def test_a_moment_is_told_in_the_page_s_own_clock(stated, shown, address, expected):
    fields = [("json-ld:datePublished", stated), ("html:date", shown), ("link:canonical", address)]
    assert found(*fields).published.value.isoformat() == expected


DRAFT = ("json-ld:datePublished", "2024-05-01T08:00:00+02:00")


@pytest.mark.parametrize(
    ("fields", "expected", "rule"),
    [
        ([("html:below-headline", "3 May 2024")], dt.date(2024, 5, 3), "day-alone-beside-headline"),
        ([("html:above-headline", "Harbour 3 May 2024")], dt.date(2024, 5, 3), "day-alone-beside-headline"),
        (
            [("html:below-headline", "3 May 2024"), ("article:published_time", "2024-05-03T09:00:00")],
            dt.datetime.fromisoformat("2024-05-03T09:00"),
            "field",
        ),
        (
            [
                ("html:below-headline", "Quay wider. 3 May 2024"),
                ("html:date", "3 May 2024"),
                ("meta:date", "3 May 2024"),
            ],
            dt.date(2024, 5, 3),
            "field",
        ),
        ([("html:below-headline", "3 May 2024"), ("json-ld:dateModified", "2024-05-03")], None, None),
        ([("html:below-headline", "Updated 3 May 2024")], None, None),
        ([("html:below-headline", "Next meeting: 3 May 2024")], None, None),
        ([("html:below-headline", "The quay was opened to all on 3 May 2024")], None, None),
        ([("html:below-headline", "05/03/2024")], None, None),
        ([("html:above-headline", text) for text in ("3 May 2024", "Menu", "Harbour")], None, None),
    ],
)
def test_the_day_that_stands_alone_beside_the_headline_goes_before_markup_that_contradicts_it(fields, expected, rule):
    fact = found(DRAFT, *fields).published
    assert value(fact) == (expected or dt.datetime(2024, 5, 1, 8, tzinfo=TWO))
    assert fact.evidence[0].rule == (rule or "field")


def test_a_day_whose_numbers_could_be_swapped_is_an_inference():
    assert found(("html:below-headline", "05/03/2024")).published.inferred
    assert not found(("html:below-headline", "13/03/2024")).published.inferred


def test_only_addresses_that_can_be_read_name_the_host():
    names = [("link:canonical", "/quay"), ("og:url", "https://www.tide.example/quay"), ("html:h1", "Tide Example")]
    assert found(*names, ("html:title", "Tide Example")).headline.value == "Tide Example"
    assert found(*names, ("og:title", "Quay - Tide Example")).headline.value == "Quay"


def test_an_extracted_text_keeps_its_extent_and_loses_its_furniture():
    prose = "The harbour board decided to widen the quay, and the town is to pay for a third of the work. " * 6
    rows = [
        ("Quay to be widened", "paragraph", "duplicate"),
        ("By Ida Holm", "paragraph", "byline"),
        ("3 May 2024", "paragraph", "dateline"),
        (prose, "paragraph", "paragraph"),
        ("What it costs", "heading", "heading"),
        (prose + "Again.", "paragraph", "paragraph"),
        ("Share on Facebook", "paragraph", "boilerplate"),
        ("Related stories", "heading", "boilerplate"),
        ("A new crane", "paragraph", "boilerplate"),
    ]
    text, blocks = lay_out([Piece(kind=kind, text=line, level=2) for line, kind, _ in rows], 1)
    fields = (Field(name="og:title", value="Quay to be widened"),)
    reading = Reading(text=text, blocks=blocks, fields=fields, media_type="text/html")
    named = structured(reading, blocks, languages.words("en"))
    assert [block.kind for block in named] == [kind for _, _, kind in rows]
    short = structured(reading, blocks[4:5] + blocks[7:], languages.words("en"))
    assert short[0].kind == "heading"


def test_a_post_s_parts_are_those_that_its_reader_told():
    rows = [
        ("timestamp", "2024-05-03T10:00:00+02:00"),
        ("heading", "Crane 4 has arrived"),
        ("byline", "Ida Holm"),
        ("paragraph", "It came by sea, and it is the tallest on the quay."),
        ("paragraph", "Share on Facebook"),
    ]
    text, blocks = lay_out([Piece(kind=kind, text=line) for kind, line in rows], 1)
    reading = Reading(text=text, blocks=blocks, media_type="text/html")
    kinds = [block.kind for block in post(reading, blocks, languages.words("en"))]
    assert kinds == ["timestamp", "headline", "byline", "paragraph", "boilerplate"]
    bare = [block.kind for block in post(reading, (blocks[0], blocks[3]), languages.words("en"))]
    assert bare == ["timestamp", "paragraph"]


def test_keys_forget_accents_and_punctuation():
    assert key("Élan – Vital!") == "elan vital"
    assert key("…") == ""
