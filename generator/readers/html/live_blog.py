"""The posts of a live blog: its own list in JSON-LD, told by the page's elements where it points at them."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from generator.model import BlockKind
from generator.readers.html.json_ld import Node, Statement, clean, listed, names_of
from generator.readers.html.visible_lines import Line, key, visible_lines
from generator.readers.layout import Piece

MIN_POSTS = 3
MIN_WORDS = 12
MAX_STAMP_WORDS = 6
_CLOCK = re.compile(r"\s{0,3}\d{1,2}[:.h]\d{2}")
_KINDS: dict[str, BlockKind] = {"li": "list", "blockquote": "quotation", "figcaption": "caption"}
_TAG = re.compile(r"<(?:/p|/li|/div|br|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_TIMED = re.compile(r"(?:^|[\s_-])(?:time|timestamp|hour|clock|uhrzeit|hora|heure|ora)(?:$|[\s_-])", re.IGNORECASE)
_SHOWN_CLOCK = re.compile(r"(?<![\d:.])\d{1,2}[:.h]\d{2}(?![\d:.]\d)")
MAX_STAMP_CHARS = 60
_YEAR = re.compile(r"\d{4}")
_COMMENTS = re.compile(r"comment|kommentar|disqus|repl(?:y|ies)|sidebar|related|widget")
_LIVE = re.compile(
    r"(?:^|[^a-z])(?:live|ticker|liveticker|blow-by-blow|directo|diretta|onlain)(?:$|[^a-z])|live-?blog|liveblog"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePost:
    """One post before it is laid out: its moment as ISO 8601, what it says, and the file's line where it begins."""

    time: str
    headline: str
    authors: tuple[str, ...]
    body: tuple[Piece, ...]
    line: int


def posts(tree: HtmlElement, statements: Sequence[Statement]) -> tuple[LivePost, ...]:
    """Every post in the order of the page; none where the page is no live blog."""
    updates = [
        (node, each.line)
        for each in statements
        for node in listed(each.node.get("liveBlogUpdate"))
        if isinstance(node, dict)
    ]
    if len(updates) >= MIN_POSTS:
        own = _targets([node for node, _ in updates], tree)
        return _in_page_order([_stated(node, line, own.get(_target(node))) for node, line in updates])
    return _repeated(tree)


def pieces(live_posts: Iterable[LivePost]) -> Iterator[Piece]:
    """The posts as blocks: a timestamp, the headline, the names, the text."""
    for post in live_posts:
        yield Piece(kind="timestamp", text=post.time, line=post.line)
        if post.headline:
            yield Piece(kind="heading", text=post.headline, level=3, line=post.line)
        if post.authors:
            yield Piece(kind="byline", text=", ".join(post.authors), line=post.line)
        yield from post.body


def before(body: Sequence[Piece], live_posts: Sequence[LivePost]) -> tuple[Piece, ...]:
    """What of the page's text stands before its posts."""
    told = {key(text) for post in live_posts for text in (post.headline, *(piece.text for piece in post.body))} - {""}
    ends = (number for number, piece in enumerate(body) if key(piece.text) in told or _is_stamp(piece.text))
    return tuple(body[: next(ends, len(body))])


def _told_time(node: Node) -> str:
    """The time that a post states: to the second, or as it is written where it is no time that there is."""
    written = clean(str(node.get("datePublished") or node.get("dateModified") or ""))[:MAX_STAMP_CHARS]
    return moment(written) or (written if _YEAR.search(written) else "")


def moment(text: str) -> str:
    """An ISO 8601 date-time to the second, its offset kept; "" for anything else."""
    try:
        return dt.datetime.fromisoformat(text.strip()).isoformat(timespec="seconds")
    except ValueError:
        return ""


def _in_page_order(live_posts: Sequence[LivePost]) -> tuple[LivePost, ...]:
    return tuple(sorted((post for post in live_posts if post.time), key=lambda post: post.line))


def _stated(node: Node, line: int, element: HtmlElement | None) -> LivePost:
    headline = clean(str(node.get("headline") or node.get("name") or ""))
    authors = tuple(names_of(node.get("author")))
    body = tuple(_told(visible_lines(element), {headline, *authors})) if element is not None else ()
    return LivePost(
        time=_told_time(node),
        headline=headline,
        authors=authors,
        body=body or tuple(_written(str(node.get("articleBody") or ""), headline, line)),
        line=int(element.sourceline or line) if element is not None else line,
    )


def _target(node: Node) -> str:
    """The id that the post's address points at, "" where it points at none."""
    _, mark, name = str(node.get("url") or node.get("@id") or "").rpartition("#")
    return name if mark else ""


def _targets(nodes: Iterable[Node], tree: HtmlElement) -> dict[str, HtmlElement]:
    """The elements that posts point at, by their ids; what several point at holds all of them, and is none's own."""
    wanted = Counter(map(_target, nodes))
    found: dict[str, HtmlElement] = {}
    for element in tree.iter(etree.Element):
        if wanted[name := element.get("id") or ""] == 1 and name:
            found.setdefault(name, element)
    return found


def _told(lines: Iterable[Line], known: Iterable[str]) -> Iterator[Piece]:
    """An element's lines, those left out that are its time, its headline and its names."""
    folded = {key(text) for text in known if text}
    for line in lines:
        if key(line.text) in folded or _is_stamp(line.text):
            continue
        kinds = (_KINDS[str(node.tag)] for node in (line.element, *line.element.iterancestors()) if node.tag in _KINDS)
        yield Piece(kind=next(kinds, "paragraph"), text=line.text, line=line.line)


def _is_stamp(text: str) -> bool:
    return bool(_CLOCK.match(text)) and len(text.split()) <= MAX_STAMP_WORDS


def _written(body: str, headline: str, line: int) -> Iterator[Piece]:
    for part in _TAG.sub("\n", body[:100_000]).split("\n"):
        text = clean(part)
        if text and key(text) != key(headline):
            yield Piece(kind="paragraph", text=text, line=line)


def _repeated(tree: HtmlElement) -> tuple[LivePost, ...]:
    """Posts of a page that lists none: elements of one kind side by side, each headed by a time of day."""
    groups: dict[tuple[HtmlElement, str, str], list[tuple[HtmlElement, str]]] = {}
    for mark in _marks(tree):
        stated = _stamp(mark)
        for element in mark.iterancestors() if stated else ():
            parent = element.getparent()
            if parent is None or element.tag == "body":
                break
            groups.setdefault((parent, str(element.tag), element.get("class") or ""), []).append((element, stated))
    title = (tree.findtext(".//title") or "").casefold()
    live = [_distinct(group) for (parent, *_), group in groups.items() if _is_live(parent, title)]
    best = max(live, key=_weight, default=[])
    return tuple(_shown(element, stated) for element, stated in best) if _weight(best) else ()


def _marks(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that can bear a post's time."""
    for element in tree.iter("time", "span", "div", "p", "a"):
        if element.tag == "time" or (len(element) == 0 and _TIMED.search(element.get("class") or "")):
            yield element


def _stamp(mark: HtmlElement) -> str:
    """The moment that an element states, else the time of day that it shows; "" for neither."""
    stated = moment(mark.get("datetime") or mark.get("data-datetime") or "")
    if "T" in stated:
        return stated
    shown = " ".join(mark.text_content()[:MAX_STAMP_CHARS].split())
    return shown if _SHOWN_CLOCK.search(shown) else ""


def _distinct(group: Sequence[tuple[HtmlElement, str]]) -> list[tuple[HtmlElement, str]]:
    """Each element once, with its first time."""
    return list({element: (element, stated) for element, stated in reversed(group)}.values())[::-1]


def _weight(group: Sequence[tuple[HtmlElement, str]]) -> int:
    """Words in all, 0 where there are too few posts, or no more than a teaser's words in each."""
    sizes = [len(element.text_content().split()) for element, _ in group]
    return sum(sizes) if len(sizes) >= MIN_POSTS and sum(sizes) >= MIN_WORDS * len(sizes) else 0


def _is_live(parent: HtmlElement, title: str) -> bool:
    """Whether the page's title or the elements around the posts call them live, and none calls them comments."""
    names = " ".join(f"{node.get('class') or ''} {node.get('id') or ''}" for node in (parent, *parent.iterancestors()))
    folded = names.casefold()
    return bool(_LIVE.search(title) or _LIVE.search(folded)) and not _COMMENTS.search(folded)


def _shown(element: HtmlElement, stated: str) -> LivePost:
    head = next((head for head in element.iter("h1", "h2", "h3", "h4", "h5") if key(head.text_content())), None)
    headline = " ".join(head.text_content().split()) if head is not None else ""
    line = int(element.sourceline or 0)
    times = {mark.text_content() for mark in _marks(element)}
    body = tuple(_told(visible_lines(element), {headline, *times}))
    return LivePost(time=stated, headline=headline, authors=(), body=body, line=line)
