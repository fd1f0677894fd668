"""What the search finds, and under which facets: topic, outlet, kind, person, place, month, language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator import addresses
from generator.corpus import Corpus, document_day, entries_of
from generator.corpus.stories import Story
from generator.markup.escaping import clean
from generator.model import Document
from generator.publishing.search import Entry
from generator.runtime.containment import OPEN, Contained, Thing

FACETS = ("topic", "outlet", "kind", "person", "place", "month", "language")  # in the order of the search
BY_HAND = "page"  # the kind of what an editor wrote
STORY = "story"
KIND = "search"


def entries(
    corpus: Corpus, by_hand: Iterable[str], places: Mapping[str, str], held: Contained = OPEN
) -> Iterator[Entry]:
    """The documents, the stories and the hand-written pages; `places` says which file below the site a page becomes.

    Pages that only list others are not searched.
    """
    yield from held.each(_planned(corpus, places))
    yield from written(by_hand, places)


def _planned(corpus: Corpus, places: Mapping[str, str]) -> Iterator[tuple[Thing, Callable[[], Entry]]]:
    for document in corpus.documents:
        path = corpus.addresses.document(document.path)
        yield Thing(kind=KIND, page=path, source=document.path), partial(entry_of, document, places[path])
    for story in corpus.stories:
        path = addresses.story_path(story.id)
        if story.shared:
            yield Thing(kind=KIND, page=path), partial(_story, story, places[path])


def written(by_hand: Iterable[str], places: Mapping[str, str]) -> Iterator[Entry]:
    """The hand-written pages."""
    for path in by_hand:
        yield Entry(path=places[path], facets=(("kind", BY_HAND),))


def entry_of(document: Document, file: str) -> Entry:
    """What the search knows of a document beside its text; `file` is its page below the built site."""
    day = document_day(document)
    facets = dict.fromkeys((name, clean(value)[0]) for name, value in _facets(document))
    return Entry(path=file, facets=tuple(facets), day=day.isoformat() if day else "")


def _story(story: Story, file: str) -> Entry:
    """A story is under its kind alone: topics, outlets and names count documents."""
    days = [entry.day for entry in story.members if entry.day]
    return Entry(path=file, facets=(("kind", STORY),), day=max(days).isoformat() if days else "", quoting=True)


def _facets(document: Document) -> Iterator[tuple[str, str]]:
    facts = document.metadata
    yield "kind", document.kind
    for match in document.topics:
        yield "topic", addresses.topic_path(match.topic).removeprefix("topics/").removesuffix(".md")
    if facts.publisher:
        yield "outlet", facts.publisher.value
    if facts.language:
        yield "language", facts.language.value
    for mention in document.mentions():
        if mention.kind in {"person", "place"}:
            yield mention.kind, mention.name
    for entry in entries_of(document):
        if entry.day:
            yield "month", f"{entry.day:%Y-%m}"
