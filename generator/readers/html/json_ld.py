"""What a page states of itself in JSON-LD, as fields; a script that is not JSON becomes a problem."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from generator.model import Field, Problem
from generator.readers.invisible import unbroken

Node = dict[str, object]

_ARTICLE = re.compile(r"(?:Article|Posting|BlogPost|Report|Review|NewsItem|Recipe|HowTo|Podcast\w{0,10}|VideoObject)$")
_PAGE = re.compile(r"(?:Page|CreativeWork|WebSite|Organization)$")
_SCALARS = (
    "headline",
    "alternativeHeadline",
    "name",
    "datePublished",
    "dateCreated",
    "dateModified",
    "dateline",
    "url",
    "articleSection",
    "description",
    "inLanguage",
    "isPartOf",
    "publisher",
    "sourceOrganization",
)
_PEOPLE = ("author", "creator", "contributor")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "about")
_MAX_CHARS = 2_000_000
_MAX_VALUE = 2_000
_MAX_DEPTH = 6
_MAX_PEOPLE = 40
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One JSON-LD object with the file's line on which its script begins."""

    node: Node
    line: int

    @property
    def types(self) -> tuple[str, ...]:
        """Names of its types without the vocabulary's address."""
        return tuple(str(name).rsplit("/", 1)[-1] for name in listed(self.node.get("@type")))


def statements(tree: HtmlElement, path: str) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """Every object of every script, nested graphs opened, and a problem for each script that cannot be read."""
    found: list[Statement] = []
    problems: list[Problem] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        line = int(script.sourceline or 0)
        value, complaint = _parsed(script.text or "")
        if complaint:
            problems.append(_problem(path, line, complaint))
        found += (Statement(node=node, line=line) for node in _nodes(value, _MAX_DEPTH))
    return tuple(found), tuple(problems)


def _problem(path: str, line: int, complaint: str) -> Problem:
    message = f"Structured data (JSON-LD) of the page cannot be read: {complaint}. What it says is left out of account."
    return Problem(code="json-ld-unreadable", severity="info", path=path, lines=(line, line), message=message)


def _parsed(text: str) -> tuple[object, str]:
    """The script's value and a complaint, "" where there is none; undoes HTML wrappings that pages leave around it."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("]]>").removesuffix("//").strip()
    text = text.rstrip("; \n\t")
    if not text:
        return None, ""
    if len(text) > _MAX_CHARS:
        return None, f"more than {_MAX_CHARS:,} characters"
    complaint = ""
    for candidate in dict.fromkeys((text, re.sub(r",\s{0,200}(?=[}\]])", "", text), html.unescape(text))):
        try:
            return json.loads(candidate, strict=False), ""
        except (ValueError, RecursionError) as error:
            complaint = complaint or str(error)
    return None, complaint


def listed(value: object) -> list[object]:
    """A value of JSON-LD as a list: itself, or of one, or of none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth == 0:
        return
    for item in listed(value):
        if isinstance(item, list):
            yield from _nodes(item, depth - 1)
        elif isinstance(item, dict):
            yield item
            for name in _INSIDE:
                yield from _nodes(item.get(name), depth - 1)


def main_statements(all_statements: Iterable[Statement], addresses: Iterable[str]) -> tuple[Statement, ...]:
    """The articles that the page is about: those with its address where any has, else the first of its kind."""
    articles = [each for each in all_statements if any(_ARTICLE.search(name) for name in each.types)]
    wanted = {_bare(address) for address in addresses if address}
    own = [each for each in articles if any(_bare(url) in wanted for url in _urls(each.node))]
    return tuple(own or articles[:1])


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?", "", re.split(r"[?#]", url, maxsplit=1)[0]).rstrip("/")


def _urls(node: Node) -> Iterator[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        for item in listed(node.get(name)):
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict):
                yield from (str(item[key]) for key in ("@id", "url") if isinstance(item.get(key), str))


def fields(all_statements: tuple[Statement, ...], addresses: Iterable[str]) -> Iterator[Field]:
    """`json-ld:NAME` for the page's article, `json-ld-page:NAME` for what the page says of itself and its site."""
    main = main_statements(all_statements, addresses)
    known = {str(each.node["@id"]): each.node for each in all_statements if "@id" in each.node and len(each.node) > 1}
    for each in main:
        yield from _fields("json-ld", each, known)
    for each in all_statements:
        if each not in main and any(_PAGE.search(name) for name in each.types):
            yield from _fields(f"json-ld-{_place(each)}", each, known)


def _place(statement: Statement) -> str:
    if any(name.endswith("Organization") for name in statement.types):
        return "organization"
    return "site" if "WebSite" in statement.types else "page"


def _fields(prefix: str, statement: Statement, known: dict[str, Node]) -> Iterator[Field]:
    lines = (statement.line, statement.line) if statement.line else None
    if statement.types and statement.types[0]:
        yield Field(name=f"{prefix}:type", value=statement.types[0], lines=lines)
    for name in _SCALARS:
        for item in listed(statement.node.get(name))[:_MAX_PEOPLE]:
            value = _name(item, known)
            if value:
                yield Field(name=f"{prefix}:{name}", value=value, lines=lines)
    for name in _PEOPLE:
        for value, kind in islice(_people(statement.node.get(name), known), _MAX_PEOPLE):
            yield Field(name=f"{prefix}:{name}{kind}", value=value, lines=lines)


def _people(value: object, known: dict[str, Node]) -> Iterator[tuple[str, str]]:
    """Names with "-organization" for those that the page declares as one."""
    for item in listed(value):
        node = known.get(str(item.get("@id")), item) if isinstance(item, dict) else item
        if isinstance(node, dict) and isinstance(node.get("name"), list):
            yield from ((text, "") for each in listed(node["name"]) if (text := _name(each, known)))
            continue
        text = _name(item, known)
        organization = isinstance(node, dict) and "Organization" in str(node.get("@type"))
        if text:
            yield text, "-organization" if organization else ""


def _name(item: object, known: dict[str, Node]) -> str:
    """The words of a value: itself, or the name of the object that it is or refers to."""
    if isinstance(item, dict):
        node = known.get(str(item.get("@id")), item) if "name" not in item else item
        item = node.get("name") or node.get("@value")
    if isinstance(item, list):
        item = item[0] if item else None
    if not isinstance(item, str | int | float):
        return ""
    return clean(str(item))


def names_of(value: object) -> Iterator[str]:
    """The names of an author's value, in its order."""
    return (name for name, _ in islice(_people(value, {}), _MAX_PEOPLE))


def clean(value: str) -> str:
    """A value on one line, entities and tags undone, cut to 2,000 characters."""
    value = value[: 4 * _MAX_VALUE]
    for _ in range(2):
        value = html.unescape(value) if "&" in value else value
    value = re.sub(r"<[^<>]{0,500}>", " ", value)
    value = value.encode("utf-8", "replace").decode("utf-8")
    return " ".join(_UNSEEN.sub("", unbroken(value)).split())[:_MAX_VALUE]
