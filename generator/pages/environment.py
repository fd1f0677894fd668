"""The Jinja environments: whatever a template prints that is not `Markdown` is made inert on the way out."""

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined

from generator.i18n import Interface
from generator.markup import escaping
from generator.model import Markdown
from generator.pages.highlights import marked

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
    return escaping.inert(str(value))


def anchor(name: str) -> Markdown:
    """An element id for an attribute list; raises ValueError on anything but an id that the generator made."""
    if not _ANCHOR.fullmatch(name):
        raise ValueError(f"not an anchor: {name!r}")
    return Markdown(name)


def link(label: str | Markdown, path: str) -> Markdown:
    """A link within the site; raises ValueError on anything but a path that the generator made."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"not a path of the site: {path!r}")
    text = label if isinstance(label, Markdown) else escaping.inert(label)
    return Markdown(f"[{text}]({path})")


def strong(text: str) -> Markdown:
    """Inert text that stands out."""
    return marked([(text, True)])


def capital(text: str) -> str:
    """The text as a line begins: not every language writes days and months with a capital."""
    return text[:1].upper() + text[1:]


def say(words: Interface, key: str, n: int | None = None, **values: str | int) -> Markdown:
    """A phrase of the catalogue, which is Markdown; what it takes is made inert where it is not."""
    filled = {
        name: value if isinstance(value, Markdown) else escaping.inert(str(value)) for name, value in values.items()
    }
    return Markdown(words.say(key, n, **filled))


def to_text(words: Interface, path: str) -> Markdown:
    """The sign that leads from words to the paragraph that holds them."""
    return Markdown(f'&nbsp;{link("¶", path)}{{: .to-text title="{words.say("show-in-text")}" }}')


def links(words: Interface, pairs: Iterable[tuple[str, str]], root: str, between: str = ", ") -> Markdown:
    """Labels and paths as links in a row."""
    del words
    return Markdown(between.join(link(label, root + path) for label, path in pairs))


def counted(
    words: Interface, named: Iterable[tuple[str, str, int]], root: str, between: str = " · ", *, bracket: bool = False
) -> Markdown:
    """Labels with their number in a row, as links where they have a path."""
    shown = (
        f"{link(label, root + path) if path else escaping.inert(label)} "
        + (f"({words.number(number)})" if bracket else words.number(number))
        for label, path, number in named
    )
    return Markdown(between.join(shown))


def markers(words: Interface, pieces: Iterable[Any]) -> Markdown:
    """What stands for blocks that are not shown, each with its id."""
    del words
    return Markdown(", ".join(f"*{piece.text}*{{: #{anchor(piece.anchor)} .withheld }}" for piece in pieces))


def english(words: Interface, text: str) -> Markdown:
    """What the machine says of its decisions, which is English on every site."""
    return tagged(escaping.inert(text), "" if words.code == "en" else "en")


def tagged(text: Markdown, language: str) -> Markdown:
    """Markdown with the language that it is written in; as it is where that is empty."""
    return Markdown(f'<span lang="{language}">{text}</span>') if language else text


def published(path: str) -> str:
    """Where a page of the site is published below its address."""
    page, _, fragment = path.partition("#")
    folder = page.removesuffix(".md") + "/" if page.endswith(".md") else page
    return folder + (f"#{fragment}" if fragment else "")


class _Templates(PackageLoader):
    """The templates, each of which is looked at once a page, however often it is included: it may be edited."""

    def __init__(self, folder: str) -> None:
        super().__init__("generator.pages", folder)
        self.current: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        """The text of a template, and a way to see whether it is still the same."""
        text, path, same = super().get_source(environment, template)
        return text, path, partial(self._is_current, template, same) if same else None

    def _is_current(self, template: str, same: Callable[[], bool]) -> bool:
        if template in self.current or same():
            self.current.add(template)
            return True
        return False


_PAGES = _Templates("templates")


@cache
def environment(words: Interface) -> Environment:
    """The one environment of all templates, in one language."""
    env = Environment(
        loader=_PAGES,
        undefined=StrictUndefined,
        finalize=finalize,
        autoescape=False,  # noqa: S701 - `finalize` escapes for Markdown, HTML escaping would show in the text
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {"link": link, "outside": escaping.link, "strong": strong}
    env.globals |= {helper.__name__: partial(helper, words) for helper in (say, to_text, links, counted, markers)}
    env.filters |= {"anchor": anchor, "published": published, "rendered": Markdown, "english": partial(english, words)}
    env.filters |= {"and_words": words.join, "lines_words": words.lines, "time_words": words.time}
    env.filters |= {"day_words": words.day, "month_words": words.month, "number": words.number}
    env.filters["weekday_words"] = lambda day: capital(words.weekday(day))
    return env


def _in_drawing(value: object) -> object:
    """Numbers with one decimal at most, everything else inert in HTML."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return value if isinstance(value, Markdown | Undefined) else escaping.in_html(str(value))


@cache
def _drawings() -> Environment:
    loader = PackageLoader("generator.pages", "templates/drawings")
    return environment(Interface()).overlay(loader=loader, finalize=_in_drawing)


def drawing(template: str, **values: Any) -> Markdown:  # noqa: ANN401 - a template takes anything
    """Raw HTML on one line, which every Markdown engine takes for one block and leaves as it is."""
    text = _drawings().get_template(f"{template}.html.j2").render(**values)
    return Markdown("".join(line.strip() for line in text.splitlines()))


def render(words: Interface, template: str, **values: Any) -> str:  # noqa: ANN401 - a template takes anything
    """The text of one template, with one line end at its end and no runs of empty lines."""
    _PAGES.current.clear()
    text = environment(words).get_template(f"{template}.md.j2").render(**values)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
