"""What each language's words of saying, of time and of quantity are for; the words themselves stand in its table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

import ahocorasick_rs

from generator.languages.sections import MAIN, Section, by_word, shaped, supports

NONE: frozenset[str] = frozenset()
CURRENCIES = {
    "$": "USD", "us$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR", "a$": "AUD",
    "c$": "CAD", "euro": "EUR", "yen": "JPY", "usd": "USD", "eur": "EUR", "gbp": "GBP",
}  # fmt: skip
TENS = range(20, 100, 10)
ONES = range(1, 10)
SHORTEST_DOER = 5


@dataclass(frozen=True, kw_only=True, eq=False)
class Speech:
    """Words by which reports say who said what, in lower case.

    `strong` verbs also carry indirect speech ("he said the plan was …"), `weak` ones count only right beside the
    quotation, `calling` ones take a thing and what it is called ("called the vote "a sham"").
    """

    strong: frozenset[str] = NONE
    weak: frozenset[str] = NONE
    calling: frozenset[str] = NONE
    replying: frozenset[str] = NONE
    addressing: frozenset[str] = NONE
    asides: frozenset[str] = NONE
    quote_labels: frozenset[str] = NONE
    source_labels: frozenset[str] = NONE
    citing: frozenset[str] = NONE
    noun_like: frozenset[str] = NONE
    asking: frozenset[str] = NONE
    participles: frozenset[str] = NONE
    naming: frozenset[str] = NONE
    auxiliaries: frozenset[str] = NONE
    being: frozenset[str] = NONE
    adverbs: frozenset[str] = NONE
    determiners: frozenset[str] = NONE
    articles: frozenset[str] = NONE
    of_words: frozenset[str] = NONE
    to_heads: frozenset[str] = NONE
    in_heads: frozenset[str] = NONE
    prepositions: frozenset[str] = NONE
    conjunctions: frozenset[str] = NONE
    relatives: frozenset[str] = NONE
    agents: frozenset[str] = NONE
    according: tuple[tuple[str, ...], ...] = ()
    he: frozenset[str] = NONE
    she: frozenset[str] = NONE
    it: frozenset[str] = NONE
    they: frozenset[str] = NONE
    other_pronouns: frozenset[str] = NONE
    time_words: frozenset[str] = NONE
    month_names: frozenset[str] = NONE
    quoting: frozenset[str] = NONE
    negations: frozenset[str] = NONE
    titles: frozenset[str] = NONE
    title_adjectives: frozenset[str] = NONE
    title_ends: frozenset[str] = NONE
    offices: frozenset[str] = NONE
    particles: frozenset[str] = NONE
    human: frozenset[str] = NONE
    female: frozenset[str] = NONE
    male: frozenset[str] = NONE
    bodies: frozenset[str] = NONE
    papers: frozenset[str] = NONE
    generic: frozenset[str] = NONE
    never: frozenset[str] = NONE
    abbreviations: frozenset[str] = NONE
    feminine_names: frozenset[str] = NONE
    masculine_names: frozenset[str] = NONE
    doer_ends: tuple[str, ...] = ()
    not_doers: frozenset[str] = NONE
    writings: frozenset[str] = NONE
    demonym_ends: tuple[str, ...] = ()
    demonym_endings: tuple[str, ...] = ()

    @cached_property
    def sayers(self) -> frozenset[str]:
        """Words at which a saying may stand."""
        return self.strong | self.weak | self.calling | self.participles | {words[0] for words in self.according}

    @cached_property
    def dotted(self) -> frozenset[str]:
        """Words behind which a full stop ends no phrase."""
        return self.title_ends | self.abbreviations

    @cached_property
    def before_nouns(self) -> frozenset[str]:
        """Determiners and prepositions."""
        return self.determiners | self.prepositions

    @cached_property
    def adjuncts(self) -> frozenset[str]:
        """Prepositions that cannot begin a clause."""
        return self.prepositions - self.conjunctions

    @cached_property
    def ending_heads(self) -> frozenset[str]:
        """Prepositions behind which the head of a phrase has ended."""
        return self.prepositions | self.of_words - {"and", "&"}

    @cached_property
    def fillers(self) -> frozenset[str]:
        """Words that may stand between a quotation and its verb."""
        return self.adverbs | self.auxiliaries

    @cached_property
    def people_words(self) -> frozenset[str]:
        """Words beside which a name is a person's."""
        return self.human | self.titles | self.title_ends

    def does(self, noun: str) -> bool:
        """Whether a noun in lower case seems to name someone by what they do: 'shopkeeper', 'machinist'."""
        return len(noun) >= SHORTEST_DOER and noun.endswith(self.doer_ends) and noun not in self.not_doers

    @cached_property
    def given_names(self) -> frozenset[str]:
        """First names of either sex."""
        return self.feminine_names | self.masculine_names

    @cached_property
    def no_names(self) -> frozenset[str]:
        """Words that are no first name."""
        return (
            self.before_nouns | self.bodies | self.titles | self.title_adjectives | self.title_ends | self.adverbs
            | self.conjunctions | self.time_words | self.never | self.auxiliaries
        )  # fmt: skip

    @cached_property
    def no_titled(self) -> frozenset[str]:
        """Words that go on with a name after a word that looks like a title: 'General Staff'."""
        return self.bodies | self.papers | self.titles


@dataclass(frozen=True, kw_only=True, eq=False)
class TimeWords:
    """Words for days that are told from the day of writing; `shifts` maps a phrase to days from it."""

    shifts: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    back: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    day_before: tuple[str, ...] = ()
    day_after: tuple[str, ...] = ()
    month_lead: tuple[str, ...] = ()
    future: frozenset[str] = NONE
    named_days: frozenset[str] = NONE


@dataclass(frozen=True, kw_only=True, eq=False)
class Quantities:
    """Words for numbers, bounds, units and what befell what is counted, in lower case.

    `bounds`, `outcomes`, `outcome_nouns` and `purposes` map a word, or words with spaces, to what it stands for.
    """

    small: Mapping[str, int] = field(default_factory=dict)
    multipliers: Mapping[str, int] = field(default_factory=dict)
    currency_words: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    outcome_nouns: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=dict)
    percent: frozenset[str] = NONE
    time_units: frozenset[str] = NONE
    distances: frozenset[str] = NONE
    people: frozenset[str] = NONE
    stops: frozenset[str] = NONE
    skips: frozenset[str] = NONE
    labels: frozenset[str] = NONE
    months: frozenset[str] = NONE
    place_nouns: frozenset[str] = NONE
    regions: frozenset[str] = NONE
    lying: frozenset[str] = NONE
    where: frozenset[str] = NONE
    not_where: frozenset[str] = NONE

    @cached_property
    def starters(self) -> frozenset[str]:
        """Words with which a number in words begins, 'a dozen' aside."""
        tens = [word for word, number in self.small.items() if number in TENS]
        joined = {f"{ten}-{one}" for ten in tens for one, number in self.small.items() if number in ONES}
        return frozenset(
            {*self.small, *joined, "dozen", "half", "half-million", "half-a-million", "hundred", "million"}
        )

    @cached_property
    def starting(self) -> ahocorasick_rs.AhoCorasick:
        """The same words, to be looked for all at once."""
        return ahocorasick_rs.AhoCorasick(sorted(self.starters))


@dataclass(frozen=True, kw_only=True, eq=False)
class Events:
    """Words that tell a sentence with an event from others, and first words that lean on the sentence before."""

    verbs: frozenset[str] = NONE
    loose_starts: frozenset[str] = NONE


def _known(code: str | None, section: Section) -> str:
    """The code itself, or English where there is no table: its marks and names still hold."""
    return code if code and supports(code, section) else MAIN


def _phrases(written: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in written)


@cache
def speech(code: str | None) -> Speech:
    """The words of saying in a language; English for one without a table."""
    return shaped(_known(code, "speech"), "speech", Speech, according=_phrases)


@cache
def events(code: str | None) -> Events:
    """The words of events in a language; none for one without a table."""
    return shaped(code or MAIN, "events", Events) if supports(code or MAIN, "events") else Events()


@cache
def time_words(code: str | None) -> TimeWords:
    """The words of time in a language; English for one without a table."""
    return shaped(_known(code, "time"), "time", TimeWords)


@cache
def quantities(code: str | None) -> Quantities | None:
    """The words of quantity in a language; None without a table, since '20.000' is another number elsewhere."""
    if not supports(code or MAIN, "quantities"):
        return None
    turned = dict.fromkeys(("bounds", "outcomes", "outcome_nouns", "purposes"), by_word)
    return shaped(code or MAIN, "quantities", Quantities, **turned)
