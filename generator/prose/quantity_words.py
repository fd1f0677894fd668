"""Words for numbers, bounds, units and what befell what is counted; one `Quantities` a language."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True, eq=False)
class Quantities:
    """The words of one language, in lower case; `bounds` maps word sequences in front of a number to the bound they mean."""

    small: dict[str, int]
    multipliers: dict[str, int]
    bounds: dict[tuple[str, ...], str]
    percent: frozenset[tuple[str, ...]]
    currency_words: dict[str, str]
    time_units: frozenset[str]
    distances: frozenset[str]
    outcomes: dict[str, str]
    outcome_nouns: dict[str, str]
    people: frozenset[str]
    purposes: dict[str, str]
    stops: frozenset[str]
    skips: frozenset[str]
    labels: frozenset[str]
    months: frozenset[str]
    where: frozenset[str]
    not_where: frozenset[str]

    @cached_property
    def starters(self) -> frozenset[str]:
        """Words with which a number in words begins, 'a dozen' aside."""
        tens = [word for word, number in self.small.items() if number in range(20, 100, 10)]
        joined = {f"{ten}-{one}" for ten in tens for one, number in self.small.items() if number in range(1, 10)}
        return frozenset(
            {*self.small, *joined, "dozen", "half", "half-million", "half-a-million", "hundred", "million"}
        )


SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
CURRENCIES = {
    "$": "USD", "us$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR", "a$": "AUD", "c$": "CAD",
    "euro": "EUR", "yen": "JPY", "usd": "USD", "eur": "EUR", "gbp": "GBP",
}  # fmt: skip


def _same(words: str, meaning: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), meaning)


ENGLISH = Quantities(
    small={word: number for number, word in enumerate(SMALL.split())} | {word: 10 * n for n, word in enumerate(TENS.split(), 2)},
    multipliers={
        "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "m": 10**6, "bn": 10**9,
        "dozen": 12, "tn": 10**12, "mn": 10**6, "mln": 10**6, "bln": 10**9, "k": 1000,
    },
    bounds={
        ("at", "least"): "at least", ("no", "fewer", "than"): "at least", ("no", "less", "than"): "at least",
        ("a", "minimum", "of"): "at least", ("up", "to"): "up to", ("as", "many", "as"): "up to", ("no", "more", "than"): "up to",
        ("at", "most"): "up to", ("as", "much", "as"): "up to", ("more", "than"): "more than", ("over",): "more than",
        ("above",): "more than", ("exceeding",): "more than", ("upwards", "of"): "more than", ("less", "than"): "less than",
        ("fewer", "than"): "less than", ("under",): "less than", ("below",): "less than", ("nearly",): "nearly",
        ("almost",): "nearly", ("close", "to"): "nearly", ("about",): "about", ("around",): "about", ("roughly",): "about",
        ("approximately",): "about", ("some",): "about", ("an", "estimated"): "estimated", ("estimated",): "estimated",
        ("only",): "only", ("just",): "only",
    },
    percent=frozenset({("percent",), ("per", "cent"), ("percentage", "points"), ("pct",)}),
    currency_words={"dollars": "USD", "euros": "EUR", "pounds": "GBP", "rubles": "RUB", "roubles": "RUB", "hryvnia": "UAH",
                    "hryvnias": "UAH", "yen": "JPY", "dlrs": "USD", "dlr": "USD", "stg": "GBP", "francs": "CHF"},
    time_units=frozenset(
        "second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades century"
        " centuries am pm a.m p.m gmt est edt bst utc o'clock times time seasons season consecutive straight weekends".split()
    ),
    distances=frozenset("km kilometer kilometers kilometre kilometres mile miles metre metres meter meters feet ft acres hectares".split()),
    outcomes={
        **_same("killed dead died perished slain dies kills killing kill murdered executed drowned", "killed"),
        **_same("injured wounded hurt injuring wounding injures injure wound maimed", "injured"),
        **_same("hospitalized hospitalised", "hospitalized"),
        **_same("arrested detained arresting detaining jailed imprisoned", "arrested"),
        **_same("evacuated evacuating relocated displaced", "evacuated"), **_same("missing", "missing"),
        **_same("trapped", "trapped"), **_same("rescued rescuing", "rescued"), **_same("treated", "treated"),
        **_same("damaged damaging damages", "damaged"), **_same("destroyed destroying destroys flattened demolished", "destroyed"),
        **_same("downed intercepted intercepting", "shot down"), **_same("launched launching fired firing", "launched"),
        **_same("homeless", "homeless"), **_same("conscript conscripted mobilize mobilise mobilized mobilised", "mobilised"),
    },
    outcome_nouns={
        **_same("death deaths fatality fatalities toll dead killings victims", "killed"),
        **_same("injury injuries wounded injured", "injured"), **_same("casualties casualty", "killed or injured"),
        **_same("arrests arrest detainees", "arrested"), **_same("hospitalizations", "hospitalized"), **_same("evacuees", "evacuated"),
    },
    people=frozenset(
        "people person persons civilians civilian men women man woman children child others other girl girls boy boys soldiers"
        " soldier troops residents resident officers officer workers worker passengers passenger students student fighters"
        " militants victims survivors refugees protesters protestors demonstrators employees staff patients pupils teenagers"
        " teens adults tourists migrants villagers servicemen personnel recruits hostages prisoners police policemen firefighters"
        " climbers miners sailors guests rebels gunmen attackers suspects citizens ukrainians russians americans jobs medics"
        " doctors nurses volunteers journalists reporters dead".split()
    ),
    purposes={
        **_same("aid assistance", "aid"), **_same("package", "package"), **_same("profit profits earnings", "profit"),
        **_same("loss losses", "loss"), **_same("revenue revenues turnover", "revenue"), **_same("sales", "sales"),
        **_same("fine fines fined penalty", "fine"), **_same("deal", "deal"), **_same("debt debts", "debt"),
        **_same("contract", "contract"), **_same("loan loans", "loan"), **_same("bail", "bail"), **_same("budget", "budget"),
        **_same("damage damages", "damage"), **_same("cost costs costing", "cost"), **_same("investment invest", "investment"),
        **_same("bid offer", "bid"), **_same("salary pay", "pay"), **_same("reward", "reward"), **_same("funding fund", "funding"),
    },
    stops=frozenset(
        "is are was were has have had be been being will would could should may might can do does did and or but that which who"
        " whom whose as while when where because if so in on at by with from into to for after before during since until over"
        " under against between among through following about near amid than then there here including not also who were"
        " said says according told of via per near inside outside across along down up out off hit".split()
    ),
    skips=frozenset("of the other others more additional further new such these those their his her its all more-than".split()),
    labels=frozenset(
        "article chapter section page pages no number group channel phase version flight magnitude route highway interstate"
        " aged age ages room area grade level category type class line world windows act part volume verse".split()
    ),
    where=frozenset("in at on near of over across inside outside around within throughout".split()),
    not_where=frozenset("borders bordering from against to with into".split()),
    months=frozenset(
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sept"
        " sep oct nov dec".split()
    ),
)  # fmt: skip
