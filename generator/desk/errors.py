"""What an editor is told of the desk: what is wrong where, and which name was probably meant."""

import difflib
from collections.abc import Iterable

from generator.model import Problem

FOLDER = "_desk"
FILES = ("topics.yml", "outlets.yml", "people.yml", "places.yml", "redirects.yml", "checks.yml")
"""The names of the desk files."""


class DeskError(ValueError):
    """Desk files that cannot be used: every problem, with file and line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.message}" for problem in problems))
        self.problems = problems


def problem_at(name: str, line: int, message: str) -> Problem:
    """An error in a line of a desk file."""
    return Problem(code="desk", severity="error", path=f"{FOLDER}/{name}", message=message, lines=(line, line))


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint at the word that was probably meant, or nothing."""
    close = difflib.get_close_matches(word, list(words), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
