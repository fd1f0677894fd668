"""Problems of files, and the reading of a file of which nothing can be shown."""

from generator.model import Problem, Reading, Severity


def problem(code: str, path: str, message: str, *, severity: Severity = "warning", line: int = 0) -> Problem:
    """A problem of a file, on one of its lines where `line` is not 0."""
    lines = (line, line) if line else None
    return Problem(code=code, severity=severity, path=path, message=message, lines=lines)


def nothing(media_type: str, *problems: Problem) -> Reading:
    """The reading of a file of which nothing can be shown, and why."""
    return Reading(text="", blocks=(), media_type=media_type, problems=problems)
