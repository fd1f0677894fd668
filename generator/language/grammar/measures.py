"""What a percentage or an amount of money is of: 'inflation rose to 6%', 'a deficit of $3 million', '2% of GDP'."""

from generator.language.grammar.numbers import Number
from generator.language.grammar.quantities import Quantities
from generator.language.grammar.tokens import Sentence

PHRASE_WORDS = 7
PURPOSE_WORDS = 24
HEAD_WORDS = 4
BACK_WORDS = 14
PERCENT = "%"


def share(s: Sentence, n: Number, q: Quantities, before: str) -> tuple[str, int]:
    """What a percentage is of, and the word behind it: the noun behind 'of', else what rose, fell or is compared.

    `before` is what the percentage in front of it in the sentence is of; empty where the words do not settle it.
    """
    at = _behind_range(s, n.end, q)
    if s.lows[at : at + 1] and s.lows[at] in q.share_of:
        end = _phrase(s, at + 1, q)
        words = _bare(s, at + 1, end, q)
        if words and s.lows[at] in q.genitives:
            counted = _changed(s, n.start, q) if _makes_up(s, n.start, q) else ""
            return counted or words, end
        if words and not (counted := _changed(s, n.start, q)):
            return words, end
    again = before if not q.compared.isdisjoint(s.lows[max(0, n.start - 2) : n.start]) else ""
    return _compared(s, n, q) or _changed(s, n.start, q) or again or _named_behind(s, n.start, n.end, q), n.end


def _compared(s: Sentence, n: Number, q: Quantities) -> str:
    """'interest rates higher than 20%'."""
    return _noun_before(s, n.start, q) if n.start < n.head and s.lows[n.start] in q.changes else ""


def purpose(s: Sentence, n: Number, q: Quantities) -> str:
    """What money is for or what it is: a word such as 'aid' near it, 'assets worth $2', 'a deficit of $3'."""
    near = [*s.lows[n.end : n.end + PURPOSE_WORDS], *reversed(s.lows[max(0, n.start - PURPOSE_WORDS // 2) : n.start])]
    known = next((q.purposes[low] for low in near if low in q.purposes), None)
    return known or _valued(s, n.start, q) or _money_behind(s, n, q) or _money_of(s, n.start, q)


def _money_behind(s: Sentence, n: Number, q: Quantities) -> str:
    """'$300 billion in bank reserves'; a place or a time behind it is not what it is."""
    first = n.end
    while first < len(s) and s.lows[first] in q.purpose_leads:
        first += 1
    end = _phrase(s, first, q)
    led = s.lows[n.end : first]
    placed = bool(led) and led[-1] in q.place_leads and all(word[0].isupper() for word in s.words[first:end])
    if end == first or placed or s.lows[end - 1] in q.time_units:
        return ""
    return " ".join(s.words[first:end])


def _money_of(s: Sentence, start: int, q: Quantities) -> str:
    """'a deficit of $3 million'."""
    return _noun_before(s, start - 1, q) if start > 1 and s.lows[start - 1] in q.genitives else ""


def _phrase(s: Sentence, first: int, q: Quantities) -> int:
    """The word behind a run of words that no mark and no function word ends."""
    end = first
    while end < len(s) and end - first < PHRASE_WORDS and s.words[end][0].isalpha() and s.lows[end] not in q.stops:
        end += 1
    return end


def _behind_range(s: Sentence, at: int, q: Quantities) -> int:
    """'70% to 80% of': the word behind the second of two."""
    if at + 2 < len(s) and (s.lows[at] in q.until or s.lows[at] in q.ands) and s.words[at + 1][0].isdigit():
        second = next((i for i in range(at + 1, min(len(s), at + 4)) if s.words[i] == PERCENT), None)
        return second + 1 if second else at
    return at


def _makes_up(s: Sentence, start: int, q: Quantities) -> bool:
    """'defence accounts for 38% of the budget': what is counted stands in front."""
    return not q.making_up.isdisjoint(s.lows[max(0, start - HEAD_WORDS) : start])


def _changed(s: Sentence, start: int, q: Quantities) -> str:
    """What rises, falls, reaches or stands at a number: the noun in front of the verb that leads up to it."""
    at, verb = start - 1, False
    first = max(-1, start - BACK_WORDS)
    while at > first:
        low = s.lows[at]
        if low in q.changes or low in q.making_up:
            verb = True
        elif low in q.genitives and not verb:
            verb, at = True, _behind_record(s, at, q)
            continue
        elif not (low in q.change_links or low.endswith(q.adverb_endings)):
            break
        at -= 1
    return _noun_before(s, at + 1, q) if verb else ""


def _behind_record(s: Sentence, at: int, q: Quantities) -> int:
    """'fell to a record low of': the word in front of the extreme; of any other noun, the word in front of 'of'."""
    if at and s.lows[at - 1] in q.extremes:
        at -= 1
        while at > 0 and (s.lows[at - 1] in q.extremes or s.lows[at - 1] in q.articles):
            at -= 1
    return at - 1


def _noun_before(s: Sentence, end: int, q: Quantities) -> str:
    """The last words of the noun phrase that ends in front of a word, without its article and its owner."""
    first = end
    while first > 0 and end - first < HEAD_WORDS and _is_noun(s, first - 1, q):
        first -= 1
    before = s.lows[first - 2] if first > 1 and s.lows[first - 1] in q.articles else s.lows[max(0, first - 1)]
    if first and first < end and (before in q.share_of or before in q.place_leads):
        return ""
    words = [word for word in s.words[first:end] if word.lower() not in q.articles and word.lower() not in q.pointing]
    owners = [i for i, word in enumerate(words) if word.endswith(("'s", "’s"))]
    return " ".join(words[owners[-1] + 1 if owners else 0 :])


def _is_noun(s: Sentence, at: int, q: Quantities) -> bool:
    low = s.lows[at]
    return s.words[at][0].isalpha() and low not in q.stops and low not in q.change_links and low not in q.seeing


def _valued(s: Sentence, start: int, q: Quantities) -> str:
    """'assets worth $2', 'assets, valued at $2'."""
    at = start - 1
    if at > 1 and s.lows[at] in q.worth_links and s.lows[at - 1] in q.valued:
        at -= 2
    elif at > 0 and s.lows[at] in q.worth:
        at -= 1
    else:
        return ""
    at -= s.words[at] == ","
    return _noun_before(s, at + 1, q)


def _named_behind(s: Sentence, start: int, at: int, q: Quantities) -> str:
    """'a 31% increase', 'a 40% stake': what the percentage stands in front of."""
    end = at
    while end < len(s) and end - at < HEAD_WORDS and s.words[end][0].isalpha() and s.lows[end] not in q.stops:
        end += 1
        if s.lows[end - 1] in q.changes:
            break
    noun = end > at and s.lows[end - 1] not in q.time_units and s.lows[end - 1] not in q.change_links
    led = start and s.lows[start - 1] in q.articles
    return " ".join(s.words[at:end]) if noun and (led or s.lows[end - 1] in q.changes) else ""


def _bare(s: Sentence, first: int, end: int, q: Quantities) -> str:
    """The words without an article; none where they name a time."""
    words = [word for word in s.words[first : max(first, end)] if word.lower() not in q.articles]
    return "" if words and words[0].lower() in q.months else " ".join(words)
