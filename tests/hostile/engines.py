"""The Markdown engines whose reading of a page must agree: Python-Markdown as Material sets it up, and CommonMark."""

from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser

import markdown
from markdown_it import MarkdownIt

# What Material's documentation recommends, then what sites add.
USUAL = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
MORE = ("sane_lists", "pymdownx.critic", "pymdownx.progressbar", "pymdownx.snippets", "pymdownx.blocks.admonition")
OPTIONS = {
    "pymdownx.betterem": {"smart_enable": "all"},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.arithmatex": {"generic": True},
}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def parse(html: str) -> _Text:
    """The text, tags and attributes of a piece of HTML."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser


def words(html: str) -> str:
    """What a reader reads, white space collapsed."""
    return " ".join("".join(parse(html).parts).split())


@cache
def python_markdown(*, more: bool = False) -> Callable[[str], str]:
    """Python-Markdown with Material's usual extensions, or with everything that a site may add."""
    engine = markdown.Markdown(extensions=[*USUAL, *(MORE if more else ())], extension_configs=OPTIONS)

    def convert(text: str) -> str:
        return engine.reset().convert(text)

    return convert


@cache
def commonmark() -> Callable[[str], str]:
    """CommonMark with tables and strikethrough, raw HTML allowed."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render


ENGINES: dict[str, Callable[[], Callable[[str], str]]] = {
    "python-markdown": python_markdown,
    "python-markdown, more": lambda: python_markdown(more=True),
    "commonmark": commonmark,
}

# Where the generator writes untrusted text; `@` is the place. The last value says which engine knows the construct.
PLACES = {
    "paragraph": ("@", ""),
    "anchored": ("@\n{: #p-3f9a2c1b }", "python"),
    "between": ("Before: @ after.", ""),
    "heading": ("## @", ""),
    "anchored heading": ("## @ {: #post-1a2b3c4d }", "python"),
    "item": ("- @", ""),
    "ordered item": ("1. @", ""),
    "quotation": ("> @", ""),
    "label": ("[@](../topics/x.md)", ""),
    "strong": ("**@**", ""),
    "cell": ("| A | B |\n| --- | --- |\n| @ | b |", ""),
    "admonition": ('!!! note "@"\n\n    Text.', "python"),
    "details": ('??? note "@"\n\n    Text.', "python"),
    "details body": ('??? note "Title"\n\n    @', "python"),
    "division": ('<div class="x" markdown>\n\n@\n\n</div>', "python"),
    "raw": ('<div class="x">@</div>', ""),
    "raw table": ("<table><tr><td>@</td></tr></table>", ""),
}
