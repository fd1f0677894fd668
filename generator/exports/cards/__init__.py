"""Pictures that stand beside a shared link: of the site, of topics, and of the latest days and stories.

Documents and all other pages have that of the site: a picture of this site's with an outlet's name would look like one
of the outlet's own. What a card says stands on its page, from where rights have taken what may not be shown.
"""

# Reasons: docs/decisions/0036-cards.md

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from generator import addresses
from generator.corpus import Corpus, Entry
from generator.corpus.stories import Story
from generator.desk import Topic
from generator.exports.cards.drawing import SIZE, Face, draw, drawable
from generator.i18n import Interface
from generator.markup import escaping
from generator.pages.environment import capital
from generator.pages.items import span_words, story_title
from generator.pages.other_reports import whose
from generator.pages.shortening import shorten
from generator.runtime.containment import OPEN, Contained, Thing
from generator.settings import Settings

__all__ = ["HOME", "SIZE", "Card", "cards", "draw", "of_site"]

HOME: Final = "index.md"
MOST: Final = 100  # days, and stories: 10 ms and 13 kB each
CHARS: Final = 300  # of a title
KIND: Final = "card"
_Tell = Callable[[], tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The picture of one page: where it is published, and what it says."""

    path: str
    face: Face

    @property
    def alt(self) -> str:
        """What the picture says, for those who do not see it."""
        return " · ".join(filter(None, (self.face.site, self.face.title, self.face.note)))


def cards(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Mapping[str, Card]:
    """The cards by the paths of their pages; a title that the font cannot draw has none."""
    cards = held.each(
        (Thing(kind=KIND, page=page), partial(_told, page, settings.site_name, tell)) for page, tell in _planned(corpus)
    )
    return {**of_site(settings), **{page: card for page, card in cards if card.face.title}}


def of_site(settings: Settings) -> Mapping[str, Card]:
    """The card of the home page, which stands for every page without one."""
    note = Interface(settings.language).say("home-description")
    page, card = _card(HOME, "", settings.site_name, note)
    return {page: card} if card.face.title else {}


def _told(page: str, site: str, tell: _Tell) -> tuple[str, Card]:
    title, note = tell()
    return _card(page, site, title, note)


def _planned(corpus: Corpus) -> Iterator[tuple[str, _Tell]]:
    """The path of each page that has a card of its own, and what gives its title, and what it comes to."""
    words = corpus.words
    for topic in corpus.desk.topics:
        yield addresses.topic_path(topic.id), partial(_of_topic, words, topic, corpus.topics.get(topic.id, ()))
    for day, entries in islice(corpus.days.items(), MOST):
        yield addresses.day_path(day.isoformat()), partial(_of_day, words, day, entries)
    for story in islice((story for story in corpus.stories if story.shared), MOST):
        yield addresses.story_path(story.id), partial(_of_story, words, story)


def _of_topic(words: Interface, topic: Topic, entries: Iterable[Entry]) -> tuple[str, str]:
    return topic.title, _counts(words, entries, span_words(words, entries))


def _of_day(words: Interface, day: dt.date, entries: Iterable[Entry]) -> tuple[str, str]:
    return capital(words.weekday(day)), _counts(words, entries)


def _of_story(words: Interface, story: Story) -> tuple[str, str]:
    headline = "" if story.name else words.say("card-headline", whose=whose(words, story.lead.document))
    return story_title(story), _counts(words, story.members, headline)


def _counts(words: Interface, entries: Iterable[Entry], more: str = "") -> str:
    documents = {entry.document.path: entry.document for entry in entries}
    outlets = {document.metadata.publisher.value for document in documents.values() if document.metadata.publisher}
    counts = words.say("documents", len(documents)), words.say("outlets-named", len(outlets))
    return " · ".join(filter(None, (more, *counts)))


def _card(page: str, site: str, title: str, note: str) -> tuple[str, Card]:
    drawn = (drawable(escaping.clean(text)[0]) for text in (site, shorten(title, CHARS), note))
    face = Face(**dict(zip(("site", "title", "note"), drawn, strict=True)))
    return page, Card(path=f"cards/{page.removesuffix('.md')}.png", face=face)
