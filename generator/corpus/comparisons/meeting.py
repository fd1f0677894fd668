"""Which figures of one subject may stand side by side where their place or their day is not told by all of them."""

# Reasons: docs/decisions/0054-figures-meet.md

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.corpus.comparisons.accounts import Account, day_of
from generator.corpus.comparisons.regions import Geography
from generator.corpus.comparisons.subjects import Subject

Told = tuple[Account, Geography]
NEAR_DAYS = 14
TOTAL_DAYS = 45
RATIO = 1.5


def met(found: Mapping[Subject, Sequence[Told]]) -> Iterator[tuple[Subject, list[Told]]]:
    """The subjects with those figures that are surely about one thing."""
    dated = {subject: list(told) for subject, told in found.items() if subject.day}
    yield from _placed(dated)
    for subject, told in found.items():
        if not subject.day:
            groups = _of_one_number(told) if subject.variant else _of_one_size(told)
            for number, group in enumerate(groups):
                yield replace(subject, variant=f"{subject.variant}{number or ''}"), group


def _placed(dated: dict[Subject, list[Told]]) -> Iterator[tuple[Subject, list[Told]]]:
    """Figures of a day; those without a place beside those of the only place where the same side did the same."""
    alike: defaultdict[Subject, list[Subject]] = defaultdict(list)
    for subject in dated:
        alike[replace(subject, place="")].append(subject)
    for bare, subjects in alike.items():
        for one in dated.get(bare, []):
            fitting = [each for each in subjects if each.place and _one_side([*dated[each], one])]
            if len(fitting) == 1:
                dated[fitting[0]].append(one)
        for subject in subjects:
            if subject.place:
                yield subject, dated[subject]
        if subjects == [bare] and _one_side(dated[bare]):
            yield bare, dated[bare]


def _one_side(told: Iterable[Told]) -> bool:
    return len({account.whose for account, _ in told} - {""}) <= 1


def _of_one_size(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Totals of about one size that were told within some weeks: others are of other periods."""
    dated = [one for one in told if one[0].time]
    group: list[Told] = []
    for one in sorted(dated, key=lambda each: (each[0].value, each[0].order)):
        if group and (one[0].value > group[-1][0].value * RATIO or not _near(one[0], group[0][0], TOTAL_DAYS)):
            yield group
            group = []
        group.append(one)
    yield group


def _of_one_number(told: Sequence[Told]) -> Iterator[list[Told]]:
    """The same number in reports of some days that also name the same in its sentence."""
    left = list(told)
    while left:
        group: list[Told] = [left[0]]
        apart: list[Told] = []
        for one in left[1:]:
            alike = any(_near(one[0], each[0], NEAR_DAYS) and one[0].names & each[0].names for each in group)
            (group if alike else apart).append(one)
        left = apart
        if _one_side(group):
            yield group


def _near(account: Account, other: Account, days: int) -> bool:
    """Whether two reports came within some days; one that states no time may have."""
    return not (account.time and other.time) or abs(day_of(account.time) - day_of(other.time)) <= dt.timedelta(
        days=days
    )
