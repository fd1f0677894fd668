"""Who a noun phrase names: titles taken off, last names completed, bodies and descriptions told from people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict

from generator.language.grammar.full_names import POSSESSIVE, FullNames
from generator.language.grammar.noun_phrases import Phrase, is_name_word
from generator.language.grammar.tokens import QUOTE, Flow, Sentence
from generator.language.grammar.words import Speech

Kind = Literal["person", "people", "body", "unknown"]
NAME_WORDS = 4
AGE_DIGITS = 3
CAPITALS = 2
FULL_NAME = 2


class _Place(TypedDict):
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Someone who can speak: the name or description to show, what it is, and where the words stand in the flow."""

    name: str
    kind: Kind
    start: int
    end: int
    titles: frozenset[str] = frozenset()
    female: bool | None = None


@dataclass(kw_only=True)
class Naming:
    """Describes phrases of one post; `kinds` are kinds of names known from elsewhere (lower case)."""

    flow: Flow
    sp: Speech
    full_text: str
    kinds: Mapping[str, Kind]
    names: FullNames = field(init=False)

    def __post_init__(self) -> None:
        self.names = FullNames(prose=self.flow.text, document=self.full_text, sp=self.sp)

    def describe(self, s: Sentence, phrase: Phrase) -> Speaker | None:
        """Whom a phrase names, pronouns aside; None for what cannot speak."""
        start, end = phrase
        while (
            start < end - 1
            and s.words[start + 1] != "."
            and s.lows[start : start + 2] not in self.sp.partitives
            and (s.lows[start] in self.sp.determiners or s.lows[start] in self.sp.adverbs)
        ):
            start += 1
        start = self._behind_office(s, start, end)
        head = self._head_end(s, start, end)
        first = head
        while first > start and self._in_run(s, first - 1, head):
            first -= 1
        if first < head:
            return self._named(s, (start, end), (first, head))
        return self._name_behind(s, (start, end), head) or self._by_noun(s, (start, end))

    def _behind_office(self, s: Sentence, start: int, end: int) -> int:
        """Where the name begins behind an office: 'Secretary of State Ann Lee', 'Chief of Staff Lee'."""
        short = next((i for i in range(end - 2, start, -1) if s.lows[i] in self.sp.title_ends), start)
        if short > start and s.words[short + 1] == "." and is_name_word(s.words[short]):
            return short
        of = not self.sp.genitives.isdisjoint(s.lows[start + 1 : start + 2])
        office = of and s.lows[start] in self.sp.titles
        named = office and start + 3 < end and s.lows[start + 2] in self.sp.offices and is_name_word(s.words[start + 3])
        return start + 3 if named else start

    def _head_end(self, s: Sentence, start: int, end: int) -> int:
        """The end of what stands before the first preposition; 'Bank of England' is one part."""
        sp = self.sp
        for i in range(start + 1, end):
            if s.lows[i] in sp.ending_heads and not self._inside_name(s, i, end):
                return i
        return end

    def _inside_name(self, s: Sentence, i: int, end: int) -> bool:
        known = s.lows[i] in self.sp.name_links or s.lows[i] in self.sp.particles
        between = i + 1 < end and is_name_word(s.words[i - 1]) and is_name_word(s.words[i + 1])
        return known and between and s.lows[i - 1] not in self.sp.titles

    def _in_run(self, s: Sentence, i: int, head: int) -> bool:
        word = s.words[i]
        if (
            i + 1 < len(s)
            and (i == 0 or s.words[i - 1] == QUOTE)
            and s.words[i + 1].islower()
            and s.lows[i] in self.sp.human
        ):
            return False
        if word.endswith(POSSESSIVE) and i != head - 1:
            return False
        if word == ".":
            return i > 0 and (s.lows[i - 1] in self.sp.title_ends or len(s.words[i - 1]) == 1)
        linking = s.lows[i] in self.sp.particles or word in self.sp.joining or word in self.sp.name_links
        return is_name_word(word) or (linking and i < head - 1)

    def _name_behind(self, s: Sentence, phrase: Phrase, head: int) -> Speaker | None:
        """'the ambassador to the UN Ann Lee': a full name behind a body in capitals."""
        first = phrase[1] - 2
        named = (
            first > head
            and s.words[first - 1].isupper()
            and all(is_name_word(w) and not w.isupper() for w in s.words[first : phrase[1]])
        )
        if not named or not (self.sp.human & frozenset(s.lows[phrase[0] : head])):
            return None
        return self._person(s, phrase, _join(s, first, phrase[1]), frozenset(s.lows[phrase[0] : head]))

    def _untitled(self, s: Sentence, run: Phrase) -> int:
        """Where the name begins in a run of capitalised words: behind the last title, 'EU Commissioner Ann Lee'."""
        sp = self.sp
        start = run[0]
        for i in range(run[0], run[1] - 1):
            titled = {s.lows[i], sp.singular(s.lows[i])} & sp.titles or s.lows[i] in sp.title_ends
            if titled and s.lows[i + 1] not in sp.no_titled:
                start = i + 1
        behind_body = run[1] - FULL_NAME
        if run[0] and s.lows[run[0] - 1] in sp.human and behind_body > start and _is_acronym(s.words[behind_body - 1]):
            start = behind_body  # 'head of DSNS Ann Lee', where no preposition is needed
        while start < run[1] - 1 and (
            s.words[start] == "."
            or s.words[start] in sp.joining
            or (s.words[start].islower() and s.lows[start] not in sp.particles)
        ):
            start += 1
        return start

    def _named(self, s: Sentence, phrase: Phrase, run: Phrase) -> Speaker | None:
        """A phrase whose head ends in a name."""
        sp, first = self.sp, self._untitled(s, run)
        name = _join(s, first, run[1])
        known = self.kinds.get(name.lower())
        before = frozenset(s.lows[phrase[0] : first])
        parts = frozenset(s.lows[first : run[1]])
        paper = bool(sp.papers & parts) and not (before & sp.human)
        if known != "person" and (known == "body" or sp.bodies & parts or paper or self._articled(s, phrase, first)):
            return self._body_name(s, phrase, first)
        if _in_capitals(s, (first, run[1]), sp):
            return self._person(s, phrase, name.title(), before)
        titled = bool(before & sp.people_words)
        if titled or known == "person" or (1 < run[1] - first <= NAME_WORDS and not s.words[run[1] - 1].isupper()):
            return self._person(s, phrase, name, before)
        return self._bare(s, phrase, name, known)

    def _articled(self, s: Sentence, phrase: Phrase, first: int) -> bool:
        return phrase[0] == first and first > 0 and s.lows[first - 1] in self.sp.definite

    def _body_name(self, s: Sentence, phrase: Phrase, first: int) -> Speaker:
        """A body by its name; one that goes by its last word alone ('the Post') by the full name that stands before."""
        whole = _join(s, first, phrase[1])
        short = phrase[1] - first == 1 and first > 0 and s.lows[first - 1] in self.sp.definite
        longer = self.names.name_with(s.words[first], s.starts[first]) if short else None
        owned = first > phrase[0] and s.words[first - 1].endswith(POSSESSIVE) and is_name_word(s.words[first - 1])
        return Speaker(
            name=longer or (_join(s, first - 1, phrase[1]) if owned else whole), kind="body", **place(s, phrase)
        )

    def _person(self, s: Sentence, phrase: Phrase, name: str, before: frozenset[str]) -> Speaker:
        full = self.names.complete(name) if " " not in name else name
        return Speaker(name=full, kind="person", titles=before, female=self._female(before, full), **place(s, phrase))

    def _bare(self, s: Sentence, phrase: Phrase, name: str, known: Kind | None) -> Speaker:
        """A single capitalised word: a last name if a full name ends with it, else a company, a country or unknown."""
        full = self.names.complete(name) if known is None else name
        several = known is None and len(self.names.people(name)) > 1
        if full != name or several or _is_aged(s, phrase[1]) or name.lower() in self.sp.given_names:
            return self._person(s, phrase, full, frozenset())
        return Speaker(name=name, kind=known or ("body" if name.isupper() else "unknown"), **place(s, phrase))

    def _by_noun(self, s: Sentence, phrase: Phrase) -> Speaker | None:
        sp = self.sp
        lows = frozenset(s.lows[phrase[0] : phrase[1]])
        verbal = phrase[0] and s.lows[phrase[0] - 1] in sp.auxiliaries
        if verbal or any(low.endswith(sp.past_endings) for low in s.lows[phrase[0] + 1 : phrase[1] - 2]):
            return None  # 'the deal (has) sparked criticism from lawmakers': a clause
        head = next((low for low in reversed(s.lows[phrase[0] : self._head_end(s, *phrase)]) if low[0].isalpha()), "")
        if head in sp.never:
            return None
        kind: Kind = "unknown"
        if head in sp.human or head in sp.someone or sp.does(head):
            kind = "person"
        elif sp.singular(head) in sp.human or head in sp.several:
            kind = "people"
        elif head in sp.bodies or head in sp.generic:
            kind = "body"
        name = _join(s, *phrase)
        return Speaker(name=name, kind=kind, titles=lows, female=self._female(lows, ""), **place(s, phrase))

    def _female(self, lows: frozenset[str], name: str) -> bool | None:
        first = name.split(" ", maxsplit=1)[0].lower()
        if lows & self.sp.female or first in self.sp.feminine_names:
            return True
        return False if lows & self.sp.male or first in self.sp.masculine_names else None


def _is_aged(s: Sentence, end: int) -> bool:
    """Whether an age stands behind a name, as behind a person's only: 'Ann, 36, said'."""
    age = s.words[end + 1] if end + 1 < len(s) and s.words[end] in {",", "("} else ""
    return age.isdigit() and len(age) <= AGE_DIGITS


def place(s: Sentence, phrase: Phrase) -> _Place:
    """Where a phrase stands in the flow."""
    return {"start": s.starts[phrase[0]], "end": s.ends[phrase[1] - 1]}


def _join(s: Sentence, start: int, end: int) -> str:
    """Words of a phrase with the spaces that they had; a possessive ending is dropped."""
    out = s.words[start]
    for i in range(start + 1, end):
        out += (" " if s.starts[i] > s.ends[i - 1] else "") + s.words[i]
    return out.removesuffix("'s").removesuffix("’s")


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) >= CAPITALS


def _in_capitals(s: Sentence, name: Phrase, sp: Speech) -> bool:
    """Whether a name in capitals is someone who takes the word, as in records: 'ANN LEE (Norland) said', 'ANN LEE:'."""
    start, end = name
    words = s.words[start:end]
    if start or end + 1 >= len(s) or not 1 < len(words) <= NAME_WORDS:
        return False
    if not all(word.isupper() and len(word) >= CAPITALS and word[0].isalpha() and "." not in word for word in words):
        return False
    low, mark = s.lows[end + 1], s.words[end]
    if mark == "(":
        return low not in sp.papers and not s.words[end + 1].isupper()
    explained = low in sp.determiners or low in sp.human or low in sp.titles or low in sp.genitives
    return mark == ":" or (mark == "," and explained)
