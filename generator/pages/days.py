"""The page of each day: the brief that an editor could send, then everything that was reported; and the overview."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from generator import addresses
from generator.corpus import Corpus
from generator.corpus.briefs import Brief, Development, Section, Told, brief, day_before, days_of
from generator.i18n import Interface
from generator.model import Lines, Markdown, Page
from generator.pages.calendars import of_days
from generator.pages.checked_quotations import sourced
from generator.pages.environment import capital, render
from generator.pages.failure_page import guarded
from generator.pages.figures import Table, table
from generator.pages.indexes import Row, documents_page, entries_in, overview, row_of
from generator.pages.items import MOST_ALSO, by_day, front_matter, outlet_href, outlet_of
from generator.pages.other_reports import Copied, copied
from generator.pages.quotation_items import Quoted, inputs_of, quoted
from generator.runtime.containment import OPEN, Contained
from generator.runtime.memo import Memo

UNDATED = "days/undated.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as a line names it: its outlet, the place in the text, and whose text it copies."""

    outlet: str
    outlet_href: str
    href: str
    time: dt.datetime | None
    day: dt.date | None
    source: str
    lines: Lines
    copied: Copied | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence with its report and those that say no more; `before` where the day before had it already.

    `more` reports are not among them; `story` is the path of the page that has them, if there is one.
    """

    text: Markdown
    report: Report
    also: tuple[Report, ...]
    more: int
    story: str
    before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The developments of a topic; `href` is the topic's page."""

    title: str
    anchor: str
    href: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """A brief as templates show it."""

    day: dt.date
    summary: str
    news: str
    parts: tuple[Part, ...]
    tables: tuple[Table, ...]
    more_tables: int
    quoted: tuple[Quoted, ...]
    more_quoted: int
    corrections: tuple[tuple[Markdown, Report], ...]


def pages(corpus: Corpus, memo: Memo, held: Contained = OPEN) -> Iterator[Page]:
    """A page for each day that is reported on or told of, one for documents without, and the overview."""
    words = corpus.words
    for day in days_of(corpus):
        path = addresses.day_path(day.isoformat())
        yield guarded(held, words, path, partial(_page, corpus, day, memo), title=capital(words.weekday(day)))
    if corpus.undated:
        title, about = words.say("undated"), words.say("undated-description")
        make = partial(documents_page, corpus, UNDATED, title, about, corpus.undated)
        yield guarded(held, words, UNDATED, make, title=title)
    yield guarded(held, words, "days/index.md", partial(_overview, corpus))


def _page(corpus: Corpus, day: dt.date, memo: Memo) -> Page:
    text = memo.text(partial(_inputs, corpus, day), partial(_text, corpus, day))
    return Page(path=addresses.day_path(day.isoformat()), text=text)


def _overview(corpus: Corpus) -> Page:
    return overview(corpus.words, "days", corpus.words.say("days-description"), tuple(_rows(corpus)), of_days(corpus))


def _rows(corpus: Corpus) -> Iterator[Row]:
    words = corpus.words
    for day in days_of(corpus):
        reports = corpus.days.get(day, ())
        row = row_of(words, addresses.day_path(day.isoformat()), capital(words.weekday(day)), reports)
        yield replace(row, note="" if reports else words.say("day-told-elsewhere"))
    if corpus.undated:
        yield row_of(words, UNDATED, words.say("undated"), entries_in(corpus.undated))


def _inputs(corpus: Corpus, day: dt.date) -> Iterator[object]:
    """All that the page of a day is made of: its reports and those of the day before, what is told of it elsewhere."""
    before = day_before(corpus, day)
    yield from ("day", day, before, corpus.figures_on.get(day, ()))
    narrated = {entry.key: entry for entry, _ in corpus.told.get(day, ())}
    yield tuple(narrated)
    for entry in (*corpus.days.get(day, ()), *narrated.values()):
        story = corpus.story_of.get(entry.key)
        yield from (entry.document, entry.key, copied(corpus, entry, corpus.copy_of))
        yield story and (story.id, story.shared)
    for entry in corpus.days.get(before, ()) if before else ():
        yield from (entry.document, entry.key)
    for shared in corpus.quoted_on.get(day, ()):
        yield from inputs_of(shared)


def _text(corpus: Corpus, day: dt.date) -> str:
    day_brief = brief(corpus, day)
    words = corpus.words
    title, description = (
        capital(words.weekday(day_brief.day)),
        words.say("day-description", day=words.day(day_brief.day)),
    )
    values = {
        "root": "../",
        "title": title,
        "brief": view(corpus, day_brief),
        "page_day": day_brief.day,
        "groups": tuple(
            by_day(corpus, sorted(day_brief.reports, key=lambda report: report.moment, reverse=True), fold=True)
        ),
        "reports": len(day_brief.reports),
    }
    return front_matter(title, description) + render(words, "day", **values)


def view(corpus: Corpus, brief: Brief) -> BriefView:
    """The brief with words and addresses; every sentence is looked up in its source."""
    return BriefView(
        day=brief.day,
        summary=_summary(corpus.words, brief),
        news=_news(corpus.words, brief),
        parts=tuple(_part(corpus, section) for section in brief.sections),
        tables=tuple(table(corpus, comparison) for comparison in brief.figures),
        more_tables=brief.more_figures,
        quoted=tuple(quoted(corpus, shared) for shared in brief.quoted),
        more_quoted=brief.more_quoted,
        corrections=tuple(_report(corpus, correction) for correction in brief.corrections),
    )


def _summary(words: Interface, brief: Brief) -> str:
    """How much there is, and of whom; documents that name no outlet are counted by themselves."""
    if not brief.reports:
        return words.say("day-none")
    publishers = (entry.document.metadata.publisher for entry in brief.reports)
    outlets = sorted({publisher.value for publisher in publishers if publisher})
    documents = len({entry.document.path for entry in brief.reports})
    counted = words.say("documents", documents)
    if len(brief.reports) > documents:
        counted = words.say(
            "day-with-posts", documents=counted, posts=words.say("posts-and-articles", len(brief.reports))
        )
    without = len({report.document.path for report in brief.reports if not report.document.metadata.publisher})
    unnamed = " " + words.say("without-outlet", without) if without else ""
    if not outlets:
        return f"{counted}.{unnamed}"
    from_outlets = words.say("labelled", name=words.say("from-outlets", len(outlets)), count=words.join(outlets))
    return words.say("day-summary", documents=counted, outlets=from_outlets) + unnamed


def _news(words: Interface, brief: Brief) -> str:
    """What is new since the day before."""
    lines = [development for section in brief.sections for development in section.developments]
    old = sum(line.before for line in lines)
    if brief.before is None or not lines:
        return ""
    since = words.weekday(brief.before)
    if not old:
        return words.say("nothing-new", day=since)
    return words.say("new-since", day=since, new=words.number(len(lines) - old), all=words.number(len(lines)))


def _part(corpus: Corpus, section: Section) -> Part:
    titles = corpus.desk.titles
    return Part(
        title=titles[section.topic] if section.topic else corpus.words.say("other-reports"),
        anchor=_anchor(section.topic),
        href=addresses.topic_path(section.topic) if section.topic else "",
        lines=tuple(_line(corpus, development) for development in section.developments),
        more=section.more,
    )


def _anchor(topic: str | None) -> str:
    """An element id; that of reports without a topic could be that of one which is called so."""
    return "topic-none" if topic is None else "topics-none" if topic == "none" else f"topic-{topic}"


def _line(corpus: Corpus, development: Development) -> Line:
    story = corpus.story_of.get(development.sentence.entry.key)
    text, report = _report(corpus, development.sentence)
    return Line(
        text=text,
        report=report,
        also=tuple(_report(corpus, sentence)[1] for sentence in development.also[:MOST_ALSO]),
        more=len(development.also[MOST_ALSO:]),
        story=addresses.story_path(story.id) if story and story.shared else "",
        before=development.before,
    )


def _report(corpus: Corpus, sentence: Told) -> tuple[Markdown, Report]:
    """The words of a report, and where they stand."""
    document, time = sentence.entry.document, sentence.entry.post.time
    words = sourced(corpus, sentence.quote)
    return words.text, Report(
        outlet=outlet_of(corpus.words, document),
        outlet_href=outlet_href(corpus.addresses, document),
        href=words.href,
        time=time.value if time else None,
        day=sentence.entry.day,
        source=document.path,
        lines=document.reading.lines(sentence.quote.span),
        copied=copied(corpus, sentence.entry, corpus.copy_of),
    )
