"""The subject of a whole sentence, behind whatever leads up to it."""

from generator.language.grammar.clauses import is_full_name
from generator.language.grammar.noun_phrases import MARKS, Phrase, is_name_word, phrase_at
from generator.language.grammar.tokens import QUOTE, Sentence
from generator.language.grammar.words import Speech


def main_subject(s: Sentence, before: int, sp: Speech) -> Phrase | None:
    """The first noun phrase of the sentence behind any introduction, if it is a pronoun, a name or a speaker noun."""
    start = _behind_introduction(s, before, sp)
    if start is None or any(s.lows[start : start + len(words)] == words for words in sp.according):
        return None
    found = phrase_at(s, start, sp)
    if not found or found[1] > before:
        return None
    return name_behind_comma(s, found, sp) or found


def name_behind_comma(s: Sentence, phrase: Phrase, sp: Speech) -> Phrase | None:
    """The name that a description leads up to: 'Head of the office, Ann Lee, spoke'."""
    start = phrase[1] + 1
    if (
        phrase[1] >= len(s)
        or s.words[phrase[1]] != ","
        or not any(low in sp.human for low in s.lows[phrase[0] : phrase[1]])
    ):
        return None
    end = next((i for i in range(start, min(len(s), start + 6)) if s.words[i] in {",", "."}), start)
    return (start, end) if is_full_name(s, start, end, sp) else None


def _behind_introduction(s: Sentence, before: int, sp: Speech) -> int | None:
    """The word behind 'On Tuesday,', 'Asked to comment,', 'Meanwhile,', 'But'."""
    at = 0
    while at < before and (s.words[at] in MARKS or s.lows[at] in sp.openers):
        at += 1
    if at >= before:
        return None
    low = s.lows[at]
    if low in sp.adverbs and at + 1 < before and is_name_word(s.words[at + 1]):
        return at + 1
    leads = low in sp.prepositions or low in sp.adverbs or low in sp.conjunctions or low.endswith(sp.participle_endings)
    if not (leads or low in sp.time_words or _is_span_of_time(s, at, sp)) or (
        low in sp.adverbs and low in sp.determiners
    ):
        return at
    comma = next((i for i in range(at, before - 1) if _ends_introduction(s, i)), before)
    name = _name_behind_adjunct(s, at, comma, sp) if low in sp.prepositions else None
    return name or (comma + 1 if comma < before else None)


def _is_span_of_time(s: Sentence, at: int, sp: Speech) -> bool:
    """Whether the sentence begins with how much later it is: 'A few days later,', 'One day after'."""
    for i in range(at + 1, min(at + 4, len(s) - 1)):
        if s.lows[i] in sp.time_words:
            behind = s.lows[i + 1]
            return s.lows[at] in sp.determiners and (behind in sp.time_words or behind in sp.conjunctions)
    return False


def _ends_introduction(s: Sentence, i: int) -> bool:
    """A comma, or a quotation that ends a clause with its own: 'after Lee said “never,” Ann Rask fired back'."""
    return s.words[i] == "," or (s.words[i] == QUOTE and is_name_word(s.words[i + 1]))


def _name_behind_adjunct(s: Sentence, at: int, end: int, sp: Speech) -> int | None:
    """Where a full name follows the noun of a leading adjunct without a comma: 'At the gate Ann Lee stands'."""
    for i in range(at + 2, min(end - 1, at + 9)):
        if is_name_word(s.words[i]) and s.words[i - 1].islower() and s.lows[i - 1] not in sp.people_words:
            linked = (
                s.lows[i - 1] in sp.before_nouns or s.lows[i - 1] in sp.of_words or s.lows[i - 1] in sp.conjunctions
            )
            return None if linked or not is_name_word(s.words[i + 1]) else i
    return None
