"""Structured data, encodings, live blogs and layout of saved pages."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Source
from generator.readers import html
from generator.readers.html.decoding import decode
from generator.readers.html.json_ld import clean, statements
from generator.readers.html.live_blog import moment
from generator.readers.layout import Piece, lay_out
from generator.settings import Settings

TEXT = "The harbour board of Eastmere decided on Monday to widen the northern quay before the winter storms. "
SCRIPT = '<script type="application/ld+json">{}</script>'


def read(markup):
    return html.read(Source(path="a.html", data=markup.encode(), sha256=""), Settings())


def stated(*objects, head="", body=f"<p>{TEXT * 3}</p>"):
    scripts = "".join(SCRIPT.format(one if isinstance(one, str) else json.dumps(one)) for one in objects)
    reading = read(f"<html><head>{head}{scripts}</head><body>{body}</body></html>")
    return reading, [(field.name, field.value) for field in reading.fields if field.name.startswith("json-ld")]


ARTICLE = {"@type": "NewsArticle", "headline": "Quay to be widened"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (ARTICLE, ("json-ld:headline", "Quay to be widened")),
        ([ARTICLE], ("json-ld:headline", "Quay to be widened")),
        ([[ARTICLE]], ("json-ld:headline", "Quay to be widened")),
        ({"@graph": [{"@type": "WebPage"}, ARTICLE]}, ("json-ld:headline", "Quay to be widened")),
        ({"@type": "WebPage", "mainEntity": ARTICLE}, ("json-ld:headline", "Quay to be widened")),
        ({"@type": ["Thing", "https://schema.org/Article"], "headline": "A"}, ("json-ld:type", "Thing")),
        ({"@type": "Article", "headline": ["First", "Second"]}, ("json-ld:headline", "First")),
        ({"@type": "Article", "headline": "Fish &amp; chips <b>now</b>"}, ("json-ld:headline", "Fish & chips now")),
        ({"@type": "Article", "author": "Ida Holm"}, ("json-ld:author", "Ida Holm")),
        ({"@type": "Article", "author": [{"name": "Ida Holm"}, "Jon Berg"]}, ("json-ld:author", "Jon Berg")),
        ({"@type": "Article", "author": {"name": ["Ida Holm", "Jon Berg"]}}, ("json-ld:author", "Jon Berg")),
        (
            {"@type": "Article", "author": {"@type": "Organization", "name": "Tide"}},
            ("json-ld:author-organization", "Tide"),
        ),
        ({"@type": "Article", "publisher": {"@type": "Organization", "name": "Tide"}}, ("json-ld:publisher", "Tide")),
        ({"@type": "Article", "headline": {"@value": "Quay"}}, ("json-ld:headline", "Quay")),
        ({"@type": "WebPage", "datePublished": "2024-02-03"}, ("json-ld-page:datePublished", "2024-02-03")),
        ({"@type": "WebSite", "name": "Tide"}, ("json-ld-site:name", "Tide")),
        ({"@type": "NewsMediaOrganization", "name": "Tide"}, ("json-ld-organization:name", "Tide")),
        ('{"@type": "Article", "headline": "A",}', ("json-ld:headline", "A")),
        ('<!-- {"@type": "Article", "headline": "A"} -->', ("json-ld:headline", "A")),
        ('//<![CDATA[\n{"@type": "Article", "headline": "A"}\n//]]>', ("json-ld:headline", "A")),
        ("{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;A&quot;}", ("json-ld:headline", "A")),
        ('{"@type": "Article", "headline": "A\nB"};', ("json-ld:headline", "A B")),
        ('{"@type": "Article", "headline": "A\\ud800"}', ("json-ld:headline", "A?")),
    ],
)
def test_structured_data_is_read_in_the_shapes_that_pages_have(value, expected):
    reading, found = stated(value)
    assert expected in found
    assert not [problem for problem in reading.problems if problem.code == "json-ld-unreadable"]


def test_references_are_followed():
    people = [{"@type": "Person", "@id": "#ida", "name": "Ida Holm"}]
    article = {"@type": "Article", "author": [{"@id": "#ida"}, {"@id": "#nobody"}], "publisher": {"@id": "#ida"}}
    _, found = stated({"@graph": [article, *people]})
    assert found.count(("json-ld:author", "Ida Holm")) == 1
    assert ("json-ld:publisher", "Ida Holm") in found


def test_the_article_is_the_one_with_the_page_s_address():
    other = {"@type": "Article", "headline": "Other", "url": "https://tide.example/other"}
    own = {"@type": "Article", "headline": "Own", "mainEntityOfPage": {"@id": "https://www.tide.example/own/"}}
    third = {"@type": "Article", "headline": "Third", "mainEntityOfPage": "https://tide.example/third"}
    head = '<link rel="canonical" href="https://tide.example/own?x=1">'
    _, found = stated(other, own, third, head=head)
    assert [value for name, value in found if name == "json-ld:headline"] == ["Own"]
    _, first = stated(other, own)
    assert [value for name, value in first if name == "json-ld:headline"] == ["Other"]


@pytest.mark.parametrize("script", ["{", "[1,", "nonsense", "[" * 20_000, '{"a": ' + "1" * 2_000_001 + "}"])
def test_a_script_that_cannot_be_read_is_a_problem_on_its_line(script):
    reading, found = stated(script)
    assert found == []
    problem = next(problem for problem in reading.problems if problem.code == "json-ld-unreadable")
    assert problem.lines == (1, 1)


@pytest.mark.parametrize("script", ["", " ", "null", "1", '"text"', "[]", "{}", '{"@graph": 1}'])
def test_a_script_that_says_nothing_is_no_problem(script):
    reading, found = stated(script)
    assert found == []
    assert reading.problems == ()


def test_values_without_words_state_nothing():
    empty = {
        "@type": "",
        "headline": "",
        "url": 5,
        "author": [{"x": 1}, {"name": [{}]}],
        "name": {"y": []},
        "@id": [[]],
    }
    _, found = stated({**empty, "@type": ["", "Article"], "dateline": [], "articleSection": [[]], "inLanguage": True})
    assert found == [("json-ld:url", "5"), ("json-ld:inLanguage", "True")]


def test_nesting_and_numbers_have_a_limit():
    deep = {"@type": "Article", "headline": "A"}
    for _ in range(20):
        deep = {"@graph": [deep]}
    assert stated(deep)[1] == []
    many = {"@type": "Article", "author": [f"Name {number}" for number in range(500)]}
    assert len([name for name, _ in stated(many)[1] if name == "json-ld:author"]) == 40


def test_scripts_of_other_kinds_are_left_alone():
    tree = html.parse("<script>{</script><script type='text/x'>{</script>")
    assert statements(tree, "a.html") == ((), ())


@given(st.text(max_size=300))
def test_clean_values_are_one_printable_line(text):
    value = clean(text)
    assert "\n" not in value
    assert value == value.strip()
    value.encode()


@pytest.mark.parametrize(
    ("data", "expected", "codes"),
    [
        ("Grüße".encode(), "Grüße", []),
        ("\ufeffGrüße".encode(), "Grüße", []),
        ("Grüße".encode("utf-16"), "Grüße", []),
        ('<meta charset="windows-1251">Привет'.encode("cp1251"), "Привет", []),
        ('<meta charset="iso-8859-1">“Grüße”'.encode("cp1252"), "“Grüße”", []),
        ('<meta charset="utf-16">Grüße'.encode(), "Grüße", []),
        ('<?xml version="1.0" encoding="windows-1252"?>Grüße'.encode("cp1252"), "Grüße", []),
        ('<meta charset="gb2312">风暴'.encode("gb18030"), "风暴", []),
        ('<meta charset="no-such">Grüße'.encode(), "Grüße", []),
        ('<meta charset="idna">Grüße'.encode(), "Grüße", []),
        (b'<meta charset="unicode-escape">\\x41', "\\x41", []),
        ('<meta charset="utf-8">a<meta charset="windows-1252">Grüße'.encode("cp1252"), "Grüße", []),
        (b'<meta charset="utf-8">' + "Grüße ".encode() * 40 + b"\xff", "Grüße", ["damaged-text"]),
        (
            "Der Bürgermeister grüßte die Bürger über den Fluß hinweg. ".encode("cp1252") * 5,
            "grüßte",
            ["assumed-encoding"],
        ),
        (b"a\x00b\x08c\r\nd\re", "abc\nd\ne", []),
    ],
)
def test_bytes_are_decoded_as_browsers_do(data, expected, codes):
    text, problems = decode(data, "a.html")
    assert expected in text
    assert [problem.code for problem in problems] == codes


def test_a_declaration_that_most_bytes_contradict_gives_way_to_the_better_reading():
    data = b'<meta charset="utf-8">' + "Вчера в порту началась работа. ".encode("cp1251") * 20
    text, _ = decode(data, "a.html")
    assert "работа" in text


def test_pieces_are_laid_out_on_their_lines():
    pieces = [
        Piece(kind="paragraph", text="one", line=3),
        Piece(kind="heading", text=" two \n words", level=2, line=3),
        Piece(kind="paragraph", text="  "),
        Piece(kind="paragraph", text="back", line=1),
        Piece(kind="paragraph", text="far", line=99),
    ]
    text, blocks = lay_out(pieces, 5)
    assert text == "\n\none two words back\n\nfar"
    assert [text[block.span.start : block.span.end] for block in blocks] == ["one", "two words", "back", "far"]
    assert lay_out([], 3) == ("\n\n", ())


POSTS = [
    {
        "@type": "BlogPosting",
        "headline": f"Crane {number} has arrived",
        "url": f"https://tide.example/live#post-{number}",
        "datePublished": f"2024-05-03T1{number}:15:00.120+02:00",
        "author": {"name": "Ida Holm"},
        "articleBody": f"<p>Crane number {number} came by sea.</p><p>It is the tallest on the quay.</p>",
    }
    for number in (4, 3, 2)
]
BLOG = {"@type": "LiveBlogPosting", "headline": "The cranes arrive", "liveBlogUpdate": POSTS}


def told(reading):
    return [(block.kind, reading.words(block)) for block in reading.blocks]


def test_the_posts_of_a_live_blog_are_told_by_its_list():
    reading, _ = stated(BLOG, body=f"<p>{TEXT * 3}</p>")
    found = told(reading)
    first = found.index(("timestamp", "2024-05-03T14:15:00+02:00"))
    assert found[first + 1 : first + 5] == [
        ("heading", "Crane 4 has arrived"),
        ("byline", "Ida Holm"),
        ("paragraph", "Crane number 4 came by sea."),
        ("paragraph", "It is the tallest on the quay."),
    ]
    assert [kind for kind, _ in found].count("timestamp") == 3


def test_posts_are_told_by_the_elements_that_their_addresses_point_at():
    body = f"<p>{TEXT * 3}</p>" + "".join(
        f"<div id='post-{n}'><time>1{n}:15</time><p>1{n}:15 Ida Holm</p><h3>Crane {n} has arrived</h3>"
        f"<p>Crane number {n} is here, seen from the pier.</p><ul><li>It is tall.</li></ul></div>\n"
        for n in (2, 3, 4)
    )
    reading, _ = stated(BLOG, body=body)
    found = told(reading)
    assert found[0][0] == "paragraph"
    times = [text for kind, text in found if kind == "timestamp"]
    assert times == [f"2024-05-03T1{n}:15:00+02:00" for n in (2, 3, 4)]
    assert ("paragraph", "Crane number 2 is here, seen from the pier.") in found
    assert ("list", "It is tall.") in found
    assert "12:15 Ida Holm" not in [text for _, text in found]


def test_posts_without_a_time_are_no_posts():
    broken = [{**post, "datePublished": "soon"} for post in POSTS]
    reading, _ = stated({**BLOG, "liveBlogUpdate": broken})
    assert "timestamp" not in [kind for kind, _ in told(reading)]
    few, _ = stated({**BLOG, "liveBlogUpdate": [*POSTS[:2], "text"]})
    assert "timestamp" not in [kind for kind, _ in told(few)]


def entries(mark, *, words=TEXT, heading="<h3>Crane {n}</h3>"):
    return "".join(
        f'<div class="entry">{mark.format(n=n)}{heading.format(n=n)}<p>Number {n}. {words}</p></div>' for n in range(4)
    )


@pytest.mark.parametrize(
    ("mark", "first"),
    [
        ('<time datetime="2024-05-03T10:0{n}:00Z">10:0{n}</time>', "2024-05-03T10:00:00+00:00"),
        ("<time>10:0{n}</time>", "10:00"),
        ('<span class="timestamp">10.0{n} Uhr</span>', "10.00 Uhr"),
    ],
)
def test_posts_that_the_page_does_not_list_are_told_by_their_times(mark, first):
    markup = f'<title>The cranes arrive</title><div class="live-blog">{entries(mark)}</div>'
    found = told(read(markup))
    assert ("timestamp", first) in found
    assert ("heading", "Crane 0") in found
    assert [kind for kind, _ in found].count("timestamp") == 4
    assert any(text.startswith("Number 3.") for kind, text in found if kind == "paragraph")


@pytest.mark.parametrize(
    "markup",
    [
        f"<title>Cranes</title><div class='list'>{entries('<time>10:0{n}</time>')}</div>",
        f"<title>Live</title><div class='comments'>{entries('<time>10:0{n}</time>')}</div>",
        f"<title>Live</title><div>{entries('<time>10:0{n}</time>', words='Short.')}</div>",
        f"<title>Live</title><div>{entries('<time>on Friday</time>')}</div>",
        "<title>Live</title><time>10:00</time><p>Words</p>",
    ],
)
def test_times_of_other_pages_are_no_posts(markup):
    assert "timestamp" not in [kind for kind, _ in told(read(markup))]


def test_a_post_without_a_heading_has_none():
    markup = f"<title>Live: the cranes</title><div>{entries('<time>10:0{n}</time>', heading='')}</div>"
    assert "heading" not in [kind for kind, _ in told(read(markup))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03T10:00:00.123Z", "2024-05-03T10:00:00+00:00"),
        (" 2024-05-03T10:00 ", "2024-05-03T10:00:00"),
        ("2024-05-03", "2024-05-03T00:00:00"),
        ("soon", ""),
        ("", ""),
    ],
)
def test_moments_are_iso_to_the_second(text, expected):
    assert moment(text) == expected
