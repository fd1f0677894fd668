import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import DESK, DOCUMENTS
from markdown import inlinepatterns

from generator import inline, pages
from generator.corpus import assemble
from generator.settings import Settings

EXTENSIONS = ["admonition", "attr_list", "tables", "pymdownx.details", "generator.sanitiser", "toc"]
MARKS = [
    "*",
    "**",
    "_",
    "`",
    "``",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "![",
    "<",
    ">",
    "&",
    ";",
    "#58",
    "  \n",
    "\n",
    "://",
    "-->",
]
PIECES = st.sampled_from(
    [
        *MARKS,
        "amp",
        "a",
        "b c",
        "x@y.z",
        "http://a.b",
        "{: .c }",
        "![i](p.png)",
        "[l](m.md)",
        "<b>",
        "| a |",
        "- ",
        "<!--",
    ]
)


def html(text, *more):
    md = markdown.Markdown(extensions=[*EXTENSIONS, *more], extension_configs={"toc": {"permalink": True}})
    return md.convert(text), md.toc_tokens


@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=60)))
def test_the_html_is_that_of_the_library(text):
    assert html(text, "generator.inline") == html(text)


def test_every_kind_of_page_is_that_of_the_library():
    for page in pages.render(assemble(DOCUMENTS, DESK), Settings()):
        text = page.text.split("---\n", 2)[-1]
        assert html(text, "generator.inline") == html(text)


@pytest.mark.parametrize("name", [one.name for one in markdown.Markdown().inlinePatterns._priority])
def test_what_each_pattern_of_the_library_needs_is_known(name):
    assert inline.held(markdown.Markdown().inlinePatterns[name].getCompiledRegExp().pattern) != ("",)


def test_a_pattern_that_cannot_match_is_not_searched_for(monkeypatch):
    tried = []
    match = inlinepatterns.InlineProcessor.getCompiledRegExp

    def counted(pattern):
        tried.append(type(pattern).__name__)
        return match(pattern)

    monkeypatch.setattr(inlinepatterns.InlineProcessor, "getCompiledRegExp", counted)
    md = markdown.Markdown(extensions=["generator.inline"])
    known = len(md.inlinePatterns)
    md.convert("Words.\n\nMore of them.\n\nA [link](a.md).\n")
    assert set(tried[known:]) == {"ReferenceInlineProcessor", "LinkInlineProcessor"}


def test_the_pattern_of_another_extension_is_always_searched_for():
    class Shout(inlinepatterns.InlineProcessor):
        def handleMatch(self, found, data):  # noqa: N802
            del data
            return found[0].upper(), found.start(0), found.end(0)

    md = markdown.Markdown(extensions=["generator.inline"])
    md.inlinePatterns.register(Shout("words", md), "shout", 1)
    assert md.convert("Some words.") == "<p>Some WORDS.</p>"
