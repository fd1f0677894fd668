"""What each language's words of saying, of events and of time are for; the words themselves stand in its table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from generator.language.sections import MAIN, Section, phrases, shaped, supports

NONE: frozenset[str] = frozenset()
SHORTEST_DOER = 5


@dataclass(frozen=True, kw_only=True, eq=False)
class Speech:
    """Words by which reports say who said what, in lower case.

    `strong` verbs also carry indirect speech ("he said the plan was …"), `weak` ones count only right beside the
    quotation, `calling` ones take a thing and what it is called ("called the vote "a sham"").

    The table says beside each list which words of a sentence it is about, with an example where a name cannot tell.
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
    heads: Mapping[str, frozenset[str]] = field(default_factory=dict)
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
    partitives: tuple[tuple[str, ...], ...] = ()
    who: frozenset[str] = NONE
    which: frozenset[str] = NONE
    what: frozenset[str] = NONE
    what_is: frozenset[str] = NONE
    that_words: frozenset[str] = NONE
    as_words: frozenset[str] = NONE
    with_words: frozenset[str] = NONE
    for_words: frozenset[str] = NONE
    from_words: frozenset[str] = NONE
    genitives: frozenset[str] = NONE
    beside_people: frozenset[str] = NONE
    infinitives: frozenset[str] = NONE
    hearsay: frozenset[str] = NONE
    ands: frozenset[str] = NONE
    joining: frozenset[str] = NONE
    coordinating: frozenset[str] = NONE
    openers: frozenset[str] = NONE
    time_leads: frozenset[str] = NONE
    definite: frozenset[str] = NONE
    pointing: frozenset[str] = NONE
    owners: frozenset[str] = NONE
    someone: frozenset[str] = NONE
    several: frozenset[str] = NONE
    plurals: frozenset[str] = NONE
    vague_bodies: frozenset[str] = NONE
    before_no_verb: frozenset[str] = NONE
    taking_listeners: frozenset[str] = NONE
    telling: frozenset[str] = NONE
    ending: frozenset[str] = NONE
    inverting: frozenset[str] = NONE
    quoted_as: frozenset[str] = NONE
    label_links: frozenset[str] = NONE
    inner_particles: frozenset[str] = NONE
    name_links: frozenset[str] = NONE
    name_fillers: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    age_endings: tuple[str, ...] = ()

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
        return self.prepositions | self.of_words - self.joining

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

    def singular(self, noun: str) -> str:
        """A noun in lower case without the first ending of the plural that it has."""
        return next((noun.removesuffix(end) for end in self.plural_endings if noun.endswith(end)), noun)

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
    weekday_steps: Mapping[str, int] = field(default_factory=dict)
    back: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    this: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    prepositions: frozenset[str] = NONE
    ago: tuple[str, ...] = ()
    day_before: tuple[str, ...] = ()
    day_after: tuple[str, ...] = ()
    same_day: tuple[str, ...] = ()
    month_lead: tuple[str, ...] = ()
    year_leads: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    later_joints: tuple[str, ...] = ()
    future: frozenset[str] = NONE
    deadlines: frozenset[str] = NONE
    past: frozenset[str] = NONE
    past_endings: tuple[str, ...] = ()
    not_past: frozenset[str] = NONE
    being: frozenset[str] = NONE
    perfects: frozenset[str] = NONE
    comparisons: frozenset[str] = NONE
    inexact: frozenset[str] = NONE
    idioms: tuple[str, ...] = ()
    articles: frozenset[str] = NONE
    named_days: frozenset[str] = NONE
    story_leads: frozenset[str] = NONE
    will: frozenset[str] = NONE
    infinitives: frozenset[str] = NONE
    capital_only: frozenset[str] = NONE
    date_links: tuple[str, ...] = ()
    year_links: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Events:
    """Words that tell a sentence with an event from others, and first words that lean on the sentence before."""

    verbs: frozenset[str] = NONE
    loose_starts: frozenset[str] = NONE


def _known(code: str | None, section: Section) -> str:
    """The code itself, or English where there is no table: its marks and names still hold."""
    return code if code and supports(code, section) else MAIN


def _heads(written: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {preposition: frozenset(heads) for preposition, heads in written.items()}


@cache
def speech(code: str | None) -> Speech:
    """The words of saying in a language; English for one without a table."""
    return shaped(_known(code, "speech"), "speech", Speech, according=phrases, partitives=phrases, heads=_heads)


@cache
def events(code: str | None) -> Events:
    """The words of events in a language; none for one without a table."""
    return shaped(code or MAIN, "events", Events) if supports(code or MAIN, "events") else Events()


@cache
def time_words(code: str | None) -> TimeWords:
    """The words of time in a language; English for one without a table."""
    return shaped(_known(code, "time"), "time", TimeWords)
