"""Every verb of saying in a sentence with the phrase that speaks."""

from dataclasses import dataclass
from typing import Literal

from generator.language.grammar.clauses import subject_after, subject_before
from generator.language.grammar.main_subjects import main_subject, name_behind_comma
from generator.language.grammar.noun_phrases import Phrase, is_name_word, is_passive, is_verb, phrase_at
from generator.language.grammar.tokens import QUOTE, Sentence
from generator.language.grammar.words import Speech

Rule = Literal["subject-verb", "verb-subject", "participle", "according-to", "passive", "put-to"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A verb of saying at word `verb` and its subject; None where someone is spoken to and no one is named."""

    verb: int
    subject: Phrase | None
    rule: Rule
    reporter: Phrase | None = None

    @property
    def start(self) -> int:
        """First word of verb and subject together."""
        return min(self.verb, *(phrase[0] for phrase in (self.subject, self.reporter) if phrase), self.verb)


def sayings(s: Sentence, sp: Speech) -> tuple[Saying, ...]:
    """The sayings of a sentence in the order of their verbs; a verb without a subject that can speak is left out."""
    found: list[Saying] = []
    for i, low in enumerate(s.lows):
        if low not in sp.sayers:
            continue
        if low in sp.participles:
            saying = _participle(s, i, sp, found)
        elif is_verb(s, i, sp):
            saying = _finite(s, i, sp) or _coordinate(s, i, sp, found)
        else:
            saying = _according(s, i, sp)
        if saying:
            found.append(saying)
    return tuple(found)


def _participle(s: Sentence, i: int, sp: Speech, sayings: list[Saying]) -> Saying | None:
    """'…, adding that': who spoke before in the sentence, or its subject; 'with Smith saying': Smith."""
    if not s.words[i].islower() or (i and s.lows[i - 1] in sp.before_nouns and s.lows[i - 1] not in sp.as_words):
        return None
    near = subject_before(s, i, sp) if i and s.words[i - 1] != "," else None
    if near and near[0] and s.lows[near[0] - 1] in sp.with_words:
        return Saying(verb=i, subject=near, rule="participle")
    last = next((one for one in reversed(sayings) if one.rule != "put-to"), None)
    subject = last.subject if last else main_subject(s, i, sp)
    return Saying(verb=i, subject=subject, rule="participle") if subject else None


def _finite(s: Sentence, i: int, sp: Speech) -> Saying | None:
    if is_passive(s, i, sp):
        return _passive(s, i, sp)
    if s.lows[i] in sp.quoting:
        quoted = phrase_at(s, i + 1, sp)
        if quoted and not sp.as_words.isdisjoint(s.lows[quoted[1] : quoted[1] + 1]):
            return Saying(verb=i, subject=quoted, rule="verb-subject", reporter=subject_before(s, i, sp))
    if _may_invert(s, i, sp) or (s.lows[i - 1] in sp.auxiliaries and _may_invert(s, i, sp, i - 1)):
        behind = subject_after(s, i, sp)
        if behind and _closes(s, behind[1], sp):
            return Saying(verb=i, subject=name_behind_comma(s, behind, sp) or behind, rule="verb-subject")
    subject = subject_before(s, i, sp)
    return Saying(verb=i, subject=subject, rule="subject-verb") if subject else None


def _coordinate(s: Sentence, i: int, sp: Speech, sayings: list[Saying]) -> Saying | None:
    """'X went on television and claimed': the subject of the verb before."""
    at = i - 1
    while at > 0 and s.lows[at] in sp.adverbs:
        at -= 1
    if at < 1 or s.lows[at] not in sp.coordinating:
        return None
    subject = sayings[-1].subject if sayings else main_subject(s, at, sp)
    return Saying(verb=i, subject=subject, rule="subject-verb") if subject else None


def _may_invert(s: Sentence, i: int, sp: Speech, first: int | None = None) -> bool:
    """Whether the subject may follow: behind a comma; for verbs that someone is the object of, behind a quotation."""
    at = i if first is None else first
    if at <= 0 or s.lows[i] in sp.taking_listeners:
        return False
    if s.lows[i] in sp.calling or s.lows[i] in sp.addressing:
        return QUOTE in s.words[max(0, at - 2) : at] and not is_name_word(s.words[at - 1])
    return s.words[at - 1] in {",", QUOTE, "–", "—", "-"} or s.lows[at - 1] in sp.inverting


def _closes(s: Sentence, end: int, sp: Speech) -> bool:
    """Whether a subject behind its verb is complete: the clause ends, or an adjunct follows."""
    if end >= len(s):
        return True
    low, word = s.lows[end], s.words[end]
    return word != QUOTE and not (
        word[0].isalnum()
        and low not in sp.prepositions
        and low not in sp.time_words
        and low not in sp.relatives
        and low not in sp.conjunctions
        and low not in sp.participles
        and low not in sp.adverbs
    )


def _passive(s: Sentence, i: int, sp: Speech) -> Saying | None:
    """'was described by critics as': the agent; 'was asked': put to someone; 'was quoted as saying': the subject."""
    if s.lows[i] in sp.quoted_as:
        subject = subject_before(s, i, sp)
        return Saying(verb=i, subject=subject, rule="subject-verb") if subject else None
    for at in range(i + 1, min(len(s), i + 24)):
        if s.lows[at] in sp.agents:
            agent = phrase_at(s, at + 1, sp)
            return Saying(verb=i, subject=agent, rule="passive") if agent else None
        if s.words[at] in {",", ";", ":"}:
            break
    return Saying(verb=i, subject=None, rule="put-to") if s.lows[i] in sp.asking or s.lows[i] in sp.calling else None


def _according(s: Sentence, i: int, sp: Speech) -> Saying | None:
    for words in sp.according:
        if s.lows[i : i + len(words)] == words:
            subject = phrase_at(s, i + len(words), sp)
            return Saying(verb=i, subject=subject, rule="according-to") if subject else None
    return None
