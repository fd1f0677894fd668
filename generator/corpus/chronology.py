"""Parts of a chronology: what stands under a heading with a year gone by is history, and no news of the day."""

import re
from collections.abc import Iterator

from generator.corpus.entry import Entry
from generator.model import Document, Post

LONGEST_HEADING = 80
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d%])")


def of_years_gone_by(document: Document, post: Post) -> frozenset[int]:
    """The numbers of the blocks that stand under such headings, each up to the next heading."""
    day = Entry(document=document, post=post).day
    return frozenset(_under(document, post, day.year)) if day else frozenset()


def _under(document: Document, post: Post, year: int) -> Iterator[int]:
    gone = False
    for number, block in enumerate(post.blocks):
        if block.kind == "heading":
            words = document.reading.words(block)
            years = [int(own) for own in _YEAR.findall(words[:LONGEST_HEADING])]
            gone = bool(years) and max(years) < year
        elif gone:
            yield number
