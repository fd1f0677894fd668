"""Who a noun phrase names: titles taken off, last names completed, bodies and descriptions told from people."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal, TypedDict

from generator.language.grammar.noun_phrases import Phrase, is_name_word
from generator.language.grammar.tokens import QUOTE, Flow, Sentence
from generator.language.grammar.words import Speech
from generator.language.sections import alternatives

Kind = Literal["person", "people", "body", "unknown"]
POSSESSIVE = ("'s", "’s")
NAME_CHARS = 44
NAME_WORDS = 4
AGE_DIGITS = 3
FIRST_NAMES = re.compile(
    r"(?<![\w.])(?:[^\W\d_a-zà-ÿа-я][\w’'-]{1,20}|[A-Z]\.)(?: (?:[^\W\d_a-zà-ÿа-я][\w’'-]{1,20}|[A-Z]\.))?$"
)


NAME_BEFORE_CHARS = 136
FIRST_WORD = re.compile(r"\w+")
WORD_BEHIND_BLANK = re.compile(r"(?<= )\w+")
_Words = Mapping[str, Sequence[int]]


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
    _full: dict[str, str] = field(default_factory=dict, init=False)
    _ending: dict[str, list[tuple[int, str]]] = field(default_factory=dict, init=False)

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
        longer = self.name_with(s.words[first], s.starts[first]) if short else None
        owned = first > phrase[0] and s.words[first - 1].endswith(POSSESSIVE) and is_name_word(s.words[first - 1])
        return Speaker(
            name=longer or (_join(s, first - 1, phrase[1]) if owned else whole), kind="body", **place(s, phrase)
        )

    def _person(self, s: Sentence, phrase: Phrase, name: str, before: frozenset[str]) -> Speaker:
        full = self._complete(name) if " " not in name else name
        return Speaker(name=full, kind="person", titles=before, female=self._female(before, full), **place(s, phrase))

    def _bare(self, s: Sentence, phrase: Phrase, name: str, known: Kind | None) -> Speaker:
        """A single capitalised word: a last name if a full name ends with it, else a company, a country or unknown."""
        full = self._complete(name) if known is None else name
        if full != name or _is_aged(s, phrase[1]) or name.lower() in self.sp.given_names:
            return self._person(s, phrase, full, frozenset())
        return Speaker(name=name, kind=known or ("body" if name.isupper() else "unknown"), **place(s, phrase))

    def _by_noun(self, s: Sentence, phrase: Phrase) -> Speaker | None:
        sp = self.sp
        lows = frozenset(s.lows[phrase[0] : phrase[1]])
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

    def _complete(self, last: str) -> str:
        """The one full name in the document with this last name; the last name alone if there is none or several."""
        if last not in self._full:
            self._full[last] = self._search(last)
        return self._full[last]

    def _search(self, last: str) -> str:
        found: dict[str, None] = {}
        for at in _standing(self._full_words, self.full_text, last):
            match = FIRST_NAMES.search(self.full_text, max(0, at - 1 - NAME_CHARS), at - 1)
            if match and not self.full_text[at + len(last) : at + 1 + len(last)].isalnum():
                words = [word for word in match[0].split() if not self._no_first_name(word)]
                if words and match[0].endswith(words[-1]):
                    found[" ".join([*words, last])] = None
        return next(iter(found)) if len(found) == 1 else last

    def _no_first_name(self, word: str) -> bool:
        if word.endswith(self.sp.demonym_endings):
            return True
        if (word.isupper() and len(word) > 1 and word[-1] != ".") or word.endswith(POSSESSIVE):
            return True
        return word.lower().rstrip(".") in self.sp.no_names

    def name_with(self, word: str, position: int) -> str | None:
        """The last full name before `position` that ends with a word, such as 'Legion'."""
        if word not in self._ending:
            self._ending[word] = self._all_ending(word)
        names = self._ending[word]
        number = bisect_right(names, position, key=lambda name: name[0])
        words = names[number - 1][1].split() if number else []
        while words and words[0].lower() in self.sp.before_nouns:
            words = words[1:]
        return " ".join(words) if len(words) > 1 else None

    def _all_ending(self, word: str) -> list[tuple[int, str]]:
        """Every full name that ends with a word, with its own end, in order."""
        text, found = self.flow.text, []
        leading, following = _around_last_word(self.sp.name_fillers, self.sp.genitives)
        for at in _standing(self._flow_words, text, word):
            before = leading.search(text, max(0, at - NAME_BEFORE_CHARS), at)
            behind = following.match(text, at + len(word))
            if before and behind:
                found.append((behind.end(), text[before.start() : behind.end()]))
        return found

    @cached_property
    def _flow_words(self) -> _Words:
        return _words(self.flow.text)

    @cached_property
    def _full_words(self) -> _Words:
        return _words(self.full_text)


def _words(text: str) -> _Words:
    """Where each word stands behind a blank: a text that names thousands is not searched for each of them."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for match in WORD_BEHIND_BLANK.finditer(text):
        found[match[0]].append(match.start())
    return found


def _standing(words: _Words, text: str, name: str) -> Iterator[int]:
    """Where a name of one word, which may have hyphens, stands behind a blank."""
    first = FIRST_WORD.match(name)
    for at in words.get(first[0], ()) if first else ():
        if text.startswith(name, at):
            yield at


@cache
def _around_last_word(fillers: tuple[str, ...], genitives: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind the last word of a body's name: 'Bank of ' and ' of Riga'."""
    before = rf"(?<!\w)(?:[A-Z][\w’'-]{{1,24}} (?:(?:{alternatives(fillers)}) ){{0,2}}){{1,4}}$"
    return re.compile(before), re.compile(rf"\b(?: (?:{alternatives(genitives)}) [A-Z][\w-]{{1,24}})?")


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
