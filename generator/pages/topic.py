"""A page for each topic: its rule in words, who reported it when, and the passages that matched."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial, reduce
from itertools import groupby

from generator import addresses
from generator.corpus import Corpus, Entry
from generator.desk import Topic
from generator.i18n import Interface
from generator.model import Page
from generator.pages.charts import reports
from generator.pages.environment import capital, render
from generator.pages.evidence import Passage, passages
from generator.pages.failure_page import guarded
from generator.pages.figures import figures_of_topic
from generator.pages.indexes import Row, overview
from generator.pages.items import Group, by_day, front_matter, href_of, outlet_href, outlet_of, span_words
from generator.pages.maps import named, of_places
from generator.runtime.containment import OPEN, Contained
from generator.settings import Settings

PASSAGES = 2
PLACES = 15
MOST_POSTS = 200


def pages(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Iterator[Page]:
    """A page for each topic of the desk, also for one without posts, and the overview."""
    for topic in corpus.desk.topics:
        entries = corpus.topics.get(topic.id, ())
        make = partial(page, corpus, topic, entries, feed=topic.id if settings.site_url else "")
        yield guarded(held, corpus.words, addresses.topic_path(topic.id), make, title=topic.title)
    yield guarded(held, corpus.words, "topics/index.md", partial(_overview, corpus))


def _overview(corpus: Corpus) -> Page:
    rows = map(partial(_row, corpus), corpus.desk.topics)
    return overview(corpus.words, "topics", corpus.words.say("topics-description"), rows)


def _row(corpus: Corpus, topic: Topic) -> Row:
    entries = corpus.topics.get(topic.id, ())
    return Row(
        href=addresses.topic_path(topic.id),
        label=topic.title,
        documents=len({entry.document.path for entry in entries}),
        posts=len(entries),
        note=span_words(corpus.words, entries),
    )


def page(corpus: Corpus, topic: Topic, entries: tuple[Entry, ...], feed: str) -> Page:
    """The page of one topic; `feed` is the path of its feeds without suffix, where it has some."""
    words = corpus.words
    titles = {other.id: other.title for other in corpus.desk.topics}
    outlets = Counter((outlet_of(words, e.document), outlet_href(corpus.addresses, e.document)) for e in entries)
    places = named(entries)
    values = {
        "root": "../",
        "feed": feed,
        "title": topic.title,
        "description": topic.description,
        "rule_lines": tuple(rule_words(words, topic)),
        "documents": len({entry.document.path for entry in entries}),
        "posts": len(entries),
        "days": span_words(words, entries),
        "outlets_named": len({e.document.metadata.publisher.value for e in entries if e.document.metadata.publisher}),
        "outlets": [
            (name, href, count) for (name, href), count in sorted(outlets.items(), key=lambda o: (-o[1], o[0]))
        ],
        "related": [
            (titles[other], addresses.topic_path(other), count)
            for other, count in corpus.related.get(topic.id, ())
            if other in titles
        ],
        "map": of_places(corpus, "../", places),
        "places": [(name, corpus.addresses.name("places", name), count) for name, count in _most(places)],
        "chart": reports(words, entries),
        "tables": figures_of_topic(corpus, topic.id),
        "page_day": None,
        "groups": tuple(_groups(corpus, topic.id, entries[:MOST_POSTS])),
        "older": tuple(_older(words, entries[MOST_POSTS:])),
    }
    text = front_matter(topic.title, topic.description) + render(words, "topic", **values)
    return Page(path=addresses.topic_path(topic.id), text=text)


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:PLACES]


def rule_words(words: Interface, topic: Topic) -> Iterator[str]:
    """The topic's rule as sentences."""
    for rule in topic.rules:
        groups = (_one_of(words, group) for group in rule.groups)
        met = reduce(lambda left, other: words.say("rule-together", one=left, other=other), groups)
        where = words.say(f"rule-within-{rule.within}") if len(rule.groups) > 1 else ""
        unless = words.say("rule-unless", phrases=_one_of(words, rule.unless)) if rule.unless else ""
        yield words.say("rule-line", points=_points(words, rule.weight), groups=met, where=where, unless=unless)
    if topic.exclude:
        yield words.say("rule-never", phrases=_one_of(words, topic.exclude))
    yield words.say("rule-threshold", points=_points(words, topic.threshold))


def _one_of(words: Interface, group: tuple[str, ...]) -> str:
    phrases = (words.say("quoted", text=phrase) for phrase in group)
    return reduce(lambda left, other: words.say("rule-or", one=left, other=other), phrases)


def _points(words: Interface, weight: float) -> str:
    whole = weight == int(weight)
    return words.say("points", int(weight)) if whole else words.say("points-broken", number=words.number(weight))


def _groups(corpus: Corpus, topic: str, entries: tuple[Entry, ...]) -> Iterator[Group]:
    """The posts by day, each with the first passages that matched, their links leading to the document's page."""
    matched = {href_of(corpus.addresses, entry): entry for entry in entries}
    for group in by_day(corpus, entries, fold=True):
        shown = tuple(
            replace(item, passages=_passages(corpus.words, matched[item.href], topic)) for item in group.items
        )
        yield replace(group, items=shown)


def _older(words: Interface, entries: Iterable[Entry]) -> Iterator[tuple[str, list[tuple[str, str, int]]]]:
    """The days of further posts by month, each with its page and how many there are; those without a day last."""
    for month, group in groupby(entries, key=lambda entry: entry.day and entry.day.replace(day=1)):
        counts = Counter(entry.day for entry in group)
        yield (
            capital(words.month(month)) if month else words.say("undated"),
            [
                (words.day(day), addresses.day_path(day.isoformat()), number)
                if day
                else (words.say("undated"), "", number)
                for day, number in counts.items()
            ],
        )


def _passages(words: Interface, entry: Entry, topic: str) -> tuple[Passage, ...]:
    match = entry.match(topic)
    excerpts = tuple(passages(words, entry.document, entry.post, match)) if match else ()
    return tuple(sorted(excerpts, key=lambda passage: -passage.weight)[:PASSAGES])
