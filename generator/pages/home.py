"""The home page, the search page and the desk page."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Final

from generator import addresses
from generator.corpus import Corpus
from generator.corpus.briefs import brief
from generator.desk import Desk
from generator.i18n import Interface
from generator.model import Document, Page, Problem
from generator.pages.days import Line, view
from generator.pages.environment import render
from generator.pages.indexes import Row
from generator.pages.items import document_item, front_matter
from generator.pages.story import row
from generator.settings import Settings

LATEST = 12
LINES = 6
STORIES = 5
Indexes = tuple[tuple[str, str], ...]  # keys of titles, and paths
INDEXES: Final[Indexes] = (
    ("outlets-title", "outlets/index.md"),
    ("people-title", "people/index.md"),
    ("places-title", "places/index.md"),
)
SEVERITIES = {"error": "errors", "warning": "warnings", "info": "notes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A problem with the address of the page that it concerns, where there is one."""

    problem: Problem
    href: str


def home(corpus: Corpus, settings: Settings, more: Sequence[Problem] = ()) -> Page:
    """What the newest day tells, stories of several outlets, the topics with counts, and the latest documents.

    `more` are problems that are none of the corpus.
    """
    words, newest = corpus.words, next(iter(corpus.days), None)
    values = {
        "root": "",
        "feed": "feed" if settings.site_url else "",
        "title": settings.site_name,
        "documents": len(corpus.documents),
        "outlets": len(corpus.outlets),
        "days": len(corpus.days),
        "day": newest,
        "page_day": newest,
        "lines": _lines(corpus, newest) if newest else (),
        "stories": tuple(
            row(words, story) for story in islice((story for story in corpus.stories if story.shared), STORIES)
        ),
        "topics": [
            Row(
                href=addresses.topic_path(topic.id),
                label=topic.title,
                documents=len({entry.document.path for entry in corpus.topics.get(topic.id, ())}),
                posts=len(corpus.topics.get(topic.id, ())),
                note=topic.description,
            )
            for topic in corpus.desk.topics
        ],
        "latest": tuple(document_item(corpus, document) for document in _latest(corpus)),
        "problems": sum(problem.severity != "info" for problem in (*corpus.problems, *more)),
    }
    matter = front_matter(words.say("home"), words.say("home-description"))
    return Page(path="index.md", text=matter + render(words, "home", **values))


def _latest(corpus: Corpus) -> Iterator[Document]:
    """The newest documents that are not doubted."""
    return islice((document for document in corpus.documents if not document.doubted), LATEST)


def _lines(corpus: Corpus, day: dt.date) -> tuple[Line, ...]:
    """Sentences that tell the day, of every topic the first before of any the second."""
    parts = (part.lines for part in view(corpus, brief(corpus, day)).parts)
    ranked = (line for turn in zip_longest(*parts) for line in turn if line)
    return tuple(islice(ranked, LINES))


def search(words: Interface, desk: Desk, indexes: Indexes = INDEXES) -> Page:
    """The place where the search works, and the way without it; its list of topics tells the search their titles."""
    topics = tuple((topic.title, addresses.topic_path(topic.id)) for topic in desk.topics)
    values = {"title": words.say("search"), "topics": topics, "indexes": indexes}
    matter = front_matter(words.say("search"), words.say("search-description"), hide=["navigation", "toc"])
    return Page(path="search.md", text=matter + render(words, "search", root="", **values))


def problems(corpus: Corpus, more: Sequence[Problem] = ()) -> Page:
    """Every problem with file and lines, the gravest first; `more` are those that are none of the corpus."""
    pages = {document.path: corpus.addresses.document(document.path) for document in corpus.documents}
    doubted = {document.path for document in corpus.documents if document.doubted}
    problems = sorted((*corpus.problems, *more), key=lambda problem: problem.path not in doubted)
    groups = [(key, tuple(_troubles(problems, kind, pages))) for kind, key in SEVERITIES.items()]
    words, title = corpus.words, corpus.words.say("desk")
    text = render(words, "desk", root="", title=title, groups=groups, total=len(problems))
    return Page(path="desk.md", text=front_matter(title, words.say("desk-description")) + text)


def _troubles(problems: Iterable[Problem], severity: str, pages: dict[str, str]) -> Iterator[Trouble]:
    for problem in problems:
        if problem.severity == severity:
            yield Trouble(problem=problem, href=pages.get(problem.path, ""))
