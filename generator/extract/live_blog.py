"""Live blogs: where time stamps head posts, and the moment that each of them means."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.language import Language
from generator.language.bylines import byline, looks_like_name
from generator.language.dates import Stamp, connects, find, impossible, possible
from generator.language.dates.yearless import MonthDay, month_day
from generator.language.page_phrases import declared_posts, is_ago
from generator.model import Block, Evidence, Fact, Reading, Span

MIN_POSTS = 3
DAY, HALF_DAY = 24 * 60, 12 * 60
PROSE_WORDS = 12
HALF, MAX_SHARE = 0.5, 0.7
MAX_STAMP_WORDS = 10
MAX_LABEL_WORDS = 5
MAX_DATE_CHARS = 120
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 3, 30
DIGIT_WITHIN = 24  # characters: a day may begin with its month
_MARKS = " \t+*_#•·–—-[("
_EDGES = " \t,;:|/•·–—-*_#()[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The block that heads a post: its number among the blocks, its stamp, the name or label or the title beside it.

    `day` is that of the dated line above it, `month_day` what its stamp names without a year.
    """

    number: int
    stamp: Stamp
    label: str = ""
    title: str = ""
    day: dt.date | None = None
    month_day: MonthDay | None = None


def headings(reading: Reading, texts: Sequence[str], words: Language) -> tuple[Heading, ...]:
    """The time stamps that head posts, in the source's order; none where there are too few for a live blog.

    `texts` are the words of the reading's blocks.
    """
    blocks = reading.blocks
    if reading.media_type == "text/html":
        return tuple(_stated(blocks, texts, words))
    stamped = _under_days([_heading(n, text, words) for n, text in enumerate(texts)], texts, words)
    found = _headed(_without_dateline(_counted(stamped, texts, words)), blocks)
    if len(found) < MIN_POSTS:
        found = _under_days([_titled(n, text, words) for n, text in enumerate(texts)], texts, words)
    return tuple(found) if len(found) >= MIN_POSTS and _is_blog(texts, found) else ()


def _counted(headings: list[Heading], texts: Sequence[str], words: Language) -> list[Heading]:
    """The headings without 'two hours ago', which heads comments and teasers too, unless the page counts its posts."""
    declared = any(declared_posts(text, words) is not None for text in texts)
    return headings if declared else [one for one in headings if one.stamp.clock]


def _under_days(candidates: Sequence[Heading | None], texts: Sequence[str], words: Language) -> list[Heading]:
    """The headings, each with the day of the dated line above it."""
    found: list[Heading] = []
    day: dt.date | None = None
    for heading, text in zip(candidates, texts, strict=True):
        if heading:
            found.append(replace(heading, day=day))
        else:
            day = _dated_heading(text, words) or day
    return found


def _without_dateline(headings: Sequence[Heading]) -> Sequence[Heading]:
    """The stamps without a first one that alone bears a day, or alone bears none: that one is the page's."""
    days = [one for one in headings if one.stamp.day]
    alone = days == [*headings[:1]] or days == [*headings[1:]]
    return headings[1:] if alone and len(headings) > 1 else headings


def _stated(blocks: Sequence[Block], texts: Sequence[str], words: Language) -> Iterator[Heading]:
    """The stamps that the reader of a page with markup has told from its text."""
    for number, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind != "timestamp":
            continue
        stamps = find(text, words)
        if stamps or impossible(text, words):
            yield Heading(number=number, stamp=stamps[0] if stamps else Stamp(span=Span(0, len(text))))


def _is_blog(texts: Sequence[str], headings: Sequence[Heading]) -> bool:
    """Whether the posts hold the bulk of the text, none of them nearly all: not so with comments and feeds."""
    sizes = [len(text.split()) for text in texts]
    prose = [size if size >= PROSE_WORDS else 0 for size in sizes]
    ends = [*(one.number for one in headings[1:]), len(texts)]
    full = [sum(sizes[one.number : end]) >= PROSE_WORDS for one, end in zip(headings, ends, strict=True)]
    posts = [sum(prose[one.number : end]) for one, end in zip(headings, ends, strict=True)]
    return (
        sum(posts) >= sum(prose[: headings[0].number])
        and sum(full) >= HALF * len(headings)
        and max(posts) <= MAX_SHARE * sum(posts)
    )


def _heading(number: int, text: str, words: Language) -> Heading | None:
    if len(text.split()) > MAX_STAMP_WORDS:
        return None
    if is_ago(text):
        return Heading(number=number, stamp=Stamp(span=Span(0, len(text))))
    stamps = [stamp for stamp in find(text, words) if stamp.clock]
    if len(stamps) != 1:
        return None
    stamp = stamps[0]
    named = None if stamp.day else month_day(text, words)
    before, after = (
        _without(text[: stamp.span.start], 0, named),
        _without(text[stamp.span.end :], stamp.span.end, named),
    )
    if not connects(before, words) or not _label(after, words):
        return None
    return Heading(number=number, stamp=stamp, label=after.strip(_EDGES), month_day=named)


def _without(text: str, offset: int, named: MonthDay | None) -> str:
    """A part of a line, from an offset in it, without the day that it names."""
    if named is None or not offset <= named.span.start < offset + len(text):
        return text
    return text[: named.span.start - offset] + text[named.span.end - offset :]


def _titled(number: int, text: str, words: Language) -> Heading | None:
    """A time that begins a line and has the post's title behind it, as tickers set them."""
    begins = any(map(str.isdigit, text.lstrip(_MARKS)[:DIGIT_WITHIN]))
    if not begins or len(text.split()) > MAX_TITLE_WORDS:
        return None
    stamps = [stamp for stamp in find(text, words) if stamp.clock]
    if not stamps or text[: stamps[0].span.start].strip(_MARKS):
        return None
    title = text[stamps[0].span.end :].strip(_EDGES + "+")
    bare = len(title.split()) < MIN_TITLE_WORDS or title.endswith(".")
    return None if bare else Heading(number=number, stamp=stamps[0], title=title)


def _label(after: str, words: Language) -> bool:
    """Whether what stands beside a time can be a name or a label, and not a sentence."""
    text = after.strip(_EDGES)
    if not text:
        return True
    if text.casefold() in words.clock_words or byline(text, words) or looks_like_name(text, words):
        return True
    return text.isupper() and len(text.split()) <= MAX_LABEL_WORDS


def _headed(headings: Sequence[Heading], blocks: Sequence[Block]) -> list[Heading]:
    """Those stamps that something follows before the next stamp."""
    ends = [*(one.number for one in headings[1:]), len(blocks)][: len(headings)]
    return [one for one, end in zip(headings, ends, strict=True) if end - one.number > 1]


def _dated_heading(text: str, words: Language) -> dt.date | None:
    """The day of a line that consists of a date, under which posts bear only times."""
    if len(text) > MAX_DATE_CHARS:
        return None
    stamps = find(text, words)
    if len(stamps) != 1 or not stamps[0].day or stamps[0].clock:
        return None
    rest = text[: stamps[0].span.start] + text[stamps[0].span.end :]
    return stamps[0].day if connects(rest, words) else None


def times(
    headings: Sequence[Heading],
    spans: Sequence[Span],
    day: dt.date | None,
    zone: dt.tzinfo | None,
    said: Span | None = None,
) -> tuple[Fact[dt.datetime] | None, ...]:
    """The moment of each post; a time without a day counts from the dated heading or the document over midnight.

    `zone` is what times without a zone are read in, which is an inference unless the text has said so.
    """
    days = tuple(_days(headings, day))
    facts: list[Fact[dt.datetime] | None] = []
    for heading, span, on in zip(headings, spans, days, strict=True):
        if on is None or not possible(on) or heading.stamp.clock is None:
            facts.append(None)
            continue
        stated = heading.stamp.zone
        moment = dt.datetime.combine(on, heading.stamp.clock, stated or zone)
        evidence = [Evidence(rule="time-stamp", span=span)]
        if not stated and zone:
            evidence.append(Evidence(rule="zone-stated" if said else "zone-of-domain", span=said or span))
        inferred = stated is None and zone is not None and said is None
        facts.append(Fact(value=moment, evidence=tuple(evidence), inferred=inferred))
    return tuple(facts)


def _days(headings: Sequence[Heading], day: dt.date | None) -> Iterator[dt.date | None]:
    """The day of each post: its own, its dated heading's, else counted over midnight from the post before."""
    step = _direction(headings)
    before: dt.time | None = None
    under: dt.date | None = None
    for one in headings:
        clock = one.stamp.clock
        if clock is None:
            yield None
            continue
        if one.stamp.day:
            day = one.stamp.day
        elif one.month_day and day and (near := one.month_day.near(day)):
            day = near
        elif one.day and one.day != under:
            day = under = one.day
        elif day and before and _wraps(before, clock, step):
            day += dt.timedelta(days=step)
        yield day
        before = clock


def _direction(headings: Sequence[Heading]) -> int:
    """1 where the oldest post comes first, -1 where the newest does, by the shorter way around the clock."""
    clocks = [one.stamp.clock for one in headings if one.stamp.clock]
    back = sum(_minutes(a, b) % DAY > HALF_DAY for a, b in pairwise(clocks))
    return 1 if 2 * back < len(clocks) else -1


def _wraps(before: dt.time, after: dt.time, step: int) -> bool:
    """Whether midnight lies between two posts: the clock jumps by more than half a day against the order."""
    minutes = _minutes(before, after)
    return abs(minutes) > HALF_DAY and (minutes < 0) == (step > 0)


def _minutes(before: dt.time, after: dt.time) -> int:
    return (after.hour - before.hour) * 60 + after.minute - before.minute
