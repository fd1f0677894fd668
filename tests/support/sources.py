"""Sources made by hand, read through the whole extraction."""

import hashlib

from generator.exports.explain_document import to_json
from generator.extract import ingest
from generator.model import Source
from generator.settings import Settings

BODY = (
    "The old bridge over the river was closed on Thursday after engineers found cracks in two of its pillars.\n"
    "\n"
    "Drivers must take the road through the valley, which adds twenty minutes to the way into town, the council said.\n"
    "\n"
    "A new bridge had been planned for years, but the money for it was never found, and the plans gathered dust.\n"
)
MORE = (
    "Shopkeepers in the town said on Friday that fewer people had come to them since the road was closed to cars.\n"
    "\n"
    "One of them, who sells bread near the market, told the council that he would not last until the end of summer.\n"
)


def source(text, path="notes.txt", sidecar=None):
    data = text.encode()
    side = sidecar.encode() if sidecar is not None else None
    return Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest(), sidecar=side)


def document(text, path="notes.txt", sidecar=None):
    return ingest(source(text, path, sidecar), Settings())


def explained(text, path="notes.txt", sidecar=None):
    return to_json(document(text, path, sidecar))


def value(answer, field):
    return answer[field]["value"] if answer[field] else None


def aside(answer, reason):
    """The lines that were set aside for a reason."""
    return [
        line
        for one in answer["set_aside"]
        if one["reason"] == reason
        for line in range(one["lines"][0], one["lines"][1] + 1)
    ]


def kinds(text, path="notes.txt"):
    """(first line, kind) of every shown block."""
    made = document(text, path)
    return [(made.reading.lines(block.span)[0], block.kind) for block in made.blocks()]
