"""Problems as people and machines read them: lines of a terminal, JSON, annotations of GitHub, SARIF 2.1.0."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType

from generator.markup.escaping import clean
from generator.model import Problem
from generator.problems import CODES

GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
SARIF = {"error": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ESCAPES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_MORE_ESCAPES = (*_ESCAPES, (":", "%3A"), (",", "%2C"))


def line(problem: Problem) -> str:
    """A problem as one line of a terminal: path:line: severity code message."""
    where = f"{problem.path}:{problem.lines[0]}" if problem.lines else problem.path
    text, _ = clean(f"{where}: {problem.severity} {problem.code} {problem.message}")
    return " ".join(text.splitlines())


def _text(problems: Iterable[Problem]) -> Iterator[str]:
    return map(line, problems)


def _json(problems: Iterable[Problem]) -> Iterator[str]:
    return (json.dumps(asdict(problem), ensure_ascii=False) for problem in problems)


def _github(problems: Iterable[Problem]) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    for problem in problems:
        first, last = problem.lines or (1, 1)
        where = f"file={_escaped(problem.path, _MORE_ESCAPES)},line={first},endLine={last}"
        text = _escaped(clean(problem.message)[0], _ESCAPES)
        yield f"::{GITHUB[problem.severity]} {where},title={problem.code}::{text}"


def _sarif(problems: Iterable[Problem]) -> Iterator[str]:
    """One log for tools that read the Static Analysis Results Interchange Format."""
    listed = tuple(problems)
    rules = [
        {"id": code, "shortDescription": {"text": CODES[code]}} for code in sorted({problem.code for problem in listed})
    ]
    driver = {"name": "briefings", "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(problem) for problem in listed]}
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(problem: Problem) -> Mapping[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": problem.path}}
    if problem.lines:
        place["region"] = {"startLine": problem.lines[0], "endLine": problem.lines[1]}
    return {
        "ruleId": problem.code,
        "level": SARIF[problem.severity],
        "message": {"text": clean(problem.message)[0]},
        "locations": [{"physicalLocation": place}],
    }


def _escaped(text: str, escapes: Iterable[tuple[str, str]]) -> str:
    for char, code in escapes:
        text = text.replace(char, code)
    return text


FORMS: Mapping[str, Callable[[Iterable[Problem]], Iterator[str]]] = MappingProxyType(
    {"text": _text, "json": _json, "github": _github, "sarif": _sarif}
)
"""For each form of output what makes its lines of problems."""
