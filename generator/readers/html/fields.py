"""What a page states of itself outside its text: meta elements, links, headings, bylines, times, with lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from generator.model import Field
from generator.readers.html.json_ld import clean
from generator.readers.html.visible_lines import beside, dated_lines, headline_of

_META_NAMES = re.compile(
    r"^(?:(?:og|article|twitter|dc|dcterms?|citation|sailthru|parsely|cxenseparse|mediator|bt|shareaholic|fb|news|swiftype)"
    r"[:._-].{1,60}|author|authors|byl|byline|creator|publisher|copyright|application-name|date|pubdate|publishdate"
    r"|publish-date|publish_date|publication_date|publication-date|published|last-modified|lastmod|revised|created|title"
    r"|headline|hdl|description|language|content-language|rights|source|originator|ptime|utime|displaydate|timestamp)$"
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|bylines|author|authors|autor|autoren|autore|auteur|redakteur|reporter|writer"
    r"|contributor|journalist|firma|signature|posted-by|postedby|submitted|vcard|fn)(?:$|[\s_-])"
    r"|author-?name|author__name|byline__|[Bb]yline|articleAuthor|article-?author|post-?author|entry-?author"
)
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|datetime|time|timestamp|published|pubdate|publish|datum|fecha|data-publicacao|posted-on"
    r"|postdate|entry-date|submitted|updated)(?:$|[\s_-])|publish(?:ed)?-?(?:date|on|time)|[Tt]imestamp|[Dd]ate$"
)
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|footer|teaser|widget|recommend|popular|trending|most-?read|outbrain|taboola|carousel|promo"
    r"|newsletter|nav(?:$|[\s_-])|navigation|menu|disqus|reply|listing|latest|more-|read-?next|kommentar|card"
)
_TITLED = re.compile(
    r"(?:post|entry|article|story|node|page|content|single)[-_]{0,2}(?:title|headline)|(?:^|[\s_-])headline(?:$|[\s_-])"
)
# The style that word processors give a document's title when they save it as a page.
_DOCUMENT_TITLE = re.compile(r"(?:^|\s)(?:mso)?title(?:$|\s)", re.IGNORECASE)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|a)?|auteurs?|autore|by|contributors?|profiles?|people|staff|journalists?|reporters?|redaktion)/[^/?#]{3,80}/?(?:[?#]|$)"
)
_PROPERTIES = {
    name.lower(): name
    for name in ("datePublished", "dateModified", "dateCreated", "headline", "author", "creator", "publisher")
}
_HOME = re.compile(r"(?:https?://web\.archive\.org/web/\w{1,20}/)?(?:https?:)?//[^/?#]{3,100}/?")
_SITE = re.compile(r"(?:^|\s)(?:site|blog)[-_]?(?:title|name)(?:$|\s)", re.IGNORECASE)
_PICTURES = ("/ImageObject", "/Photograph", "/VideoObject")
_MAX_VISIBLE = 300
_MAX_OF_A_KIND = 20
_SKIP = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "form", "select", "textarea"})


# Fields that state the page's own address.
ADDRESSES: Final = frozenset({"url", "link:canonical", "og:url"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One element on the walk: where it stands and whether it is in the page's furniture."""

    element: HtmlElement
    elsewhere: bool


def fields(tree: HtmlElement) -> Iterator[Field]:
    """Every statement, in the order of the page; a visible kind is cut to its first twelve."""
    counts: dict[str, int] = {}
    for field in _all_fields(tree):
        counts[field.name] = counts.get(field.name, 0) + 1
        if field.value and counts[field.name] <= _MAX_OF_A_KIND:
            yield field


def _all_fields(tree: HtmlElement) -> Iterator[Field]:
    headline = headline_of(tree)
    exempt = frozenset() if headline is None else frozenset(headline.iterancestors())
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        yield _field("html:lang", language, tree)
    profiles = _profiles(tree)
    for seen in _walk(tree, exempt):
        element = seen.element
        if element.tag == "a" and element.get("href") in profiles:
            yield _field("html:author-profile", _short(element), element)
        if element is headline:
            yield _field("html:main-heading", element.text_content(), element)
        if element.tag == "meta":
            yield from _meta(element)
        elif element.tag == "link":
            yield from _link(element)
        elif element.tag == "title":
            yield _field("html:title", element.text_content(), element)
        else:
            yield from _visible(seen)
    yield from beside(tree, headline)
    yield from dated_lines(tree)


def _profiles(tree: HtmlElement) -> frozenset[str]:
    """Addresses that the page states as its authors."""
    stated = (meta.get("content") or "" for meta in tree.iterfind(".//meta[@property='article:author']"))
    return frozenset(
        url for content in stated for part in content.split(",") if (url := part.strip()).startswith("http")
    )


def _walk(tree: HtmlElement, exempt: frozenset[HtmlElement]) -> Iterator[Seen]:
    """Elements in page order without recursion; those in comments, side columns and teasers are marked."""
    stack = [Seen(tree, False)]
    while stack:
        seen = stack.pop()
        yield seen
        children = (child for child in reversed(seen.element) if isinstance(child.tag, str) and child.tag not in _SKIP)
        stack += (Seen(child, seen.elsewhere or (child not in exempt and _is_elsewhere(child))) for child in children)


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:400]


def _is_elsewhere(element: HtmlElement) -> bool:
    if element.tag in {"body", "main", "html", "head", "article"}:
        return False
    return element.tag in {"aside", "footer", "nav"} or bool(_ELSEWHERE.search(_names(element).lower()))


def _field(name: str, value: str, element: HtmlElement) -> Field:
    line = int(element.sourceline or 0)
    return Field(name=name, value=clean(value), lines=(line, line) if line else None)


def _meta(element: HtmlElement) -> Iterator[Field]:
    content = element.get("content") or element.get("value") or ""
    name = (element.get("property") or element.get("name") or element.get("http-equiv") or "").strip()
    folded = name.lower()
    if element.get("itemprop"):
        prop = (element.get("itemprop") or "").strip()
        yield _field(f"microdata:{_PROPERTIES.get(prop.lower(), prop)}", content, element)
    if _META_NAMES.match(folded):
        standard = folded.startswith(("og:", "article:", "twitter:"))
        yield _field(folded if standard else f"meta:{folded}", content, element)


def _link(element: HtmlElement) -> Iterator[Field]:
    rel = (element.get("rel") or "").lower().split()
    for name in ("canonical", "author", "amphtml", "shortlink"):
        if name in rel:
            yield _field(f"link:{name}", element.get("href") or "", element)


def _visible(seen: Seen) -> Iterator[Field]:
    element = seen.element
    if element.tag == "time":
        yield from _time(seen)
        return
    prop = _PROPERTIES.get((element.get("itemprop") or "").strip().lower())
    if prop:
        yield from _microdata(seen, prop)
    if element.tag in {"h1", "h2", "h3"}:
        yield from _heading(seen)
    else:
        yield from _marked(seen)


def _place(name: str, seen: Seen) -> str:
    return f"{name}-elsewhere" if seen.elsewhere else name


def _heading(seen: Seen) -> Iterator[Field]:
    element = seen.element
    text = element.text_content()[:_MAX_VISIBLE]
    if _leads_home(element):
        yield _field("html:home-heading", text, element)
    elif element.tag == "h1":
        yield _field(_place("html:h1", seen), text, element)
    elif _TITLED.search(_names(element)):
        yield _field(_place("html:headline", seen), text, element)
    elif element.tag == "h2":
        yield _field(_place("html:h2", seen), text, element)


def _leads_home(element: HtmlElement) -> bool:
    """Whether a heading is a link to the site's first page, as the site's own name is."""
    inside, parent = element.find(".//a[@href]"), element.getparent()
    link = inside if inside is not None else parent if parent is not None else element
    href = (link.get("href") or "").strip()
    return (
        href == "/" or link.get("rel") == "home" or bool(_HOME.fullmatch(href[:200]) or _SITE.search(_names(element)))
    )


def _microdata(seen: Seen, prop: str) -> Iterator[Field]:
    element = seen.element
    if prop in {"author", "creator"} and any(map(_is_picture, element.iterancestors())):
        return
    inner = element.find(".//*[@itemprop='name']") if prop in {"author", "creator", "publisher"} else None
    source = element if inner is None else inner
    full = source.get("title") if source.tag == "abbr" else None
    value = source.get("content") or source.get("datetime") or full or source.text_content()[:_MAX_VISIBLE]
    yield _field(_place(f"microdata:{prop}", seen), value, element)


def _is_picture(element: HtmlElement) -> bool:
    """Whether an element is a picture with its caption, whose author is its photographer."""
    return element.tag == "figure" or (element.get("itemtype") or "").endswith(_PICTURES)


def _time(seen: Seen) -> Iterator[Field]:
    element = seen.element
    stated = element.get("datetime") or ""
    called = f"{_names(element)} {element.get('itemprop') or ''}".lower()
    modified = "updat" in called or "modif" in called
    published = element.get("pubdate") is not None or "publish" in called
    name = "time:modified" if modified else "time:pubdate" if published else "time:datetime"
    if stated:
        yield _field(_place(name, seen), stated, element)
    if text := element.text_content().strip()[:_MAX_VISIBLE]:
        yield _field(_place(f"{name}-text", seen), text, element)


def _marked(seen: Seen) -> Iterator[Field]:
    element = seen.element
    names = _names(element)
    if element.tag == "a":
        rel = (element.get("rel") or "").lower().split()
        href = element.get("href") or ""
        if "author" in rel or _AUTHOR_PATH.search(href[:500]):
            yield _field(_place("html:author-link", seen), _short(element), element)
            return
    elif (element.get("rel") or "").lower() == "author" or element.tag in {"address", "author"}:
        yield _field(_place("html:author", seen), _short(element), element)
        return
    if names.strip() and _BYLINE.search(names):
        yield _field(_place("html:byline", seen), _short(element), element)
    elif names.strip() and _DATED.search(names):
        yield _field(_place("html:date", seen), _short(element), element)
    elif element.tag == "p" and element.get("class") and _DOCUMENT_TITLE.search(element.get("class") or ""):
        yield _field("html:document-title", element.text_content()[:_MAX_VISIBLE], element)
    elif names.strip() and element.tag in {"div", "span", "p"} and _TITLED.search(names):
        yield _field(_place("html:headline", seen), _short(element), element)


def _short(element: HtmlElement) -> str:
    """Visible words of an element, its parts divided by " | "; "" where it holds more than a line."""
    parts = [" ".join(part.split()) for part in element.itertext()]
    text = " | ".join(part for part in parts if part)
    return text if len(text) <= _MAX_VISIBLE else ""
