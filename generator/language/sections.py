"""The tables of words, one TOML file a language, each with the sections that the language has.

Only a section that is asked for is read, and once: a table has some thousand words, and a page needs few of them.
"""

import re
import tomllib
from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import Any, Final, Literal, TypeVar, get_args, get_origin

Section = Literal["detection", "ago", "page", "labels", "speech", "events", "time", "quantities", "comparison", "names"]
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)
NEEDED: Final[Mapping[str, Section]] = MappingProxyType({"figures": "quantities", "speakers": "speech", "days": "time"})
MAIN: Final = "en"  # its words stand on sites of every language
Shape = TypeVar("Shape")
_HEADER = re.compile(r"^\[\s{0,9}(\w{1,40})", re.MULTILINE)
_FOLDER = files(__package__).joinpath("tables")


class TableError(ValueError):
    """A table of words that cannot be read: which file, which section, and what to do."""


def supports(code: str | None, section: Section) -> bool:
    """Whether a language has words of a kind; what they are needed for is not read in a language without."""
    return code in _codes() and section in _texts(str(code))


def unread(code: str | None) -> tuple[str, ...]:
    """What is not read of a text for lack of words of its language, in a fixed order; nothing where that is unknown."""
    return tuple(what for what, section in NEEDED.items() if code and not supports(code, section))


@cache
def codes(section: Section) -> tuple[str, ...]:
    """The languages that have words of a kind, English first."""
    return tuple(code for code in _codes() if supports(code, section))


@cache
def section(code: str, name: Section) -> Mapping[str, Any]:
    """A section of a language's table as it is written; empty where the language has none."""
    text = _texts(code).get(name, "")
    try:
        return MappingProxyType(tomllib.loads(text).get(name, {}))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{_file(code)}: in [{name}], counted from its first line: {error}") from error


def shaped(code: str, name: Section, shape: type[Shape], **turned: Callable[[Any], object]) -> Shape:
    """A section of a language's table as a data class; its lists as `fitted` makes them."""
    return fitted(section(code, name), shape, f"{_file(code)}: [{name}]", **turned)


def fitted(written: Mapping[str, Any], shape: type[Shape], where: str, **turned: Callable[[Any], object]) -> Shape:
    """Words as a data class: lists as its fields have them, or as `turned` makes them; TableError for others.

    A key that the class does not have is most often a slip, and its words would be missed in silence.
    """
    kinds = {field.name: get_origin(field.type) or field.type for field in fields(shape)}  # type: ignore[arg-type]  # a data class
    if unknown := next((key for key in written if key not in kinds), None):
        near = get_close_matches(unknown, kinds, 1)
        hint = f"did you mean '{near[0]}'?" if near else f"the section has {', '.join(sorted(kinds))}"
        raise TableError(f"{where} has no key '{unknown}': {hint}")
    values = {}
    for key, value in written.items():
        _checked(value, kinds[key], f"{where} '{key}'")
        values[key] = turned[key](value) if key in turned else _as(kinds[key], value)
    return shape(**values)


def split(text: str, where: str) -> Mapping[str, str]:
    """The text of each section of a table, its own tables with it; TableError for one that no table has."""
    heads = list(_HEADER.finditer(text))
    parts: defaultdict[str, str] = defaultdict(str)
    for head, following in zip_longest(heads, heads[1:]):
        if head[1] not in SECTIONS:
            raise TableError(f"{where}: there is no section [{head[1]}]: a table has {', '.join(SECTIONS)}")
        parts[head[1]] += text[head.start() : following.start() if following else None]
    return parts


def united(name: Section, shape: type[Shape], **turned: Callable[[Any], object]) -> Shape:
    """The sections of all languages that have one as one, for what is told of sources in several languages."""
    tables = [shaped(code, name, shape, **turned) for code in codes(name)]
    parts = {field.name: [getattr(table, field.name) for table in tables] for field in fields(shape)}  # type: ignore[arg-type]  # a data class
    return shape(**{key: _together(values) for key, values in parts.items()})


def _together(values: list[Any]) -> Any:  # noqa: ANN401  # sets, tuples or mappings, all of one kind
    if isinstance(values[0], frozenset):
        return frozenset(chain(*values))
    return tuple(chain(*values)) if isinstance(values[0], tuple) else dict(ChainMap(*values))


def by_word(meanings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A table of meanings with their words, as a table of words with their meaning."""
    return {word: meaning for meaning, words in meanings.items() for word in words}


def phrases(written: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases as the words of each."""
    return tuple(tuple(phrase.split()) for phrase in written)


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of the words, longer ones first; one that never matches for none."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)"


def _as(kind: object, value: object) -> object:
    return frozenset(value) if kind is frozenset and isinstance(value, list) else _frozen(value)


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _checked(value: object, kind: object, where: str) -> None:
    """That a value is of the kind that its field holds, as far as a slip in a table goes."""
    wanted, right = {Mapping: ("a table", dict), bool: ("true or false", bool)}.get(kind, ("a list", list))  # type: ignore[call-overload]  # kinds are classes
    if not isinstance(value, right):
        raise TableError(f"{where} has to be {wanted}")
    if isinstance(value, list) and not all(isinstance(item, str | list) and item for item in value):
        raise TableError(f"{where} has to hold words in quotation marks")


@cache
def _codes() -> tuple[str, ...]:
    found = (entry.name.removesuffix(".toml") for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda code: (code != MAIN, code)))


@cache
def _texts(code: str) -> Mapping[str, str]:
    return split(_FOLDER.joinpath(f"{code}.toml").read_text(encoding="utf-8"), _file(code))


def _file(code: str) -> str:
    return f"generator/language/tables/{code}.toml"
