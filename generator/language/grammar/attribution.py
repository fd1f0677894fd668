"""Which saying of a sentence a word of it belongs to, and who speaks there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.language.grammar.main_subjects import main_subject
from generator.language.grammar.noun_phrases import Phrase, is_name_word, phrase_at
from generator.language.grammar.reporting_clauses import Saying
from generator.language.grammar.speaker_names import Speaker
from generator.language.grammar.speakers import Cast
from generator.language.grammar.tokens import QUOTE, Sentence
from generator.language.grammar.words import Speech

SHORT_WORDS = 3
INTRODUCTION_WORDS = 24
NEAR_WORDS = 8
LABEL_WORDS = 18
DESCRIBING_WORDS = 5
DASHES = frozenset("–—-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says something, by which verb and rule, and the reports in between; `speaker` None where no one is named."""

    rule: str
    speaker: Speaker | None = None
    verb: str | None = None
    via: tuple[str, ...] = ()


NOBODY = Attribution(rule="unattributed")


def beside(cast: Cast, line: int, number: int, at: int, words: int) -> Attribution | None:
    """Attribution of what stands at word `at` and is `words` long: introduced, right behind, before, at the end."""
    s = cast.sentences(line)[number]
    says = [one for one in cast.sayings(line, number) if not _by_listener(s, one, cast.sp)]
    before = [
        one for one in says if one.verb < at and (one.rule == "passive" or not one.subject or one.subject[0] < at)
    ]
    behind = [one for one in says if one.verb > at]
    if not says and (signed := _signed(cast, line, number, at)):
        return signed
    if not before and (label := _label(s, at, cast.sp)):
        who = cast.speaker(line, number, label)
        return Attribution(rule="label", speaker=who) if who and who.kind != "unknown" else None
    saying = (
        _introduces(s, at, before, {",", ":"})
        or _directly_behind(s, at, behind, cast.sp)
        or _introduces(s, at, before, cast.sp.that_words)
        or _reported(s, at, before, words, cast.sp)
        or _trailing(s, at, behind, words, cast.sp)
    )
    return attribution(cast, line, number, saying, says) if saying else None


def _by_listener(s: Sentence, one: Saying, sp: Speech) -> bool:
    """Whether a saying is of someone who is told something: 'told a woman who suggested …'."""
    first = one.subject[0] if one.subject else 0
    return 0 < first < one.verb and s.lows[first - 1] in sp.telling


def _signed(cast: Cast, line: int, number: int, at: int) -> Attribution | None:
    """Who signs a quotation that stands alone: '“…” — Ann Lee', also with the name on a line of its own."""
    s, following = cast.sentences(line)[number], cast.sentences(line)[number + 1 :]
    if at or following or any(word[0].isalnum() for word in s.words[1:2]):
        return None
    if len(s) > 1:
        return _signature(cast, line, number, 1)
    return _signature(cast, line + 1, 0, 0) if line + 1 < len(cast.flow.lines()) else None


def _signature(cast: Cast, line: int, number: int, at: int) -> Attribution | None:
    """Whose name follows a dash and fills the rest of the line."""
    every = cast.sentences(line)
    s = every[number] if number < len(every) else None
    if s is None or at >= len(s) or s.words[at] not in DASHES or number + 1 < len(every):
        return None
    phrase = phrase_at(s, at + 1, cast.sp)
    if not phrase or not is_name_word(s.words[at + 1]) or any(word != "." for word in s.words[phrase[1] :]):
        return None
    who = cast.speaker(line, number, phrase)
    return Attribution(rule="label", speaker=who) if who and who.kind == "person" else None


def _label(s: Sentence, at: int, sp: Speech) -> Phrase | None:
    """Who speaks without a verb: 'Ann Lee, the mayor: "…"', 'Quote from Lee: "…"', 'A diplomat was blunt: "…"'."""
    if not 1 < at <= LABEL_WORDS or s.words[at - 1] != ":":
        return None
    helping = [i for i in range(at) if s.lows[i] in sp.auxiliaries]
    if helping:
        described = s.lows[helping[0]] in sp.being and at - helping[0] <= DESCRIBING_WORDS
        subject = main_subject(s, helping[0], sp) if described else None
        return subject if subject and subject[1] == helping[0] else None
    quoted = s.lows[0] in sp.quote_labels
    if quoted and s.lows[1] not in sp.label_links:
        return None
    first = 2 if quoted else 0
    phrase = phrase_at(s, first, sp)
    if phrase and phrase[1] <= at - 1 and s.words[phrase[1]] in {",", ":", "("} and is_name_word(s.words[first]):
        return phrase
    return None


def _introduces(s: Sentence, at: int, before: list[Saying], links: Collection[str]) -> Saying | None:
    """'X said, "…"', 'X said that "…"', 'X told reporters: "…"'."""
    last = before[-1] if before else None
    if last is None or last.rule == "according-to" or at - last.verb > INTRODUCTION_WORDS:
        return None
    return last if s.lows[at - 1] in links or at - 1 == last.verb else None


def _directly_behind(s: Sentence, at: int, behind: list[Saying], sp: Speech) -> Saying | None:
    """'"…," X said' and '"…," said X', also 'X, who was there, said'."""
    first = at + 1
    while first < len(s) and (s.words[first] in {",", "–", "—", "-", "*", "."} or s.lows[first] in sp.fillers):
        first += 1
    one = next((one for one in behind if one.start == first), None)
    return one if one and _complete(s, one, sp) else None


def _complete(s: Sentence, one: Saying, sp: Speech) -> bool:
    """Whether what follows subject and verb is an adjunct and not what was said: '"…," X said on Friday'."""
    end = max(one.verb + 1, one.subject[1] if one.subject else 0)
    if end >= len(s) or s.lows[one.verb] in sp.telling:
        return True
    low, word = s.lows[end], s.words[end]
    word_like = word[0].isalnum() or word == QUOTE
    timed = any(later in sp.time_words for later in s.lows[end : end + 3])
    adjunct = low in sp.prepositions or low in sp.conjunctions or low in sp.adverbs or low in sp.participles
    return not word_like or timed or (adjunct and low not in sp.that_words)


def _reported(s: Sentence, at: int, before: list[Saying], words: int, sp: Speech) -> Saying | None:
    """'X said the plan was "…"': the nearest verb that carries indirect speech; a word or two must stand near it."""
    for one in reversed(before):
        low = s.lows[one.verb]
        carries = low in sp.strong or low in sp.calling or low in sp.participles or one.rule == "according-to"
        carries = carries or not sp.that_words.isdisjoint(s.lows[one.verb + 1 : one.verb + 2])
        if ";" in s.words[one.verb : at] or (words <= SHORT_WORDS and at - one.verb > NEAR_WORDS + 6 * words):
            return None
        ended = low in sp.ending and s.lows[one.verb + 1] in sp.adjuncts
        if carries and not ended and not _told_in_passing(s, one, at, sp):
            return one
    return None


def _told_in_passing(s: Sentence, one: Saying, at: int, sp: Speech) -> bool:
    """Whether a saying ends before word `at`: 'dismissed what X called a "rescue" as "…"'."""
    return one.start > 0 and s.lows[one.start - 1] in sp.what and QUOTE in s.words[one.verb : at]


def _trailing(s: Sentence, at: int, behind: list[Saying], words: int, sp: Speech) -> Saying | None:
    """'The plan was "…", X said': the first saying that is set off by a comma; near, where it is a word or two."""
    for one in behind:
        start = one.start
        near = words > SHORT_WORDS or start - at <= NEAR_WORDS
        if (
            start
            and near
            and (
                s.words[start - 1] in {",", "–", "—", QUOTE}
                or s.lows[start - 1] in sp.as_words
                or one.rule == "according-to"
            )
        ):
            return one
    return None


def _can_tell(who: Speaker, sp: Speech) -> bool:
    """Whether someone known, a name or a writing tells: 'a letter said', not 'growth said'."""
    last = who.name.split()[-1].lower()
    return who.kind != "unknown" or not who.name.islower() or last in sp.writings


def attribution(cast: Cast, line: int, number: int, saying: Saying, says: Iterable[Saying]) -> Attribution:
    """The speaker of a saying; where its subject cannot speak ('talks revealed'), that of the saying before."""
    s = cast.sentences(line)[number]
    who = cast.speaker(line, number, saying.subject) if saying.subject else None
    if who and who.kind == "unknown" and who.name.islower():
        outer = [one.subject for one in says if one.verb < saying.verb and one.subject]
        who = cast.speaker(line, number, outer[-1]) if outer else who
    if who and not _can_tell(who, cast.sp):
        who = None
    reports = [one.subject for one in says if one.rule == "according-to" and one.subject != saying.subject]
    via = (cast.speaker(line, number, phrase) for phrase in (*reports, saying.reporter) if phrase)
    return Attribution(
        rule=saying.rule if who else "unattributed",
        speaker=who,
        verb=s.words[saying.verb] if who else None,
        via=tuple(one.name for one in via if one),
    )
