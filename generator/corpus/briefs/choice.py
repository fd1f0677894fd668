"""Which sentences tell a day: of its reports and of others that tell of it, each thing once, every topic heard."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.corpus.assembly import Corpus, Entry
from generator.corpus.key_points import Weighed, repeats
from generator.corpus.passages import Verbatim
from generator.language.sentences import Index
from generator.model import EventDay, Span

MOST = 12
MOST_A_TOPIC = 5
MOST_A_DOCUMENT = {"article": 2, "live-blog": 7}
MOST_CANDIDATES = 3
OF_THE_DAY = 1.5
OF_OTHER_DAYS = -1.0
OF_A_COPY = -1.0
SAID_ALREADY = 0.4
STALE_DAYS = 2
MAX_PERIOD_WORDS = 5
YEAR = re.compile(r"(?<![\w.,])(?:1[5-9]|20)\d\d(?![\w.,]\d|\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a text from its heading on."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Words of a report."""

    entry: Entry
    quote: Verbatim


@dataclass(kw_only=True, eq=False)
class Chosen:
    """A sentence that is shown, with its story, its topic and, by their paths, those that say the same or no more."""

    entry: Entry
    sentence: Weighed
    story: str | None
    topic: str | None
    weight: float
    also: dict[str, Told] = field(default_factory=dict)

    @property
    def told(self) -> Told:
        """The sentence in its report."""
        return Told(entry=self.entry, quote=self.sentence.quote)

    @property
    def order(self) -> tuple[object, ...]:
        """Sort key: by the time of the report, then by place."""
        return (*self.entry.moment, self.sentence.span.start)


def choose(corpus: Corpus, day: dt.date, reports: tuple[Entry, ...]) -> tuple[Chosen, ...]:
    """The best sentence of every topic first, then the best of all, as many as fit on two printed pages."""
    found = sorted(_candidates(corpus, day, reports), key=lambda candidate: (-candidate.weight, candidate.order))
    kept: list[Chosen] = []
    for one in [*_first_of_topics(found), *found]:
        if one not in kept:
            same = next((other for other in kept if _same(other.sentence, one.sentence)), None) or _told_by(kept, one)
            if same:
                _fold(same, one)
            elif _fits(kept, one):
                kept.append(one)
    return tuple(kept)


def _candidates(corpus: Corpus, day: dt.date, reports: tuple[Entry, ...]) -> Iterator[Chosen]:
    for entry in reports:
        yield from _best(corpus, entry, day, of_day=True)
    here = {entry.key for entry in reports}
    for entry in {entry.key: entry for entry, _ in corpus.told.get(day, ()) if entry.key not in here}.values():
        yield from _best(corpus, entry, day, of_day=False)


def _best(corpus: Corpus, entry: Entry, day: dt.date, *, of_day: bool) -> Iterator[Chosen]:
    """The few best sentences of an entry; of one of another day only those that tell of this one."""
    told = Index(event_day for event_day in entry.post.event_days if event_day.precision == "day")
    past = Index(_past_sections(entry, day))
    of_copy = OF_A_COPY if entry.key in corpus.copy_of else 0.0  # the text that it copies comes first
    found = [
        (one.score + weight + of_copy, one)
        for one in corpus.weighing.of(entry.document, entry.post)
        if not one.of_years_gone_by
        and (weight := _of_day(told, one, day, of_day=of_day)) is not None
        and (weight == OF_THE_DAY or not past.at(one.span.start))
    ]
    story = corpus.story_of.get(entry.key)
    for weight, one in sorted(found, key=lambda pair: (-pair[0], pair[1].span.start))[:MOST_CANDIDATES]:
        topic = _topic(entry, one)
        yield Chosen(entry=entry, sentence=one, story=story.id if story else None, topic=topic, weight=weight)


def _past_sections(entry: Entry, day: dt.date) -> Iterator[Section]:
    """The parts of a chronology that a heading dates to years before the day's: 'November 2022'."""
    heads = [block for block in entry.post.blocks if block.kind == "heading"]
    stops = [*(block.span.start for block in heads[1:]), len(entry.document.reading.text)]
    for block, stop in zip(heads, stops, strict=False):
        words = entry.document.reading.words(block)
        years = [int(year) for year in YEAR.findall(words)]
        if years and max(years) < day.year and len(words.split()) <= MAX_PERIOD_WORDS:
            yield Section(span=Span(block.span.start, stop))


def _of_day(events: Index[EventDay], weighed: Weighed, day: dt.date, *, of_day: bool) -> float | None:
    """What a sentence weighs by the days that it tells of; None where it has no place in the brief of this day."""
    days = [event.day for event in events.within(weighed.span.start, weighed.span.end)]
    if day in days:
        return OF_THE_DAY
    if not of_day:
        return None
    return OF_OTHER_DAYS if days and max(days) < day - dt.timedelta(days=STALE_DAYS) else 0.0


def _topic(entry: Entry, weighed: Weighed) -> str | None:
    """The topic that the sentence's own words speak for most; of a topic of its post it need not tell."""
    span = weighed.span
    spoken = {
        match.topic: sum(hit.weight for hit in match.matches if span.start <= hit.span.start < span.end)
        for match in entry.post.topics
    }
    ranked = sorted((-weight, topic) for topic, weight in spoken.items() if weight > 0)
    return ranked[0][1] if ranked else None


def _first_of_topics(taken: Iterable[Chosen]) -> list[Chosen]:
    first: dict[str | None, Chosen] = {}
    for one in taken:
        first.setdefault(one.topic, one)
    return list(first.values())


def _same(weighed: Weighed, other: Weighed) -> bool:
    """Whether two sentences tell the same in nearly the same words, and no other place or number."""
    if not repeats(weighed, other):
        return False
    pairs = ((_places(weighed), _places(other)), (_values(weighed), _values(other)))
    return not any(mine - theirs and theirs - mine for mine, theirs in pairs)


def _told_by(taken: Iterable[Chosen], chosen: Chosen) -> Chosen | None:
    """Of the sentences that tell its story, the one most like it, where together they have its facts and most words."""
    story = [other for other in taken if chosen.story and other.story == chosen.story]
    known = frozenset[object]().union(*(_facts(other.sentence) for other in story))
    words = chosen.sentence.words & frozenset[str]().union(*(other.sentence.words for other in story))
    facts = _facts(chosen.sentence)
    if not facts or not facts <= known or len(words) <= SAID_ALREADY * len(chosen.sentence.words):
        return None
    return max(story, key=lambda other: len(other.sentence.words & chosen.sentence.words), default=None)


def _facts(weighed: Weighed) -> frozenset[object]:
    """Whom and what a sentence names, and its numbers; a number with another bound or of another speaker is another."""
    post, span = weighed.post, weighed.span
    named = {(each.kind, each.name) for each in post.mentions if _inside(each.span, span)}
    counts = {
        (each.value, each.bound, each.by, each.unit, each.outcome) for each in post.figures if _inside(each.span, span)
    }
    return frozenset((*named, *counts))


def _places(weighed: Weighed) -> frozenset[object]:
    named = (each for each in weighed.post.mentions if each.kind == "place" and _inside(each.span, weighed.span))
    return frozenset(each.name for each in named)


def _values(weighed: Weighed) -> frozenset[object]:
    return frozenset(each.value for each in weighed.post.figures if _inside(each.span, weighed.span))


def _inside(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start < sentence.end


def _fold(shown: Chosen, other: Chosen) -> None:
    """Name the other's report beside the sentence that says the same, unless it is of the same document."""
    path = other.entry.document.path
    if path != shown.entry.document.path and path not in shown.also:
        shown.also[path] = other.told


def _fits(taken: list[Chosen], chosen: Chosen) -> bool:
    topics = Counter(other.topic for other in taken)
    documents = Counter(other.entry.document.path for other in taken)
    posts = Counter(other.entry.key for other in taken) if chosen.entry.document.kind == "live-blog" else Counter()
    return (
        len(taken) < MOST
        and topics[chosen.topic] < MOST_A_TOPIC
        and documents[chosen.entry.document.path] < MOST_A_DOCUMENT[chosen.entry.document.kind]
        and not posts[chosen.entry.key]
    )
