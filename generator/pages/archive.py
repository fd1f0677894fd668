"""Pages above the sites of single years or months: what each holds, and where their topics, days and stories stand.

They are made of summaries alone, so that no process needs to hold all documents.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from generator import addresses
from generator.addresses import page_url
from generator.corpus import Corpus, Entry
from generator.corpus.entry import UNDATED
from generator.corpus.stories import Story
from generator.desk import Desk
from generator.i18n import Interface
from generator.markup import escaping
from generator.model import Markdown, Page
from generator.pages.environment import capital, link, render
from generator.pages.failure_page import guarded
from generator.pages.home import search
from generator.pages.indexes import entries_in
from generator.pages.items import front_matter, story_title
from generator.runtime.containment import OPEN, Contained, Thing
from generator.settings import Settings

MOST_STORIES: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A page of a part: its path there, its title, and how much it lists."""

    path: str
    title: str
    documents: int
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a part holds; its name is a year, a month as in ISO 8601, or UNDATED."""

    name: str
    whole: Tally
    topics: tuple[Tally, ...]
    days: tuple[Tally, ...]
    stories: tuple[Tally, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a list: a page of this site, or of a part, with how much it lists."""

    link: Markdown
    documents: int
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under a heading; `id` is the heading's."""

    heading: str
    id: str
    lines: tuple[Line, ...]


def part_words(words: Interface, name: str) -> str:
    """The name of a part for readers."""
    if name == UNDATED:
        return words.say("undated")
    return capital(words.month(dt.date.fromisoformat(f"{name}-01"))) if "-" in name else name


def summary(corpus: Corpus, name: str, held: Contained = OPEN) -> Summary:
    """What the part with this name, whose corpus this is, comes to."""
    topics = [
        _tally(addresses.topic_path(topic.id), topic.title, corpus.topics.get(topic.id, ()))
        for topic in corpus.desk.topics
    ]
    return Summary(
        name=name,
        whole=_tally("index.md", part_words(corpus.words, name), entries_in(corpus.documents)),
        topics=tuple(topics),
        days=tuple(
            _tally(addresses.day_path(f"{day}"), corpus.words.day(day), corpus.days[day]) for day in corpus.days
        ),
        stories=tuple(held.each(_stories_planned(corpus))),
    )


def _stories_planned(corpus: Corpus) -> Iterator[tuple[Thing, Callable[[], Tally]]]:
    for story in (story for story in corpus.stories if story.shared):
        path = addresses.story_path(story.id)
        yield Thing(kind="part", page=path), partial(_of_story, path, story)


def _of_story(path: str, story: Story) -> Tally:
    return _tally(path, story_title(story), story.members)


def _tally(path: str, title: str, entries: Iterable[Entry]) -> Tally:
    listed = tuple(entries)
    documents = {entry.document.path for entry in listed}
    return Tally(path=path, title=title, documents=len(documents), posts=len(listed))


def part_settings(settings: Settings, name: str) -> Settings:
    """The settings of a part's site, which stands in a folder of the whole one."""
    return replace(settings, site_url=f"{settings.site_url.rstrip('/')}/{name}/")


def pages(parts: Iterable[Summary], desk: Desk, settings: Settings, held: Contained = OPEN) -> Iterator[Page]:
    """Home, search, topics, days and stories of the whole, each of which leads to pages of the parts, newest first."""
    words = Interface(settings.language)
    for path, make in _planned(words, parts, desk, settings):
        yield guarded(held, words, path, make)


def _planned(
    words: Interface, parts: Iterable[Summary], desk: Desk, settings: Settings
) -> Iterator[tuple[str, Callable[[], Page]]]:
    """The path of each page, and what makes it."""
    newest = sorted(parts, key=lambda part: (part.name != UNDATED, part.name), reverse=True)
    topics = tuple(_topics(newest))
    everything = _parts(((part, part.whole) for part in newest), settings)
    about, title = "archive-home", settings.site_name
    yield "index.md", lambda: _page(words, "index.md", title, about, everything, _topic_section(words, topics, ""))
    yield "search.md", partial(search, words, desk, (("stories-title", "stories/index.md"),))
    listed = partial(_topic_section, words, topics, "../")
    yield "topics/index.md", lambda: _overview(words, "topics", "topics-description", listed())
    for tally, summaries in topics:
        yield tally.path, partial(_of_topic, words, tally, summaries, settings)
    yield "days/index.md", lambda: _overview(words, "days", "days-description", *_days(newest, settings))
    yield "stories/index.md", lambda: _overview(words, "stories", "archive-stories", _stories(newest, settings))


def _of_topic(words: Interface, tally: Tally, summaries: Iterable[tuple[Summary, Tally]], settings: Settings) -> Page:
    return _page(words, tally.path, tally.title, "archive-topic", _parts(summaries, settings))


def _overview(words: Interface, folder: str, about: str, *sections: Section) -> Page:
    return _page(words, f"{folder}/index.md", words.say(f"{folder}-title"), about, *sections)


def _parts(summaries: Iterable[tuple[Summary, Tally]], settings: Settings) -> Section:
    words = Interface(settings.language)
    lines = (_line(settings, part, replace(tally, title=part_words(words, part.name))) for part, tally in summaries)
    return Section(heading=words.say("archive-parts"), id="parts", lines=tuple(lines))


def _topics(parts: Sequence[Summary]) -> Iterator[tuple[Tally, list[tuple[Summary, Tally]]]]:
    """Each topic with its counts over all parts, and the parts that have posts of it."""
    for tallies in zip(*(part.topics for part in parts), strict=True):
        whole = replace(
            tallies[0], documents=sum(tally.documents for tally in tallies), posts=sum(tally.posts for tally in tallies)
        )
        yield whole, [(part, part_tally) for part, part_tally in zip(parts, tallies, strict=True) if part_tally.posts]


def _topic_section(words: Interface, topics: Iterable[tuple[Tally, object]], root: str) -> Section:
    lines = (
        Line(link=link(whole.title, root + whole.path), documents=whole.documents, posts=whole.posts)
        for whole, _ in topics
    )
    return Section(heading=words.say("topics-title"), id="topics", lines=tuple(lines))


def _days(parts: Iterable[Summary], settings: Settings) -> Iterator[Section]:
    for part in parts:
        lines = tuple(_line(settings, part, day) for day in part.days)
        if lines:
            yield Section(
                heading=part_words(Interface(settings.language), part.name), id=f"in-{part.name}", lines=lines
            )


def _stories(parts: Iterable[Summary], settings: Settings) -> Section:
    stories_by_part = [(part, story) for part in parts for story in part.stories]
    stories_by_part.sort(key=lambda pair: -pair[1].documents)
    lines = tuple(_line(settings, part, story) for part, story in stories_by_part[:MOST_STORIES])
    return Section(heading=Interface(settings.language).say("stories-title"), id="stories", lines=lines)


def _line(settings: Settings, part: Summary, tally: Tally) -> Line:
    address = page_url(part_settings(settings, part.name), tally.path)
    return Line(link=escaping.link(tally.title, address), documents=tally.documents, posts=tally.posts)


def _page(words: Interface, path: str, title: str, about: str, *sections: Section) -> Page:
    """A page; `about` is the key of its description."""
    description = words.say(about, title=title)
    text = render(words, "archive", title=title, description=description, sections=sections)
    return Page(path=path, text=front_matter(title if "/" in path else words.say("home"), description) + text)
