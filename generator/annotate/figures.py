"""Figures of a post: numbers with what they count, what befell it, the bound, who says so, where and when."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from generator.language.grammar.attribution import beside
from generator.language.grammar.containment import LONGEST, lies_in
from generator.language.grammar.counts import Counted, counted
from generator.language.grammar.numbers import Number, numbers
from generator.language.grammar.quantities import Quantities, quantities
from generator.language.grammar.speakers import Cast, cast_of
from generator.language.grammar.tokens import Sentence, overlapping
from generator.language.sentences import Index
from generator.model import EventDay, Figure, Mention, Post, Quotation, Reading, Span

ANY_WORDS = 99
BACK_LINES = 4
TOLD_BEFORE = "day told before"
TO_COME = "weekday to come"
CLAUSE_MARKS = re.compile(r"[,.;:\n—(]")
WHERE_WORDS = 4
WHERE_CHARS = 40
CLAUSE_CHARS = 80
HINT = re.compile(r"\d")
PART = frozenset(f"{ascii_lowercase}-")  # of a word that may begin a number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What surrounds the figures of a post; `plain` reads quotations as words, `cast` knows who speaks."""

    reading: Reading
    plain: Cast
    cast: Cast
    places: Index[Mention]
    quotations: Index[Quotation]
    days: Index[EventDay]
    q: Quantities


def figures(  # noqa: PLR0913, PLR0917  # each argument is another module's finding about the same post
    reading: Reading,
    post: Post,
    mentions: Iterable[Mention] = (),
    quotations: Sequence[Quotation] = (),
    days: Sequence[EventDay] = (),
    language: str | None = "en",
) -> tuple[Figure, ...]:
    """Figures in the post's order; numbers that count nothing (years, times, ages, scores, types) are left out.

    None for a language without words of quantity: a number that is read wrongly is worse than one that is missing.
    """
    mentions = tuple(mentions)
    cast = cast_of(reading, post, mentions, language)
    return counted_by(reading, cast, mentions, quotations, days, language)


def counted_by(  # noqa: PLR0913, PLR0917  # as above
    reading: Reading,
    cast: Cast,
    mentions: Iterable[Mention],
    quotations: Sequence[Quotation],
    days: Sequence[EventDay],
    language: str | None,
) -> tuple[Figure, ...]:
    """Figures of the post whose speakers are known, as `figures` gives them."""
    words = quantities(language)
    if words is None:
        return ()
    context = _Context(
        reading=reading,
        plain=Cast(flow=cast.flow, quotes=[], sp=cast.sp, full_text=reading.text),
        cast=cast,
        places=Index(one for one in mentions if one.kind == "place"),
        quotations=Index(quotations),
        days=Index(days),
        q=words,
    )
    return tuple(_all(context))


def _all(context: _Context) -> Iterable[Figure]:
    text = context.plain.flow.text
    for line, (start, end) in enumerate(context.plain.flow.lines()):
        if _may_count(text[start:end].lower(), context.q):
            for s in _plain(context, line):
                yield from _of_sentence(context, line, _counted(context, s, text))


def _counted(context: _Context, s: Sentence, text: str) -> Iterator[tuple[Number, Counted]]:
    before: Counted | None = None
    for number in numbers(s, text, context.q):
        before = counted(s, number, context.q, context.plain.sp, before)
        if before:
            yield number, before


def _of_sentence(context: _Context, line: int, found: Iterable[tuple[Number, Counted]]) -> Iterator[Figure]:
    """The figures of one sentence; places behind a part ('including 21 over the coast') are not those of the whole."""
    counts = list(found)
    for at, (number, what) in enumerate(counts):
        end = next((later.start for _, later in counts[at + 1 :] if later.share), None)
        yield _figure(context, line, number, what, context.plain.flow.offset(end) if end else None)


def _plain(context: _Context, line: int) -> list[Sentence]:
    """A line's sentences with quotations read as words; those that all share where it has none."""
    quoted = overlapping(context.cast.quotes, *context.cast.flow.lines()[line])
    return (context.plain if quoted else context.cast).sentences(line)


def _figure(context: _Context, line: int, number: Number, what: Counted, end: int | None) -> Figure:
    prose = context.plain.flow
    span = prose.span(what.start, what.end)
    sentence = _sentence_span(context, line, what.start, span)
    return Figure(
        value=int(number.value) if number.value == int(number.value) else number.value,
        what=what.what,
        text=prose.text[what.start : what.end],
        span=span,
        unit=what.unit,
        outcome=what.outcome,
        bound=number.bound,
        by=_by(context, line, what.start, span),
        place=_place(context, line, span, sentence, what.outcome, end),
        day=_day(context, line, span, sentence, what.outcome),
    )


def _by(context: _Context, line: int, position: int, span: Span) -> str | None:
    """Who says the figure: the speaker of the quotation that holds it, else of its sentence."""
    if quotation := context.quotations.at(span.start):
        return quotation.speaker
    sentences = context.cast.sentences(line)
    number = _sentence_at(sentences, position)
    if number is None:
        return None
    at = bisect_right(sentences[number].starts, position) - 1
    found = beside(context.cast, line, number, at, ANY_WORDS)
    return found.speaker.name if found and found.speaker else None


def _may_count(text: str, q: Quantities) -> bool:
    """A cheap look, at a text in lower case, before the words are read."""
    if HINT.search(text):
        return True
    found = q.starting.find_matches_as_indexes(text, overlapping=True)
    return any(
        text[end : end + 1] not in PART and (not start or text[start - 1] not in PART) for _, start, end in found
    )


def _place(  # noqa: PLR0913, PLR0917  # as above
    context: _Context, line: int, span: Span, sentence: Span, outcome: str | None, end: int | None
) -> str | None:
    """Where it is: told behind the figure in its sentence, in front of it, shortly before, or named in passing.

    A place from `end` on belongs to a later figure.
    """
    earliest = _line_start(context, line - BACK_LINES)
    near = context.places.within(sentence.start, end or sentence.end)
    inside = [one for one in near if not _in_other_clause(context, span, one)]
    before = context.places.backwards(earliest, sentence.start) if outcome else ()
    there = [one for one in inside if _is_where(context, one)]
    behind = [one for one in there if one.span.start >= span.end]
    front = [one for one in there if one.span.start < span.start]
    chosen = behind[:1] or front[-1:] or [one for one in before if _is_where(context, one)][:1] or inside[-1:]
    return _narrowest(context, chosen[0]).name if chosen else None


def _narrowest(context: _Context, place: Mention) -> Mention:
    """The place itself, or the one before it that the text says lies in it: 'in the town of Oldham in Kent'."""
    near = context.places.within(max(0, place.span.start - LONGEST), place.span.start)
    return next((one for one in near if lies_in(context.reading.text, one.span, place.span, context.q)), place)


def _in_other_clause(context: _Context, span: Span, place: Mention) -> bool:
    """Whether a place is told of in a clause about another time: 'two were hurt, hours after a raid on Rome'."""
    return context.q.other_clause.search(context.reading.text, span.end, max(span.end, place.span.start)) is not None


def _line_start(context: _Context, line: int) -> int:
    return context.plain.flow.offset(context.plain.flow.lines()[max(0, line)][0])


def _is_where(context: _Context, place: Mention) -> bool:
    """Whether a preposition of place stands shortly before: 'in the town of', 'raids on', not 'on Chad's capital'."""
    if context.reading.text[place.span.end : place.span.end + 2] in {"'s", "’s"}:
        return False
    before = context.reading.text[max(0, place.span.start - WHERE_CHARS) : place.span.start].lower()
    words = CLAUSE_MARKS.split(before)[-1].split()[-WHERE_WORDS:]
    return not context.q.where.isdisjoint(words) and context.q.not_where.isdisjoint(words[-2:])


def _sentence_span(context: _Context, line: int, position: int, span: Span) -> Span:
    number = _sentence_at(_plain(context, line), position)
    if number is None:
        return span
    s = _plain(context, line)[number]
    return context.plain.flow.span(s.starts[0], s.ends[-1])


def _sentence_at(sentences: Sequence[Sentence], position: int) -> int | None:
    """Which of the sentences of a line a position lies in."""
    number = bisect_right(sentences, position, key=lambda s: s.starts[0]) - 1
    return number if number >= 0 and position < sentences[number].ends[-1] else None


def _day(context: _Context, line: int, span: Span, sentence: Span, outcome: str | None) -> dt.date | None:
    """The nearest day in the figure's sentence; for what befell someone also the last one told in the lines before."""
    near = context.days.within(sentence.start, sentence.end)
    inside = [one for one in near if not _is_limit(context, one)]
    if inside:
        nearest = min(inside, key=lambda one: (one.precision != "day", abs(one.span.start - span.start)))
        return nearest.day if nearest.precision == "day" else None
    here, earliest = _line_start(context, line), _line_start(context, line - BACK_LINES)
    if not outcome:
        return None
    before = (
        one
        for one in context.days.backwards(min(here, earliest), span.start)
        if one.span.start >= (here if one.rule == TOLD_BEFORE else earliest)
    )
    last = next((one for one in before if one.precision == "day" and not _in_passing(context, one)), None)
    return last.day if last else None


def _is_limit(context: _Context, day: EventDay) -> bool:
    """Whether a day only begins or ends a time: 'since May 22'."""
    before = context.reading.text[max(0, day.span.start - WHERE_CHARS) : day.span.start].lower().split()
    return tuple(before[-1:]) in context.q.limits or tuple(before[-2:]) in context.q.limits


def _in_passing(context: _Context, day: EventDay) -> bool:
    """Whether a day is not that of what follows: it is to come, said by someone, the day of a saying, or gone back to.

    'Lee, who resigned on May 3', 'Lee said on Friday'.
    """
    if day.rule == TO_COME or context.quotations.at(day.span.start):
        return True
    before = context.reading.text[max(0, day.span.start - CLAUSE_CHARS) : day.span.start]
    clause = re.split(r"[.;:\n]", before)[-1].lower().rsplit(",", 1)[-1].split()
    said = not context.plain.sp.strong.isdisjoint(clause[-1:])
    return said or not context.plain.sp.relatives.isdisjoint(clause)


def to_json(reading: Reading, figure: Figure) -> dict[str, object]:
    """A figure as `briefings explain` prints it."""
    whole = figure.what if not figure.outcome or figure.outcome == figure.what else f"{figure.what} {figure.outcome}"
    return {
        "value": figure.value,
        "unit": figure.unit,
        "what": whole,
        "bound": figure.bound,
        "by": figure.by,
        "place": figure.place,
        "day": figure.day.isoformat() if figure.day else None,
        "text": figure.text,
        "lines": list(reading.lines(figure.span)),
    }
