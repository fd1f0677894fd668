"""Figures of a post: numbers with what they count, what befell it, the bound, who says so, where and when."""

# Reasons: docs/decisions/0053-figures-are-claims.md

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from string import ascii_lowercase

from generator.annotate.figure_days import time_of
from generator.annotate.figure_places import place_of
from generator.annotate.figure_scenes import Scene, Surroundings, scene
from generator.annotate.figure_sources import source_of
from generator.language.grammar.counts import Counted, counted
from generator.language.grammar.numbers import Number, numbers
from generator.language.grammar.quantities import Quantities, quantities
from generator.language.grammar.speakers import Cast, cast_of
from generator.language.grammar.tokens import Sentence, overlapping
from generator.language.sentences import Index
from generator.model import EventDay, Figure, Mention, Post, Quotation, Reading

SENTENCE_WORDS = 250  # a longer one is a list or a table without full stops, whose clauses nobody can tell
BEHIND_CHARS = 12
PICTURE_CHARS, PICTURE_WORDS = 60, 4
HINT = re.compile(r"\d")
PART = frozenset(f"{ascii_lowercase}-")  # of a word that may begin a number


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
    around = Surroundings(
        reading=reading,
        plain=Cast(flow=cast.flow, quotes=[], sp=cast.sp, full_text=reading.text),
        cast=cast,
        places=Index(mention for mention in mentions if mention.kind == "place"),
        quotations=Index(quotations),
        days=Index(days),
        q=words,
    )
    return tuple(_all(around))


def _all(around: Surroundings) -> Iterator[Figure]:
    text, last = around.plain.flow.text, None
    for line, (start, end) in enumerate(around.plain.flow.lines()):
        if _may_count(text[start:end].lower(), around.q) and not _is_pointer(text[start:end], around.q):
            for s in _plain(around, line):
                for figure in _of_sentence(around, line, s, text):
                    last = _continued(figure, last, around)
                    yield last


def _of_sentence(around: Surroundings, line: int, s: Sentence, text: str) -> Iterator[Figure]:
    counts = list(_counted(around, s, text))
    for at, (number, what) in enumerate(counts):
        figure = _bare(around, number, what)
        yield figure if len(s) > SENTENCE_WORDS else _placed(figure, scene(around, line, s, counts, at))


def _counted(around: Surroundings, s: Sentence, text: str) -> Iterator[tuple[Number, Counted]]:
    before: Counted | None = None
    for number in numbers(s, text, around.q):
        before = counted(s, number, around.q, around.plain.sp, before)
        if before:
            yield number, before


def _plain(around: Surroundings, line: int) -> list[Sentence]:
    """A line's sentences with quotations read as words; those that all share where it has none."""
    quoted = overlapping(around.cast.quotes, *around.cast.flow.lines()[line])
    return (around.plain if quoted else around.cast).sentences(line)


def _bare(around: Surroundings, number: Number, what: Counted) -> Figure:
    prose = around.plain.flow
    return Figure(
        value=int(number.value) if number.value == int(number.value) else number.value,
        what=what.what,
        text=prose.text[what.start : what.end],
        span=prose.span(what.start, what.end),
        unit=what.unit,
        outcome=what.outcome,
        bound=number.bound,
    )


def _placed(figure: Figure, scene: Scene) -> Figure:
    time = time_of(scene)
    return replace(figure, by=source_of(scene), place=place_of(scene), day=time.day, period=time.period)


def _continued(figure: Figure, before: Figure | None, around: Surroundings) -> Figure:
    """'Twelve others were hurt' goes on with the toll told last: it is of the same place and time."""
    if before is None or not (figure.outcome and before.outcome and figure.unit == before.unit == "people"):
        return figure
    behind = around.reading.text[figure.span.start : figure.span.end + BEHIND_CHARS].lower()
    words = re.findall(r"\w{1,40}", behind)[: len(figure.text.split()) + 1]
    if around.q.further.isdisjoint(words) or figure.place or figure.day or figure.period:
        return figure
    return replace(figure, place=before.place, day=before.day, period=before.period)


def _is_pointer(line: str, q: Quantities) -> bool:
    """Whether a line is nothing but a link, which has another text's numbers, or tells what a picture shows."""
    bare = line.strip().lstrip("-*•#> ").rstrip()
    first = bare[:PICTURE_CHARS].lower().split()[:PICTURE_WORDS]
    picture = any(low in q.pictures and after in q.picturing for low, after in pairwise(first))
    return picture or (bare.startswith("[") and bare.endswith(")") and bare.count("](") == 1)


def _may_count(text: str, q: Quantities) -> bool:
    """A cheap look, at a text in lower case, before the words are read."""
    if HINT.search(text):
        return True
    found = q.starting.find_matches_as_indexes(text, overlapping=True)
    return any(
        text[end : end + 1] not in PART and (not start or text[start - 1] not in PART) for _, start, end in found
    )


def to_json(reading: Reading, figure: Figure) -> dict[str, object]:
    """A figure as `briefings explain` prints it."""
    whole = figure.what if not figure.outcome or figure.outcome == figure.what else f"{figure.what} {figure.outcome}"
    period = {"period": figure.period} if figure.period not in {None, "day"} else {}
    return {
        "value": figure.value,
        "unit": figure.unit,
        "what": whole,
        "bound": figure.bound,
        "by": figure.by,
        "place": figure.place,
        "day": figure.day.isoformat() if figure.day else None,
        **period,
        "text": figure.text,
        "lines": list(reading.lines(figure.span)),
    }
