import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.markup.sanitiser import sanitise
from tests.hostile import payloads
from tests.hostile.engines import OPTIONS, USUAL, parse

ALLOWED_ADDRESS = re.compile(r"(?:https?:|mailto:|(?![^/?#]*:))", re.IGNORECASE)

# What a drawing may not hold: what refers, animates, brings HTML or another language, or paints over others.
DRAWN_BADLY = {
    *("animate", "animatecolor", "animatemotion", "animatetransform", "clippath", "desc", "feimage", "filter"),
    *("foreignobject", "image", "marker", "mask", "math", "pattern", "set", "switch", "symbol", "title", "use"),
}


def engine() -> markdown.Markdown:
    return markdown.Markdown(extensions=["briefings-sanitiser", *USUAL], extension_configs=OPTIONS)


def assert_harmless(html: str) -> None:
    page = parse(html)
    assert not {"script", "style", "iframe", "object", "embed", "form", "base", "meta", "link"} & set(page.tags)
    assert not DRAWN_BADLY & set(page.tags)
    for name, value in page.attributes:
        assert not name.startswith("on")
        assert name not in {"style", "name", "target", "srcset", "formaction"}
        if name == "href":
            assert ALLOWED_ADDRESS.match(value), value
        if name == "src":
            assert not re.match(r"[a-z]+:|/?[/\\]", value), value
        if name == "id":
            assert re.fullmatch(r"(p|post)-[0-9a-f]{8}(-\d+)?|[a-z0-9_-]+|fn(ref\d*)?:[\w-]+", value), value


@pytest.mark.parametrize("payload", payloads.own())
def test_own_payloads_leave_nothing_that_acts(payload: str) -> None:
    assert_harmless(engine().convert(payload))
    assert_harmless(sanitise(payload))


def test_collected_payloads_leave_nothing_that_acts() -> None:
    md = engine()
    for payload in payloads.sample(200):
        assert_harmless(md.reset().convert(payload))
        assert_harmless(sanitise(payload))


@given(st.text())
@settings(max_examples=200)
def test_sanitising_twice_changes_nothing_more(text: str) -> None:
    assert sanitise(sanitise(text)) == sanitise(text)


# Three that ran in a browser when the sanitiser stood before Markdown.
@pytest.mark.parametrize(
    "text",
    [
        "[x](&#106;avascript:alert(1))",
        "[x](&#x6A&#x61&#x76&#x61script&#x3A;alert(1))",
        'text\n{: onmouseover="alert(1)" }',
    ],
)
def test_what_markdown_makes_dangerous_is_caught(text: str) -> None:
    html = engine().convert(text)
    assert_harmless(html)
    assert 'alert(1)"' not in html


KEPT = """# Title {: #document }

Lead [site](https://a.example/?a=1&b=2), [page](../topics/x.md#p-1a2b3c4d), [mail](mailto:a@b.example) *em* **strong**
`code` ![picture](../assets/x.png).
{: #p-1a2b3c4d .lead }

### Post {: #post-1a2b3c4d-2 }

> Quoted
> {: #p-1a2b3c4e }

??? note "Why"

    Body[^1].

!!! warning "Careful"

    Body

| left | right |
| :--- | ----: |
| 1    | 2     |

1. one
2. two

[^1]: Note.

```python
x = 1
```
"""


def test_what_the_pages_need_stays() -> None:
    page = parse(engine().convert(KEPT))
    attributes = set(page.attributes)
    ids = {value for name, value in page.attributes if name == "id"}
    assert ids == {"document", "p-1a2b3c4d", "post-1a2b3c4d-2", "p-1a2b3c4e", "fn:1", "fnref:1"}
    assert {("href", "https://a.example/?a=1&b=2"), ("href", "../topics/x.md#p-1a2b3c4d")} <= attributes
    assert {("href", "mailto:a@b.example"), ("src", "../assets/x.png"), ("class", "lead")} <= attributes
    assert {
        ("align", "left"),
        ("align", "right"),
        ("class", "admonition warning"),
        ("class", "highlight"),
    } <= attributes
    assert {"details", "summary", "blockquote", "table", "ol", "pre", "code", "em", "strong"} <= set(page.tags)
    assert not [name for name, _ in page.attributes if name == "style"]


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<p id="__search">x</p>', "<p>x</p>"),
        ('<p id="topics">x</p>', "<p>x</p>"),
        ('<h2 id="topics">x</h2>', '<h2 id="topics">x</h2>'),
        ('<h2 id="__search">x</h2>', "<h2>x</h2>"),
        ('<h2 id="getElementById">x</h2>', "<h2>x</h2>"),
        ('<div class="md-overlay lead md-button">x</div>', '<div class="lead md-button">x</div>'),
        ('<div class="md-overlay">x</div>', "<div>x</div>"),
        ('<img src="https://a.example/x.png" alt="a">', '<img alt="a">'),
        ('<img src="//a.example/x.png">', "<img>"),
        ('<img src="/\\a.example/x.png">', "<img>"),
        ('<img src="data:image/png;base64,x">', "<img>"),
        ('<img src="../a/x.png#only-light">', '<img src="../a/x.png#only-light">'),
        ('<a href="javascript:x" name="y" target="_top">x</a>', "<a>x</a>"),
        ('<a href="\\x11javascript:x">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
        ('<td style="color: red">x</td>', "x"),
        ("a<script>b</script><style>c</style><textarea>d</textarea>e", "ae"),
        ("<!-- a -->b", "b"),
    ],
)
def test_what_goes_and_what_stays(html: str, clean: str) -> None:
    assert sanitise(html) == clean


DRAWING = (
    '<svg viewBox="0 0 480 120.5" role="img" aria-label="a &amp; b" class="bars"><g class="x">'
    '<path d="M0 0L-1.5,1Z" class="s1"></path><rect x="1" y="2.5" width="3" height="4"></rect>'
    '<line x1="0" x2="1" y1="0" y2="1"></line><a href="../x/" tabindex="-1"><circle cx="1" cy="2" r="3"></circle></a>'
    '<text x="1" y="2">R&amp;D</text></g></svg>'
)


def test_a_drawing_of_the_generator_stays_as_it_is() -> None:
    assert sanitise(DRAWING) == DRAWING
    assert engine().convert(f"Before.\n\n<figure>{DRAWING}</figure>\n\nAfter.").count(DRAWING) == 1


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<svg onload=alert(1)></svg>", "<svg></svg>"),
        ("<svg><script>alert(1)</script></svg>", "<svg></svg>"),
        ("<svg><style>*{display:none}</style></svg>", "<svg></svg>"),
        ('<svg><use href="#x"></use><image href="//a.example/x.png"></image></svg>', "<svg></svg>"),
        ('<svg><a href="javascript:alert(1)"><text x="1">x</text></a></svg>', '<svg><a><text x="1">x</text></a></svg>'),
        ('<svg><a xlink:href="javascript:alert(1)"><g></g></a></svg>', "<svg><a><g></g></a></svg>"),
        ('<svg><animate attributeName="href" values="javascript:x"/></svg>', "<svg></svg>"),
        ("<svg><foreignObject><iframe src=x></iframe></foreignObject></svg>", "<svg></svg>"),
        (
            '<svg><path d="url(//a.example)" style="fill:red" fill="url(//a.example)"></path></svg>',
            "<svg><path></path></svg>",
        ),
        ('<svg viewBox="0 0 1e9 1" width="9"><rect x="calc(1)"></rect></svg>', "<svg><rect></rect></svg>"),
        ('<svg role="button" id="x" tabindex="0"></svg>', "<svg></svg>"),
        ('<p lang="de-AT">x</p>', '<p lang="de-AT">x</p>'),
        ('<p lang="a b&quot;">x</p>', "<p>x</p>"),
        ('<a href="x" tabindex="5">x</a>', '<a href="x">x</a>'),
    ],
)
def test_a_hostile_drawing_loses_what_acts(html: str, clean: str) -> None:
    assert sanitise(html) == clean


def test_a_cell_keeps_only_its_alignment() -> None:
    html = engine().convert("| a |\n| :-: |\n| b |")
    assert '<th align="center">a</th>' in html
    assert "style" not in html


def test_the_table_of_contents_is_clean_at_every_depth() -> None:
    md = engine()
    md.convert(
        "# <img src=x onerror=alert(1)> one\n\n"
        '## two {: #a"b data-toc-label="<img src=x onerror=alert(1)>" }\n\n### three'
    )
    one = md.toc_tokens[0]
    two = one["children"][0]
    assert "<" not in one["name"] + one["html"] + two["name"] + two["html"] + two["data-toc-label"]
    assert two["id"] in ("", "two")
    assert two["children"][0]["id"] == "three"


def test_the_extension_works_without_a_table_of_contents_and_by_its_entry_point() -> None:
    assert markdown.markdown("<b onclick=x>y</b>", extensions=["briefings-sanitiser"]) == "<p><b>y</b></p>"
