"""What the reports about a person, of an outlet or from a place come to: topics, quotations, speakers, figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator import addresses
from generator.corpus import Corpus, Entry
from generator.pages.figures import Table, figures_of_place
from generator.pages.items import span_words
from generator.pages.quotation_items import Quoted, path_of, quoted

MOST_SPEAKERS = 12
MOST_TOPICS = 8
MOST_QUOTED = 10

Counted = tuple[tuple[str, str, int], ...]
"""Label, path (empty where there is no page), how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What stands above the list of reports."""

    documents: int
    posts: int
    days: str
    topics: Counted
    speakers: Counted = ()
    quoted: tuple[Quoted, ...] = ()
    more_quoted: int = 0
    quoted_href: str = ""
    tables: tuple[Table, ...] = ()


def of_reports(corpus: Corpus, entries: Sequence[Entry]) -> Profile:
    """Counts and topics."""
    return Profile(
        documents=len({entry.document.path for entry in entries}),
        posts=len(entries),
        days=span_words(corpus.words, entries),
        topics=_topics(corpus, entries),
    )


def of_person(corpus: Corpus, name: str, entries: Sequence[Entry]) -> Profile:
    """With what the person is quoted as saying."""
    statements = corpus.quoted_by.get(name, ())
    shown = tuple(quoted(corpus, statement) for statement in statements[:MOST_QUOTED])
    return replace(
        of_reports(corpus, entries),
        quoted=shown,
        more_quoted=len(statements) - len(shown),
        quoted_href=path_of(corpus.addresses, name) if shown else "",
    )


def of_place(corpus: Corpus, name: str, entries: Sequence[Entry]) -> Profile:
    """With the figures about the place side by side."""
    return replace(of_reports(corpus, entries), tables=figures_of_place(corpus, name))


def of_outlet(corpus: Corpus, entries: Sequence[Entry]) -> Profile:
    """With whom the outlet quotes most."""
    counts = Counter(quote.speaker for entry in entries for quote in entry.post.quotations if quote.speaker)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_SPEAKERS]
    paths = {name: corpus.addresses.name("people", name) for name, _ in ranked if name in corpus.people}
    speakers = tuple((name, paths.get(name, ""), count) for name, count in ranked)
    return replace(of_reports(corpus, entries), speakers=speakers)


def _topics(corpus: Corpus, entries: Iterable[Entry]) -> Counted:
    titles = corpus.desk.titles
    counts = Counter(match.topic for entry in entries for match in entry.post.topics if match.topic in titles)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TOPICS]
    return tuple((titles[topic], addresses.topic_path(topic), count) for topic, count in ranked)
