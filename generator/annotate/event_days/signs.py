"""What a text says of time, in its order: days, bare years, headings, each with what stands right beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.annotate.event_days.patterns import Kind, Patterns, kind_of, matches, month_of, year_of, years
from generator.language.grammar.tokens import Flow

DEICTIC: frozenset[Kind] = frozenset({"weekday", "shift", "period"})
GAPS = frozenset({", ", " ", " ("})
DASHES = frozenset({"", ",", "-", "–", "—"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A place that names a day or a year, or a heading; `match` is None for bare years and headings.

    `date` is the date that a weekday stands before and `weekday` the weekday before a date, `joined` the year of the
    range that a date begins, `following` the next year that the text states.
    """

    start: int
    end: int
    match: re.Match[str] | None = None
    year: int | None = None
    month: int | None = None
    deictic: bool = False
    heading: bool = False
    date: re.Match[str] | None = None
    weekday: int | None = None
    joined: int | None = None
    following: int | None = None


def signs(prose: Flow, headings: Sequence[bool], patterns: Patterns) -> list[Sign]:
    """Every sign in the text's order; of a heading only that it begins there, and its year."""
    heads = [span for span, heading in zip(prose.lines(), headings, strict=True) if heading]
    plain = [
        *(_of_match(match, patterns) for match in matches(prose.text, patterns)),
        *(Sign(start=match.start(1), end=match.end(1), year=int(match[1])) for match in years(prose.text, patterns)),
    ]
    ordered = sorted(plain, key=lambda one: (one.start, -one.end))
    return _linked(prose.text, [*_merged(len(prose.text), ordered, heads)], patterns)


def _of_match(match: re.Match[str], patterns: Patterns) -> Sign:
    dated = kind_of(match) == "date"
    ago = kind_of(match) == "span" and match["direction"].lower() in patterns.words.ago
    return Sign(
        start=match.start(),
        end=match.end(),
        match=match,
        year=year_of(match) if dated else None,
        month=month_of(match, patterns) if dated else None,
        deictic=ago or kind_of(match) in DEICTIC,
    )


def _merged(length: int, plain: Sequence[Sign], heads: Sequence[tuple[int, int]]) -> Iterator[Sign]:
    """The signs outside headings, none inside another, with one for each heading."""
    done, at = -1, 0
    for start, end in [*heads, (length + 1, length + 1)]:
        while at < len(plain) and plain[at].start < start:
            if plain[at].start >= done:
                yield plain[at]
                done = plain[at].end
            at += 1
        named: set[int] = set()
        while at < len(plain) and plain[at].start < end:
            named |= {year for year in (plain[at].year,) if year is not None}
            at += 1
        if start <= length:
            yield Sign(start=start, end=end, year=named.pop() if len(named) == 1 else None, heading=True)
            done = end


def _linked(text: str, plain: Sequence[Sign], patterns: Patterns) -> list[Sign]:
    """Each sign with what its neighbours say of it, found from the end of the text to its beginning."""
    linked: list[Sign] = []
    following: int | None = None
    for number in range(len(plain) - 1, -1, -1):
        one = replace(plain[number], following=following)
        after = linked[-1] if linked else None
        if after and one.match:
            one = _beside(text, one, after, patterns)
        before = plain[number - 1] if number else None
        if before and before.match and kind_of(before.match) == "weekday" and _is_dated(text, before, one):
            one = replace(one, weekday=patterns.weekdays[before.match["name"].lower()])
        following = one.year if one.year is not None else following
        linked.append(one)
    return linked[::-1]


def _is_dated(text: str, weekday: Sign, date: Sign) -> bool:
    is_date = date.match is not None and kind_of(date.match) == "date"
    return is_date and text[weekday.end : date.start] in GAPS


def _beside(text: str, sign: Sign, after: Sign, patterns: Patterns) -> Sign:
    """A weekday with its date; a date with the year of the range, 'from May 4 to June 6, 1910', or behind it."""
    kind = kind_of(sign.match) if sign.match else None
    if kind == "weekday" and _is_dated(text, sign, after):
        return replace(sign, date=after.match, joined=after.joined, weekday=after.weekday, deictic=False)
    if kind != "date" or sign.year is not None:
        return sign
    year = after.year if after.year is not None else after.joined
    between = text[sign.end : after.start].strip().lower().strip(",").strip()
    words = patterns.words
    if after.match is None:
        return replace(sign, joined=year) if between in words.month_lead and not after.heading else sign
    if year is None or kind_of(after.match) != "date" or between not in {*DASHES, *words.joints, *words.later_joints}:
        return sign
    wraps = sign.month is not None and after.month is not None and sign.month > after.month
    return replace(sign, joined=year - 1 if wraps else year)
