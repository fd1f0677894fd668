"""What each report of a story adds: its sentences with names, figures or words that no earlier report has."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator

from generator.corpus.entry import Entry
from generator.corpus.key_points import Weighed, Weighing, repeats
from generator.corpus.passages import Verbatim
from generator.model import Figure, Post, Span

MOST = 3
"""Sentences of one report."""
LEAST_NEW = 1.0
SAME_CHARS = 60
WORDS_OF_A_QUOTATION = 5
_WEIGHTS = {"person": 1.0, "organisation": 0.6, "place": 0.6}
_Fact = tuple[Hashable, float]


def added(members: Iterable[Entry], weighing: Weighing) -> Iterator[tuple[Entry, tuple[Verbatim, ...]]]:
    """For each member, in the order given, the sentences that tell most that is new, in the order of its text."""
    known: set[Hashable] = set()
    shown: list[Weighed] = []
    for entry in members:
        facts = _Facts(entry.post)
        chosen = _chosen(weighing.of(entry.document, entry.post), facts, known, shown)
        shown += chosen
        known.update(fact for fact, _ in facts.whole())
        yield entry, tuple(one.quote for one in sorted(chosen, key=lambda one: one.span))


def _chosen(sentences: Iterable[Weighed], facts: "_Facts", known: set[Hashable], shown: list[Weighed]) -> list[Weighed]:
    """The best sentences: those with most that is new, each for what those before it do not have either."""
    seen = set(known)
    chosen: list[Weighed] = []
    for sentence in sorted(sentences, key=lambda sentence: -_rank(sentence, facts, known)):
        fresh = {fact: weight for fact, weight in facts.within(sentence.span) if fact not in seen}
        if sum(fresh.values()) >= LEAST_NEW and not any(repeats(sentence, other) for other in (*shown, *chosen)):
            chosen.append(sentence)
            seen.update(fresh)
        if len(chosen) == MOST:
            break
    return chosen


def _rank(weighed: Weighed, facts: "_Facts", known: set[Hashable]) -> float:
    fresh = {fact: weight for fact, weight in facts.within(weighed.span) if fact not in known}
    return sum(fresh.values()) + weighed.score


class _Facts:
    """Who and what a post names, counts and quotes, by where it stands."""

    def __init__(self, post: Post) -> None:
        found = [(mention.span, _fact(mention.kind, mention.name), _WEIGHTS[mention.kind]) for mention in post.mentions]
        found += [(figure.span, _count(figure), 1.5 if figure.outcome else 0.7) for figure in post.figures]
        found += [
            (quotation.span, quotation.text[:SAME_CHARS].casefold(), 1.2)
            for quotation in post.quotations
            if len(quotation.text.split()) >= WORDS_OF_A_QUOTATION
        ]
        found.sort(key=lambda one: one[0])
        self.spans = [span for span, _, _ in found]
        self.facts: list[_Fact] = [(fact, weight) for _, fact, weight in found]

    def within(self, span: Span) -> list[_Fact]:
        """What begins within a span, with what it weighs where it is new."""
        return self.facts[bisect_left(self.spans, span) : bisect_right(self.spans, Span(span.end, -1))]

    def whole(self) -> list[_Fact]:
        """Everything."""
        return self.facts


def _fact(kind: str, name: str) -> Hashable:
    return kind, name


def _count(figure: Figure) -> Hashable:
    return figure.value, figure.unit, figure.outcome or figure.what.casefold()
