"""The page that stands for one that could not be made: it says so, and needs nothing that could fail again."""

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from generator.i18n import Interface
from generator.markup.escaping import inert
from generator.model import Page, Problem
from generator.pages.items import front_matter
from generator.runtime.containment import Contained, Thing

KIND = "page"
OF_DOCUMENT = "document-page"


def guarded(  # noqa: PLR0913, PLR0917 - what a page is known by before it is made
    held: Contained, words: Interface, path: str, make: Callable[[], Page], source: str = "", title: str = ""
) -> Page:
    """What `make` gives, or the page that says that it could not be made."""
    thing = Thing(kind=OF_DOCUMENT if source else KIND, page=path, source=source, code="page-failed")
    return held.attempt(thing, make, partial(page, words, path, title))


def page(words: Interface, path: str, title: str, problem: Problem) -> Page:
    """The page in place of the one with this path; without a title it is called like its source."""
    if not path.endswith(".md"):
        return Page(path=path, text=f"{words.say('page-failed')}\n")
    return Page(path=path, text=matter(words, path, title, problem) + text(words, path, title, problem))


def matter(words: Interface, path: str, title: str, problem: Problem) -> str:
    """Its front matter; a page that could not be made is not found by the search."""
    return front_matter(_title(path, title, problem), words.say("page-failed"), search={"exclude": True})


def text(words: Interface, path: str, title: str, problem: Problem) -> str:
    """Its Markdown."""
    lead = words.say("page-failed-lead", file=inert(problem.path or path))
    return f'# {inert(_title(path, title, problem))}\n\n!!! failure "{words.say("page-failed")}"\n    {lead}\n'


def _title(path: str, title: str, problem: Problem) -> str:
    return title or PurePosixPath(problem.path or path).name
