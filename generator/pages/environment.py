"""The Jinja environments: whatever a template prints that is not `Markdown` is made inert on the way out."""

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined

from generator import markdown
from generator.model import Markdown
from generator.pages.phrases import (
    and_words,
    count_words,
    date_words,
    day_words,
    lines_words,
    month_words,
    time_words,
    weekday_words,
)

_PATH = re.compile(
    r"(?:\.\./)?[a-z0-9/-]{0,200}(?:\.(?:md|txt|bib|ris|csl\.json|csv|json|db|atom|rss))?(?:#[a-z][a-z0-9-]*)?"
)
_ANCHOR = re.compile(r"[a-z][a-z0-9-]*")


def finalize(value: object) -> object:
    """Markdown passes as it is, everything else becomes inert text; nothing prints as 'None'."""
    if isinstance(value, Markdown | Undefined):
        return value
    if value is None:
        raise TypeError("a template prints a value that is not there")
    return markdown.inert(str(value))


def anchor(name: str) -> Markdown:
    """An element id for an attribute list; raises ValueError on anything but an id that the generator made."""
    if not _ANCHOR.fullmatch(name):
        raise ValueError(f"not an anchor: {name!r}")
    return Markdown(name)


def link(label: str | Markdown, path: str) -> Markdown:
    """A link within the site; raises ValueError on anything but a path that the generator made."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"not a path of the site: {path!r}")
    text = label if isinstance(label, Markdown) else markdown.inert(label)
    return Markdown(f"[{text}]({path})")


def published(path: str) -> str:
    """Where a page of the site is published below its address."""
    page, _, fragment = path.partition("#")
    folder = page.removesuffix(".md") + "/" if page.endswith(".md") else page
    return folder + (f"#{fragment}" if fragment else "")


@cache
def environment() -> Environment:
    """The one environment of all templates."""
    env = Environment(
        loader=PackageLoader("generator", "templates"),
        undefined=StrictUndefined,
        finalize=finalize,
        autoescape=False,  # noqa: S701 - `finalize` escapes for Markdown, HTML escaping would show in the text
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["link"] = link
    env.globals["outside"] = markdown.link
    env.filters["anchor"] = anchor
    env.filters["published"] = published
    for phrase in (and_words, count_words, date_words, day_words, lines_words, month_words, time_words, weekday_words):
        env.filters[phrase.__name__] = phrase
    return env


def _in_drawing(value: object) -> object:
    """Numbers with one decimal at most, everything else inert in HTML."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return value if isinstance(value, Markdown | Undefined) else markdown.in_html(str(value))


@cache
def _drawings() -> Environment:
    return environment().overlay(loader=PackageLoader("generator", "templates/drawings"), finalize=_in_drawing)


def drawing(template: str, **values: Any) -> Markdown:  # noqa: ANN401 - a template takes anything
    """Raw HTML on one line, which every Markdown engine takes for one block and leaves as it is."""
    text = _drawings().get_template(f"{template}.html.j2").render(**values)
    return Markdown("".join(line.strip() for line in text.splitlines()))


def render(template: str, **values: Any) -> str:  # noqa: ANN401 - a template takes anything
    """The text of one template, with one line end at its end and no runs of empty lines."""
    text = environment().get_template(f"{template}.md.j2").render(**values)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
