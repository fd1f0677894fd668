"""What a site shows of a document that is longer than a page may be: its beginning, and a problem that says so."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from generator.model import Block, Document, Post, Problem, Span
from generator.settings import Settings

CODE: Final = "page-limit"
MOST_PROBLEMS: Final = 100


def excerpt(document: Document, settings: Settings) -> Document:
    """The document as it is where it fits; else its first blocks, the last cut at a word; its text stays whole."""
    parts = tuple(_posts(document, settings.max_page_chars, settings.max_page_blocks))
    reading, problems = document.reading, document.problems
    if parts != document.parts:
        problems = (*problems, _told(document, parts))
        end = max((post.span.end for post in parts), default=0)
        reading = replace(reading, blocks=tuple(block for block in reading.blocks if block.span.start < end))
    return replace(
        document,
        reading=reading,
        posts=parts[1:] if document.introduction else parts,
        introduction=parts[0] if document.introduction else None,
        set_aside=document.set_aside[: settings.max_page_blocks],
        problems=tuple(_few(document.path, problems)),
    )


def is_cut(document: Document) -> bool:
    """Whether the document is an excerpt."""
    return any(problem.code == CODE for problem in document.problems)


def _posts(document: Document, chars: int, blocks: int) -> Iterator[Post]:
    for post in document.parts:
        if chars <= 0 or blocks <= 0:
            return
        kept: list[Block] = []
        for block in post.blocks:
            if chars > 0 and blocks > 0:
                kept.append(_cut(document, block, chars))
                chars -= _size(block)
                blocks -= 1
        blocks -= not post.blocks
        cut = kept != list(post.blocks)
        end = kept[-1].hull.end if cut else post.span.end
        yield replace(post, span=Span(post.span.start, end), blocks=tuple(kept))


def _cut(document: Document, block: Block, chars: int) -> Block:
    """The block, or as many of its whole words as fit."""
    if _size(block) <= chars:
        return block
    end = min(block.span.end, block.span.start + chars)
    if end < block.span.end:
        space = document.reading.text.rfind(" ", block.span.start, end)
        end = space if space > block.span.start else end
    return replace(block, span=Span(block.span.start, end), rest=(), credit=None)


def _size(block: Block) -> int:
    return block.hull.end - block.hull.start


def _told(document: Document, posts: tuple[Post, ...]) -> Problem:
    shown, there_are = (sum(len(post.blocks) for post in some) for some in (posts, document.parts))
    message = (
        f"longer than a page may be: the page shows {shown:,} of {there_are:,} blocks, "
        "a plain file beside it the whole text. Split the source to have all of it on pages"
    )
    return Problem(code=CODE, severity="warning", path=document.path, message=message)


def _few(path: str, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """The first problems of a document that has too many to read, the excerpt's own always among them."""
    yield from problems[:MOST_PROBLEMS]
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        yield from (problem for problem in problems[MOST_PROBLEMS:] if problem.code == CODE)
        message = f"{more:,} more problems in this source are not listed: mend those listed and build again"
        yield Problem(code="many-problems", severity="warning", path=path, message=message)
