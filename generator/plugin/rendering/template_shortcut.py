"""The theme's template without rendering it for every page: what is the same on pages of a kind is rendered once.

A short cut that proves itself: the first page that it fills and samples after it are compared with what the whole
template gives, byte for byte; where they differ, the whole template takes over and the log says so.
"""

import copy
import logging
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, NoReturn, TypeGuard

import jinja2
from markupsafe import Markup, escape
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.plugin.rendering.contents import entries_below, entries_with, outline_key, page_heading
from generator.plugin.rendering.pages import KeptPage, MadePage

log = logging.getLogger("mkdocs.plugins.briefings")

PROOF_EVERY: Final = 500  # pages of a kind
SECOND: Final = 2  # the first page of a kind that is filled in
KINDS_AT_MOST: Final = 1_000
CONTEXT: Final = frozenset(
    {"nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc", "config", "page"}
)
FILLED: Final = ("title", "description")  # of the front matter
OUTLINE: Final = "partials/toc.html"  # of the theme, which knows the words of its own language by this name
_OUTLINE: Final = f'{{% import "partials/language.html" as lang with context %}}{{% include "{OUTLINE}" %}}'
_END: Final = "\ue001"
_PROBE: Final = "\ue000{name}  &amp; &<i>\"'" + _END  # holds whatever a filter of a template may change
_FOUND: Final = re.compile(f"\ue000([A-Za-z]++)[^\ue000{_END}]*+{_END}")
_FILTERS: Final[tuple[Callable[[str], str], ...]] = (
    str,
    lambda text: str(escape(text)),
    lambda text: Markup(text).striptags(),  # noqa: S704 - tags are taken out, as the template's filter does
    lambda text: str(escape(Markup(text).striptags())),  # noqa: S704 - the same
)

Whole = Callable[[Mapping[str, Any]], str]
Slot = tuple[str, Callable[[str], str]]


class UnfitError(Exception):
    """The template does something to a page that the short cut cannot do."""


class _Meta(dict[str, Any]):
    """Front matter that notes which of its keys the template looks at."""

    seen: set[str]

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - front matter holds anything
        self.seen.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.seen.add(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - front matter holds anything
        self.seen.add(name)
        return super().get(name, default)

    def items(self) -> NoReturn:
        raise UnfitError("the theme goes through a page's whole front matter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """A page in pieces: texts, and between each two a value of the page with what the template does to it.

    `same` is what else of the front matter the template looked at; it must be equal. `outline` gives the page's table
    of contents where it is filled in.
    """

    texts: tuple[str, ...]
    slots: tuple[Slot, ...]
    same: Mapping[str, object]
    outline: Whole | None = None

    def fits(self, page: Page) -> bool:
        """Whether the page differs only in what is filled in."""
        return all(page.meta.get(name) == value for name, value in self.same.items())

    def fill(self, context: Mapping[str, Any]) -> str:
        """The HTML of the page of a context."""
        page = context["page"]
        values = {
            "title": page.meta.get("title"),
            "description": page.meta.get("description"),
            "name": page.title,
            "content": page.content,
            "address": page.canonical_url,
            "heading": page_heading(page),
            "outline": self.outline(context) if self.outline else "",
        }
        pieces = [self.texts[0]]
        for (name, change), text in zip(self.slots, self.texts[1:], strict=True):
            pieces += (change(str(values[name])), text)
        return "".join(pieces)


@dataclass(slots=True)
class _Kind:
    """Pages that one skeleton may serve; it is made of the first one when a second comes."""

    count: int = 0
    first: Mapping[str, Any] = field(default_factory=dict)
    skeleton: Skeleton | None = None


class ShortCut:
    """The skeletons of one build; `trusted` until one of them was wrong.

    `outline` renders a page's table of contents alone, if the theme can do that; else pages of a kind have one.
    """

    def __init__(self, outline: Whole | None = None) -> None:
        self.trusted = True
        self.outline = outline
        self._kinds: dict[Hashable, _Kind] = {}

    def render(self, name: str | None, whole: Whole, context: Mapping[str, Any]) -> str:
        """What the whole template gives for a context, from a skeleton where there is one for it."""
        page = context.get("page")
        if not self.trusted or not _is_like_others(page) or not CONTEXT.issuperset(context):
            return whole(context)
        kind = self._kind(name, page)
        kind.count += 1
        if kind.count == 1:
            kind.first = {**context, "page": copy.copy(page)}  # of a page that may be forgotten
        elif kind.first:
            kind.skeleton, kind.first = self._made(whole, kind.first), {}
        if kind.skeleton is None or not kind.skeleton.fits(page):
            return whole(context)
        if kind.count % PROOF_EVERY == SECOND:
            return self._proven(kind.skeleton, whole, context)
        return kind.skeleton.fill(context)

    def _kind(self, name: str | None, page: Page) -> _Kind:
        """Pages of one folder, for links are relative, with one table of contents if that is not filled in."""
        folder, _, own = page.file.url.rstrip("/").rpartition("/")
        given = (
            bool(page.canonical_url),
            page.is_homepage,
            own == "index.html",
            *map(bool, map(page.meta.get, FILLED)),
        )
        below = entries_below(page) if self.outline else None
        outline = outline_key(entries_with(page, "")) if below is None else (next(iter(page.toc)).id, bool(below))
        shape = (name, folder, given, outline, "<h1" in (page.content or ""))
        if shape not in self._kinds and len(self._kinds) == KINDS_AT_MOST:
            self._kinds.clear()
        return self._kinds.setdefault(shape, _Kind())

    def _made(self, whole: Whole, context: Mapping[str, Any]) -> Skeleton | None:
        try:
            return make(whole, context, self.outline)
        except UnfitError as error:
            log.info("Every page is rendered by the whole template: %s", error)
            self.trusted = False
            return None

    def _proven(self, skeleton: Skeleton, whole: Whole, context: Mapping[str, Any]) -> str:
        expected = whole(context)
        if skeleton.fill(context) != expected:
            log.warning(
                "%s: the short cut past the theme's template gives another page than the template, which is used from "
                "here on. Set short_cut: false under the plugin and build again.",
                context["page"].file.src_uri,
            )
            self.trusted = False
        return expected


class Template(jinja2.Template):
    """A template that takes the short cut of its environment."""

    def render(self, *args: Any, **values: Any) -> str:  # noqa: ANN401 - as Jinja has it
        """As Jinja does it."""
        context = dict(*args, **values)
        page, whole = context.get("page"), super().render
        short_cut: ShortCut | None = self.environment.short_cut  # type: ignore[attr-defined]
        make = partial(short_cut.render, self.name, whole, context) if short_cut else partial(whole, context)
        return page.shown(make, context["config"]) if isinstance(page, MadePage) else make()


def shortened(environment: jinja2.Environment, *, short_cut: bool = True) -> jinja2.Environment:
    """The environment, whose templates say of a page with which they fail that it could not be made.

    From now on they take the short cut, if they are to.
    """
    environment.template_class = Template
    if environment.cache is not None:
        environment.cache.clear()
    environment.extend(short_cut=ShortCut(_alone(environment)) if short_cut else None)
    return environment


def _is_like_others(page: object) -> TypeGuard[KeptPage]:
    """Whether what stands around a page's text is that of others: the navigation shows where its own pages are."""
    return isinstance(page, KeptPage) and not page.edit_url and page.file.inclusion is InclusionLevel.NOT_IN_NAV


def _alone(environment: jinja2.Environment) -> Whole | None:
    """What renders a page's table of contents, if the theme keeps that in a template of its own."""
    try:
        environment.get_template(OUTLINE)
    except jinja2.TemplateNotFound:
        return None
    return partial(jinja2.Template.render, environment.from_string(_OUTLINE))


def make(whole: Whole, context: Mapping[str, Any], outline: Whole | None = None) -> Skeleton:
    """The skeleton of the pages that are like the one of a context; raises UnfitError."""
    page = copy.copy(context["page"])
    heading = "<h1" if "<h1" in page.content else ""
    page.meta = _Meta(page.meta)
    page.meta.seen = set()
    page.meta.update((name, _PROBE.format(name=name)) for name in FILLED if page.meta.get(name))
    page.title, page.content = _PROBE.format(name="name"), _PROBE.format(name="content") + heading
    page.canonical_url = page.canonical_url and _PROBE.format(name="address")
    page.toc = TableOfContents(entries_with(page, _PROBE.format(name="heading")))
    page.active = True
    entry = _PROBE.format(name="entry")
    outline = outline if entries_below(page) else None
    if outline:
        outline = _remembered(outline, {**context, "page": copy.copy(page)})
        next(iter(page.toc)).children = [AnchorLink(entry, entry, 2)]
    output = whole({**context, "page": page})
    if outline and entry in (alone := outline({**context, "page": page})):
        output = output.replace(alone, _PROBE.format(name="outline"))
    if heading:
        output = output.replace(_PROBE.format(name="content") + heading, _PROBE.format(name="content"))
    matches = list(_FOUND.finditer(output))
    ends = [0, *(match.end() for match in matches)]
    starts = [*(match.start() for match in matches), len(output)]
    texts = tuple(output[end:start] for end, start in zip(ends, starts, strict=True))
    if any("\ue000" in text or _END in text for text in texts):
        raise UnfitError("the theme shows a part of a page's text")
    return Skeleton(
        texts=texts,
        slots=tuple((match[1], _filter(match[1], match[0])) for match in matches),
        same={name: context["page"].meta.get(name) for name in page.meta.seen.difference(FILLED)},
        outline=outline,
    )


def _remembered(outline: Whole, context: Mapping[str, Any]) -> Whole:
    """The same, made once for equal contents, if the page's own heading is not shown among them."""
    page, shown = context["page"], []
    for heading in ("one", "other"):
        page.toc = TableOfContents(entries_with(page, heading))
        shown.append(outline(context))
    rendered: dict[Hashable, str] = {}

    def kept(context: Mapping[str, Any]) -> str:
        contents = outline_key(entries_below(context["page"]) or ())
        if contents not in rendered:
            if len(rendered) == KINDS_AT_MOST:
                rendered.clear()
            rendered[contents] = outline(context)
        return rendered[contents]

    return kept if shown[0] == shown[1] else outline


def _filter(name: str, text: str) -> Callable[[str], str]:
    """What the template did to a value."""
    if name == "entry":
        raise UnfitError("the theme shows a page's table of contents in a way that is not known")
    for change in _FILTERS:
        if change(_PROBE.format(name=name)) == text:
            return change
    raise UnfitError(f"the theme changes a page's {name} in a way that is not known")
