"""Noun phrases in a sentence, and verbs of saying told from nouns that are spelled alike.

A phrase is a half-open range of word numbers in a `Sentence`. None is returned wherever the words do not settle it.
"""

import re

from generator.language.grammar.tokens import QUOTE, Sentence
from generator.language.grammar.words import Speech

Phrase = tuple[int, int]
MAX_WORDS = 16
APOSTROPHE = re.compile("['’]")
MARKS = frozenset(',;:()[]–—-.!?…•"“”/#')


def is_pronoun(word: str, sp: Speech) -> bool:
    """Whether a lower-case word stands for someone named before."""
    return word in sp.he or word in sp.she or word in sp.it or word in sp.they


def is_name_word(word: str) -> bool:
    """Whether a word is written as a name: capitalised, in capitals, or with a capital behind a prefix (al-Masri)."""
    return (
        word[0].isupper()
        or (word[0].isdigit() and word[-1].isalpha())
        or ("-" in word and word.rsplit("-", maxsplit=1)[-1][:1].isupper())
    )


def breaks(s: Sentence, i: int, sp: Speech) -> bool:
    """Whether word `i` cannot be inside a noun phrase."""
    low = s.lows[i]
    if low in sp.ands:
        return not (0 < i < len(s) - 1 and is_name_word(s.words[i - 1]) and is_name_word(s.words[i + 1]))
    return (
        s.words[i] in MARKS
        or low in sp.conjunctions
        or (low in sp.auxiliaries and s.words[i].islower())
        or low in sp.relatives
        or (low in sp.participles)
        or ((low in sp.strong or low in sp.weak) and is_verb(s, i, sp))
        or is_pronoun(low, sp)
        or (low in sp.other_pronouns and s.lows[i : i + 2] not in sp.partitives)
    )


def _noun_use(s: Sentence, i: int, sp: Speech) -> bool:
    """'the report', 'a claim', 'press reports': a noun that is spelled as a verb."""
    owned = i > 0 and (s.lows[i - 1] in sp.determiners or s.lows[i - 1].endswith(("'s", "’s")))
    return owned and not s.lows[i].endswith(sp.past_endings)


def phrase_at(s: Sentence, start: int, sp: Speech) -> Phrase | None:
    """The noun phrase that begins at word `start`, going right."""
    if start >= len(s):
        return None
    if is_pronoun(s.lows[start], sp):
        return start, start + 1
    short = APOSTROPHE.split(s.lows[start])[0]
    if short != s.lows[start] and (is_pronoun(short, sp) or short in sp.other_pronouns):
        return None
    end = start
    while end < len(s) and end - start < MAX_WORDS and _goes_on(s, start, end, sp):
        end += 1
    while end > start and (
        s.lows[end - 1] in sp.prepositions or s.lows[end - 1] in sp.determiners or s.words[end - 1] == "."
    ):
        end -= 1
    return (start, end) if end > start and can_speak(s, start, end, sp) else None


def _goes_on(s: Sentence, start: int, at: int, sp: Speech) -> bool:
    low, word = s.lows[at], s.words[at]
    if word == ".":
        return at > start and (s.lows[at - 1] in sp.title_ends or len(s.words[at - 1]) == 1 or "." in s.words[at - 1])
    if word == QUOTE or word in MARKS or low in sp.time_words:
        return False
    opening = at == start and (word[0].isupper() or low in sp.determiners)  # 'Ben Lee', 'le maire'
    if low in sp.joining or low in sp.of_words or (low in sp.particles and not opening):
        return start < at < len(s) - 1 and (_joins(s, at, sp) if low in sp.joining else extends(s, start, at, sp))
    if low in sp.determiners:
        return at == start or s.lows[at - 1] in sp.prepositions or s.lows[at - 1] in sp.determiners
    if at > start and word.islower() and (_name_ended(s, at, sp) or _starts_verb(s, at, sp)):
        return False
    return not (low in sp.prepositions or breaks(s, at, sp) or (low in sp.adverbs and word.islower()))


def _joins(s: Sentence, at: int, sp: Speech) -> bool:
    """Whether 'and' joins two names, or two nouns for one person: 'businessman and blogger'."""
    names = is_name_word(s.words[at - 1]) and is_name_word(s.words[at + 1])
    return names or (s.lows[at - 1] in sp.human and s.lows[at + 1] in sp.human)


def _starts_verb(s: Sentence, at: int, sp: Speech) -> bool:
    """'officials desperately tried': an adverb or a past tense behind the noun."""
    low, head = s.lows[at], s.lows[at - 1]
    noun = head in sp.human or sp.singular(head) in sp.human or head in sp.bodies
    return low.endswith(sp.adverb_endings) or (low.endswith(sp.past_endings) and noun)


def _name_ended(s: Sentence, at: int, sp: Speech) -> bool:
    """A lower-case word behind a name ends the phrase, unless a title or a human noun follows: 'Oslo spokesman'."""
    low, previous = s.lows[at], s.words[at - 1]
    known = low in sp.human or low in sp.titles or low in sp.bodies or sp.singular(low) in sp.human
    known = known or (low.endswith(sp.plural_endings) and previous.endswith(sp.demonym_ends))
    return (
        is_name_word(previous)
        and s.lows[at - 1] not in sp.determiners
        and not previous.endswith(("'s", "’s"))
        and not known
        and not _noun_ahead(s, at, sp)
    )


def _noun_ahead(s: Sentence, at: int, sp: Speech) -> bool:
    return any(low in sp.human or low in sp.bodies for low in s.lows[at + 1 : at + 3])


def extends(s: Sentence, start: int, at: int, sp: Speech) -> bool:
    """Whether a preposition continues the phrase: 'governor of', 'spokesman for', not 'Lee in' and not 'Lee on'."""
    low = s.lows[at]
    if (
        (low in sp.particles or low in sp.for_words)
        and _between_names(s, at)
        and (low in sp.particles or s.lows[at - 1] not in sp.titles)
    ):
        return True
    head = sp.singular(s.lows[at - 1])
    if low in sp.genitives:
        persons = [i for i in range(start, at - 1) if s.lows[i] in sp.human or s.lows[i] in sp.titles]
        return not (is_name_word(s.words[at - 1]) and persons and sp.for_words.isdisjoint(s.lows[persons[-1] : at]))
    if low in sp.beside_people:
        return head in sp.human or s.lows[at - 1] in sp.bodies or (low in sp.from_words and s.words[at - 1].islower())
    return head in sp.heads.get(low, ())


def _between_names(s: Sentence, at: int) -> bool:
    return at + 1 < len(s) and is_name_word(s.words[at - 1]) and is_name_word(s.words[at + 1])


def can_speak(s: Sentence, start: int, end: int, sp: Speech) -> bool:
    """A name, or a noun for people or a body; 'said the attack' is no subject."""
    lows = s.lows[start:end]
    named = any(is_name_word(word) and word.lower() not in sp.determiners for word in s.words[start:end])
    return named or any(low in sp.human or low in sp.bodies or sp.singular(low) in sp.human for low in lows)


def is_verb(s: Sentence, i: int, sp: Speech) -> bool:
    """Whether word `i` is a finite verb of saying and not a noun spelled alike or a passive participle."""
    low = s.lows[i]
    if low not in sp.strong and low not in sp.weak and low not in sp.calling:
        return False
    if not s.words[i].islower() or _noun_use(s, i, sp) or (i and s.lows[i - 1] in sp.before_no_verb):
        return False
    if low in sp.noun_like:
        return _singular_before(s, i, sp)
    return not _is_bare(low, sp) or _plural_before(s, i, sp)


def _singular_before(s: Sentence, i: int, sp: Speech) -> bool:
    """Whether what stands before 'claims' or 'fears' is a name or someone, so that it is a verb: not 'market fears'."""
    at = i - 1
    while at > 0 and s.lows[at] in sp.adverbs:
        at -= 1
    if at < 0:
        return False
    word, low = s.words[at], s.lows[at]
    name = is_name_word(word) and not word.endswith(("'s", "’s", *sp.demonym_ends))
    someone = is_pronoun(low, sp) or low in sp.human or low in sp.bodies or low in sp.who
    return name or someone or low in {",", ")"} or low in sp.ands


def _is_bare(low: str, sp: Speech) -> bool:
    """Whether a verb stands in its first form, which many nouns share: 'state', 'report', 'claim'."""
    return low + "s" in sp.strong or low + "s" in sp.weak or low + "s" in sp.calling


def _plural_before(s: Sentence, i: int, sp: Speech) -> bool:
    at = i - 1
    while at > 0 and s.lows[at] in sp.adverbs:
        at -= 1
    plural = at >= 0 and (s.lows[at].endswith(sp.plural_endings) or s.lows[at] in sp.plurals)
    return plural or (at >= 0 and s.lows[at] in sp.auxiliaries)


def is_passive(s: Sentence, i: int, sp: Speech) -> bool:
    """Whether the participle at `i` follows a form of 'be': 'was asked', 'have been widely described'."""
    at = i - 1
    while at >= 0 and (
        s.lows[at] in sp.adverbs or s.lows[at] in sp.negations or s.lows[at].endswith(sp.adverb_endings)
    ):
        at -= 1
    return at >= 0 and (s.lows[at] in sp.being or s.lows[at] in sp.what_is)
