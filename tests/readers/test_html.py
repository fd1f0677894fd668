"""Saved pages: their text on the file's lines, what they state of themselves, and nothing that stops a build."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Source
from generator.readers import html
from generator.readers.html.decoding import decode
from generator.settings import Settings

PARAGRAPHS = [
    "The harbour board of Eastmere decided on Monday to widen the northern quay before the winter storms.",
    "Work is to begin in March and to last for two years, the board's chair told a meeting in the town hall.",
    "Fishing boats will land their catch at the southern pier as long as cranes stand on the quay, she added.",
]
BODY = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)


def page(head="", body=BODY, attributes=' lang="en"'):
    start = f"<!DOCTYPE html>\n<html{attributes}>\n<head>\n{head}\n</head>\n"
    return f"{start}<body>\n<article>\n{body}\n</article>\n</body></html>\n"


def read(markup, path="a.html"):
    data = markup if isinstance(markup, bytes) else markup.encode()
    return html.read(Source(path=path, data=data, sha256=""), Settings())


def values(reading, name):
    return [field.value for field in reading.fields if field.name == name]


def blocks(reading):
    return [(block.kind, block.level, reading.words(block)) for block in reading.blocks]


def test_the_text_stands_on_the_lines_of_the_file():
    markup = page()
    reading = read(markup)
    assert reading.media_type == "text/html"
    assert [reading.words(block) for block in reading.blocks] == PARAGRAPHS
    lines = markup.split("\n")
    for block in reading.blocks:
        first, last = reading.lines(block.span)
        assert first == last
        assert reading.words(block) in lines[first - 1]
    assert reading.text.count("\n") == markup.count("\n")


def test_headings_lists_quotations_and_tables_keep_their_kinds():
    extra = (
        "<h2>What it costs</h2>"
        f"<ul><li>{PARAGRAPHS[0]}</li><li>{PARAGRAPHS[1]}</li></ul>"
        f"<blockquote><p>{PARAGRAPHS[2]}</p></blockquote>"
        "<table><tr><td>North</td><td>12</td></tr><tr><td>South</td><td>9</td></tr></table>"
    )
    found = blocks(read(page(body=BODY + extra + BODY.replace("Monday", "Tuesday"))))
    assert ("heading", 2, "What it costs") in found
    assert ("list", 0, PARAGRAPHS[0]) in found
    assert ("quotation", 0, PARAGRAPHS[2]) in found
    assert ("paragraph", 0, "North | 12") in found


def test_a_page_without_text_says_so():
    for markup in ("", "<html></html>", "<!DOCTYPE html>", "<html><body><img src=a></body></html>"):
        reading = read(markup)
        assert reading.blocks == ()
        assert [problem.code for problem in reading.problems] == ["no-text"]


def test_what_the_extractor_stumbles_over_is_no_text(monkeypatch):
    monkeypatch.setattr("trafilatura.core.bare_extraction", lambda *_, **__: None)
    assert [problem.code for problem in read(page()).problems] == ["no-text"]


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        ('<meta property="og:title" content="Quay to be widened">', "og:title", "Quay to be widened"),
        ('<meta property="og:site_name" content="Tide &amp; Times">', "og:site_name", "Tide & Times"),
        ('<meta property="article:published_time" content="2024-02-03">', "article:published_time", "2024-02-03"),
        ('<meta name="twitter:title" content="Quay">', "twitter:title", "Quay"),
        ('<meta name="Author" content="Ida Holm">', "meta:author", "Ida Holm"),
        ('<meta name="DC.date.issued" content="2024-02-03">', "meta:dc.date.issued", "2024-02-03"),
        ('<meta itemprop="datepublished" content="2024-02-03">', "microdata:datePublished", "2024-02-03"),
        ('<meta itemprop="position" content="3">', "microdata:position", "3"),
        ('<link rel="canonical" href="https://tide.example/quay">', "link:canonical", "https://tide.example/quay"),
        ("<title>Quay to be widened | Tide</title>", "html:title", "Quay to be widened | Tide"),
    ],
)
def test_statements_of_the_head_are_fields_with_their_line(head, name, expected):
    reading = read(page(head))
    assert values(reading, name) == [expected]
    assert next(field.lines for field in reading.fields if field.name == name) == (4, 4)


def test_other_meta_elements_and_empty_ones_are_left_out():
    reading = read(page('<meta name="viewport" content="x"><meta name="author" content=""><meta charset="utf-8">'))
    assert not [field for field in reading.fields if field.name.startswith("meta:")]


@pytest.mark.parametrize(
    ("markup", "name", "expected"),
    [
        ("<h1>Quay to be widened</h1>", "html:h1", "Quay to be widened"),
        ('<div class="entry-title">Quay</div>', "html:headline", "Quay"),
        ('<h2 class="post-title">Quay</h2>', "html:headline", "Quay"),
        ("<h2>A section</h2>", "html:h2", "A section"),
        ('<h1 itemprop="headline">Quay</h1>', "microdata:headline", "Quay"),
        ('<h1><a href="/">Tide</a></h1>', "html:home-heading", "Tide"),
        ('<a href="https://tide.example/"><h1>Tide</h1></a>', "html:home-heading", "Tide"),
        ('<h1 class="site-title">Tide</h1>', "html:home-heading", "Tide"),
        ("<h1>Quay</h1><aside><h1>Most read</h1></aside>", "html:h1-elsewhere", "Most read"),
        ('<p class="byline">By <b>Ida Holm</b></p>', "html:byline", "By | Ida Holm"),
        ('<a rel="author" href="/x">Ida Holm</a>', "html:author-link", "Ida Holm"),
        ('<a href="/authors/ida-holm">Ida Holm</a>', "html:author-link", "Ida Holm"),
        ("<address>Ida Holm</address>", "html:author", "Ida Holm"),
        ('<span itemprop="author"><b itemprop="name">Ida Holm</b>, reporter</span>', "microdata:author", "Ida Holm"),
        ('<span class="entry-date">3 May 2024</span>', "html:date", "3 May 2024"),
        ('<time datetime="2024-05-03T10:00Z">Friday</time>', "time:datetime", "2024-05-03T10:00Z"),
        ('<time datetime="2024-05-03T10:00Z">Friday</time>', "time:datetime-text", "Friday"),
        ('<time datetime="2024-05-03"></time>', "time:datetime", "2024-05-03"),
        ('<time itemprop="datePublished" datetime="2024-05-03">x</time>', "time:pubdate", "2024-05-03"),
        ('<abbr itemprop="datePublished" title="2024-05-03">10:00</abbr>', "microdata:datePublished", "2024-05-03"),
        ("<time pubdate>3 May</time>", "time:pubdate-text", "3 May"),
        ('<time class="updated" datetime="2024-05-04">4 May</time>', "time:modified", "2024-05-04"),
        ('<div class="comments"><p class="author">Bob</p></div>', "html:byline-elsewhere", "Bob"),
    ],
)
def test_visible_statements_are_fields(markup, name, expected):
    assert expected in values(read(page(body=markup + BODY)), name)


@pytest.mark.parametrize(
    ("scripts", "expected"),
    [
        (['{"publishedDate":"2024-05-03T10:00:00Z","updatedAt":"2024-05-04"}'], ["2024-05-03T10:00:00Z"]),
        (["x = {first_publish_date: '2024-05-03'}", '{"pubDate": "2024-05-03"}'], ["2024-05-03"]),
        ([r'"{\"published_at\":\"2024-05-03\"}"'], ["2024-05-03"]),
        (['{"publishedAt":"2024-05-03"}', '{"publishedAt":"2024-05-04"}'], []),
        (['{"createdAt":"2024-05-03"}'], []),
    ],
)
def test_the_one_day_that_a_page_s_scripts_name_is_told_where_nothing_is_stated(scripts, expected):
    head = "".join(f"<script>{one}</script>" for one in [*scripts, "", "pub = 1"])
    assert values(read(page(head=head)), "script:published") == expected
    stated = '<meta property="article:published_time" content="2024-05-02">'
    assert values(read(page(head=stated + head)), "script:published") == []


def test_a_long_container_is_no_byline():
    assert values(read(page(body=f'<div class="author">{BODY}{BODY}</div>')), "html:byline") == []


def test_a_kind_of_statement_is_cut_to_its_first():
    markup = "".join(f"<h2>Section {number}</h2>" for number in range(50))
    assert len(values(read(page(body=markup)), "html:h2")) == 20


def test_the_lines_beside_the_headline_are_told():
    markup = (
        "<p>Harbour</p><h1>Quay to be widened</h1><p>By Ida Holm</p><p>3 May 2024</p>"
        + BODY
        + f"<p>{'word ' * 70}</p><p>After</p>"
    )
    reading = read(page("<title>Quay to be widened - Tide</title>", markup))
    assert values(reading, "html:main-heading") == ["Quay to be widened"]
    assert values(reading, "html:above-headline") == ["Harbour"]
    below = values(reading, "html:below-headline")
    assert below[:2] == ["By Ida Holm", "3 May 2024"]
    assert "After" not in below
    assert values(reading, "html:dated-line") == ["3 May 2024"]


def test_the_headline_s_holder_is_never_furniture():
    markup = f'<div class="card related"><h1>Quay to be widened</h1><p class="byline">Ida Holm</p></div>{BODY}'
    reading = read(page("<title>Quay to be widened</title>", markup))
    assert values(reading, "html:h1") == ["Quay to be widened"]
    assert values(reading, "html:byline") == ["Ida Holm"]


def test_a_stated_name_that_the_page_shows_is_told():
    head = '<meta name="author" content="Ida Holm and Jon Berg, Mo Lind">'
    reading = read(page(head, "<h1>Quay</h1><p>By Ida Holm</p>" + BODY))
    assert values(reading, "html:visible") == ["Ida Holm"]
    everyone = read(page(head, "<h1>Quay</h1><p>By Ida Holm, Jon Berg, Mo Lind</p>" + BODY))
    assert sorted(values(everyone, "html:visible")) == ["Ida Holm", "Jon Berg", "Mo Lind"]


def test_script_and_style_are_no_words():
    reading = read(
        page(
            body="<script>var a = 'By Bob';</script><style>p{}</style><h1>Quay</h1><svg><title>icon</title></svg>"
            + BODY
        )
    )
    assert "Bob" not in reading.text
    assert values(reading, "html:below-headline") == PARAGRAPHS


def test_entities_of_the_page_are_not_expanded():
    markup = '<!DOCTYPE html [<!ENTITY a "aaa"><!ENTITY x SYSTEM "file:///etc/hostname">]>\n' + page(
        body="<p>&a;&x;</p>" + BODY
    )
    reading = read(markup)
    assert "aaa" not in reading.text
    assert PARAGRAPHS[0] in reading.text


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_no_bytes_raise(data):
    reading = read(data)
    reading.text.encode()
    assert all(reading.words(block) for block in reading.blocks)


FULL = page(
    '<title>Quay</title><script type="application/ld+json">{"@type": "Article", "author": [{"name": "Ida"}]}</script>',
    "<h1>Quay</h1><p class=byline>By Ida Holm</p><time datetime='2024-05-03T10:00:00Z'>3 May</time>" + BODY,
).encode()


@given(st.lists(st.tuples(st.integers(0, len(FULL) - 1), st.integers(0, 255)), max_size=60), st.integers(0, len(FULL)))
@settings(max_examples=60)
def test_a_broken_page_is_read_as_far_as_it_goes(changes, length):
    data = bytearray(FULL)
    for place, value in changes:
        data[place] = value
    reading = read(bytes(data[:length]))
    for block in reading.blocks:
        assert reading.words(block)
        assert reading.lines(block.span)[1] <= reading.text.count("\n") + 1
    assert all(field.value for field in reading.fields)


def test_bytes_that_are_utf8_are_read_so_whatever_the_page_says():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><h1>Brücke für Fußgänger</h1>'
    assert decode(page.encode("utf-8"), "a.html") == (page, ())
    assert decode(page.encode("latin-1"), "a.html") == (page, ())
