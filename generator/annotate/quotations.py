"""Quotations of a post with who said them: beside the quotation, or carried on from the one before."""

from collections.abc import Iterable

from generator.language.grammar.attribution import NOBODY, SHORT_WORDS, Attribution, attribution, beside
from generator.language.grammar.main_subjects import main_subject
from generator.language.grammar.noun_phrases import phrase_at
from generator.language.grammar.reporting_clauses import Saying
from generator.language.grammar.speakers import Cast, cast_of
from generator.language.grammar.tokens import Sentence, overlapping
from generator.language.grammar.words import Speech
from generator.model import Mention, Post, Quotation, Reading, Span

PASSAGE_LINES = 6  # how far below its source a passage may go on
HEADLINE_WORDS = 4
EDGES = "\"“”„‟«»''‘’`"


def quotations(
    reading: Reading, post: Post, mentions: Iterable[Mention] = (), language: str | None = "en"
) -> tuple[Quotation, ...]:
    """Quotations in the post's order; scare quotes, titles of works and nicknames are left out."""
    return quoted(cast_of(reading, post, mentions, language))


def quoted(cast: Cast) -> tuple[Quotation, ...]:
    """Quotations of the post whose speakers are known, as `quotations` gives them."""
    found = _attribute_all(cast)
    return tuple(_quotation(cast, quote, found[quote]) for quote in sorted(found))


def _quotation(cast: Cast, quote: int, attribution: Attribution) -> Quotation:
    start, end = cast.quotes[quote]
    who = attribution.speaker
    return Quotation(
        text=" ".join(cast.flow.text[start:end].strip(EDGES + " ").split()),
        span=cast.flow.span(start, end),
        speaker=who.name if who else None,
        speaker_span=cast.flow.span(who.start, who.end) if who else None,
        verb=attribution.verb,
        via=attribution.via,
        rule=attribution.rule,
    )


def _attribute_all(cast: Cast) -> dict[int, Attribution]:
    """What is known of each quotation by its number; those that are no quotations are missing."""
    found: dict[int, Attribution] = {}
    dropped: set[int] = set()
    for line in _quoting_lines(cast):
        for number, s in enumerate(cast.sentences(line)):
            for at, quote in enumerate(s.quotes):
                if quote < 0 or quote in dropped or (quote in found and found[quote].speaker):
                    continue
                words = cast.flow.text.count(" ", s.starts[at], s.ends[at]) + 1
                answer = beside(cast, line, number, at, words) or _carried(cast, line, number, at, found)
                if _counts(cast, s, at, answer):
                    found[quote] = answer
                elif quote not in found:
                    dropped.add(quote)
    return found


def _quoting_lines(cast: Cast) -> Iterable[int]:
    for line, (start, end) in enumerate(cast.flow.lines()):
        if overlapping(cast.quotes, start, end):
            yield line


def _carried(cast: Cast, line: int, number: int, at: int, found: dict[int, Attribution]) -> Attribution:
    """A quotation that stands alone goes on with the speaker of the one before, in its paragraph or the last one."""
    s = cast.sentences(line)[number]
    if not (_alone(s) or _labelled(s, cast.sp)):
        return NOBODY
    earlier = [quote for quote in s.quotes[:at] if quote in found]
    if earlier:
        return _again(found[earlier[-1]])
    if number:
        return _from_sentence(cast, line, number - 1, found)
    if line and (_labelled(s, cast.sp) or (_whole_line(cast, line) and cast.is_whole(line - 1))):
        last = len(cast.sentences(line - 1)) - 1
        above = NOBODY if _asks(cast, line - 1, last) else _from_sentence(cast, line - 1, last, found)
        return above if above.speaker or not _labelled(s, cast.sp) else _of_passage(cast, line)
    return NOBODY


def _of_passage(cast: Cast, line: int) -> Attribution:
    """The speaker of the passage that 'Source: …' heads above a line, unless somebody else speaks in between."""
    for above in range(line - 1, max(-1, line - PASSAGE_LINES), -1):
        if _sources(cast.sentences(above)[0], cast.sp):
            return _source(cast, above)
        if any(cast.sayings(above, number) for number in range(len(cast.sentences(above)))):
            return NOBODY
    return NOBODY


def _sources(s: Sentence, sp: Speech) -> bool:
    return s.lows[0] in sp.source_labels and s.words[1:2] == (":",)


def _source(cast: Cast, line: int) -> Attribution:
    """Whom 'Source: Ann Lee, the mayor, on Telegram' names; 'Source: the Post, citing Lee' is Lee, via the Post."""
    s = cast.sentences(line)[0]
    cited = next((i + 1 for i, low in enumerate(s.lows) if low in cast.sp.citing), None)
    named = [phrase_at(s, at, cast.sp) for at in (cited, 2) if at]
    who = [cast.speaker(line, 0, phrase) if phrase else None for phrase in named]
    via = (who[1].name,) if who[1:] and who[1] else ()
    return _again(Attribution(rule="label", speaker=who[0], via=via))


def _alone(s: Sentence) -> bool:
    """Whether the sentence is made of quotations and marks only."""
    return all(quote >= 0 or not word[0].isalnum() for word, quote in zip(s.words, s.quotes, strict=True))


def _labelled(s: Sentence, sp: Speech) -> bool:
    """'Quote: "…"', as agencies set apart what the sentence before reports."""
    return len(s) > 1 and s.lows[0] in sp.quote_labels and s.words[1] == ":" and s.quotes[2:3] != (-1,)


def _whole_line(cast: Cast, line: int) -> bool:
    return all(_alone(s) for s in cast.sentences(line))


def _from_sentence(cast: Cast, line: int, number: int, found: dict[int, Attribution]) -> Attribution:
    """The speaker of a whole sentence: of its last quotation, else of its last saying."""
    if number < 0:
        return NOBODY
    s = cast.sentences(line)[number]
    if _sources(s, cast.sp):
        return _source(cast, line)
    quoted = [quote for quote in s.quotes if quote >= 0]
    if quoted:
        return _again(found.get(quoted[-1], NOBODY))
    says = cast.sayings(line, number)
    if any(saying.rule == "put-to" for saying in says):
        return NOBODY
    main = [saying for saying in says if s.lows[saying.verb] in cast.sp.strong and _is_main(s, saying, cast.sp)]
    return _again(attribution(cast, line, number, main[-1], ())) if main else NOBODY


def _is_main(s: Sentence, saying: Saying, sp: Speech) -> bool:
    """Whether a saying holds the whole sentence: its subject is the sentence's, or it stands last, behind a comma."""
    if saying.rule not in {"subject-verb", "verb-subject"} or saying.subject is None:
        return False
    return saying.subject == main_subject(s, len(s), sp) or (saying.start > 0 and s.words[saying.start - 1] == ",")


def _asks(cast: Cast, line: int, number: int) -> bool:
    """Whether a sentence puts a question, so that what follows it alone is an answer."""
    s = cast.sentences(line)[number]
    quoted = [cast.flow.text[s.starts[at] : s.ends[at]] for at, quote in enumerate(s.quotes) if quote >= 0]
    return bool(quoted) and quoted[-1].rstrip(EDGES).endswith("?")


def _again(attribution: Attribution) -> Attribution:
    return (
        Attribution(rule="continued", speaker=attribution.speaker, via=attribution.via)
        if attribution.speaker
        else NOBODY
    )


def _counts(cast: Cast, s: Sentence, at: int, answer: Attribution) -> bool:
    """Whether marked words are a quotation and not a title, a nickname or a word kept at a distance."""
    inner = cast.flow.text[s.starts[at] : s.ends[at]].strip(EDGES + " ")
    words = inner.split()
    if (
        not words
        or (answer.verb != s.words[at - 1] and _is_named(s, at, len(words), cast.sp))
        or (_is_title(words, introduced=_is_introduced(s, at, answer)) and len(words) <= 2 * SHORT_WORDS)
        or (at > 0 and _is_headline(words))
    ):
        return False
    return len(words) > SHORT_WORDS or answer.speaker is not None


def _is_named(s: Sentence, at: int, words: int, sp: Speech) -> bool:
    """'a film called "…"', 'codenamed "…"', 'headlined, "…"'."""
    i = at - 1 - (at > 1 and s.words[at - 1] in {",", ":"})
    if i < 0 or s.lows[i] not in sp.naming or words > 4 * SHORT_WORDS:
        return False
    return sp.what.isdisjoint(s.lows[:i])


def _is_introduced(s: Sentence, at: int, answer: Attribution) -> bool:
    """Whether a mark or the verb stands right before the quotation, or nothing does, as before whole sentences."""
    return at == 0 or s.words[at - 1] in {",", ":", "—", "–"} or answer.verb == s.words[at - 1]


def _is_title(words: list[str], *, introduced: bool) -> bool:
    """Every longer word capitalised: the title of a work, a name; its full stop or comma may be the sentence's."""
    longer = [word for word in words if len(word) > SHORT_WORDS or len(words) == 1]
    closed = words[-1][-1] in (".!?," if introduced else "!?")
    return bool(longer) and all(word[0].isupper() for word in longer) and not closed


def _is_headline(words: list[str]) -> bool:
    """Words in the capitals of a headline, as in an advert or a list of links; not what is shouted throughout."""
    capitals = [word for word in words if word[0].isupper()]
    longer = [word for word in words if len(word.strip(".,!?’'")) > SHORT_WORDS]
    shouted = all(word.isupper() for word in longer)
    return len(capitals) >= HEADLINE_WORDS < len(words) and all(word in capitals for word in longer) and not shouted


def said(reading: Reading, quotation: Quotation) -> Span:
    """Where the words of a quotation stand, the marks around them left out."""
    words = reading.slice(quotation.span)
    left, right = len(words) - len(words.lstrip(EDGES + " \n")), len(words.rstrip(EDGES + " \n"))
    return Span(quotation.span.start + min(left, right), quotation.span.start + right)


def to_json(reading: Reading, quotation: Quotation) -> dict[str, object]:
    """A quotation as `briefings explain` prints it."""
    return {
        "text": quotation.text,
        "speaker": quotation.speaker,
        "verb": quotation.verb,
        "via": list(quotation.via),
        "rule": quotation.rule,
        "lines": list(reading.lines(quotation.span)),
    }
