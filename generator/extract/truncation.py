"""How much of a source is read: no more than a page may show, and a problem that says so; its text stays whole."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from generator.model import Block, Document, Problem, Reading, Span
from generator.settings import Settings

CODE: Final = "page-limit"
MOST_PROBLEMS: Final = 100


def excerpt(reading: Reading, path: str, settings: Settings) -> Reading:
    """The reading as it is where it fits on a page; else with its first blocks only, the last cut at a word."""
    if len(reading.text) <= settings.max_page_chars and len(reading.blocks) <= settings.max_page_blocks:
        return reading
    blocks = tuple(_beginning(reading, settings.max_page_chars, settings.max_page_blocks))
    if len(blocks) == len(reading.blocks) and blocks[-1:] == reading.blocks[-1:]:
        return reading
    return replace(reading, blocks=blocks, problems=(*reading.problems, _told(reading, blocks, path)))


def end_of(reading: Reading) -> int:
    """Where the part of the text ends that is read."""
    cut = any(problem.code == CODE for problem in reading.problems)
    return max((block.hull.end for block in reading.blocks), default=0) if cut else len(reading.text)


def is_cut(document: Document) -> bool:
    """Whether the document is an excerpt."""
    return any(problem.code == CODE for problem in document.problems)


def few(path: str, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """The first problems of a document that has too many to read, the excerpt's own always among them."""
    yield from problems[:MOST_PROBLEMS]
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        yield from (problem for problem in problems[MOST_PROBLEMS:] if problem.code == CODE)
        message = f"{more:,} more problems in this source are not listed: mend those listed and build again"
        yield Problem(code="many-problems", severity="warning", path=path, message=message)


def _beginning(reading: Reading, chars: int, blocks: int) -> Iterator[Block]:
    for block in reading.blocks[:blocks]:
        if chars <= 0:
            return
        yield _cut(reading, block, chars)
        chars -= _size(block)


def _cut(reading: Reading, block: Block, chars: int) -> Block:
    """The block, or as many of its whole words as fit."""
    if _size(block) <= chars:
        return block
    end = min(block.span.end, block.span.start + chars)
    if end < block.span.end:
        space = reading.text.rfind(" ", block.span.start, end)
        end = space if space > block.span.start else end
    return replace(block, span=Span(block.span.start, end), rest=(), credit=None)


def _size(block: Block) -> int:
    return block.hull.end - block.hull.start


def _told(reading: Reading, blocks: tuple[Block, ...], path: str) -> Problem:
    message = (
        f"longer than a page may be: the page shows {len(blocks):,} of {len(reading.blocks):,} blocks, "
        "a plain file beside it the whole text. Split the source to have all of it on pages"
    )
    return Problem(code=CODE, severity="warning", path=path, message=message)
