import re
from itertools import cycle

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import pages
from generator.corpus import assemble
from generator.markup import elements, html
from generator.markup.escaping import inert, inline
from generator.settings import Settings
from tests.hostile import payloads
from tests.support.making import DESK, DOCUMENTS

EXTENSIONS = ["admonition", "attr_list", "tables", "pymdownx.details", "briefings-sanitiser", "toc"]
STRINGS = st.one_of(st.text(max_size=40), st.sampled_from(payloads.own()))
WORDS = STRINGS.flatmap(lambda text: st.sampled_from([inert(text), inline(text)])).filter(bool)
FRAMES = [
    "§",
    "§\n{: #p-0000000a }",
    "§  \nand more",
    "# § {: #document lang=uk }",
    "## [Label](days/a.md) § {: #part }",
    '- §&nbsp;[¶](#p-0000000a){: .to-text title="Show in the text" }\n- §\n  {: #p-0000000b lang=de }',
    "- §\n\n    - *§*{: .rule } §\n    - §\n\n- **§**",
    "- §\n    - §\n- §\n\nWords.",
    "Words.\n\n1. §\n2. §\n\nMore words.",
    "> §\n> {: #p-0000000c }",
    "| Field | Value |\n| --- | ---: |\n| § | *inferred*{: .inferred } |\n| **§** | “§” |",
    '??? info "§"\n    §\n    {: .hash }\n\n    - §\n\n    | a | b |\n    | --- | --- |\n    | § | x |',
    '??? note "Notes"\n    - *Was:*{: .from } §\n\n        §\n\n    - §',
    '!!! warning "§"\n    § [whole](#text){: .original }',
    '*§*{: .missing } · <span lang="en">§</span> · [26 April 2022](days/a.md){: .name }\n{: .meta }',
    "[§](https://example.org/?a=1&#38;b=2){: .badge } [§](mailto:desk@example.org)",
]
PAGES = st.lists(st.sampled_from(FRAMES), min_size=1, max_size=6)


def by_the_library(text):
    md = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"toc": {"permalink": True}})
    return md.convert(text), flat(md.toc_tokens)


def flat(tokens):
    return [
        found for token in tokens for found in [(token["level"], token["id"], token["name"]), *flat(token["children"])]
    ]


def converted(text):
    page = html.convert(text, str, permalink=True)
    return page.html, [(one.level, one.id, one.name) for one in page.headings]


@given(PAGES, st.lists(WORDS, min_size=20, max_size=20))
def test_the_html_is_that_of_the_library(frames, words):
    waiting = cycle(words)
    text = re.sub("§", lambda _: next(waiting), "\n\n".join(frames) + "\n")
    assert converted(text) == by_the_library(text)


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode\n```",
        "    code",
        "---",
        "# No id",
        "![picture](a.png)",
        "<https://example.org>",
        '[a](b "title")',
        "3. third",
        "- one\n\n1. two",
        "*a*{: .open",
        "a {: .b } c",
        "[a][b]\n\n[b]: c",
        "> " * 70 + "deep",
    ],
)
def test_what_the_generator_does_not_write_is_left_to_the_library(text):
    with pytest.raises(elements.Unknown):
        html.convert(text, str, permalink=True)


def test_anchors_are_known_and_links_resolved_also_in_drawings():
    text = '# A {: #page }\n\n[b](b.md)\n{: #p-0000000a }\n\n<figure><a href="c.md" id="x">c</a></figure>\n'
    page = html.convert(text, str.upper, permalink=False)
    assert page.anchors == {"page", "p-0000000a", "x"}
    assert 'href="B.MD"' in page.html
    assert 'href="C.MD"' in page.html


def test_every_kind_of_page_is_that_of_the_library():
    for page in pages.render(assemble(DOCUMENTS, DESK), Settings()):
        text = page.text.split("---\n", 2)[-1]
        try:
            found = converted(text)
        except elements.Unknown:
            assert page.path == "data.md"
        else:
            assert found == by_the_library(text)
