"""Topics of a post by the editor's rules, each with every passage that spoke for it.

Phrases match whole words whatever their case; hyphens count as blanks, and `*` stands for the rest of a word.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from generator.desk import Desk, Rule, Topic
from generator.language.sentences import Flow, flow, lowered
from generator.model import Block, Match, Post, Reading, TopicMatch

_READ = frozenset({"headline", "subtitle", "paragraph", "heading", "quotation", "list"})
_HEADLINE_FACTOR = 2.0
_LEAD_FACTOR = 1.5
_LEAD_WORDS = 8
_SAME = {"’": "'", "‘": "'", "-": " ", "‐": " ", "‑": " ", "–": " "}


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase found in a flow: offsets into its text."""

    start: int
    end: int


_Hits = dict[str, list[_Hit]]
_Groups = dict[int, dict[int, list[_Hit]]]


class _Phrases:
    """All phrases of a desk's topics, found in one pass."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._phrases = sorted({phrase for topic in topics for phrase in _phrases_of(topic)})
        heads = [_folded(phrase.partition("*")[0]).rstrip() for phrase in self._phrases]
        self._automaton = ahocorasick_rs.AhoCorasick(heads)
        self._patterns = [re.compile(_pattern(phrase)) for phrase in self._phrases]
        self._uses: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for rule in (rule for topic in topics for rule in topic.rules):
            for number, group in enumerate(rule.groups):
                for phrase in group:
                    self._uses[phrase].append((id(rule), number))

    def find(self, text: str) -> _Hits:
        """Where each phrase stands in a text, whole words only."""
        folded = _folded(text)
        found: _Hits = defaultdict(list)
        for number, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if (start == 0 or not folded[start - 1].isalnum()) and (
                match := self._patterns[number].match(folded, start)
            ):
                found[self._phrases[number]].append(_Hit(start, match.end()))
        return found

    def groups(self, hits: _Hits) -> _Groups:
        """What was found of each rule: the hits of each of its groups, by the rule's identity."""
        found: _Groups = defaultdict(dict)
        for phrase, places in hits.items():
            for rule, number in self._uses.get(phrase, ()):
                found[rule].setdefault(number, []).extend(places)
        return found


def _phrases_of(topic: Topic) -> Iterator[str]:
    yield from topic.exclude
    for rule in topic.rules:
        yield from rule.unless
        yield from rule.headline
        for group in rule.groups:
            yield from group


def _folded(text: str) -> str:
    """Lower case, one character for each, with plain apostrophes, and blanks for hyphens."""
    folded = lowered(text)
    for written, plain in _SAME.items():
        folded = folded.replace(written, plain)
    return folded


def _pattern(phrase: str) -> str:
    words = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in _folded(phrase).split()]
    return " ".join(words) + r"(?!\w)"


@lru_cache(maxsize=4)
def _compiled(desk: Desk) -> _Phrases:
    return _Phrases(desk.topics)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph with the phrases found in it and the start of each of its sentences."""

    flow: Flow
    hits: _Hits
    groups: _Groups
    starts: Sequence[int]
    factor: float

    def sentence(self, hit: _Hit) -> int:
        """The number of the sentence that a hit stands in."""
        return bisect_right(self.starts, hit.start) - 1

    def sentences_with(self, phrases: Iterable[str]) -> set[int]:
        """The numbers of the sentences that hold one of some phrases."""
        return {self.sentence(hit) for phrase in phrases for hit in self.hits.get(phrase, ())}


def assign(reading: Reading, post: Post, desk: Desk) -> tuple[TopicMatch, ...]:
    """The topics of a post, the strongest first, with the passages that reached the threshold together."""
    if not desk.topics:
        return ()
    units = list(_units(reading, post, _compiled(desk)))
    found = (_topic_match(topic, units) for topic in desk.topics)
    return _ordered(match for match in found if match)


def of_document(posts: Iterable[Post]) -> tuple[TopicMatch, ...]:
    """The topics of all posts together, scores added, the strongest first."""
    grouped: dict[str, list[TopicMatch]] = defaultdict(list)
    for post in posts:
        for match in post.topics:
            grouped[match.topic].append(match)
    return _ordered(
        TopicMatch(
            topic=topic,
            score=round(sum(match.score for match in matches), 2),
            matches=tuple(passage for match in matches for passage in match.matches),
        )
        for topic, matches in grouped.items()
    )


def _ordered(matches: Iterable[TopicMatch]) -> tuple[TopicMatch, ...]:
    return tuple(sorted(matches, key=lambda match: (-match.score, match.topic)))


def _units(reading: Reading, post: Post, phrases: _Phrases) -> Iterator[_Unit]:
    for block, factor in _blocks(reading, post):
        line = flow(reading, block)
        if hits := phrases.find(line.text):
            groups = phrases.groups(hits)
            yield _Unit(line, hits, groups, [start for start, _ in line.sentences()] if groups else (), factor)


def _blocks(reading: Reading, post: Post) -> Iterator[tuple[Block, float]]:
    """The blocks to read, the headline first wherever it stands, with what a match in them counts."""
    spans = [evidence.span for evidence in post.headline.evidence if evidence.span] if post.headline else []
    for span in spans[:1]:
        yield Block(kind="headline", span=span), _HEADLINE_FACTOR
    body = [block for block in post.blocks if block.kind in _READ and block.span not in spans]
    lead = next((block for block in body if _is_lead(reading, block)), None)
    for block in body:
        factor = _LEAD_FACTOR if block is lead else 1.0
        yield block, _HEADLINE_FACTOR if block.kind == "headline" else factor


def _is_lead(reading: Reading, block: Block) -> bool:
    """Whether a block is long enough to be the first paragraph, which says what the news is."""
    return block.kind == "paragraph" and len(reading.words(block).split(" ", _LEAD_WORDS)) > _LEAD_WORDS


def _topic_match(topic: Topic, units: Sequence[_Unit]) -> TopicMatch | None:
    named = {phrase for unit in units if unit.factor == _HEADLINE_FACTOR for phrase in unit.hits}
    rules = [rule for rule in topic.rules if not rule.headline or named.intersection(rule.headline)]
    matches = [match for unit in units for rule in rules for match in _matches(unit, rule, topic.exclude)]
    score = round(sum(match.weight for match in matches), 2)
    if score < topic.threshold:
        return None
    matches.sort(key=lambda match: (match.span, match.rule))
    return TopicMatch(topic=topic.id, score=score, matches=tuple(matches))


def _matches(unit: _Unit, rule: Rule, exclude: Sequence[str]) -> Iterator[Match]:
    """At most one match of a rule for each sentence, or for the paragraph."""
    found = unit.groups.get(id(rule), {})
    if len(found) < max(1, len(rule.groups)):
        return
    groups = [found[number] for number in range(len(rule.groups))]
    barred = unit.sentences_with(exclude)
    stopped = unit.sentences_with(rule.unless)
    for scope in _scopes(unit, rule, groups, barred | stopped) if rule.within == "sentence" or not stopped else ():
        if passage := _passage(scope):
            span = unit.flow.span(passage.start, passage.end)
            yield Match(span=span, rule=rule.name, weight=rule.weight * unit.factor)


def _scopes(unit: _Unit, rule: Rule, groups: list[list[_Hit]], barred: set[int]) -> list[list[list[_Hit]]]:
    """The hits of each group, sentence by sentence, or of the whole paragraph, without the barred sentences."""
    parts: dict[int, list[list[_Hit]]] = {}
    for number, group in enumerate(groups):
        for hit in group:
            sentence = unit.sentence(hit)
            if sentence not in barred:
                key = sentence if rule.within == "sentence" else 0
                parts.setdefault(key, [[] for _ in groups])[number].append(hit)
    return [parts[key] for key in sorted(parts)]


def _passage(groups: Sequence[Sequence[_Hit]]) -> _Hit | None:
    """The stretch from the first to the last of one hit a group, no word used twice; None where a group has none."""
    chosen: list[_Hit] = []
    for group in groups:
        free = [hit for hit in group if not any(hit.start < other.end and other.start < hit.end for other in chosen)]
        if not free:
            return None
        anchor = chosen[0].start if chosen else 0
        chosen.append(min(free, key=lambda hit: (abs(hit.start - anchor), hit.start, -hit.end)))
    return _Hit(min(hit.start for hit in chosen), max(hit.end for hit in chosen))
