"""What each language's words of quantity are for; the words themselves stand in its table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

import ahocorasick_rs

from generator.language.sections import MAIN, by_word, phrases, shaped, supports

NONE: frozenset[str] = frozenset()
CURRENCIES = {
    "$": "USD", "us$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR", "a$": "AUD",
    "c$": "CAD", "euro": "EUR", "yen": "JPY", "usd": "USD", "eur": "EUR", "gbp": "GBP",
}  # fmt: skip
TENS = range(20, 100, 10)
ONES = range(1, 10)


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
    place_leads: frozenset[str] = NONE
    place_inner: frozenset[str] = NONE
    parts: frozenset[str] = NONE
    strike_leads: frozenset[str] = NONE
    launch_leads: frozenset[str] = NONE
    strikes: frozenset[str] = NONE
    shelling: frozenset[str] = NONE
    transfer_leads: frozenset[str] = NONE
    transfers: frozenset[str] = NONE
    air_leads: frozenset[str] = NONE
    flying: frozenset[str] = NONE
    other_scenes: frozenset[str] = NONE
    measures: frozenset[str] = NONE
    offices: frozenset[str] = NONE
    clause_starts: frozenset[str] = NONE
    clause_links: frozenset[str] = NONE
    clause_units: frozenset[str] = NONE
    numerous: frozenset[str] = NONE
    further: frozenset[str] = NONE
    nights: frozenset[str] = NONE
    night_words: frozenset[str] = NONE
    year_leads: frozenset[str] = NONE
    totals: frozenset[str] = NONE
    sums: frozenset[str] = NONE
    pictures: frozenset[str] = NONE
    picturing: frozenset[str] = NONE
    putting: frozenset[str] = NONE
    put_links: frozenset[str] = NONE
    spans: frozenset[str] = NONE
    no_claims: frozenset[str] = NONE
    launch: frozenset[str] = NONE
    changes: frozenset[str] = NONE
    change_links: frozenset[str] = NONE
    making_up: frozenset[str] = NONE
    compared: frozenset[str] = NONE
    extremes: frozenset[str] = NONE
    pointing: frozenset[str] = NONE
    seeing: frozenset[str] = NONE
    valued: frozenset[str] = NONE
    worth: frozenset[str] = NONE
    worth_links: frozenset[str] = NONE
    tellers: frozenset[str] = NONE
    subordinate: frozenset[str] = NONE
    behind_places: frozenset[str] = NONE
    nowadays: frozenset[str] = NONE
    per: frozenset[str] = NONE
    weights: frozenset[str] = NONE
    weight_words: frozenset[str] = NONE
    particles: frozenset[str] = NONE
    particle_verbs: frozenset[str] = NONE
    where_bounds: frozenset[str] = NONE
    downing: frozenset[str] = NONE
    number_starts: frozenset[str] = NONE
    inside: frozenset[str] = NONE
    indefinite: frozenset[str] = NONE
    currency_adjectives: frozenset[str] = NONE
    ages: frozenset[str] = NONE
    articles: frozenset[str] = NONE
    purpose_leads: frozenset[str] = NONE
    listing: frozenset[str] = NONE
    including: frozenset[str] = NONE
    share_of: frozenset[str] = NONE
    share_places: frozenset[str] = NONE
    share_leads: frozenset[str] = NONE
    befalling: frozenset[str] = NONE
    having: frozenset[str] = NONE
    relatives: frozenset[str] = NONE
    aside_starts: frozenset[str] = NONE
    toll_links: frozenset[str] = NONE
    telling: frozenset[str] = NONE
    definite: frozenset[str] = NONE
    of_things: frozenset[str] = NONE
    of_people: frozenset[str] = NONE
    links: frozenset[str] = NONE
    intransitive: frozenset[str] = NONE
    citing: frozenset[str] = NONE
    rising: frozenset[str] = NONE
    spread: frozenset[str] = NONE
    from_words: frozenset[str] = NONE
    until: frozenset[str] = NONE
    between: frozenset[str] = NONE
    genitives: frozenset[str] = NONE
    ands: frozenset[str] = NONE

    whole: Mapping[str, int] = field(default_factory=dict)
    one_times: tuple[tuple[str, ...], ...] = ()
    half_times: tuple[tuple[str, ...], ...] = ()
    or_more: tuple[tuple[str, ...], ...] = ()
    according: tuple[tuple[str, ...], ...] = ()
    limits: tuple[tuple[str, ...], ...] = ()
    joint: tuple[tuple[str, ...], ...] = ()
    plural_endings: tuple[str, ...] = ()
    singular_endings: tuple[str, ...] = ()
    result_endings: tuple[str, ...] = ()
    held_endings: tuple[str, ...] = ()
    demonym_endings: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    behind_endings: tuple[str, ...] = ()

    @cached_property
    def starters(self) -> frozenset[str]:
        """Words with which a number in words begins, 'a dozen' aside."""
        tens = [word for word, number in self.small.items() if number in TENS]
        joined = {f"{ten}-{one}" for ten in tens for one, number in self.small.items() if number in ONES}
        return frozenset({*self.small, *joined, *self.number_starts, *self.whole})

    @cached_property
    def starting(self) -> ahocorasick_rs.AhoCorasick:
        """The same words, to be looked for all at once."""
        return ahocorasick_rs.AhoCorasick(sorted(self.starters))


@cache
def quantities(code: str | None) -> Quantities | None:
    """The words of quantity in a language; None without a table, since '20.000' is another number elsewhere."""
    if not supports(code or MAIN, "quantities"):
        return None
    turned = {
        **dict.fromkeys(("bounds", "outcomes", "outcome_nouns", "purposes"), by_word),
        **dict.fromkeys(("one_times", "half_times", "or_more", "according", "limits", "joint"), phrases),
    }
    return shaped(code or MAIN, "quantities", Quantities, **turned)
