"""What the log is told, and whether MkDocs has warned."""

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mkdocs.utils import CountHandler

from generator.model import Problem
from generator.pipeline import problem_formats
from generator.publishing import size_limit
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
    told = [problem for problem in every if problem.code not in CODES]
    for problem in told[:MOST_REPORTED]:
        log.info("%s", problem_formats.line(problem))
    if len(told) > MOST_REPORTED:
        log.info("%d more problems are on the desk page", len(told) - MOST_REPORTED)


def has_warned() -> bool:
    """Whether a strict build will fail; MkDocs says so only after the last event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


def progress() -> Progress:
    """Progress beside the log, unless MkDocs is to be quiet."""
    return Progress(out=sys.stderr if log.isEnabledFor(logging.INFO) else None)


def is_too_large(site: Path, most_mb: float) -> bool:
    """Whether a built site is larger than it may be, which the log is told."""
    problem = size_limit.oversize(site, most_mb)
    if problem:
        log.warning("%s", problem_formats.line(problem))
    return problem is not None
