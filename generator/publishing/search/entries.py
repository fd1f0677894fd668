"""What Pagefind reads of a page: the headline, the line below it, the paragraphs of the source with their anchors."""

from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree, html

UNDATED: Final = "0000-00-00"
_MARKS: Final = ("headerlink", "to-text", "badge", "inferred")
_PARAGRAPHS: Final = etree.XPath("boolean(.//*[starts-with(@id, 'p-')])")
_TEXT: Final = etree.XPath(
    ".//h1 | .//*[starts-with(@id, 'p-') or starts-with(@id, 'post-')] | (.//p[@class='meta'])[1]"
    " | .//p[@class='subtitle' or @class='portion']"
)

_NAMED: Final = etree.XPath(".//h1 | (.//p[@class='meta'])[1] | .//p[@class='names']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page to be found: its file below the site, the facets it stands under, its day in ISO 8601 (or "").

    A page that is `quoting` is found by its headline and the names on it alone: its sentences are other pages'.
    """

    path: str
    facets: tuple[tuple[str, str], ...]
    day: str = ""
    quoting: bool = False


def reduced(page: bytes, entry: Entry) -> str:
    """The page as HTML that holds its text with the anchors, and the entry's facets and day; nothing else."""
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    article = next(root.iter("article"), root)
    for mark in [element for name in _MARKS for element in article.find_class(name)]:
        mark.drop_tree()
    # A page with paragraphs of a source is found by these, not by what the site says about them.
    text = _TEXT(article) if _PARAGRAPHS(article) else [article]
    shown = _NAMED(article) if entry.quoting else text
    body = "".join(_bare(element) for element in shown)
    language = escape(root.get("lang") or "en")
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{_head(entry)}</head><body>{body}</body>'
    )


def _head(entry: Entry) -> str:
    """Undated pages get a day too: Pagefind leaves out of a sorted list what lacks the key."""
    metas = [f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in entry.facets]
    if entry.day:
        metas.append(f'<meta data-pagefind-meta="day[content]" content="{entry.day}">')
    return "".join([*metas, f'<meta data-pagefind-sort="date[content]" content="{entry.day or UNDATED}">'])


def _bare(element: html.HtmlElement) -> str:
    """The element without any attribute but ids: no page can say how it is indexed."""
    for part in element.iter(etree.Element):
        for name in set(part.attrib) - {"id"}:
            del part.attrib[name]
    return html.tostring(element, encoding="unicode", with_tail=False)
