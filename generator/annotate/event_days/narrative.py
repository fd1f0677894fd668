"""The year in which a text tells: from the years that it names before a day, its headings, and how it tells at all.

A report tells from the day of writing, and a year beside it is background: it holds for its sentence, or below a
heading that names it. A history, which hardly speaks of 'Friday' or 'yesterday', stays in a year until it names the
next.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.annotate.event_days.signs import Sign

FEW_DEICTIC = 8  # years named for each word that speaks from the day of writing
MIN_YEARS = 2
_BREAK = re.compile(r"[.!?][\"'”’)»\]]{0,3}\s{1,3}(?=[^\W\d_a-zа-яіїє]|[\"'“‘«(])")


def is_history(signs: Sequence[Sign], written: dt.date | None) -> bool:
    """Whether a text tells of past years and hardly speaks from its own day."""
    named = sum(sign.year is not None and (written is None or sign.year < written.year) for sign in signs)
    deictic = sum(sign.deictic for sign in signs)
    return named >= MIN_YEARS and deictic * FEW_DEICTIC <= named


GONE_ON = 200  # days back in the calendar that a story hardly goes: it has gone on into the next year
GONE_ON_SURELY = 300  # the same where the next year that it names is still the old one
GONE_ON_SOON = 60  # the same where the next year that it names is the next one
FRAME_CHARS = 16  # 'In the early ' before a year at the beginning of a sentence


@dataclass(slots=True, kw_only=True)
class Narrative:
    """The year in force while a text is read from its beginning; None is that of writing, or unknown.

    `last` is the day or month told last in that year, `headed` the year of the section's heading, `resumed` the year
    and the day that hold again after a sentence.
    """

    text: str
    history: bool
    written: dt.date | None
    year: int | None = None
    last: dt.date | None = None
    headed: int | None = None
    firm: bool = True
    read: int = 0
    resumed: tuple[int | None, dt.date | None] | None = None

    @property
    def holds(self) -> bool:
        """Whether the year in force is that of what is told now, and not only of a background before it."""
        return self.year is not None and self.firm and not self.resumed

    @property
    def is_elsewhere(self) -> bool:
        """Whether weekdays and the like are told from another day than that of writing."""
        return self.year is not None and (self.history or self.headed is not None)

    def reach(self, sign: Sign) -> None:
        """Go on to a sign: sentences and paragraphs that end before it loosen a year that is only background."""
        between = self.text[self.read : sign.start]
        self.read = max(self.read, sign.end)
        ends = "\n" in between
        if not ends and not _BREAK.search(between):
            return
        if self.resumed:
            (self.year, self.last), self.resumed = self.resumed, None
        if ends and self.headed is not None and self.year != self.headed:
            self.year, self.last = self.headed, None
        if not self.history and self.headed is None:
            self.year, self.firm = (None, True) if ends else (self.year, False)

    def enter(self, year: int | None) -> None:
        """Enter a section, whose heading may name its year."""
        self.resumed, self.headed = None, None
        if year is not None or not self.history:
            self._turn(year)
            self.headed, self.last = self.year, None

    def tell(self, sign: Sign) -> None:
        """Take over what a sign says of the year."""
        if sign.deictic and not self.is_elsewhere:
            self._turn(None)
        elif sign.year is not None:
            if self._is_aside(sign):
                self.resumed = self.resumed or (self.year, self.last)
            self._turn(sign.year)
            self.last = dt.date(sign.year, sign.month, 1) if sign.month else None

    def told(self, day: dt.date, precision: str) -> None:
        """Take over a day or month that was told, so that what follows in the year can be placed behind it."""
        if precision in {"day", "month"} and self.year is not None and abs(day.year - self.year) <= 1:
            self.year, self.last = day.year, day

    def _is_aside(self, sign: Sign) -> bool:
        """Whether a bare year inside a sentence only interrupts the year in force: 'as was released in 2005'."""
        if sign.match is not None or self.year is None or sign.year in {self.year, sign.following}:
            return False
        before = self.text[max(0, sign.start - FRAME_CHARS) : sign.start]
        return sign.start > FRAME_CHARS and not re.search(r"[.!?\n]", before)

    def _turn(self, year: int | None) -> None:
        self.year = None if self.written and year == self.written.year else year
        self.firm = True

    def place(self, month: int, day: int, following: int | None) -> int | None:
        """The year of a day without one: that in force, or the next where the text has gone on into it."""
        if self.year is None or self.last is None or self.year == self.headed:
            return self.year
        behind = (self.last.month - month) * 31 + self.last.day - day
        most = {self.last.year: GONE_ON_SURELY, self.last.year + 1: GONE_ON_SOON}.get(following or 0, GONE_ON)
        return self.last.year + 1 if behind > most else self.last.year
