"""Who speaks where in a post: pronouns, 'the group' and 'the governor' followed back to whom they repeat."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field, replace
from functools import lru_cache

from generator.language.grammar.main_subjects import main_subject
from generator.language.grammar.noun_phrases import Phrase, is_name_word, is_pronoun
from generator.language.grammar.quotation_marks import nicknames, quotations, without
from generator.language.grammar.reporting_clauses import Saying, sayings
from generator.language.grammar.speaker_names import Kind, Naming, Speaker, place
from generator.language.grammar.tokens import QUOTE, Flow, Sentence, flow, sentences
from generator.language.grammar.words import Speech, speech
from generator.model import Mention, Post, Reading

KINDS: dict[str, Kind] = {"person": "person", "place": "body", "organisation": "body"}
LOOK_BACK = 5
LOOK_BACK_LINES = 25  # headings and adverts in between are passed over
LINE_ENDS = tuple(".!?…:;)]\"”“»’'*_")
LOOK_BACK_SENTENCES = 40  # of one line; a paragraph that is longer is a text without line ends
SHORT = 2
POINTING_CHARS = 6
BARE = 2  # words of 'the envoy'


@lru_cache(maxsize=1)
def _without_nicknames(text: str) -> str:
    """The whole text of a document, which all its posts share."""
    return without(text, nicknames(text))


@dataclass(kw_only=True)
class Cast:
    """The speakers of one post. `kinds` are kinds of names known from elsewhere."""

    flow: Flow
    quotes: list[tuple[int, int]]
    sp: Speech
    full_text: str
    kinds: InitVar[Mapping[str, Kind] | None] = None
    _naming: Naming = field(init=False)
    _text: str = field(init=False)
    _lines: list[tuple[int, int]] = field(init=False)
    _sentences: dict[int, list[Sentence]] = field(default_factory=dict, init=False)
    _sayings: dict[tuple[int, int], tuple[Saying, ...]] = field(default_factory=dict, init=False)

    def __post_init__(self, kinds: Mapping[str, Kind] | None) -> None:
        inside_names = nicknames(self.flow.text)
        starts = {start for start, _ in inside_names}
        self.quotes = [quote for quote in self.quotes if quote[0] not in starts]
        self._text = without(self.flow.text, inside_names, " ")
        self._naming = Naming(
            flow=self.flow, sp=self.sp, full_text=_without_nicknames(self.full_text), kinds=kinds or {}
        )
        self._lines = self.flow.lines()

    def sentences(self, line: int) -> list[Sentence]:
        """The sentences of a line, quotations as words."""
        if line not in self._sentences:
            self._sentences[line] = sentences(self._text, self._lines[line], self.quotes, self.sp)
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
        if s.lows[phrase[1] - 1].endswith(self.sp.age_endings):
            return self._pronoun(line, number, phrase)
        found = self._naming.describe(s, phrase)
        return found and (self._generic(line, number, phrase, found) or found)

    def candidates(
        self, line: int, number: int, before: int, seen: Callable[[int, int, Phrase], Speaker | None]
    ) -> Iterator[Speaker]:
        """Who spoke or acted before a word, nearest first, over a few lines back."""
        for at_line in self._before(line):
            last = number if at_line == line else len(self.sentences(at_line)) - 1
            for at in range(last, max(-1, last - LOOK_BACK_SENTENCES), -1):
                limit = before if (at_line, at) == (line, number) else len(self.sentences(at_line)[at])
                for phrase in self._subjects(at_line, at, limit):
                    found = seen(at_line, at, phrase)
                    if found:
                        yield found

    def is_whole(self, line: int) -> bool:
        """Whether a line ends as prose does; headings, adverts, and what a scrape tore at a link do not."""
        start, end = self._lines[line]
        return self.flow.text[start:end].rstrip().endswith(LINE_ENDS)

    def _before(self, line: int) -> Iterator[int]:
        """A line and those before it, nearest first, that are whole."""
        yield line
        seen = 1
        for above in range(line - 1, max(-1, line - LOOK_BACK_LINES), -1):
            if seen < LOOK_BACK and self.is_whole(above):
                seen += 1
                yield above

    def _subjects(self, line: int, number: int, limit: int) -> list[Phrase]:
        """Subjects of a sentence before a word: of its verbs of saying from the last to the first, then its own."""
        s = self.sentences(line)[number]
        found = [
            saying.subject for saying in self.sayings(line, number) if saying.subject and saying.subject[1] <= limit
        ]
        first = main_subject(s, limit, self.sp)
        led_up = [phrase for phrase in found if first and phrase[0] < first[0]]  # 'after X had said …, Y replied'
        inner = [phrase for phrase in reversed(found) if phrase not in led_up]
        out = dict.fromkeys([*inner, *([first] if first else []), *reversed(led_up)])
        return [
            phrase
            for phrase in out
            if not is_pronoun(s.lows[phrase[0]], self.sp)
            and (s.lows[phrase[0]] not in self.sp.owners or is_name_word(s.words[phrase[1] - 1]))
            and s.lows[max(0, phrase[0] - 1)] not in self.sp.which
        ]

    def _pronoun(self, line: int, number: int, phrase: Phrase) -> Speaker | None:
        s = self.sentences(line)[number]
        low = s.lows[phrase[1] - 1]
        quoted = " ".join(self.flow.text[s.starts[at] : s.ends[at]] for at, quote in enumerate(s.quotes) if quote >= 0)
        if self._answers(line, number, phrase):
            return None
        nearest = self._lines[max(0, line - 1)][0] if low in self.sp.it or low in self.sp.they else 0
        before = 0 if phrase[0] and s.words[phrase[0] - 1] in {",", QUOTE} else phrase[0]
        for candidate in self.candidates(line, number, before, self.speaker):
            if candidate.start < nearest:
                return None
            if self._fits(low, candidate) and not _names_itself(candidate, quoted):
                return None if self._points(candidate) else replace(candidate, **place(s, phrase))
        return None

    def _points(self, speaker: Speaker) -> bool:
        """Whether a person goes by a description of somebody whose name cannot be told: 'the envoy'."""
        before = self.flow.text[max(0, speaker.start - POINTING_CHARS) : speaker.start].lower().split()
        described = speaker.kind == "person" and speaker.name.split()[-1].islower()
        return described and not self.sp.definite.isdisjoint(before[-1:])

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

    def _fits(self, low: str, speaker: Speaker) -> bool:
        if low in self.sp.he:
            return speaker.kind == "person" and speaker.female is not True
        if low in self.sp.she:
            return speaker.kind == "person" and speaker.female is not False
        if low in self.sp.it:
            return speaker.kind in {"body", "unknown"}
        if low in self.sp.they:
            return (
                speaker.kind in {"people", "body", "unknown"} and speaker.name.split()[-1].lower() not in self.sp.papers
            )
        return speaker.kind == "person"

    def _generic(self, line: int, number: int, phrase: Phrase, speaker: Speaker) -> Speaker | None:
        """'the group', 'the governor': the body or person named before that it repeats."""
        s = self.sentences(line)[number]
        head = s.lows[phrase[1] - 1]
        if s.lows[phrase[0]] not in self.sp.pointing or (
            speaker.name.lower() != speaker.name and not s.words[phrase[1] - 1].islower()
        ):
            return None
        if speaker.kind == "person":
            return self._titled(line, number, phrase, speaker)
        if any(is_name_word(word) for word in s.words[phrase[0] + 1 : phrase[1]]):
            return None
        if head not in self.sp.generic:
            return None
        return self._body(line, number, phrase, head, speaker)

    def _titled(self, line: int, number: int, phrase: Phrase, speaker: Speaker) -> Speaker | None:
        for other in self.candidates(line, number, phrase[0], self._only_described):
            wanted = frozenset(self.sentences(line)[number].lows[phrase[0] + 1 : phrase[1]])
            if (
                other.kind == "person"
                and wanted <= other.titles
                and other.name != speaker.name
                and other.name.split()[-1][0].isupper()
            ):
                return replace(other, start=speaker.start, end=speaker.end)
        bare = phrase[1] - phrase[0] == BARE
        name = self._naming.names.person_described(self.sentences(line)[number].lows[phrase[1] - 1]) if bare else None
        return replace(speaker, name=name) if name else None

    def _body(self, line: int, number: int, phrase: Phrase, head: str, speaker: Speaker) -> Speaker | None:
        position = self.sentences(line)[number].starts[phrase[0]]
        named = self._naming.names.name_with(head.capitalize(), position)
        if named:
            return replace(speaker, name=named)
        for other in self.candidates(line, number, phrase[0], self._only_described):
            if (
                other.kind in {"body", "unknown"}
                and other.name[0].isupper()
                and (head in self.sp.vague_bodies or head in other.name.lower())
            ):
                return replace(other, start=speaker.start, end=speaker.end)
        return None

    def _only_described(self, line: int, number: int, phrase: Phrase) -> Speaker | None:
        return self._naming.describe(self.sentences(line)[number], phrase)


def cast_of(reading: Reading, post: Post, mentions: Iterable[Mention], language: str | None) -> Cast:
    """The speakers of a post, its quotations found; kinds of names are taken from the mentions."""
    prose = flow(reading, post)
    kinds = {reading.slice(mention.span).lower(): KINDS[mention.kind] for mention in mentions}
    ranges = quotations(prose.text, prose.lines())
    return Cast(flow=prose, quotes=ranges, sp=speech(language), full_text=reading.text, kinds=kinds)


def _names_itself(speaker: Speaker, quoted: str) -> bool:
    """Whether a person's own name stands in what a pronoun is to have said: then it is somebody else."""
    return speaker.kind == "person" and any(
        len(word) > SHORT and word[0].isupper() and word in quoted for word in speaker.name.split()
    )
