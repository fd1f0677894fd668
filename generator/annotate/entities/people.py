"""People named in a text: by title or role, by a known given name, by what is said of them; later by surname alone."""

import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.annotate.entities.runs import Line
from generator.annotate.entities.words import vocabulary

MAX_WORDS = 4
_SAINTS = frozenset({"San", "Santa", "St", "Saint", "Fort", "Port", "New", "Los", "Las", "El", "Mount", "Lake"})
_APPOSITION = 4
# Words that are surnames where a given name stands before them, though never a name's first word.
_ALSO_SURNAMES = frozenset(
    {"Best", "Black", "East", "Good", "Green", "Low", "May", "North", "Royal", "Small", "West", "White"}
)


@cache
def given_names() -> frozenset[str]:
    """Given names of the world."""
    data = tomllib.loads(files(__package__).joinpath("people.toml").read_text(encoding="utf-8"))
    return frozenset(data["given"])


@dataclass(frozen=True, slots=True)
class Name:
    """A full name in a line: the indexes of its first and past its last word, and the rule that found it."""

    first: int
    end: int
    name: str
    rule: str


def full_names(line: Line, places: frozenset[str]) -> Iterator[Name]:
    """The full names that a line gives evidence for; none in title case, where every word could be one."""
    if line.loud:
        return
    for first, end in line.runs:
        if end - first > 1 and (name := _full_name(line, first, end, places)):
            yield name


def proposed(line: Line, span: tuple[int, int], places: Collection[str]) -> Name | None:
    """The name that a model sees between two offsets, titles left out; None where the word lists speak against it.

    That is in title case, for a name that holds a place, and for one that goes on beyond what the model saw.
    """
    inside = [at for at in line.capitals if span[0] <= line.starts[at] < span[1]]
    if line.loud or not inside:
        return None
    run, end = next(((first, end) for first, end in line.runs if first <= inside[0] < end), (0, 0))
    titles = [at for at in range(run, end) if line.words[at] in vocabulary().titles and not _after_given(line, at)]
    start = max([inside[0], *(at + 1 for at in titles)])
    stop = _valid_end(line, start, end)
    words = [*line.words[start:stop], line.written(start, stop) if start < stop else ""]
    if stop < end or line.ends[end - 1] > span[1] or any(word in places for word in words):
        return None
    return _name(line, start, stop, "model")


def _full_name(line: Line, first: int, end: int, places: frozenset[str]) -> Name | None:
    words = line.words[first:end]
    titles = (i for i, word in enumerate(words) if word in vocabulary().titles and not _after_given(line, first + i))
    titled = max(titles, default=-1) + 1
    start = first + titled
    if start < end and line.words[start] in vocabulary().never_names and line.starts_sentence(start):
        start += 1
    while start < end and line.words[start] in places and line.words[start] not in given_names():
        start += 1
    stop = _valid_end(line, start, end)
    if stop < end and line.words[stop] in vocabulary().institutions:
        return None
    if not titled and (given := _given(line, start, stop)) is not None:
        return _name(line, given, stop, "given name")
    rule = "title" if titled else _context(line, start, stop)
    return _name(line, start, stop, rule) if rule else None


def _name(line: Line, start: int, stop: int, rule: str) -> Name | None:
    text = " ".join(line.words[start:stop])
    full = 1 < stop - start <= MAX_WORDS and len(line.words[stop - 1]) > 1
    return Name(start, stop, text, rule) if full else None


def _valid_end(line: Line, start: int, end: int) -> int:
    """Past the last word that can belong to a name which begins at `start`."""
    stop = start
    while stop < end and (
        _can_be_name(line.words[stop], particle=stop > start) or (stop > start and _after_given(line, stop))
    ):
        stop += 1
    while stop > start and line.words[stop - 1][0].islower():
        stop -= 1
    return stop


def _after_given(line: Line, index: int) -> bool:
    """Whether a title or colour is a surname here, as in 'Martin King'."""
    known = vocabulary()
    text = line.words[index]
    possible = text in known.titles or text in known.demonyms or text in _ALSO_SURNAMES or text.lower() in known.roles
    return possible and index > 0 and line.words[index - 1] in given_names()


def _can_be_name(text: str, *, particle: bool) -> bool:
    if not text.replace("-", "").replace("’", "").replace("'", "").replace(".", "").isalpha():
        return False
    if not text[0].isupper():
        return particle
    if len(text) > 1 and text.isupper():
        return False
    known = vocabulary()
    return not (
        text in known.never_names
        or text in known.institutions
        or text in known.titles
        or text in known.demonyms
        or (text.lower() in known.speech or text.lower() in known.roles)
    )


def _given(line: Line, start: int, stop: int) -> int | None:
    """The index of a known given name that a surname follows."""
    for index in range(start, stop - 1):
        if line.words[index] in given_names():
            saint = index and line.words[index - 1] in _SAINTS and line.gap(index) in (" ", ". ")
            return None if saint else index
    return None


def _context(line: Line, start: int, stop: int) -> str:
    """The rule by which two unknown words are a name: a role before them, or a role or an age after them."""
    known = vocabulary()
    if start and line.lower(start - 1) in known.roles and line.gap(start) in (" ", ", "):
        return "role before"
    if stop >= len(line.words) or line.gap(stop) != ", ":
        return ""
    if line.lower(stop).isdigit() and len(line.lower(stop)) <= 2 and line.follows(stop) in (",", "."):  # noqa: PLR2004
        return "age after"
    if line.lower(stop) in known.apposition_starts:
        following = {line.lower(index) for index in range(stop + 1, stop + _APPOSITION)}
        return "role after" if following & (known.roles - known.company_roles) else ""
    return ""


def surnames(names: Sequence[str]) -> dict[str, str]:
    """Each last word of a name that only one of some full names ends with, and that name."""
    owners: dict[str, set[str]] = {}
    for name in names:
        owners.setdefault(name.rpartition(" ")[2], set()).add(name)
    return {surname: next(iter(owner)) for surname, owner in owners.items() if len(owner) == 1}


def surname_alone(line: Line, index: int) -> bool:
    """Whether a surname stands for the person: not after another first name, not in an institution's name."""
    known = vocabulary()
    following = index + 1
    if following < len(line.words) and line.gap(following) == " " and line.words[following] in known.institutions:
        return False
    if index == 0 or line.gap(index) not in (" ", ". "):
        return True
    before = line.words[index - 1]
    return not before[0].isupper() or line.loud or not _can_be_name(before, particle=False)
