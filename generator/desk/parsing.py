"""Desk files from bytes: each is one mapping, validated; a problem says file, line, key and the nearest right name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.desk.errors import nearest, problem_at
from generator.desk.schema import (
    ChecksFile,
    Entry,
    Outlet,
    OutletsFile,
    PeopleFile,
    Place,
    PlacesFile,
    RuleEntry,
    Silence,
    TopicEntry,
    TopicsFile,
)
from generator.markup import strict_yaml
from generator.model import Problem

_E = TypeVar("_E", bound=Entry)
_MODELS = (
    TopicsFile,
    OutletsFile,
    PeopleFile,
    PlacesFile,
    ChecksFile,
    Silence,
    TopicEntry,
    RuleEntry,
    Outlet,
    Place,
)
_KEYS = sorted({info.alias or name for model in _MODELS for name, info in model.model_fields.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFile(Generic[_E]):
    """A desk file's validated value, empty where it has problems, and the line of every key."""

    name: str
    value: _E
    lines: Mapping[strict_yaml.Path, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def problem(self, path: Sequence[str | int], message: str) -> Problem:
        """An error at a key path, or at the nearest key above it that has a line."""
        line = next((self.lines[known] for known in _prefixes(path) if known in self.lines), 1)
        return problem_at(self.name, line, message)


def _prefixes(path: Sequence[str | int]) -> Iterable[strict_yaml.Path]:
    return (tuple(path[:end]) for end in range(len(path), 0, -1))


def parse(name: str, files: Mapping[str, bytes], model: type[_E]) -> DeskFile[_E]:
    """One desk file; what is wrong with it is in its problems."""
    empty = model()
    try:
        text = files.get(name, b"").decode("utf-8-sig").replace("\r\n", "\n")
        value, lines = strict_yaml.load(text), strict_yaml.key_lines(text)
    except UnicodeDecodeError as error:
        line = files[name].count(b"\n", 0, error.start) + 1
        return DeskFile(name=name, value=empty, problems=(problem_at(name, line, "not UTF-8; save it as UTF-8"),))
    except strict_yaml.YamlError as error:
        return DeskFile(name=name, value=empty, problems=(problem_at(name, error.line, error.message),))
    located = DeskFile(name=name, value=empty, lines=lines)
    try:
        return DeskFile(name=name, value=model.model_validate({} if value is None else value), lines=lines)
    except ValidationError as error:
        problems = tuple(_problem(located, detail) for detail in _deepest(error.errors()))
        return DeskFile(name=name, value=empty, lines=lines, problems=problems)


def _deepest(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors that no error further inside explains."""
    places = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["loc"] not in places]


def _problem(file: DeskFile[_E], detail: ErrorDetails) -> Problem:
    where = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "file")
    match detail["type"]:
        case "extra_forbidden":
            message = f"unknown key '{where:.60}'{nearest(where, _KEYS)}"
        case "missing":
            message = f"'{where}' is missing; add it"
        case "tuple_type":
            message = f"'{where}' must be a list, each item on a line that begins with '- '"
        case "too_short":
            least = detail["ctx"]["min_length"]
            message = f"'{where}' needs at least {least} item{'s' * (least > 1)}"
        case "string_pattern_mismatch" if where == "id":
            message = "'id' is made of lower-case letters, digits and hyphens, such as 'border-attacks'"
        case "model_type" | "model_attributes_type" | "mapping_type" | "dict_type":
            message = f"'{where}' must hold 'key: value' lines"
        case _:
            message = f"'{where}'{_said(detail['msg'])}"
    return file.problem(detail["loc"], message)


def _said(message: str) -> str:
    """The library's sentence as one about a key: what it must be, without how it was tried."""
    if message.startswith("Input should be "):
        return f" must be {message.removeprefix('Input should be ').partition(', unable to')[0]}"
    return f": {message.removeprefix('Value error, ')}"
