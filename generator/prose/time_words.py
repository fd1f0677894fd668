"""Words for days that are told from the day of writing; names of weekdays and months come from the language tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """Regular-expression pieces of one language; `shifts` maps a whole phrase to days from the day of writing."""

    shifts: dict[str, int]
    back: str = ""
    ahead: str = ""
    this: str = ""
    parts: str = ""
    units: dict[str, str]
    numbers: dict[str, int]
    earlier: str = ""
    later: str = ""
    since: str = ""
    day_before: str = ""
    day_after: str = ""
    future: frozenset[str] = frozenset()
    possessive: str = ""
    month_lead: str = ""


ENGLISH = TimeWords(
    shifts={
        "today": 0,
        "tonight": 0,
        "overnight": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "last night": -1,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
        "yesterday morning": -1,
        "yesterday afternoon": -1,
        "yesterday evening": -1,
    },
    back="last|this past",
    ahead="next",
    this="this|on|early|late|earlier|later|since|by|until",
    parts="early morning|morning|afternoon|evening|night|lunchtime|midday|midnight",
    units={
        "day": "day",
        "days": "day",
        "week": "week",
        "weeks": "week",
        "weekend": "week",
        "month": "month",
        "months": "month",
        "year": "year",
        "years": "year",
    },
    numbers={
        "a": 1,
        "an": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
    },
    earlier="ago|earlier|before",
    later="later",
    since="after",
    day_before="the day before|the previous day|the preceding day",
    day_after="the next day|the following day|the day after",
    future=frozenset("will would due scheduled expected set plan plans planned ahead until upcoming starting".split()),
    possessive="(?:['’]s)?",
    month_lead="in|since|during|early|late|mid|last|of",
)
GERMAN = TimeWords(
    shifts={"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2, "in der nacht": 0},
    back="vergangenen|letzten|vergangene|letzte",
    ahead="nächsten|kommenden|nächste|kommende",
    this="am|diesen|diese|seit",
    parts="morgen|vormittag|nachmittag|abend|nacht",
    units={
        "tag": "day",
        "tage": "day",
        "tagen": "day",
        "woche": "week",
        "wochen": "week",
        "monat": "month",
        "monaten": "month",
        "jahr": "year",
        "jahren": "year",
    },
    numbers={"ein": 1, "einen": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5},
    earlier="zuvor|davor",
    later="später|danach",
    since="nach",
    day_before="am vortag|am tag zuvor",
    day_after="am tag darauf|am nächsten tag",
    future=frozenset("wird werden soll sollen will wollen geplant".split()),
    month_lead="im|seit|anfang|ende|mitte",
)
FRENCH = TimeWords(
    shifts={"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "avant-hier": -2, "demain": 1, "la nuit dernière": 0},
    this="ce|depuis|le",
    parts="matin|après-midi|soir|dernier",
    units={
        "jour": "day",
        "jours": "day",
        "semaine": "week",
        "semaines": "week",
        "mois": "month",
        "an": "year",
        "ans": "year",
    },
    numbers={"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5},
    earlier="plus tôt|auparavant|avant",
    later="plus tard",
    since="après",
    day_before="la veille",
    day_after="le lendemain",
    future=frozenset("doit doivent sera seront prévu prévue devrait devraient".split()),
    month_lead="en|depuis|fin|début|mi",
)
SPANISH = TimeWords(
    shifts={"hoy": 0, "ayer": -1, "anteayer": -2, "anoche": -1},
    back="pasado|último",
    ahead="próximo",
    this="este|el|desde",
    parts="por la mañana|por la tarde|por la noche|pasado",
    units={
        "día": "day",
        "días": "day",
        "semana": "week",
        "semanas": "week",
        "mes": "month",
        "meses": "month",
        "año": "year",
        "años": "year",
    },
    numbers={"un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5},
    earlier="antes",
    later="después|más tarde",
    since="tras",
    day_before="el día anterior|la víspera",
    day_after="al día siguiente",
    future=frozenset("será serán debe deben previsto prevista".split()),
    month_lead="en|desde",
)
UKRAINIAN = TimeWords(
    shifts={"сьогодні": 0, "вчора": -1, "учора": -1, "позавчора": -2, "завтра": 1, "вночі": 0},
    back="минулого|минулої|минулий|минулу", ahead="наступного|наступної", this="у|в|цього|цієї", parts="вранці|ввечері|вночі",
    units={"день": "day", "дні": "day", "днів": "day", "тиждень": "week", "тижня": "week", "тижні": "week", "місяць": "month",
           "місяця": "month", "рік": "year", "року": "year", "роки": "year"},
    numbers={"один": 1, "два": 2, "три": 3, "чотири": 4}, earlier="тому", later="потому", day_before="напередодні",
    day_after="наступного дня", future=frozenset("буде будуть".split()), month_lead="у|в",
)  # fmt: skip
TABLES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "uk": UKRAINIAN}
