"""What the log is told, and whether MkDocs has warned."""

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from generator.model import Problem
from generator.pipeline import problem_formats
from generator.publishing import size_limit
from generator.runtime import disk_errors
from generator.runtime.containment import CODES
from generator.runtime.progress import Progress

log: Final = logging.getLogger("mkdocs.plugins.briefings")
MOST_REPORTED: Final = 20


def report(problems: Iterable[Problem]) -> None:
    """Tell the log what the editor should know; as information, so that a source never fails a strict build.

    What could not be made is an error, which does.
    """
    every = [problem for problem in problems if problem.severity != "info"]
    for problem in every:
        if problem.code in CODES:
            log.error("%s", problem_formats.line(problem))
    survived = [problem for problem in every if problem.code not in CODES]
    for problem in survived[:MOST_REPORTED]:
        log.info("%s", problem_formats.line(problem))
    if len(survived) > MOST_REPORTED:
        log.info("%d more problems are on the desk page", len(survived) - MOST_REPORTED)


def has_warned() -> bool:
    """Whether a strict build will fail; MkDocs says so only after the last event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


@contextmanager
def on_a_sound_disk(error: Exception) -> Iterator[None]:
    """Clean up after an error; where the disk made it, the build ends with one line and what else fails is no news."""
    line = disk_errors.told(error)
    try:
        yield
    except OSError:
        if not line:
            raise
    if line:
        log.error("briefings: %s", line)
        raise Abort("Aborted with an error of the disk!") from error


def progress() -> Progress:
    """Progress beside the log, unless MkDocs is to be quiet."""
    return Progress(out=sys.stderr if log.isEnabledFor(logging.INFO) else None)


def is_too_large(site: Path, most_mb: float) -> bool:
    """Whether a built site is larger than it may be, which the log is told."""
    problem = size_limit.oversize(site, most_mb)
    if problem:
        log.warning("%s", problem_formats.line(problem))
    return problem is not None
