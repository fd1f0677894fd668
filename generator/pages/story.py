"""A page for each story: who reported it when, what each added, what reports give alike, and where they differ."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator import addresses
from generator.corpus import Corpus, Entry
from generator.corpus.comparisons import Account, Comparison, among
from generator.corpus.passages import Verbatim, anchor_of
from generator.corpus.stories import Copy, Story
from generator.corpus.stories.news import added
from generator.i18n import Interface
from generator.model import Document, Page
from generator.pages.checked_quotations import Sourced, sourced
from generator.pages.environment import capital, render
from generator.pages.failure_page import guarded
from generator.pages.feed_links import feed_of
from generator.pages.feed_links import stories as latest_stories
from generator.pages.figures import TABLES, amount, table
from generator.pages.indexes import Row, overview
from generator.pages.items import (
    MOST_ALSO,
    Item,
    front_matter,
    href_of,
    post_item,
    span_words,
    story_title,
    topic_links,
)
from generator.pages.other_reports import Copied, copied, whose
from generator.runtime.containment import OPEN, Contained
from generator.settings import Settings

CHARS = 320
MOST_DAYS = 3
MOST_NAMES = 8
MOST_LISTED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A sentence that a report added; `speaker` is who says it where only sentences around it name one."""

    words: Sourced
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A member of a story, the sentences that it added, and whose text it has."""

    item: Item
    added: tuple[Added, ...]
    copied: Copied | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What several independent reports give alike, with links to them: label and path; `more` are left out."""

    words: str
    reports: tuple[tuple[str, str], ...]
    more: int


def pages(corpus: Corpus, settings: Settings, held: Contained = OPEN) -> Iterator[Page]:
    """A page for each story that several documents report, and the overview of the latest."""
    shared = [story for story in corpus.stories if story.shared]
    figures, with_feed = _by_post(corpus.figures), latest_stories(corpus)
    yield guarded(held, corpus.words, "stories/index.md", partial(_overview, corpus.words, shared[:MOST_LISTED]))
    for story in shared:
        path = addresses.story_path(story.id)
        make = partial(page, corpus, story, figures, feed_of(settings, path, with_feed))
        yield guarded(held, corpus.words, path, make)


def _overview(words: Interface, stories: Iterable[Story]) -> Page:
    return overview(words, "stories", words.say("stories-description"), [row(words, story) for story in stories])


def _by_post(comparisons: Iterable[Comparison]) -> Mapping[tuple[str, str], list[Comparison]]:
    by_root: defaultdict[tuple[str, str], list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        for key in {(each.path, each.post) for each in comparison.accounts}:
            by_root[key].append(comparison)
    return by_root


def row(words: Interface, story: Story) -> Row:
    """A story as a line of a list."""
    return Row(
        href=addresses.story_path(story.id),
        label=story_title(story),
        documents=len(story.documents),
        posts=len(story.members),
        note=f"{words.say('independent-reports', story.independent)} · {span_words(words, story.members)}".rstrip(" ·"),
    )


def page(corpus: Corpus, story: Story, figures: Mapping[tuple[str, str], list[Comparison]], feed: str) -> Page:
    """The page of one story; `feed` is where its feeds are, without suffix, where it has some."""
    words, title, lead = corpus.words, story_title(story), story.lead
    roots = story.reports()
    mine = {id(comparison): comparison for key in roots for comparison in figures.get(key, ())}
    compared = tuple(among(sorted(mine.values(), key=lambda comparison: comparison.subject.order), roots.keys()))
    alike = [
        comparison
        for comparison in compared
        if not comparison.differs and len(_reports_of(comparison.accounts, roots)) > 1
    ]
    values = {
        "root": "../",
        "feed": feed,
        "title": title,
        "by_editor": story.name is not None,
        "whose": whose(words, lead.document),
        "lead_href": href_of(corpus.addresses, lead),
        "counts": story_counts(words, story),
        "days": span_words(words, story.members),
        "topics": topic_links(
            corpus.desk, sorted({match.topic for member in story.members for match in member.post.topics})
        ),
        "alike": (*_figures_alike(corpus, alike, roots, story), *_days_alike(corpus, story.members, roots)),
        "named": tuple(_named(corpus, story.members, roots)),
        "tables": tuple(table(corpus, comparison) for comparison in compared if comparison not in alike)[:TABLES],
        "page_day": None,
        "days_told": tuple(_reports(corpus, story)),
    }
    return Page(
        path=addresses.story_path(story.id), text=_front(words, story, title) + render(words, "story", **values)
    )


def _front(words: Interface, story: Story, title: str) -> str:
    first = next((entry.day for entry in story.members if entry.day), None)
    return front_matter(title, story_counts(words, story), date=first.isoformat() if first else None)


def story_counts(words: Interface, story: Story) -> str:
    """How many documents and outlets report a story, and how many of them are independent."""
    parts = (
        words.say("documents", len(story.documents)),
        words.say("outlets", story.outlets),
        words.say("independent-reports", story.independent),
    )
    return " · ".join(parts)


def _reports(corpus: Corpus, story: Story) -> Iterator[tuple[dt.date | None, tuple[Report, ...]]]:
    """The members by day in the order of time, those without a day last."""
    copies = {copy.source.key: copy for copy in story.copies}
    dated = (
        (entry.day, _report(corpus, entry, quotes, copies)) for entry, quotes in added(story.members, corpus.weighing)
    )
    for day, group in groupby(dated, key=lambda pair: pair[0]):
        yield day, tuple(report for _, report in group)


def _report(corpus: Corpus, entry: Entry, quotes: Iterable[Verbatim], copies: Mapping[tuple[str, str], Copy]) -> Report:
    return Report(
        item=post_item(corpus, entry),
        added=tuple(
            Added(words=sourced(corpus, quotation, CHARS), speaker=_speaker(quotation)) for quotation in quotes
        ),
        copied=copied(corpus, entry, copies),
    )


def _speaker(quote: Verbatim) -> str:
    """Whose words a sentence quotes, where it does not say so itself."""
    span = quote.span
    for quotation in quote.post.quotations:
        if quotation.span.start < span.end and span.start < quotation.span.end and quotation.speaker:
            named = quotation.speaker_span
            return "" if named and span.start <= named.start < span.end else quotation.speaker
    return ""


def _reports_of(accounts: Iterable[Account], roots: Mapping[tuple[str, str], str]) -> set[str]:
    return {roots[account.path, account.post] for account in accounts}


def _figures_alike(
    corpus: Corpus, comparisons: Iterable[Comparison], roots: Mapping[tuple[str, str], str], story: Story
) -> Iterator[Alike]:
    """The figures that two independent reports give alike, bounds included."""
    site, documents = corpus.words, {document.path: document for document in story.documents}
    for comparison in comparisons:
        same: defaultdict[tuple[float, str | None], list[Account]] = defaultdict(list)
        for each in comparison.accounts:
            same[each.statement].append(each)
        for (value, bound), accounts in same.items():
            if len(_reports_of(accounts, roots)) > 1:
                subject = comparison.subject
                day = site.day(subject.day) if subject.day else ""
                about = ", ".join(filter(None, (capital(subject.label), subject.place, day)))
                yield _alike(f"{about}: {amount(site, value, bound)}", tuple(_links(corpus, accounts, documents)))


def _alike(words: str, reports: tuple[tuple[str, str], ...]) -> Alike:
    return Alike(words=words, reports=reports[:MOST_ALSO], more=len(reports[MOST_ALSO:]))


def _links(corpus: Corpus, accounts: Iterable[Account], documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    """The first account of each outlet."""
    first: dict[str, str] = {}
    for account in accounts:
        page = corpus.addresses.document(account.path)
        first.setdefault(whose(corpus.words, documents[account.path]), f"{page}#{account.anchor}")
    yield from first.items()


def _days_alike(corpus: Corpus, members: Iterable[Entry], roots: Mapping[tuple[str, str], str]) -> Iterator[Alike]:
    """The days that two independent reports tell of, those that most of them tell of, in the order of time."""
    words = corpus.words
    by_day: defaultdict[dt.date, dict[str, tuple[str, str]]] = defaultdict(dict)
    for entry in members:
        for event in entry.post.event_days:
            if event.precision == "day":
                anchor = anchor_of(entry.document, entry.post, event.span)
                link = whose(words, entry.document), f"{corpus.addresses.document(entry.document.path)}#{anchor}"
                by_day[event.day].setdefault(roots[entry.key], link)
    several = sorted((day for day in by_day if len(by_day[day]) > 1), key=lambda day: (-len(by_day[day]), day))
    for day in sorted(several[:MOST_DAYS]):
        yield _alike(words.say("event-of", day=words.day(day)), tuple(by_day[day].values()))


def _named(
    corpus: Corpus, members: Iterable[Entry], roots: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, list[tuple[str, str, int]]]]:
    """People and places that independent reports name alike, with how many do, the most named first."""
    for kind, folder, key in (("person", "people", "story-people"), ("place", "places", "story-places")):
        outlets: defaultdict[str, set[str]] = defaultdict(set)
        for entry in members:
            for mention in entry.post.mentions:
                if mention.kind == kind:
                    outlets[mention.name].add(roots[entry.key])
        names = sorted(
            (name for name in outlets if len(outlets[name]) > 1), key=lambda name: (-len(outlets[name]), name)
        )
        if names:
            yield (
                key,
                [(name, corpus.addresses.name(folder, name), len(outlets[name])) for name in names[:MOST_NAMES]],
            )
