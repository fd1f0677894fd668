"""What a figure is about: who or what is counted, what befell it, where and on which day."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.annotate.entities.words import vocabulary
from generator.corpus.comparisons.sides import adjective as _adjective
from generator.corpus.comparisons.sides import side_of
from generator.corpus.comparisons.words import Words, words
from generator.desk import Desk
from generator.language.grammar.quantities import Quantities, quantities
from generator.model import Figure, Span

_WORD = re.compile(r"[^\W_][\w'’-]{0,60}")
_YEAR = re.compile(r"\b([A-Za-z]{2,10}) ((?:1[5-9]|20)\d\d)\b(?!,\d)")
_BESIDE = 100
_BEFORE = 24
_BEHIND = 12
EVERYONE = "people"
MANY = 10_000
HUNDRED = 100
TELLING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Figures with the same one are put side by side; `place` is theirs, or the widest that texts put it in.

    Without a `day` they are totals, or one number that several reports give; `variant` tells apart several of these.
    """

    day: dt.date | None
    place: str
    outcome: str
    counted: str
    unit: str
    variant: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """What no other subject has."""
        return f"{self!r}{self.variant}"

    @property
    def order(self) -> tuple[dt.date, str, str, str, str, str]:
        """Sort key; those without a day first."""
        return self.day or dt.date.min, self.place, self.outcome, self.counted, self.unit, self.variant

    @property
    def label(self) -> str:
        """The subject in words, place and day aside: 'injured', 'schools damaged', 'aid (USD)'."""
        if not self.outcome:
            return f"{self.counted} ({self.unit})" if self.unit else self.counted
        befell = words().outcomes.get(self.outcome, self.outcome)
        return befell if self.counted == EVERYONE else f"{self.counted} {befell}"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A figure's subject, and whose the things counted are, as an ISO country code, where the words say it."""

    subject: Subject
    whose: str = ""


class Places:
    """Which place lies in which, as far as `within` in places.yml tells."""

    def __init__(self, desk: Desk) -> None:
        names = {name: place.name for place in desk.places for name in (place.name, *place.aliases)}
        self._within: Mapping[str, str] = {
            place.name: names[place.within] for place in desk.places if place.within in names
        }
        self._areas = frozenset(one.name for one in desk.places if one.precision not in {None, "town"})

    def around(self, place: str) -> tuple[str, ...]:
        """The place itself and all that it lies in, the widest last."""
        found = [place]
        while (wider := self._within.get(found[-1])) and wider not in found:
            found.append(wider)
        return tuple(found)

    def holds(self, wide: str, narrow: str) -> bool:
        """Whether the second place lies in the first."""
        return wide != narrow and wide in self.around(narrow)

    def is_area(self, place: str) -> bool:
        """Whether the desk says that a place is no town."""
        return place in self._areas


def about(figure: Figure, text: str, places: Places, sentence: Span) -> About | None:
    """What a figure of the text is about; None for what is of no known time or place, befell nothing, or is a part.

    What was launched in one night needs no place, a large toll of one country no day; a number that is neither small
    nor round may be met by the same number of the same thing.
    """
    known = quantities("en")
    outcome, unit = figure.outcome or "", figure.unit if figure.unit not in {None, "people"} else ""
    if known is None or _is_part(figure, text) or (unit and not unit.isupper()):
        return None
    counted, own = _counted(figure, known)
    if not outcome and counted in words().weapons and _is_launch(text, sentence):
        outcome = words().launch
    side = own or side_of(text, sentence, figure.span)
    if figure.day and counted and (outcome or unit) and not _of_other_year(figure, text, figure.day.year):
        launched = outcome == words().launch and counted in words().weapons
        if figure.place or launched:
            place = places.around(figure.place)[-1] if figure.place else ""
            subject = Subject(day=figure.day, place=place, outcome=outcome, counted=counted, unit=unit or "")
            return About(subject=subject, whose=side if launched else own)
    if not figure.day and (total := _total(figure, counted, side)):
        return total
    return _same_number(figure, counted, own, unit or "", outcome)


def _total(figure: Figure, counted: str, side: str) -> About | None:
    """The losses of one country over a longer time; a toll of many thousands is one, also where no time is told."""
    whole = figure.period == "total" or (figure.period is None and figure.value >= MANY)
    lost = figure.unit == "people" and figure.outcome in words().losses
    if not (whole and lost and side and counted):
        return None
    people = f"{_adjective(side)} {counted}"
    subject = Subject(day=None, place="", outcome=figure.outcome or "", counted=people, unit="")
    return About(subject=subject, whose=side)


def _same_number(figure: Figure, counted: str, own: str, unit: str, outcome: str) -> About | None:
    """A number that two reports hardly give by chance: of three digits or more, two of which say something."""
    value = figure.value
    if value < HUNDRED or value != int(value) or len(str(int(value)).rstrip("0")) < TELLING or not counted:
        return None
    subject = Subject(day=None, place="", outcome=outcome, counted=counted, unit=unit, variant=str(int(value)))
    return About(subject=subject, whose=own)


def _is_launch(text: str, sentence: Span) -> bool:
    """Whether the sentence tells of an attack, so that the weapons that it counts were launched."""
    found = _WORD.findall(text[sentence.start : sentence.end].lower())
    return not words().launching.isdisjoint(found)


def _counted(figure: Figure, known: Quantities) -> tuple[str, str]:
    """The noun that stands for what is counted, and the country of the word in front of it; empty where it is vague."""
    names, table = vocabulary().demonyms, words()
    phrase = list(_phrase(figure, known))
    if phrase and phrase[-1].lower() in table.vague:
        return "", ""
    countries = [names[word] for word in phrase[:-1] if word in names]
    if figure.unit == "people" and phrase and phrase[-1] in names:
        return EVERYONE, names[phrase[-1]]
    lows = [word.lower() for word in phrase if word not in names or word == phrase[-1]]
    if lows and lows[-1] in table.everyone:
        lows = lows[:-1]
    noun = " ".join(lows) or (EVERYONE if figure.unit == "people" else "")
    return _folded(noun, table), countries[0] if countries else ""


def _phrase(figure: Figure, known: Quantities) -> Iterator[str]:
    """The words of the noun phrase; for people those behind the number as written, since `what` is what befell them."""
    befell = known.outcomes.keys() | set((figure.outcome or "").split())
    found = _WORD.findall(figure.text if figure.unit == "people" else figure.what)
    numbers = [at for at, word in enumerate(found) if figure.unit == "people" and _is_number(word.lower(), known)]
    for word in found[numbers[-1] + 1 if numbers else 0 :]:
        if word.lower() not in befell and word.lower() not in known.skips:
            yield word


def _is_number(low: str, known: Quantities) -> bool:
    return low[0].isdigit() or low in known.small or low in known.multipliers or low.partition("-")[0] in known.small


def _folded(noun: str, table: Words) -> str:
    """The noun of its kind, for the whole phrase or for its last word."""
    *before, last = noun.split(" ")
    return table.same.get(noun) or " ".join([*before, table.same.get(last, last)])


def _is_part(figure: Figure, text: str) -> bool:
    """Whether a number is a part of another, such as 'five of those', or comes on top, such as 'two more'."""
    table = words()
    behind = text[figure.span.end : figure.span.end + _BEHIND].lower().lstrip()
    before = " ".join(text[max(0, figure.span.start - _BEFORE) : figure.span.start].lower().split())
    inside = set(figure.text.lower().replace("more than", "").split())
    if figure.outcome == "killed" and not table.others.isdisjoint([*inside, *behind.split(" ", 1)[:1]]):
        return True
    if inside & table.added or before.rsplit(" ", 1)[-1] in table.added or behind.startswith(table.part_behind):
        return True
    return before.endswith(table.part_before) and figure.unit == "people" and not _names_a_kind(figure)


def _of_other_year(figure: Figure, text: str, year: int) -> bool:
    """Whether another year is told beside the figure, as in '20,000 people have died since 1975'."""
    earliest = max(0, figure.span.start - _BESIDE)
    start = max(earliest, text.rfind("\n", earliest, figure.span.start) + 1)
    beside = text[start : figure.span.end + _BESIDE].split("\n", 1)[0]
    return any(match[1].lower() in words().year_leads and int(match[2]) != year for match in _YEAR.finditer(beside))


def _names_a_kind(figure: Figure) -> bool:
    """Whether the words say who the people are: 'two children' in 'ten people, including two children'."""
    found = _WORD.findall(figure.text.lower())
    return len(found) > 1 and found[-1] not in words().everyone
