"""Who is quoted: the words as the source prints them, who else prints them, and what those cut or changed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator.corpus import Corpus, Entry
from generator.corpus.shared_quotations import Said, is_named
from generator.i18n import Interface
from generator.model import Page
from generator.pages.environment import render
from generator.pages.failure_page import guarded
from generator.pages.indexes import Row, overview
from generator.pages.items import front_matter
from generator.pages.quotation_items import FOLDER, UNKNOWN, Quoted, inputs_of, path_of, quoted
from generator.runtime.containment import OPEN, Contained
from generator.runtime.memo import Memo


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a speaker is quoted with in reports that begin on one day."""

    day: dt.date | None
    quoted: tuple[Quoted, ...]


def pages(corpus: Corpus, memo: Memo, held: Contained = OPEN) -> Iterator[Page]:
    """A page for each speaker with a name, one for the others, and the overview, the most quoted first."""
    by_person: defaultdict[str, list[Said]] = defaultdict(list)
    for shared in corpus.quoted:
        by_person[shared.speaker if shared.speaker and is_named(shared.speaker) else ""].append(shared)
    for speaker in sorted(by_person):
        title = _title(corpus.words, speaker)
        make = partial(_page, corpus, memo, path_of(corpus.addresses, speaker), title, by_person[speaker])
        yield guarded(held, corpus.words, path_of(corpus.addresses, speaker), make, title=title)
    yield guarded(held, corpus.words, f"{FOLDER}/index.md", partial(_overview, corpus, by_person))


def _title(words: Interface, speaker: str) -> str:
    return speaker or words.say("speakers-unnamed")


def _page(corpus: Corpus, memo: Memo, path: str, title: str, statements: list[Said]) -> Page:
    person = corpus.addresses.name("people", title) if title in corpus.people else ""
    make = partial(_text, corpus, path, title, person, statements)
    return Page(path=path, text=memo.text(partial(_inputs, path, person, statements), make))


def _overview(corpus: Corpus, by_person: Mapping[str, list[Said]]) -> Page:
    at, words = corpus.addresses, corpus.words
    rows = [_row(path_of(at, speaker), _title(words, speaker), by_person[speaker]) for speaker in sorted(by_person)]
    rows.sort(key=lambda row: (row.href == UNKNOWN, -row.documents, -row.posts, row.label.casefold(), row.label))
    return overview(words, FOLDER, words.say("quotations-description"), rows)


def _row(path: str, label: str, statements: list[Said]) -> Row:
    documents = {occurrence.document.path for each in statements for occurrence in each.prints}
    return Row(href=path, label=label, documents=len(documents), posts=len(statements), counted="quotations-counted")


def _inputs(path: str, person: str, statements: Iterable[Said]) -> Iterator[object]:
    yield from ("speaker", path, person)
    for shared in statements:
        yield from inputs_of(shared)


def _text(corpus: Corpus, path: str, title: str, person: str, statements: Iterable[Said]) -> str:
    words = corpus.words
    description = words.say("speaker-description", name=title)
    dated = sorted(statements, key=_moment, reverse=True)
    days = tuple(
        Day(day=day, quoted=tuple(quoted(corpus, shared) for shared in sorted(group, key=_moment)))
        for day, group in groupby(dated, key=_day)
    )
    values = {"root": "../", "title": title, "person": person, "days": days, "unnamed": path == UNKNOWN}
    values["differs"] = any(item.changed for day in days for item in day.quoted)
    return front_matter(title, description) + render(words, "speaker", **values)


def _entries(shared: Said) -> list[Entry]:
    return sorted(
        (Entry(document=occurrence.document, post=occurrence.post) for occurrence in shared.prints),
        key=lambda entry: entry.moment,
    )


def _day(shared: Said) -> dt.date | None:
    """The day of the first report that prints it, None where that has none."""
    return next((entry.day for entry in _entries(shared) if entry.day), None)


def _moment(shared: Said) -> tuple[object, ...]:
    dated = [entry for entry in _entries(shared) if entry.day] or _entries(shared)
    return (*dated[0].moment, shared.whole.place)
