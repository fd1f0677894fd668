"""Subjects of a verb, found without a parser: before it and behind it."""

from generator.language.grammar.noun_phrases import (
    MARKS,
    MAX_WORDS,
    Phrase,
    breaks,
    can_speak,
    extends,
    is_name_word,
    is_pronoun,
    phrase_at,
)
from generator.language.grammar.tokens import QUOTE, Sentence
from generator.language.grammar.words import Speech

MAX_ASIDES = 5
NAME_WORDS = 5
CLOSING = frozenset({",", ")", "–", "—", "-"})
LISTED_WORDS = 4  # of one part of a list inside an apposition


def subject_before(s: Sentence, verb: int, sp: Speech) -> Phrase | None:
    """The noun phrase that is the subject of the verb at word `verb`, found going left."""
    i = _skip_back(s, verb - 1, sp)
    asides = 0
    while i >= 0 and s.words[i] in CLOSING and asides < MAX_ASIDES:
        start = _aside(s, i, sp)
        if start is None:
            return None
        if _ends_in_full_name(s, start + 1, i, sp) and _described_before(s, start, sp):
            return start + 1, i
        i, asides = start - 1, asides + 1
    if i > 0 and s.lows[i] in sp.who:
        i -= 2 if s.words[i - 1] == "," else 1
    if i < 0:
        return None
    if is_pronoun(s.lows[i], sp):
        return i, i + 1
    return _phrase_before(s, i, asides, sp)


def _phrase_before(s: Sentence, i: int, asides: int, sp: Speech) -> Phrase | None:
    """The phrase that ends at word `i`, or the one that it adds to: 'X in Paris', 'X, an aide', 'X who was there'."""
    start = _back(s, i, sp)
    if start > 1 and s.lows[start - 1] in sp.adjuncts and not _opens_clause(s, start - 2, sp):
        before = _back(s, start - 2, sp)
        agent = s.lows[start - 1] in sp.agents and not can_speak(s, before, start - 1, sp)
        if not agent and (
            before == 0 or s.lows[before - 1] not in sp.prepositions or not _opens_clause(s, before - 2, sp)
        ):
            i, start = start - 2, before
    if (
        start > 1
        and s.words[start - 1] == ","
        and s.lows[start] in sp.determiners
        and _explained(s, start - 2, asides, sp)
    ):
        i = start - 2
        start = _back(s, i, sp)
    relative = next(
        (at for at in range(start - 1, max(-1, start - 10), -1) if s.words[at] in MARKS or s.lows[at] in sp.who), -1
    )
    if relative > 0 and s.lows[relative] in sp.who and (asides or s.words[relative - 1] != ","):
        i = relative - 1 - (s.words[relative - 1] == ",")
        start = _back(s, i, sp)
    return _trim(s, start, i + 1, sp)


def is_full_name(s: Sentence, start: int, end: int, sp: Speech) -> bool:
    """Whether the words are names throughout, and at least two."""
    return 1 < end - start <= NAME_WORDS and all(
        is_name_word(word) or word == "." or word in sp.inner_particles for word in s.words[start:end]
    )


def _ends_in_full_name(s: Sentence, start: int, end: int, sp: Speech) -> bool:
    """Whether the words are a full name, or titles in lower case and one: 'Ann Lee', 'adviser Ann Lee'."""
    while start < end - 1 and s.words[start].islower() and (s.lows[start] in sp.titles or s.lows[start] in sp.human):
        start += 1
    return is_full_name(s, start, end, sp)


def _described_before(s: Sentence, comma: int, sp: Speech) -> bool:
    """Whether a description of a person stands before the comma: 'her lawyer, Ann Lee, said'."""
    before = s.lows[max(0, comma - 8) : comma]
    return any(low in sp.human or sp.does(low) for low in before)


def _explained(s: Sentence, i: int, asides: int, sp: Speech) -> bool:
    """Whether the words that end at `i`, before a comma, are a name which the description behind the comma explains."""
    first = _back(s, i, sp)
    if not is_name_word(s.words[i]) or s.lows[i] in sp.adverbs or i == first:
        return False
    return bool(asides) or first == 0 or s.words[first - 1] == QUOTE or (first > 1 and s.words[first - 2] == QUOTE)


def _opens_clause(s: Sentence, i: int, sp: Speech) -> bool:
    """Whether a clause begins behind word `i`, so that a preposition there leads in an adjunct: 'In Oslo Lee said'."""
    return i < 0 or s.words[i] == QUOTE or breaks(s, i, sp) or s.lows[i] in sp.adverbs or s.lows[i] in sp.time_words


def _skip_back(s: Sentence, i: int, sp: Speech) -> int:
    """Over adverbs, auxiliaries and times between subject and verb: 'X has on Tuesday also said'."""
    while i >= 0:
        low = s.lows[i]
        if (
            low in sp.adverbs
            or (low in sp.auxiliaries and s.words[i].islower())
            or low in sp.negations
            or (low.endswith(sp.adverb_endings) and s.words[i].islower())
        ):
            i -= 1
        elif low in sp.infinitives and i > 1 and s.lows[i - 1] in sp.hearsay:
            i -= 2
        elif low in sp.time_words and not s.words[i].isupper() and not _surname(s, i, sp):
            i -= 1
            i -= i >= 0 and s.lows[i] in sp.time_leads
        else:
            break
    return i


def _surname(s: Sentence, i: int, sp: Speech) -> bool:
    """Whether a month's name ends a person's: 'Christine May said'."""
    return (
        i > 0 and s.lows[i] in sp.month_names and is_name_word(s.words[i - 1]) and s.lows[i - 1] not in sp.before_nouns
    )


def _aside(s: Sentence, closing: int, sp: Speech) -> int | None:
    """Where an apposition or relative clause that ends at the mark `closing` begins; None where it is no such thing."""
    closing -= closing > 0 and s.words[closing - 1 : closing + 1] == (")", ",")
    mark = {")": "("}.get(s.words[closing], s.words[closing])
    end = closing
    for i in range(closing - 1, max(-1, closing - 32), -1):
        if s.words[i] == mark and i + 1 < closing:
            if mark != ",":
                return i
            if _is_aside(s, i + 1, end, sp) or is_full_name(s, i + 1, closing, sp):
                return _first_aside(s, i, sp)
            if not _is_listed(s, i + 1, end, sp):
                return None
            end = i
        if s.words[i] in ";:":
            return None
    return None


def _first_aside(s: Sentence, comma: int, sp: Speech) -> int:
    """The comma before all asides that follow each other up to `comma`: 'Ann Lee, 30, of Raleigh, N.C., who'."""
    at = comma - 1
    while at > 0 and comma - at < MAX_WORDS:
        if s.words[at] == ",":
            low = s.lows[at + 1]
            if not (low.isdigit() or low in sp.genitives or _is_region(s, at + 1, comma)):
                break
            comma = at
        at -= 1
    return comma


def _is_listed(s: Sentence, first: int, end: int, sp: Speech) -> bool:
    """Whether words between two commas are a part of a list: ', refugees, and migration,'."""
    return (
        end - first <= LISTED_WORDS
        and (end < len(s) - 1)
        and not any(s.lows[at] in sp.auxiliaries or is_pronoun(s.lows[at], sp) for at in range(first, end))
        and (s.lows[first] in sp.ands or s.lows[min(end + 1, len(s) - 1)] in sp.ands)
    )


def _is_aside(s: Sentence, first: int, end: int, sp: Speech) -> bool:
    """Whether the words from `first` on can explain a name that stands before the comma."""
    low = s.lows[first]
    leading = low in sp.relatives or low in sp.determiners or low in sp.human or low[0].isdigit()
    if leading or low in sp.titles or low in sp.asides:
        return True
    owned = s.words[first].endswith(("'s", "’s"))
    office = owned or any(
        word in sp.human or word in sp.titles for word in s.lows[first + 1 : first + LISTED_WORDS + 1]
    )
    return _is_region(s, first, end) or (office and not any(breaks(s, at, sp) for at in range(first, end)))


def _is_region(s: Sentence, first: int, end: int) -> bool:
    """Whether the words are a region behind its town, in dotted letters: 'of Raleigh, N.C., said'."""
    return (
        "." in s.words[first] and s.words[first][0].isupper() and all(word == "." for word in s.words[first + 1 : end])
    )


def _back(s: Sentence, i: int, sp: Speech) -> int:
    """First word of the run of phrase words that ends at word `i`."""
    start = i + 1
    while start > 0 and i - start < MAX_WORDS:
        at = start - 1
        if (s.words[at] == "." and at and s.lows[at - 1] in sp.dotted) or (
            s.words[at] == "." and at and len(s.words[at - 1]) == 1
        ):
            start -= 1
        elif s.words[at] == QUOTE or breaks(s, at, sp) or _unlinked(s, at, sp):
            break
        else:
            start -= 1
    return start


def _unlinked(s: Sentence, at: int, sp: Speech) -> bool:
    """Whether a preposition at `at` begins an adjunct rather than going on with a phrase."""
    low = s.lows[at]
    return low in sp.prepositions and not (at and low in sp.of_words and extends(s, 0, at, sp))


def _trim(s: Sentence, start: int, end: int, sp: Speech) -> Phrase | None:
    """The phrase without what leads up to it: 'In a note on Tuesday the bank' -> 'the bank'."""
    while start < end and (s.lows[start] in sp.adverbs or s.lows[start] in sp.time_words or s.words[start] in MARKS):
        start += 1
    if start < end and s.lows[start] in sp.prepositions:
        start = _behind_adjunct(s, start, end, sp)
    start = next(
        (i for i in range(end - 1, start, -1) if s.lows[i] in sp.articles and s.lows[i - 1] not in sp.before_nouns),
        start,
    )
    if start >= end or s.lows[end - 1] in sp.prepositions or s.lows[end - 1] in sp.determiners:
        return None
    return start, end


def _behind_adjunct(s: Sentence, start: int, end: int, sp: Speech) -> int:
    """Where the subject begins behind a leading prepositional phrase without a comma; `end` if that cannot be told."""
    for i in range(end - 1, start + 1, -1):
        if s.lows[i] in sp.determiners and s.lows[i - 1] not in sp.prepositions:
            return i
        if s.lows[i - 1] in sp.time_words and s.lows[i] not in sp.time_words:
            return i
    names = end
    while names - 1 > start and is_name_word(s.words[names - 1]):
        names -= 1
    return names if names - 1 > start else end


def subject_after(s: Sentence, verb: int, sp: Speech) -> Phrase | None:
    """The noun phrase that directly follows the verb: 'said a spokesman for the bank'."""
    return phrase_at(s, verb + 1, sp)
