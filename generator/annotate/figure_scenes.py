"""The clause in which a figure stands: what is told of it there, and not what others say, do or compare beside it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.language.grammar.counts import Counted
from generator.language.grammar.numbers import Number
from generator.language.grammar.quantities import Quantities
from generator.language.grammar.reporting_clauses import Saying
from generator.language.grammar.speakers import Cast
from generator.language.grammar.tokens import Sentence
from generator.language.grammar.words import Speech
from generator.language.sentences import Index
from generator.model import EventDay, Mention, Quotation, Reading, Span

STOPS = frozenset(";:")
DASHES = frozenset("—–")
DATELINE_WORDS = 14
CLAUSE_WORDS = 80
ASIDES = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What surrounds the figures of a post; `plain` reads quotations as words, `cast` knows who speaks."""

    reading: Reading
    plain: Cast
    cast: Cast
    places: Index[Mention]
    quotations: Index[Quotation]
    days: Index[EventDay]
    q: Quantities


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A figure in its sentence; its clause goes from word `first` up to word `last`, `asides` are brackets in it.

    `said` is the saying that it hangs on from the left; `listed` are the words where the figures of its clause begin;
    `cause` is the main clause that it is a result of: 'a raid on Rome broke roofs, after which …, killing four'.
    """

    around: Surroundings
    line: int
    s: Sentence
    number: Number
    what: Counted
    first: int
    last: int
    asides: tuple[tuple[int, int], ...] = ()
    said: Saying | None = None
    listed: tuple[int, ...] = ()
    cause: range = range(0)

    @property
    def end(self) -> int:
        """The word behind the figure."""
        return _behind(self.s, self.number, self.what)

    @property
    def people(self) -> bool:
        """Whether something befell people."""
        return self.what.unit == "people" and self.what.outcome is not None

    def offset(self, word: int) -> int:
        """Where a word of the sentence begins in the reading."""
        return self.around.plain.flow.offset(self.s.starts[word])

    def words_of(self, span: Span) -> range:
        """The words of the sentence that a span of the reading holds."""
        words = range(len(self.s))
        lo, hi = (bisect_left(words, at, key=self.offset) for at in (span.start, span.end))
        return range(lo, hi)

    def holds(self, word: int) -> bool:
        """Whether a word belongs to the clause."""
        here = self.first <= word < self.last and not any(lo <= word < hi for lo, hi in self.asides)
        return here or word in self.cause


def scene(around: Surroundings, line: int, s: Sentence, counts: Sequence[tuple[Number, Counted]], at: int) -> Scene:
    """The clause of one of the figures of a sentence."""
    number, what = counts[at]
    end, says = _behind(s, number, what), _sayings(around, line, s)
    said = next((saying for saying in reversed(says) if _leads(saying, number.start)), None)
    first = max([_after(said) if said else 0, *_edges_before(s, number.start, around.q)])
    trailing = [saying.start for saying in says if saying.start >= end]
    shares = [later.start for _, later in counts[at + 1 :] if later.share]
    part = [i for i in range(end, len(s)) if s.starts[i] in shares]
    last, asides = _goes_on(s, end, min([*trailing, *part[:1], end + CLAUSE_WORDS, len(s)]), what, around.q)
    starts = tuple(one.start for one, _ in counts if first <= one.start)
    return Scene(
        around=around,
        line=line,
        s=s,
        number=number,
        what=what,
        first=first,
        last=last,
        asides=asides,
        said=said,
        listed=starts,
        cause=_cause(s, first, number.start, says, around.q),
    )


def _cause(s: Sentence, first: int, start: int, says: Sequence[Saying], q: Quantities) -> range:
    """The main clause, where the figure is a result of it: ', killing four and hurting five'."""
    result = next((i for i in range(start - 1, first, -1) if _is_result(s, i, q)), None)
    if result is None:
        return range(0)
    saying = next((saying for saying in says if saying.start <= 1), None)
    dateline = next((i for i in range(min(result, DATELINE_WORDS), 0, -1) if s.words[i] in {"-", *DASHES}), -1)
    begin = _after(saying) if saying else dateline + 1
    begin += s.lows[begin : begin + 1] != () and s.lows[begin] in q.relatives
    end = next((i for i in range(begin + 1, result) if _opens_clause(s, i, q)), result)
    return range(begin, end)


def _is_result(s: Sentence, i: int, q: Quantities) -> bool:
    return s.words[i - 1] == "," and s.lows[i] in q.outcomes and s.lows[i].endswith(q.result_endings)


def _opens_clause(s: Sentence, i: int, q: Quantities) -> bool:
    return s.words[i] in STOPS or s.words[i] in DASHES or s.lows[i] in q.clause_starts or s.lows[i] in q.clause_links


def _behind(s: Sentence, number: Number, what: Counted) -> int:
    return next((i for i in range(number.end, len(s)) if s.starts[i] >= what.end), len(s))


def _sayings(around: Surroundings, line: int, s: Sentence) -> tuple[Saying, ...]:
    """The sayings of a plain sentence, in its own words; those alone that tell what follows."""
    number = bisect_right(around.plain.sentences(line), s.starts[0], key=lambda sentence: sentence.starts[0]) - 1
    says = around.plain.sayings(line, number) if number >= 0 else ()
    return tuple(saying for saying in says if _tells(s, saying, around.plain.sp))


def _tells(s: Sentence, saying: Saying, sp: Speech) -> bool:
    """Whether what follows is what is said: not 'began', which only goes with a quotation."""
    low = s.lows[saying.verb]
    known = low in sp.strong or saying.rule in {"according-to", "participle"}
    return low not in sp.calling and (known or not sp.that_words.isdisjoint(s.lows[saying.verb + 1 : saying.verb + 2]))


def _leads(saying: Saying, at: int) -> bool:
    return _after(saying) <= at and saying.start < at


def _after(saying: Saying) -> int:
    """The word behind verb and subject."""
    return max(saying.verb, saying.subject[1] - 1 if saying.subject and saying.rule != "passive" else 0) + 1


def _edges_before(s: Sentence, start: int, q: Quantities) -> Iterator[int]:
    """Where the clause may begin at the earliest: behind a relative word, a conjunction, a mark."""
    closed = 0
    for i in range(start - 1, max(-1, start - CLAUSE_WORDS), -1):
        closed += s.words[i] in ASIDES.values()
        if closed:
            closed -= s.words[i] in ASIDES
            continue
        joined = s.lows[i] in q.ands and i and s.words[i - 1] == "," and i + 1 < start
        opens = s.lows[i] in q.clause_starts or s.lows[i] in q.clause_links
        if joined or opens or s.words[i] in STOPS or s.words[i] in DASHES or s.words[i] in ASIDES:
            yield i + 1
            return


def _goes_on(
    s: Sentence, end: int, limit: int, what: Counted, q: Quantities
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Up to which word the clause goes on behind the figure, with the brackets in between."""
    asides: list[tuple[int, int]] = []
    i = end
    while i < limit:
        if closing := _closing(s, i, limit):
            asides.append((i, closing))
            i = closing
        elif _ends_clause(s, i, what, q):
            return i, tuple(asides)
        else:
            i += 1
    return limit, tuple(asides)


def _closing(s: Sentence, i: int, limit: int) -> int | None:
    """The word behind an aside that begins at word `i`."""
    mark = ASIDES.get(s.words[i]) or (s.words[i] if s.words[i] in DASHES else "")
    return next((j + 1 for j in range(i + 1, limit) if s.words[j] == mark), None) if mark else None


def _ends_clause(s: Sentence, i: int, what: Counted, q: Quantities) -> bool:
    low, before = s.lows[i], s.lows[i - 1] if i else ""
    if s.words[i] in STOPS or s.words[i] in DASHES or s.words[i] in ASIDES.values() or s.words[i] in ASIDES:
        return True
    if low in q.clause_links:
        return before == "," or before in q.clause_units or not (what.unit == "people" and what.outcome)
    if low in q.ands:
        return before == "," or not _shares_clause(s, i + 1, q)
    return low in q.clause_starts


def _shares_clause(s: Sentence, i: int, q: Quantities) -> bool:
    """Whether 'and' goes on with the list: another number, what befell, or another name."""
    if i >= len(s):
        return False
    low = s.lows[i]
    counts = low[0].isdigit() or low in q.starters or low in q.numerous or " ".join(s.lows[i : i + 2]) in q.bounds
    inner = low in q.place_inner or (s.lows[i + 1 : i + 2] and s.words[i + 1][0].isupper())
    return bool(counts or inner or low in q.bounds or low in q.outcomes or s.words[i][0].isupper())


def within(scene: Scene, mentions: Iterable[Mention]) -> list[tuple[Mention, range]]:
    """The names that stand in the clause, with their words."""
    placed = ((one, scene.words_of(one.span)) for one in mentions)
    return [(one, words) for one, words in placed if words and scene.holds(words[0])]
