"""Makes readings and posts of plain lines for the tests of quotations, figures and event days."""

import datetime as dt

from generator.model import Block, Evidence, Fact, Mention, Post, Reading, Span


def reading_of(text, kinds=()):
    """A reading with a paragraph for each line that is not empty; `kinds` overrules the first ones."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = kinds[len(blocks)] if len(blocks) < len(kinds) else "paragraph"
            blocks.append(Block(kind=kind, span=Span(at, at + len(line))))
        at += len(line) + 1
    return Reading(text=text, blocks=tuple(blocks))


def post_of(reading, time=None):
    """One post of all blocks, dated if a time in ISO format is given."""
    fact = Fact(value=dt.datetime.fromisoformat(time), evidence=(Evidence(rule="test"),)) if time else None
    return Post(anchor="post", span=Span(0, len(reading.text)), blocks=reading.blocks, time=fact)


def mention_of(reading, kind, words, name=None):
    """A mention of the first place where the words stand."""
    start = reading.text.index(words)
    return Mention(kind=kind, name=name or words, span=Span(start, start + len(words)), rule="test")
