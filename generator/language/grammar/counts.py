"""What a number counts and what befell it: 'four people — including a child — killed', 'deaths of 40 civilians'."""

from dataclasses import dataclass, replace
from itertools import takewhile

from generator.language.grammar.measures import PERCENT, purpose, share
from generator.language.grammar.numbers import Number
from generator.language.grammar.quantities import Quantities
from generator.language.grammar.tokens import Sentence
from generator.language.grammar.words import Speech

PHRASE_WORDS = 7
AHEAD_WORDS = 26
BEHIND_WORDS = 18
SMALL = 10
DASHES = frozenset("—–(")
ENDS = frozenset(".;:?!)")
TOLL_WORDS = 6
LONG_TOLL_WORDS = 12
SPOKEN_WORDS = 10
SAYING_WORDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted, its unit and what befell it; `start` and `end` are offsets of number and noun."""

    what: str
    start: int
    end: int
    unit: str | None = None
    outcome: str | None = None
    share: bool = False


def counted(s: Sentence, n: Number, q: Quantities, sp: Speech, before: Counted | None) -> Counted | None:
    """What a number counts, `before` being the figure in front of it in the sentence; None where it counts nothing."""
    if n.unit:
        return _measured(s, n, q, before)
    first, end = _phrase(s, n, q)
    if first == end and (put := _put(s, n, q)):
        return put
    if first == end and before and _shares(s, n, before, q):
        return replace(before, start=s.starts[n.start], end=s.ends[n.end - 1], share=True)
    people = first == end or s.lows[end - 1] in q.people or s.lows[end - 1] in q.outcome_nouns
    outcome = _outcome(s, n, (first, end), q, sp) or _including(s, n, before, q)
    distance = first < end and s.lows[first] in q.distances
    taken = outcome in q.of_people and s.lows[end - 1] in q.place_nouns
    if (people and outcome in q.of_things) or distance or taken:
        outcome = None
    if outcome is None and before and s.lows[max(0, n.start - 2)] in q.rising:
        outcome = before.outcome
    if not q.spread.isdisjoint(s.lows[max(0, n.head - 1) : n.head]) and s.lows[end - 1] in q.place_nouns:
        return None
    if not _is_figure(s, n, (first, end), outcome, q) or (
        outcome is None and (_is_cited(s, n.start, q) or _speaks(s, end, people, q, sp))
    ):
        return None
    words = " ".join(word for word in s.words[first:end] if word not in "()")
    unit = "people" if people else s.lows[first] if distance else None
    rate = s.words[end : end + 2] if distance and s.lows[end : end + 1] and s.lows[end] in q.per else ()
    what = outcome if people and outcome else " ".join([words, *rate])
    return Counted(
        what=what or "", start=s.starts[n.start], end=s.ends[max(end, n.end) - 1], unit=unit, outcome=outcome
    )


def _measured(s: Sentence, n: Number, q: Quantities, before: Counted | None) -> Counted | None:
    """A percentage or an amount of money; a percentage of nothing that the words tell says nothing."""
    if n.unit != PERCENT:
        what = purpose(s, n, q)
        return Counted(what=what, start=s.starts[n.start], end=s.ends[n.end - 1], unit=n.unit)
    what, end = share(s, n, q, before.what if before and before.unit == PERCENT else "")
    if not what:
        return None
    return Counted(what=what, start=s.starts[n.start], end=s.ends[end - 1], unit=PERCENT)


def _phrase(s: Sentence, n: Number, q: Quantities) -> tuple[int, int]:
    """The words of the noun phrase behind a number."""
    first = n.end
    while first < len(s) and (s.lows[first] in q.skips or _is_whole(s, n, first, q)):
        first += 1
    end = first
    while end < len(s) and end - first < PHRASE_WORDS and (_in_phrase(s, first, end, q) or _is_short(s, end)):
        end += len("(A)") if _is_short(s, end) else 1
    return (first, end) if end > first else (n.end, n.end)


def _is_short(s: Sentence, at: int) -> bool:
    """'30 National Unity Platform (NUP) members': a short form in brackets inside a name."""
    named = s.words[at : at + 1] == ("(",) and s.words[at + 2 : at + 3] == (")",) and s.words[at + 1].isupper()
    return named and at + 3 < len(s) and s.words[at - 1][0].isupper() and s.words[at + 3].islower()


def _is_whole(s: Sentence, n: Number, at: int, q: Quantities) -> bool:
    """Whether a number stands between a part and what both count: 'four of 20 tanks', 'between four and 20 tanks'."""
    ranged = not q.between.isdisjoint(s.lows[n.head - 1 : n.head]) and s.lows[n.end] in q.ands
    if at == n.end:
        return ranged
    between = all(word[0].isdigit() or word == "," for word in s.words[n.end + 1 : at])
    digits = s.words[at][0].isdigit() or (s.words[at] == "," and s.words[at + 1 : at + 2] and s.words[at + 1].isdigit())
    return bool(digits) and between and (s.lows[n.end] in q.genitives or ranged)


def _in_phrase(s: Sentence, first: int, at: int, q: Quantities) -> bool:
    low, word = s.lows[at], s.words[at]
    if word == "." and at > first and "." in s.words[at - 1] and at + 1 < len(s):
        return True
    if not word[0].isalpha() or low in q.stops or low in q.small:
        return False
    if (
        at > first
        and word.islower()
        and _is_plural(s.lows[at - 1], q)
        and not (_is_plural(low, q) or low in q.outcomes)
    ):
        return False
    return (
        low not in q.outcomes
        or low in q.outcome_nouns
        or (at == first and at + 1 < len(s) and s.lows[at + 1] in q.people)
    )


def _is_plural(low: str, q: Quantities) -> bool:
    """Whether a noun seems to end its phrase: 'drones' in 'drones flew', 'people' in 'people left'."""
    return low in q.people or (low.endswith(q.plural_endings) and not low.endswith(q.singular_endings))


def _is_figure(s: Sentence, n: Number, phrase: tuple[int, int], outcome: str | None, q: Quantities) -> bool:
    """Whether a number without a unit is worth recording: something is counted, and it is no way of speaking."""
    first, end = phrase
    if outcome is None and first == end:
        return False
    if not n.spelled:
        return True
    low = s.lows[n.start - 1] if n.start else ""
    if outcome is None and s.words[n.head][0].isupper() and s.words[end - 1][0].isupper():
        return False
    if n.value == 1:
        return outcome is not None and first < end and s.lows[n.end] not in q.genitives
    if low in q.definite and outcome is None:
        return False
    plural = first < end and (s.lows[end - 1].endswith(q.plural_endings) or s.lows[end - 1] in q.people)
    return outcome is not None or (plural and s.lows[n.end] not in q.genitives) or n.value > SMALL


def _is_cited(s: Sentence, start: int, q: Quantities) -> bool:
    """'citing two officials', 'according to three people': the number only tells how many told it."""
    return bool(start) and (s.lows[start - 1] in q.citing or s.lows[max(0, start - 2) : start] in q.according)


def _speaks(s: Sentence, end: int, people: bool, q: Quantities, sp: Speech) -> bool:
    """'two officials said', 'two people who saw it said': the number only tells how many spoke."""
    if end < len(s) and (s.lows[end] in sp.strong or s.lows[end] in sp.weak):
        return True
    clause = takewhile(lambda word: word[0].isalnum(), s.lows[end : end + SPOKEN_WORDS])
    return (people or s.lows[end - 1] in q.tellers) and not q.telling.isdisjoint(clause)


def _outcome(s: Sentence, n: Number, phrase: tuple[int, int], q: Quantities, sp: Speech) -> str | None:
    first, end = phrase
    direct = _directly_before(s, n.start, q)
    if direct:
        return direct
    if first < end and s.lows[end - 1 : end + 2] in q.joint:
        return q.outcomes[" ".join(s.lows[end - 1 : end + 2])]
    if first < end and s.lows[end - 1] in q.outcome_nouns:
        return q.outcome_nouns[s.lows[end - 1]]
    if first < end and s.lows[first] in q.outcomes:
        return q.outcomes[s.lows[first]]
    return _ahead(s, end, q, sp) or _list_before(s, n.start, q, sp)


def _directly_before(s: Sentence, start: int, q: Quantities) -> str | None:
    """'killed at least three', 'destroyed all 10', 'deaths of 25', 'injuries to four', 'toll rose to 31'."""
    at = start - 1
    while at > 0 and s.lows[at] in q.links:
        at -= 1
    if at < 0:
        return None
    linked = s.lows[at + 1 : start]
    if s.lows[at] in q.rising:
        reach = TOLL_WORDS if s.lows[at] in q.put_links else LONG_TOLL_WORDS
        before = s.lows[max(0, at - reach) : at][::-1]
        if both := _both(before, q):
            return both
        return next((q.outcome_nouns[low] for low in before if low in q.outcome_nouns), None)
    pair = " ".join(s.lows[max(0, at - 1) : at + 1])
    if pair in q.outcomes:
        return q.outcomes[pair]
    if s.lows[at] in q.outcome_nouns and not q.toll_links.isdisjoint(linked):
        return q.outcome_nouns[s.lows[at]]
    return q.outcomes.get(s.lows[at]) if q.toll_links.isdisjoint(linked) else None


def _put(s: Sentence, n: Number, q: Quantities) -> Counted | None:
    """'put the losses at 200,000': what is counted stands in front; tolls have their own words."""
    at = n.start - 1
    first = next((i + 1 for i in range(at - 1, max(-1, at - TOLL_WORDS), -1) if s.lows[i] in q.putting), 0)
    if at < 1 or s.lows[at] not in q.put_links or not first or _directly_before(s, n.start, q):
        return None
    words = [word for word in s.words[first:at] if word.lower() not in q.articles and word.lower() not in q.sums]
    if not words or not all(word[0].isalpha() for word in words) or not _is_plural(words[-1].lower(), q):
        return None
    return Counted(what=" ".join(words), start=s.starts[n.start], end=s.ends[n.end - 1])


def _both(before: tuple[str, ...], q: Quantities) -> str | None:
    """'the number of killed, wounded and missing at': what befell them, where it is more than one thing."""
    fates = {q.outcomes.get(low) or q.outcome_nouns.get(low) for low in before} - {None}
    joint = q.outcomes[" ".join(q.joint[0])] if q.joint else None
    return joint if joint and len(fates & set(joint.split(" or "))) > 1 else None


def _ahead(s: Sentence, at: int, q: Quantities, sp: Speech) -> str | None:
    """'… were injured', '… have been killed', '… died', '… with wounds', asides left out."""
    passive = False
    limit = min(len(s), at + AHEAD_WORDS)
    first = at
    while at < limit:
        low = s.lows[at]
        if s.words[at] in DASHES or (s.words[at] == "," and _is_aside(s, at, q, sp)):
            first = _behind_aside(s, at, limit, sp) if at == first else first
            at = _behind_aside(s, at, limit, sp)
            continue
        if low in ENDS or low in q.relatives or (low in sp.strong and not passive):
            return None
        if low in q.outcomes and (passive or at == first or low in q.intransitive):
            return q.outcomes[" ".join(s.lows[at : at + 3]) if s.lows[at : at + 3] in q.joint else low]
        if pair := next((q.outcomes[words] for words in _pairs(s, at) if words in q.outcomes), None):
            return pair
        if low in q.outcome_nouns and not q.having.isdisjoint(s.lows[max(0, at - 3) : at]):
            return q.outcome_nouns[low]
        if (low == "," or low in q.ands) and at + 1 < limit and _counts_again(s, at + 1, q):
            return None
        passive = passive or low in sp.being or low in q.befalling
        at += 1
    return None


def _is_aside(s: Sentence, at: int, q: Quantities, sp: Speech) -> bool:
    """', including two boys,' and ', the report adds,'."""
    closing = next((i for i in range(at + 2, min(len(s), at + SAYING_WORDS)) if s.words[i] == ","), at)
    said = closing > at and (s.lows[closing - 1] in sp.strong or s.lows[closing - 1] in sp.weak)
    return said or not q.aside_starts.isdisjoint(s.lows[at + 1 : at + 2])


def _pairs(s: Sentence, at: int) -> tuple[str, str]:
    """The two and the three words from `at` on."""
    return " ".join(s.lows[at : at + 2]), " ".join(s.lows[at : at + 3])


def _shares(s: Sentence, n: Number, before: Counted, q: Quantities) -> bool:
    """'43 drones, including 21 over the coast and 12 over the town': a number that counts what the one before does."""
    behind = s.lows[n.end] if n.end < len(s) else ""
    listed = n.start and (s.lows[n.start - 1] == "," or s.lows[n.start - 1] in q.share_leads)
    return bool(listed) and before.unit in {None, "people"} and behind in q.share_places


def _counts_again(s: Sentence, at: int, q: Quantities) -> bool:
    """Whether another number comes within three words."""
    return any(low[0].isdigit() or low in q.small for low in s.lows[at : at + 4])


def _behind_aside(s: Sentence, at: int, limit: int, sp: Speech) -> int:
    """The word behind the aside that the mark at `at` opens; one between commas also ends before 'were' or 'have'."""
    mark = s.words[at]
    i = at + 1
    while i < limit:
        if s.words[i] == {"(": ")"}.get(mark, mark):
            return i + 1
        if mark == "," and s.words[i] in DASHES:
            i = _behind_aside(s, i, limit, sp)
        elif mark == "," and s.lows[i] in sp.auxiliaries:
            return i
        else:
            i += 1
    return limit


def _list_before(s: Sentence, start: int, q: Quantities, sp: Speech) -> str | None:
    """'damaged eight houses, four shops and two schools': the verb in front of the list."""
    for at in range(start - 1, max(-1, start - BEHIND_WORDS), -1):
        low = s.lows[at]
        if low in q.outcomes and low not in q.intransitive:
            if not sp.being.isdisjoint(s.lows[max(0, at - 2) : at]):
                return None
            return q.outcomes[low] if "," in s.words[at:start] or not q.ands.isdisjoint(s.lows[at:start]) else None
        if low in ENDS or (low in q.stops and low not in q.listing):
            return None
    return None


def _including(s: Sentence, n: Number, before: Counted | None, q: Quantities) -> str | None:
    """'…, including two children': what befell the whole befell the part."""
    part = not q.including.isdisjoint(s.lows[max(0, n.start - 2) : n.start])
    return before.outcome if before and part else None
