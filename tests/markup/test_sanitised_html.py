"""Attributes of elements that are there, and of none that a text only shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import sanitised_html, sanitiser
from generator.markup.sanitiser import sanitise

SHOWN = 'href="a.md" id="p-00000001" &lt;a href="b.md"&gt; src="c.png"'


def values(html, *names):
    return list(sanitised_html.attributes(html, *names))


def test_only_elements_have_attributes():
    html = f'<p id="p-0000000a">{SHOWN}<a class="x" href="d.md?a=1&amp;b">{SHOWN}</a><img alt="" src="e.png"></p>'
    assert values(html, "href") == ["d.md?a=1&b"]
    assert values(html, "src", "id") == ["p-0000000a", "e.png"]


def test_what_stands_in_an_attribute_is_none():
    html = '<p title="<a href=\'x\'> href=&quot;y&quot; id=z"><br><a href="w" title="a > b">c</a></p>'
    assert values(html, "href", "id") == ["w"]


def test_only_attributes_change_and_only_where_they_do():
    html = f'<a class="b" href="a.md" title="href">{SHOWN}</a><a href="x?a=1&b">y</a>'
    assert sanitised_html.changed(html, "href", lambda old: {"a.md": '"'}.get(old, old)) == html.replace(
        'class="b" href="a.md"', 'class="b" href="&quot;"'
    )


@given(st.lists(st.sampled_from(["<a ", "</a>", 'href="a.md"', " ", "<p>", "&lt;", ">", '"', "'", "<!--", "-->", "x"])))
def test_the_links_of_sanitised_html_are_those_that_a_parser_sees(pieces):
    html = sanitise("".join(pieces))
    assert html.count("<a href=") == len(values(html, "href"))


@pytest.mark.parametrize("text", ['see href="index.md" there', 'href="../days/index.md"', 'a src="x.md"'])
def test_links_in_a_text_are_not_resolved(text):
    assert sanitiser.with_links(text, lambda _: "wrong") == text
