"""Plain text: one block for each line that is not empty, or for each paragraph where lines are broken at a column."""

from generator.model import Block, Reading, Source, Span
from generator.readers.decoding import decode
from generator.readers.labelled_heads import without_labels
from generator.readers.line_wrapping import lines_of, paragraphs, width
from generator.settings import Settings


def read(source: Source, settings: Settings) -> Reading:  # noqa: ARG001 - every reader has this signature
    """The reading of a plain text source."""
    decoded = decode(source)
    stated, lines = without_labels(list(lines_of(decoded.text)), decoded.text)
    blocks = tuple(
        Block(kind="paragraph", span=Span(first.start, last.end)) for first, last in paragraphs(lines, width(lines))
    )
    return Reading(text=decoded.text, blocks=blocks, fields=stated, problems=decoded.problems)
