"""Numbers in a sentence, in words and digits, with bound and unit; dates, times, ages and type numbers left out."""

import re
from dataclasses import dataclass

from generator.language.grammar.quantities import CURRENCIES, Quantities
from generator.language.grammar.tokens import Sentence

DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
WITH_UNIT = re.compile(r"(\d{1,30}(?:\.\d{1,30})?)(m|bn|tn|k|mn|km)", re.IGNORECASE)
YEARS = range(1900, 2101)
LONGEST_BOUND = 3
WEIGHT_WORDS = 6
LONG_BEFORE = 2
MANY = 100
TWELVE = 12
ADDRESS = re.compile(r"[a-z]{2,20}://\S{1,4000}")
GLUE_BEFORE, GLUE_BEHIND = frozenset("-–:/.#’'"), frozenset("-–:/")
TOO_MANY = 10**18  # nothing in the news: a slip such as 'bn trillion', or a code


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at words `start` to `end`, bound and unit included; `head` is the first word of the number itself."""

    value: float
    start: int
    head: int
    end: int
    unit: str | None = None
    bound: str | None = None
    spelled: bool = False


def numbers(s: Sentence, text: str, q: Quantities) -> list[Number]:
    """The numbers of a sentence in order."""
    found: list[Number] = []
    end, addresses = 0, _addresses(s, text)
    for at in [at for at, low in enumerate(s.lows) if low in q.starters or low in q.indefinite or low[0].isdigit()]:
        if at < end or any(start <= s.starts[at] < stop for start, stop in addresses):
            continue
        read = _digits(s, at, q) or _words(s, at, q)
        if read is None:
            continue
        if number := _number(s, at, read, text, q):
            found.append(number)
        end = number.end if number else read[1]
    return found


def _addresses(s: Sentence, text: str) -> list[tuple[int, int]]:
    """Where web addresses stand: numbers in them count nothing."""
    return [match.span() for match in ADDRESS.finditer(text, s.starts[0], s.ends[-1])] if len(s) else []


def _number(s: Sentence, at: int, read: tuple[float, int, bool], text: str, q: Quantities) -> Number | None:
    value, end, spelled = read
    value, end = _multiplied(s, value, end, q)
    if value >= TOO_MANY:
        return None
    if _is_weight(s, at, end, q):
        return None
    unit, head, end = _unit(s, at, end, q)
    if unit is None and not spelled and _is_no_count(s, at, end, value, q):
        return None
    if unit is None and (_is_time(s, at, end, q) or _glued(s, at, end, text)):
        return None
    bound, start = _bound(s, head, end, q)
    return Number(value=value, start=start, head=head, end=end, unit=unit, bound=bound, spelled=spelled)


def _digits(s: Sentence, at: int, q: Quantities) -> tuple[float, int, bool] | None:
    word = s.words[at]
    if not word[0].isdigit():
        return None
    joined, end = word, at + 1
    while (
        end + 1 < len(s) and s.words[end] == "," and s.ends[end] == s.starts[end + 1] and _is_thousand(s.words[end + 1])
    ):
        joined, end = joined + "," + s.words[end + 1], end + 2
    if DIGITS.fullmatch(joined):
        return float(joined.replace(",", "")), end, False
    united = WITH_UNIT.fullmatch(joined)
    if united and united[2].lower() in q.multipliers:
        return float(united[1]) * q.multipliers[united[2].lower()], end, False
    return None


def _is_thousand(word: str) -> bool:
    return word[:3].isdigit() and len(word.split(".", maxsplit=1)[0]) == len("000")


def _words(s: Sentence, at: int, q: Quantities) -> tuple[float, int, bool] | None:
    """'twelve', 'twenty-five', 'a dozen', 'half a million', 'a hundred'."""
    low = s.lows[at]
    if low not in q.starters and low not in q.indefinite:
        return None
    parts = low.split("-")
    if all(part in q.small for part in parts) and s.lows[at : at + 2] not in q.one_times:
        return sum(q.small[part] for part in parts), at + 1, True
    if low in q.whole:
        return q.whole[low], at + 1, True
    if s.lows[at : at + 2] in q.one_times:
        return 1, at + 1, True
    if s.lows[at : at + 3] in q.half_times:
        return 0.5, at + 2, True
    return None


def _multiplied(s: Sentence, value: float, end: int, q: Quantities) -> tuple[float, int]:
    while end < len(s) and s.lows[end] in q.multipliers and (len(s.lows[end]) > 1 or s.starts[end] == s.ends[end - 1]):
        value, end = value * q.multipliers[s.lows[end]], end + 1
    return value, end


def _unit(s: Sentence, at: int, end: int, q: Quantities) -> tuple[str | None, int, int]:
    """Currency or percent sign or word; with the first word of the number and the word behind it."""
    if at and s.lows[at - 1] in CURRENCIES and s.ends[at - 1] == s.starts[at]:
        first = at - 1
        if first and s.words[first - 1] in {"US", "A", "C", "HK"} and s.ends[first - 1] == s.starts[first]:
            first -= 1
        return CURRENCIES[s.lows[at - 1]], first, end
    if end < len(s) and s.words[end] == "%":
        return "%", at, end + 1
    for length in (1, 2):
        if " ".join(s.lows[end : end + length]) in q.percent:
            return "%", at, end + length
    adjective = 1 if end + 1 < len(s) and s.lows[end] in q.currency_adjectives else 0
    if end + adjective < len(s) and s.lows[end + adjective] in q.currency_words:
        return q.currency_words[s.lows[end + adjective]], at, end + adjective + 1
    return None, at, end


def _is_weight(s: Sentence, at: int, end: int, q: Quantities) -> bool:
    """'1,150kg (2,535 pounds)', '500 pounds of explosives': a word for money that is one for a weight, too."""
    if end >= len(s) or s.lows[end] not in q.weight_words:
        return False
    near = s.lows[max(0, at - WEIGHT_WORDS) : at] + s.lows[end + 1 : end + WEIGHT_WORDS]
    weighed = any(low in q.weights or low.lstrip("0123456789") in q.weights for low in near)
    stuff = s.lows[end + 1 : end + 2] and s.lows[end + 1] in q.genitives and q.purposes.keys().isdisjoint(near)
    return weighed or bool(stuff)


def _is_no_count(s: Sentence, at: int, end: int, value: float, q: Quantities) -> bool:
    """Whether digits are a year, a day of a month, a time, an age, a score, or the number of a type or a page."""
    before = s.lows[at - 1] if at else ""
    after = s.lows[end] if end < len(s) else ""
    if before == "." and at > 1 and s.lows[at - 2] in q.months:
        return True
    if before in q.months or after in q.months or before in q.labels or _is_last_of(s, at, q):
        return True
    if before in {"#", "-", ":", "/"} and s.ends[at - 1] == s.starts[at]:
        return True
    if value in YEARS and end == at + 1:
        return True
    if after in {":", "/"} and end + 1 < len(s) and s.words[end + 1][0].isdigit():
        return True
    return _is_age(s, at, end) or _is_type(s, at, end, q)


def _is_last_of(s: Sentence, at: int, q: Quantities) -> bool:
    """'list 1 of 4': how many of them there are; 'February 2 to 3': the last day."""
    if at <= LONG_BEFORE or not s.words[at - 2].isdigit():
        return False
    link, head = s.lows[at - 1], s.lows[at - 3]
    return (link in q.genitives and head in q.labels) or (head in q.months and (link in q.until or link in q.ands))


def _is_age(s: Sentence, at: int, end: int) -> bool:
    """', 34,' behind a name or a relative."""
    after = s.words[end] if end < len(s) else "."
    return at > 0 and s.words[at - 1] in {",", "("} and after in {",", ")", ".", ";"} and s.words[at].isdigit()


def _is_type(s: Sentence, at: int, end: int, q: Quantities) -> bool:
    """'Windows 98', 'Boeing 737': a name in front and nothing counted behind."""
    if at < 1 or not s.words[at - 1][0].isupper() or s.lows[at - 1] in q.stops or s.lows[at - 1] in q.skips:
        return False
    starts_sentence = at - 1 == 0 or (at - 1 == 1 and s.words[0] in {"•", "-"})
    counted = end < len(s) and s.words[end].islower() and s.lows[end] not in q.stops
    return not counted and not starts_sentence


def _is_time(s: Sentence, at: int, end: int, q: Quantities) -> bool:
    """Whether a span of time, an age or a time of day is told: '12 a.m.', 'three months', '80 days'."""
    if not q.ages.isdisjoint(s.lows[at - 1 : at]):
        return True
    near, far = (*s.lows[end : end + 2], "", "")[:2]
    return near in q.time_units or (far in q.time_units and near not in q.stops and near not in {",", "."})


def _glued(s: Sentence, at: int, end: int, text: str) -> bool:
    """Whether the number is part of a longer sign, such as '3-1' or '10/12' or '$' of another line."""
    before, after = text[s.starts[at] - 1 : s.starts[at]], text[s.ends[end - 1] : s.ends[end - 1] + 2]
    return (s.starts[at] > 0 and before in GLUE_BEFORE) or (after[:1] in GLUE_BEHIND and after[1:].isdigit())


def _between(s: Sentence, head: int, end: int, q: Quantities) -> tuple[str, int] | None:
    """'between 15 and 20', '15 to 20': the lower number bounds from below, the higher one from above."""
    if not (q.between.isdisjoint(s.lows[head - 1 : head]) or q.ands.isdisjoint(s.lows[end : end + 1])):
        return "at least", head
    first = head - 1
    while first > 0 and _in_digits(s, first - 1):
        first -= 1
    linked = 0 < first < head - 1
    if linked and s.lows[head - 1] in q.ands and s.lows[first - 1] in q.between:
        return "up to", head
    ranged = linked and s.lows[head - 1] in q.until and not s.words[end - 1].endswith("%")
    if ranged and s.lows[first - 1] not in q.from_words:
        return "up to", head
    return None


def _in_digits(s: Sentence, at: int) -> bool:
    """Whether a word is part of a number in digits: '500', ',' or '000'."""
    return s.words[at][0].isdigit() or (s.words[at] == "," and s.ends[at] == s.starts[at + 1])


def _bound(s: Sentence, head: int, end: int, q: Quantities) -> tuple[str | None, int]:
    """The bound in front of a number and where it begins; 'or more' behind it."""
    for length in range(LONGEST_BOUND, 0, -1):
        words = s.lows[max(0, head - length) : head]
        bound = q.bounds.get(" ".join(words))
        if bound:
            return (None, head) if _is_particle(s, head, words, q) else (bound, head - len(words))
    if between := _between(s, head, end, q):
        return between
    return ("at least" if s.lows[end : end + 2] in q.or_more else None), head


def _is_particle(s: Sentence, head: int, words: tuple[str, ...], q: Quantities) -> bool:
    """'hand over 157', 'bring about two': the word goes with the verb; 'under five blankets': it tells where."""
    if len(words) > 1 or words[0] not in q.particles:
        return False
    verb = head > 1 and s.lows[head - 2] in q.particle_verbs
    small = words[0] in q.where_bounds and s.lows[head] in q.small and q.small[s.lows[head]] < TWELVE
    follows = s.lows[head + 1 : head + 2]
    return bool(verb) or (small and not (follows and (follows[0] in q.multipliers or follows[0] in q.percent)))
