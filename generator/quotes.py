"""Quotations of a post with who said them: beside the quotation, before it, behind it, or carried on from the one before."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Mention, Post, Reading, Span
from generator.prose.flow import QUOTE, Flow, Sentence, flow
from generator.prose.marks import quotations as marked
from generator.prose.sayings import Saying
from generator.prose.speakers import Cast, Kind, Speaker
from generator.prose.words import Speech, speech

SCARE_WORDS = 3
INTRODUCTION_WORDS = 24
NEAR_WORDS = 8
EDGES = "\"“”„‟«»''‘’`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks: `text` without the marks, `speaker` None where the text names no one, `via` the outlets between."""

    text: str
    span: Span
    speaker: str | None = None
    speaker_span: Span | None = None
    verb: str | None = None
    via: tuple[str, ...] = ()
    rule: str = "unattributed"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    rule: str
    speaker: Speaker | None = None
    verb: str | None = None
    via: tuple[str, ...] = ()


NOBODY = _Found(rule="unattributed")
KINDS: dict[str, Kind] = {"person": "person", "place": "body", "organisation": "body"}


def quotations(
    reading: Reading, post: Post, mentions: Iterable[Mention] = (), language: str | None = "en"
) -> tuple[Quotation, ...]:
    """Quotations in the post's order; scare quotes, titles of works and nicknames are left out."""
    prose = flow(reading, post)
    ranges = marked(prose.text, prose.lines())
    if not ranges:
        return ()
    sp = speech(language)
    kinds = {reading.slice(one.span).lower(): KINDS[one.kind] for one in mentions}
    cast = Cast(flow=prose, quotes=ranges, sp=sp, full_text=reading.text, kinds=kinds)
    found = _attribute_all(cast)
    return tuple(_quotation(cast, quote, found[quote]) for quote in sorted(found))


def _quotation(cast: Cast, quote: int, found: _Found) -> Quotation:
    start, end = cast.quotes[quote]
    who = found.speaker
    return Quotation(
        text=" ".join(cast.flow.text[start:end].strip(EDGES + " ").split()),
        span=cast.flow.span(start, end),
        speaker=who.name if who else None,
        speaker_span=cast.flow.span(who.start, who.end) if who else None,
        verb=found.verb,
        via=found.via,
        rule=found.rule,
    )


def _attribute_all(cast: Cast) -> dict[int, _Found]:
    """What is known of each quotation by its number; those that are no quotations are missing."""
    found: dict[int, _Found] = {}
    dropped: set[int] = set()
    for line in _quoting_lines(cast):
        for number, s in enumerate(cast.sentences(line)):
            for at, quote in enumerate(s.quotes):
                if quote < 0 or quote in dropped or (quote in found and found[quote].speaker):
                    continue
                answer = _beside(cast, line, number, at) or _carried(cast, line, number, at, found)
                if _counts(cast, s, at, answer):
                    found[quote] = answer
                elif quote not in found:
                    dropped.add(quote)
    return found


def _quoting_lines(cast: Cast) -> Iterable[int]:
    for line, (start, end) in enumerate(cast.flow.lines()):
        if any(opening < end and closing > start for opening, closing in cast.quotes):
            yield line


def _beside(cast: Cast, line: int, number: int, at: int) -> _Found | None:
    """Attribution within the sentence: introduced, directly behind, in indirect speech before, at the sentence's end."""
    s = cast.sentences(line)[number]
    says = cast.sayings(line, number)
    words = cast.flow.text.count(" ", s.starts[at], s.ends[at]) + 1
    before = [
        one for one in says if one.verb < at and (one.rule == "passive" or not one.subject or one.subject[0] < at)
    ]
    behind = [one for one in says if one.verb > at]
    saying = (
        _introduces(s, at, before, {",", ":"})
        or _directly_behind(s, at, behind, cast.sp)
        or _introduces(s, at, before, {"that", "dass", "que"})
        or _reported(s, at, before, words, cast.sp)
        or _trailing(s, at, behind, words)
    )
    return _resolve(cast, line, number, saying, says) if saying else None


def _introduces(s: Sentence, at: int, before: list[Saying], links: set[str]) -> Saying | None:
    """'X said, "…"', 'X said that "…"', 'X told reporters: "…"'."""
    last = before[-1] if before else None
    if last is None or last.rule == "according-to" or at - last.verb > INTRODUCTION_WORDS:
        return None
    return last if s.lows[at - 1] in links or at - 1 == last.verb else None


def _directly_behind(s: Sentence, at: int, behind: list[Saying], sp: Speech) -> Saying | None:
    """'"…," X said' and '"…," said X', also 'X, who was there, said'."""
    first = at + 1
    while first < len(s) and (s.words[first] in {",", "–", "—", "-", "*", "."} or s.lows[first] in sp.adverbs):
        first += 1
    one = next((one for one in behind if one.start == first), None)
    return one if one and _complete(s, one, sp) else None


def _complete(s: Sentence, one: Saying, sp: Speech) -> bool:
    """Whether what follows subject and verb is an adjunct and not what was said: '"…," X said on Friday'."""
    end = max(one.verb + 1, one.subject[1] if one.subject else 0)
    if end >= len(s) or s.lows[one.verb] in {"told", "tells"}:
        return True
    low, word = s.lows[end], s.words[end]
    word_like = word[0].isalnum() or word == QUOTE
    timed = any(later in sp.time_words for later in s.lows[end : end + 3])
    adjunct = low in sp.prepositions or low in sp.conjunctions or low in sp.adverbs or low in sp.participles
    return not word_like or timed or (adjunct and low != "that")


def _reported(s: Sentence, at: int, before: list[Saying], words: int, sp: Speech) -> Saying | None:
    """'X said the plan was "…"': the nearest verb that carries indirect speech; a word or two must stand near it."""
    for one in reversed(before):
        low = s.lows[one.verb]
        carries = low in sp.strong or low in sp.calling or low in sp.participles or one.rule == "according-to"
        if ";" in s.words[one.verb : at] or (words <= SCARE_WORDS and at - one.verb > NEAR_WORDS + 6 * words):
            return None
        if carries:
            return one
    return None


def _trailing(s: Sentence, at: int, behind: list[Saying], words: int) -> Saying | None:
    """'The plan was "…", X said': the first saying that is set off by a comma; near, where it is a word or two."""
    for one in behind:
        start = one.start
        near = words > SCARE_WORDS or start - at <= NEAR_WORDS
        if start and near and (s.words[start - 1] in {",", "–", "—"} or one.rule == "according-to"):
            return one
    return None


def _resolve(cast: Cast, line: int, number: int, saying: Saying, says: Iterable[Saying]) -> _Found:
    s = cast.sentences(line)[number]
    who = cast.speaker(line, number, saying.subject) if saying.subject else None
    via = (
        cast.speaker(line, number, one.subject)
        for one in says
        if one.rule == "according-to" and one.subject != saying.subject and one.subject
    )
    return _Found(
        rule=saying.rule if who else "unattributed",
        speaker=who,
        verb=s.words[saying.verb] if who else None,
        via=tuple(one.name for one in via if one),
    )


def _carried(cast: Cast, line: int, number: int, at: int, found: dict[int, _Found]) -> _Found:
    """A quotation that stands alone goes on with the speaker of the one before, in its paragraph or the paragraph before."""
    s = cast.sentences(line)[number]
    if not _alone(s, at):
        return NOBODY
    earlier = [quote for quote in s.quotes[:at] if quote in found]
    if earlier:
        return _again(found[earlier[-1]])
    if number:
        return _from_sentence(cast, line, number - 1, found)
    if line and _whole_line(cast, line):
        return _from_sentence(cast, line - 1, len(cast.sentences(line - 1)) - 1, found)
    return NOBODY


def _alone(s: Sentence, at: int) -> bool:
    """Whether the sentence is made of quotations and marks only."""
    return all(quote >= 0 or not word[0].isalnum() for word, quote in zip(s.words, s.quotes, strict=True))


def _whole_line(cast: Cast, line: int) -> bool:
    return all(_alone(s, 0) for s in cast.sentences(line))


def _from_sentence(cast: Cast, line: int, number: int, found: dict[int, _Found]) -> _Found:
    """The speaker of a whole sentence: of its last quotation, else of its last saying."""
    if number < 0:
        return NOBODY
    s = cast.sentences(line)[number]
    quoted = [quote for quote in s.quotes if quote >= 0]
    if quoted:
        return _again(found.get(quoted[-1], NOBODY))
    says = cast.sayings(line, number)
    main = [one for one in says if one.rule in {"subject-verb", "verb-subject"} and s.lows[one.verb] in cast.sp.strong]
    return _again(_resolve(cast, line, number, main[-1], ())) if main else NOBODY


def _again(found: _Found) -> _Found:
    return _Found(rule="continued", speaker=found.speaker, via=found.via) if found.speaker else NOBODY


def _counts(cast: Cast, s: Sentence, at: int, answer: _Found) -> bool:
    """Whether marked words are a quotation and not a title, a nickname or a word that the writer keeps at a distance."""
    inner = cast.flow.text[s.starts[at] : s.ends[at]].strip(EDGES + " ")
    words = inner.split()
    if not words or _is_named(s, at, len(words), cast.sp) or (_is_title(words) and len(words) <= 2 * SCARE_WORDS):
        return False
    return len(words) > SCARE_WORDS or answer.speaker is not None


def _is_named(s: Sentence, at: int, words: int, sp: Speech) -> bool:
    """'a film called "…"', 'codenamed "…"', 'headlined, "…"'."""
    i = at - 1 - (at > 1 and s.words[at - 1] in {",", ":"})
    if i < 0 or s.lows[i] not in sp.naming or words > 4 * SCARE_WORDS:
        return False
    return "what" not in s.lows[:i]


def _is_title(words: list[str]) -> bool:
    """Every longer word capitalised and no closing mark: the title of a work, a name."""
    longer = [word for word in words if len(word) > SCARE_WORDS or len(words) == 1]
    return bool(longer) and all(word[0].isupper() for word in longer) and words[-1][-1] not in ".!?,"
