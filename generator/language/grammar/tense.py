"""Whether a clause tells of what has been or of what is to come."""

import re
from enum import Enum
from itertools import takewhile

from generator.language.grammar.words import TimeWords

LOOK_BACK_CHARS = 90
LOOK_BACK_WORDS = 9
STOPS = frozenset(".!?;\n")
LOOSE = frozenset(",()–—")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.!?](?=\s)|[;,()–—\n]")
MIN_VERB = 5  # letters


class Tense(Enum):
    """What the words around a day say of it; OPEN where they do not."""

    BEEN = "been"
    AHEAD = "ahead"
    OPEN = "open"


def tense(text: str, start: int, end: int, words: TimeWords, verbs: frozenset[str]) -> Tense:
    """The tense of a day's clause: 'is due in court on Friday' is ahead, 'will, he said Friday' is not."""
    before = [word.lower() for word in _WORDS.findall(text, max(0, start - LOOK_BACK_CHARS), start)]
    led = before[:-1] if before and before[-1] in {*words.month_lead, *words.this} else before
    begins = led[-1:] if not {*words.joints}.intersection(led[-1:]) else led[-2:-1]
    if not led or STOPS.union(LOOSE).intersection(begins):
        return _behind(text, end, words, verbs)
    if _is_deadline(before, (text[start:end].split() or [""])[0].lower(), words):
        return Tense.AHEAD
    return _backwards(before, words, verbs)


def _is_deadline(before: list[str], lead: str, words: TimeWords) -> bool:
    """Whether a day is the end of a time: 'by Friday', 'extended to May 5', not 'had come by Friday'."""
    named = words.deadlines.intersection((lead, before[-1], " ".join(before[-2:]), f"{before[-1]} {lead}"))
    return bool(named) and words.perfects.isdisjoint(before[-LOOK_BACK_WORDS:])


def _behind(text: str, end: int, words: TimeWords, verbs: frozenset[str]) -> Tense:
    behind = [word.lower() for word in _WORDS.findall(text, end, end + LOOK_BACK_CHARS)]
    plain = [word for word in behind if word not in LOOSE][:LOOK_BACK_WORDS]
    clause = list(takewhile(lambda word: word not in STOPS and word not in verbs, plain))
    if not words.will.isdisjoint(clause):
        return Tense.AHEAD
    been = (word in words.past or _is_past(clause[max(0, at - 2) : at], word, words) for at, word in enumerate(clause))
    return Tense.BEEN if any(been) else Tense.OPEN


def _backwards(before: list[str], words: TimeWords, verbs: frozenset[str]) -> Tense:
    """From the day back to what decides: a word of the future, a verb in the past, a verb of saying."""
    been, clause = False, True
    for at in range(len(before) - 1, max(-1, len(before) - LOOK_BACK_WORDS - 1), -1):
        word, last = before[at], before[at - 1] if at else ""
        led = last in words.infinitives or last in words.future
        if word in STOPS or (word in verbs and not led):
            break
        if word in LOOSE:
            if been:
                break
            clause = False
        elif last in words.comparisons and word in words.future:
            continue
        elif word in words.future or f"{last} {word}" in words.future:
            was = not words.perfects.isdisjoint(before[max(0, at - 2) : at])
            return Tense.BEEN if was else Tense.OPEN if been else Tense.AHEAD
        elif clause and not been and word in words.past:
            been = last not in words.being
        elif clause and not been and _is_past(before[max(0, at - 2) : at], word, words) and not led:
            been = True
    return Tense.BEEN if been else Tense.OPEN


def _is_past(before: list[str], word: str, words: TimeWords) -> bool:
    """Whether a word is a verb in the past by its ending; behind 'be' or an article it is none."""
    if not words.past_endings or word in words.not_past or "-" in word or len(word) < MIN_VERB:
        return False
    governed = not words.being.isdisjoint(before) or not words.articles.isdisjoint(before[-1:])
    return word.endswith(words.past_endings) and not governed
