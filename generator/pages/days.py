"""The page of each day: the brief that an editor could send, then everything that was reported; and the overview."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from generator import addresses
from generator.briefs import Brief, Development, Section, Told, brief, day_before, days_of
from generator.corpus import Corpus
from generator.memo import Memo
from generator.model import Lines, Markdown, Page
from generator.pages.calendars import of_days
from generator.pages.elsewhere import Copied, copied
from generator.pages.environment import render
from generator.pages.figures import Table, table
from generator.pages.indexes import documents_page, entries_in, overview, row_of
from generator.pages.items import by_day, front_matter, outlet_href, outlet_of
from generator.pages.phrases import and_words, count_words, day_words, weekday_words
from generator.pages.sayings import Quoted, inputs_of, quoted
from generator.pages.sourced import sourced

OTHER = "Other reports"


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
    """A sentence with its report and those that say no more; `before` where the day before had it already."""

    text: Markdown
    report: Report
    also: tuple[Report, ...]
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


def pages(corpus: Corpus, memo: Memo) -> Iterator[Page]:
    """A page for each day that is reported on or told of, one for documents without, and the overview."""
    rows = []
    for day in days_of(corpus):
        path, title = addresses.day_path(day.isoformat()), weekday_words(day)
        reports = corpus.days.get(day, ())
        row = row_of(path, title, reports)
        rows.append(replace(row, note="" if reports else "told of in reports of other days"))
        yield Page(path=path, text=memo.text(partial(_inputs, corpus, day), partial(_text, corpus, day)))
    if corpus.undated:
        rows.append(row_of("days/undated.md", "Undated", entries_in(corpus.undated)))
        yield documents_page(corpus, "days/undated.md", "Undated", "Documents that state no date", corpus.undated)
    yield overview("days", "Days", "Every day that a source reports on, the newest first", rows, of_days(corpus))


def _inputs(corpus: Corpus, day: dt.date) -> Iterator[object]:
    """All that the page of a day is made of: its reports and those of the day before, what is told of it elsewhere."""
    before = day_before(corpus, day)
    yield from ("day", day, before, corpus.figures_on.get(day, ()))
    told = {entry.key: entry for entry, _ in corpus.told.get(day, ())}
    yield tuple(told)
    for entry in (*corpus.days.get(day, ()), *told.values()):
        story = corpus.story_of.get(entry.key)
        yield from (entry.document, entry.key, copied(entry, corpus.copy_of))
        yield story and (story.id, story.shared)
    for entry in corpus.days.get(before, ()) if before else ():
        yield from (entry.document, entry.key)
    for said in corpus.quoted_on.get(day, ()):
        yield from inputs_of(said)


def _text(corpus: Corpus, day: dt.date) -> str:
    found = brief(corpus, day)
    title, description = weekday_words(found.day), f"What the sources reported for {day_words(found.day)}"
    values = {
        "root": "../",
        "title": title,
        "brief": view(corpus, found),
        "page_day": found.day,
        "groups": tuple(by_day(corpus, sorted(found.reports, key=lambda one: one.moment, reverse=True), fold=True)),
        "reports": len(found.reports),
    }
    return front_matter(title, description) + render("day", **values)


def view(corpus: Corpus, found: Brief) -> BriefView:
    """The brief with words and addresses; every sentence is looked up in its source."""
    return BriefView(
        day=found.day,
        summary=_summary(found),
        news=_news(found),
        parts=tuple(_part(corpus, section) for section in found.sections),
        tables=tuple(table(one) for one in found.figures),
        more_tables=found.more_figures,
        quoted=tuple(quoted(one) for one in found.quoted),
        more_quoted=found.more_quoted,
        corrections=tuple((sourced(one.quote).text, _report(corpus, one)) for one in found.corrections),
    )


def _summary(found: Brief) -> str:
    """How much there is, and of whom."""
    outlets = {outlet_of(entry.document) for entry in found.reports}
    if not found.reports:
        return "No report of this day was collected; reports of other days tell of it."
    documents = len({entry.document.path for entry in found.reports})
    posts = f" ({count_words(len(found.reports), 'post or article', 'posts and articles')})"
    counted = count_words(documents, "document") + (posts if len(found.reports) > documents else "")
    return f"{counted} from {count_words(len(outlets), 'outlet')}: {and_words(tuple(sorted(outlets)))}."


def _news(found: Brief) -> str:
    """What is new since the day before."""
    lines = [one for section in found.sections for one in section.developments]
    old = sum(one.before for one in lines)
    if found.before is None or not lines:
        return ""
    since = weekday_words(found.before)
    if not old:
        return f"Nothing of this was found in the reports of {since}."
    return f"New since {since}: {len(lines) - old} of {len(lines)}; what was told before is marked."


def _part(corpus: Corpus, section: Section) -> Part:
    titles = {topic.id: topic.title for topic in corpus.desk.topics}
    return Part(
        title=titles[section.topic] if section.topic else OTHER,
        anchor=f"topic-{section.topic}" if section.topic else "topic-none",
        href=addresses.topic_path(section.topic) if section.topic else "",
        lines=tuple(_line(corpus, one) for one in section.developments),
        more=section.more,
    )


def _line(corpus: Corpus, one: Development) -> Line:
    return Line(
        text=sourced(one.sentence.quote).text,
        report=_report(corpus, one.sentence),
        also=tuple(_report(corpus, told) for told in one.also),
        before=one.before,
    )


def _report(corpus: Corpus, told: Told) -> Report:
    document, time = told.entry.document, told.entry.post.time
    return Report(
        outlet=outlet_of(document),
        outlet_href=outlet_href(document),
        href=sourced(told.quote).href,
        time=time.value if time else None,
        day=told.entry.day,
        source=document.path,
        lines=document.reading.lines(told.quote.span),
        copied=copied(told.entry, corpus.copy_of),
    )
