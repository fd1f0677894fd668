"""Who a phrase means: titles taken off names, last names completed, pronouns and 'the group' followed back through a post."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.model import Mention, Post, Reading
from generator.prose.clauses import Phrase, is_name_word, is_pronoun, main_subject
from generator.prose.flow import QUOTE, Flow, Sentence, flow, sentences
from generator.prose.marks import quotations
from generator.prose.sayings import Saying, sayings
from generator.prose.words import Speech, speech

Kind = Literal["person", "people", "body", "unknown"]
KINDS: dict[str, Kind] = {"person": "person", "place": "body", "organisation": "body"}
POSSESSIVES = frozenset({"their", "its"})
POSSESSIVE = ("'s", "’s")
LOOK_BACK = 5
NAME_CHARS = 44
FIRST_NAMES = re.compile(
    r"(?<![\w.])(?:[^\W\d_a-zà-ÿа-я][\w’'-]{1,20}|[A-Z]\.)(?: (?:[^\W\d_a-zà-ÿа-я][\w’'-]{1,20}|[A-Z]\.))?$"
)
SHORT = 2
VAGUE = frozenset(
    {"group", "company", "firm", "agency", "body", "organisation", "organization", "team", "club", "party"}
)


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
class Cast:
    """The speakers of one post. `kinds` are kinds of names known from elsewhere (lower case), such as places and people."""

    flow: Flow
    quotes: list[tuple[int, int]]
    sp: Speech
    full_text: str
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    _lines: list[tuple[int, int]] = field(init=False)
    _sentences: dict[int, list[Sentence]] = field(default_factory=dict, init=False)
    _sayings: dict[tuple[int, int], tuple[Saying, ...]] = field(default_factory=dict, init=False)
    _full: dict[str, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._lines = self.flow.lines()

    def sentences(self, line: int) -> list[Sentence]:
        """The sentences of a line, quotations as words."""
        if line not in self._sentences:
            self._sentences[line] = sentences(self.flow.text, self._lines[line], self.quotes, self.sp)
        return self._sentences[line]

    def sayings(self, line: int, number: int) -> tuple[Saying, ...]:
        """The sayings of a sentence."""
        if (line, number) not in self._sayings:
            self._sayings[line, number] = sayings(self.sentences(line)[number], self.sp)
        return self._sayings[line, number]

    def speaker(self, line: int, number: int, phrase: Phrase) -> Speaker | None:
        """Whom a phrase means, pronouns and generic descriptions followed back; None where that cannot be told."""
        s = self.sentences(line)[number]
        if is_pronoun(s.lows[phrase[0]], self.sp):
            return self._pronoun(line, number, phrase)
        if s.lows[phrase[1] - 1].endswith("-year-old"):
            return self._pronoun(line, number, phrase)
        found = self._describe(s, phrase)
        return found and (self._generic(line, number, phrase, found) or found)

    def _describe(self, s: Sentence, phrase: Phrase) -> Speaker | None:
        start, end = phrase
        while start < end - 1 and (s.lows[start] in self.sp.determiners or s.lows[start] in self.sp.adverbs):
            start += 1
        head = self._head_end(s, start, end)
        first = head
        while first > start and self._in_run(s, first - 1, head):
            first -= 1
        if first < head:
            return self._named(s, (start, end), (first, head))
        return self._name_behind(s, (start, end), head) or self._described(s, (start, end))

    def _head_end(self, s: Sentence, start: int, end: int) -> int:
        """The end of the part before the first preposition: 'head' of 'head of the office'; 'Bank of England' is one part."""
        sp = self.sp
        for i in range(start + 1, end):
            if s.lows[i] in sp.ending_heads and not self._inside_name(s, i, end):
                return i
        return end

    def _inside_name(self, s: Sentence, i: int, end: int) -> bool:
        known = s.lows[i] in {"of", "for"} or s.lows[i] in self.sp.particles
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
        linking = s.lows[i] in self.sp.particles or word in {"and", "&", "of", "for"}
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
        """Where the name begins in a run of capitalised words: behind the last title, 'NATO Secretary General Jens …'."""
        sp = self.sp
        start = run[0]
        for i in range(run[0], run[1] - 1):
            if (s.lows[i] in sp.titles or s.lows[i] in sp.title_ends) and s.lows[i + 1] not in sp.no_titled:
                start = i + 1
        while start < run[1] - 1 and (
            s.words[start] in {".", "and", "&"} or s.words[start].islower() and s.lows[start] not in sp.particles
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
            return self._body_name(s, phrase, first, run[1])
        titled = bool(before & sp.people_words)
        if titled or known == "person" or (1 < run[1] - first <= 4 and not s.words[run[1] - 1].isupper()):
            return self._person(s, phrase, name, before)
        return self._bare(s, phrase, name, known)

    def _articled(self, s: Sentence, phrase: Phrase, first: int) -> bool:
        return phrase[0] == first and first > 0 and s.lows[first - 1] == "the"

    def _body_name(self, s: Sentence, phrase: Phrase, first: int, end: int) -> Speaker:
        """A body by its name; one that goes by its last word alone ('the Post') by the full name that stands before."""
        whole = _join(s, first, phrase[1])
        short = phrase[1] - first == 1 and first > 0 and s.lows[first - 1] == "the"
        longer = self._name_with(s.words[first], s.starts[first]) if short else None
        return Speaker(name=longer or whole, kind="body", **self._place(s, phrase))

    def _person(self, s: Sentence, phrase: Phrase, name: str, before: frozenset[str]) -> Speaker:
        full = self._complete(name) if " " not in name else name
        return Speaker(
            name=full, kind="person", titles=before, female=self._female(before, full), **self._place(s, phrase)
        )

    def _bare(self, s: Sentence, phrase: Phrase, name: str, known: Kind | None) -> Speaker:
        """A single capitalised word: a last name if a full name stands somewhere, else a company, a country or unknown."""
        full = self._complete(name) if known is None else name
        if full != name:
            return self._person(s, phrase, full, frozenset())
        return Speaker(name=name, kind=known or ("body" if name.isupper() else "unknown"), **self._place(s, phrase))

    def _described(self, s: Sentence, phrase: Phrase) -> Speaker | None:
        sp = self.sp
        lows = frozenset(s.lows[phrase[0] : phrase[1]])
        head = next((low for low in reversed(s.lows[phrase[0] : self._head_end(s, *phrase)]) if low[0].isalpha()), "")
        if head in sp.never:
            return None
        kind: Kind = "unknown"
        if head in sp.human:
            kind = "person"
        elif head.removesuffix("s") in sp.human or head in {
            "people",
            "men",
            "women",
            "children",
            "others",
            "spokesmen",
        }:
            kind = "people"
        elif head in sp.bodies or head in sp.generic:
            kind = "body"
        name = _join(s, *phrase)
        return Speaker(name=name, kind=kind, titles=lows, female=self._female(lows, ""), **self._place(s, phrase))

    def _place(self, s: Sentence, phrase: Phrase) -> dict[str, int]:
        return {"start": s.starts[phrase[0]], "end": s.ends[phrase[1] - 1]}

    def _female(self, lows: frozenset[str], name: str) -> bool | None:
        first = name.split(" ")[0].lower()
        if lows & self.sp.female or first in self.sp.feminine_names:
            return True
        return False if lows & self.sp.male or first in self.sp.masculine_names else None

    def _complete(self, last: str) -> str:
        """The one full name in the document that ends with this last name; the last name alone where there is none or several."""
        if last not in self._full:
            self._full[last] = self._search(last)
        return self._full[last]

    def _search(self, last: str) -> str:
        found: dict[str, None] = {}
        at = self.full_text.find(" " + last)
        while at >= 0:
            match = FIRST_NAMES.search(self.full_text, max(0, at - NAME_CHARS), at)
            if match and not self.full_text[at + 1 + len(last) : at + 2 + len(last)].isalnum():
                words = [word for word in match[0].split() if not self._no_first_name(word)]
                if words and match[0].endswith(words[-1]):
                    found[" ".join([*words, last])] = None
            at = self.full_text.find(" " + last, at + 1)
        return next(iter(found)) if len(found) == 1 else last

    def _no_first_name(self, word: str) -> bool:
        if (word.isupper() and len(word) > 1 and word[-1] != ".") or word.endswith(POSSESSIVE):
            return True
        return word.lower().rstrip(".") in self.sp.no_names

    def candidates(
        self, line: int, number: int, before: int, seen: Callable[[int, int, Phrase], Speaker | None]
    ) -> Iterator[Speaker]:
        """Who spoke or acted before a word, nearest first, over a few lines back."""
        for at_line in range(line, max(-1, line - LOOK_BACK), -1):
            last = number if at_line == line else len(self.sentences(at_line)) - 1
            for at in range(last, -1, -1):
                limit = before if (at_line, at) == (line, number) else len(self.sentences(at_line)[at])
                for phrase in self._subjects(at_line, at, limit):
                    found = seen(at_line, at, phrase)
                    if found:
                        yield found

    def _subjects(self, line: int, number: int, limit: int) -> list[Phrase]:
        """Subjects of a sentence before a word: of its verbs of saying from the last to the first, then its own."""
        s = self.sentences(line)[number]
        found = [one.subject for one in self.sayings(line, number) if one.subject and one.subject[1] <= limit]
        first = main_subject(s, limit, self.sp)
        out = dict.fromkeys([*reversed(found), *([first] if first else [])])
        return [
            phrase
            for phrase in out
            if not is_pronoun(s.lows[phrase[0]], self.sp) and s.lows[phrase[0]] not in POSSESSIVES
        ]

    def _pronoun(self, line: int, number: int, phrase: Phrase) -> Speaker | None:
        s = self.sentences(line)[number]
        low = s.lows[phrase[1] - 1]
        quoted = " ".join(self.flow.text[s.starts[at] : s.ends[at]] for at, quote in enumerate(s.quotes) if quote >= 0)
        if self._answers(line, number, phrase):
            return None
        for found in self.candidates(line, number, phrase[0], self.speaker):
            if self._fits(low, found) and not _names_itself(found, quoted):
                return replace(found, **self._place(s, phrase))
        return None

    def _answers(self, line: int, number: int, phrase: Phrase) -> bool:
        """Whether a pronoun answers someone who asked in the sentence before, so that it is not the one who asked."""
        s = self.sentences(line)[number]
        if phrase[1] >= len(s) or s.lows[phrase[1]] not in self.sp.replying or not (line or number):
            return False
        at = (line, number - 1) if number else (line - 1, len(self.sentences(line - 1)) - 1)
        asked = self.sayings(*at)
        return any(
            one.rule != "put-to" and self.sentences(at[0])[at[1]].lows[one.verb] in self.sp.asking for one in asked
        )

    def _fits(self, low: str, found: Speaker) -> bool:
        if low in self.sp.he:
            return found.kind == "person" and found.female is not True
        if low in self.sp.she:
            return found.kind == "person" and found.female is not False
        if low in self.sp.it:
            return found.kind in {"body", "unknown"}
        if low in self.sp.they:
            return found.kind in {"people", "body", "unknown"} and found.name.split()[-1].lower() not in self.sp.papers
        return found.kind == "person"

    def _generic(self, line: int, number: int, phrase: Phrase, found: Speaker) -> Speaker | None:
        """'the group', 'the governor': the body or person named before that it repeats."""
        s = self.sentences(line)[number]
        head = s.lows[phrase[1] - 1]
        if (
            s.lows[phrase[0]] not in {"the", "its", "this"}
            or found.name.lower() != found.name
            and not s.words[phrase[1] - 1].islower()
        ):
            return None
        if found.kind == "person":
            return self._titled(line, number, phrase, head, found)
        if any(is_name_word(word) for word in s.words[phrase[0] + 1 : phrase[1]]):
            return None
        if head not in self.sp.generic:
            return None
        return self._body(line, number, phrase, head, found)

    def _titled(self, line: int, number: int, phrase: Phrase, head: str, found: Speaker) -> Speaker | None:
        for other in self.candidates(line, number, phrase[0], self._only_described):
            wanted = frozenset(self.sentences(line)[number].lows[phrase[0] + 1 : phrase[1]])
            if (
                other.kind == "person"
                and wanted <= other.titles
                and other.name != found.name
                and other.name.split()[-1][0].isupper()
            ):
                return replace(other, start=found.start, end=found.end)
        return None

    def _body(self, line: int, number: int, phrase: Phrase, head: str, found: Speaker) -> Speaker | None:
        position = self.sentences(line)[number].starts[phrase[0]]
        named = self._name_with(head.capitalize(), position)
        if named:
            return replace(found, name=named)
        for other in self.candidates(line, number, phrase[0], self._only_described):
            if (
                other.kind in {"body", "unknown"}
                and other.name[0].isupper()
                and (head in VAGUE or head in other.name.lower())
            ):
                return replace(other, start=found.start, end=found.end)
        return None

    def _only_described(self, line: int, number: int, phrase: Phrase) -> Speaker | None:
        return self._describe(self.sentences(line)[number], phrase)

    def _name_with(self, word: str, position: int) -> str | None:
        """The last full name before `position` that ends with a word, such as 'Legion'."""
        if word not in self.flow.text[:position]:
            return None
        pattern = re.compile(r"(?<!\w)(?:[A-Z][\w’'-]{1,24} (?:(?:of|for|the) ){0,2}){1,4}" + word + r"\b")
        names = [match[0] for match in pattern.finditer(self.flow.text, 0, position)]
        words = names[-1].split() if names else []
        while words and words[0].lower() in self.sp.before_nouns:
            words = words[1:]
        return " ".join(words) if len(words) > 1 else None


def cast_of(reading: Reading, post: Post, mentions: Iterable[Mention], language: str | None) -> Cast:
    """The speakers of a post, its quotations found; kinds of names are taken from the mentions."""
    prose = flow(reading, post)
    kinds = {reading.slice(one.span).lower(): KINDS[one.kind] for one in mentions}
    ranges = quotations(prose.text, prose.lines())
    return Cast(flow=prose, quotes=ranges, sp=speech(language), full_text=reading.text, kinds=kinds)


def _names_itself(found: Speaker, quoted: str) -> bool:
    """Whether a person's own name stands in what a pronoun is to have said: then it is somebody else."""
    return found.kind == "person" and any(
        len(word) > SHORT and word[0].isupper() and word in quoted for word in found.name.split()
    )


def _join(s: Sentence, start: int, end: int) -> str:
    """Words of a phrase with the spaces that they had; a possessive ending is dropped."""
    out = s.words[start]
    for i in range(start + 1, end):
        out += (" " if s.starts[i] > s.ends[i - 1] else "") + s.words[i]
    return out.removesuffix("'s").removesuffix("’s")
