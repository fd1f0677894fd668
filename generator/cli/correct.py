"""`briefings correct`: write into a source's sidecar what the editor knows better."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator.cli import messages
from generator.cli.options import gather
from generator.desk.sidecar import writing
from generator.desk.sidecar.schema import DAYS
from generator.desk.sidecar.selectors import Tie, describe
from generator.fields import CORRECTABLE
from generator.language.dates import iso
from generator.markup import strict_yaml
from generator.model import RIGHTS, Document, Fact, Span
from generator.pipeline import build
from generator.pipeline.documents import Means, read
from generator.settings import Settings

TOPICS = {"add-topic": "add", "refuse-topic": "refuse"}
CUTS = {"set-aside": ("set_aside",), "restore": ("restore",), "merge": ("posts", "merge"), "split": ("posts", "split")}
_LINES = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.argument("what", type=click.Choice([*CORRECTABLE, "rights", *TOPICS, *CUTS, "story"]), metavar="WHAT")
@click.argument("values", nargs=-1, metavar="[VALUE]...")
@click.option("--remove", is_flag=True, help="Take away what the source states.")
def correct(source: Path, what: str, values: tuple[str, ...], remove: bool) -> None:
    """Correct one thing of FILE in the sidecar beside it; the file itself is never changed.

    WHAT is a fact (headline, subtitle, authors, published, updated, publisher, url, language) with its VALUE,
    several for authors; 'rights' with full, excerpt, link or internal; 'story' with a name; 'add-topic' or
    'refuse-topic' with the id of a topic; or 'set-aside', 'restore', 'merge' or 'split' with lines, such as 12 or
    12-14 ('split' may take a time too).
    """
    newest = build.newest_of(source)
    if newest != source:
        raise click.ClickException(f"{source}: {newest} is a newer version of this text; correct that")
    sidecar = build.sidecar_of(source)
    text = sidecar.read_text("utf-8") if sidecar.exists() else ""
    if remove == bool(values) or (remove and what not in CORRECTABLE):
        raise click.UsageError("give a VALUE, or --remove for a fact")
    unmarked = tuple(replace(collected, sidecar=None) for collected in gather([source]).sources[:1])
    document = read(unmarked, Settings(), Means())[0]
    try:
        sidecar.write_text(_corrected(text, document, what, values), "utf-8", newline="\n")
    except strict_yaml.YamlError as error:
        raise click.ClickException(f"{sidecar}:{error.line}: {error.message}") from error
    messages.note(f"{sidecar}: {what} written")


def _corrected(text: str, document: Document, what: str, values: tuple[str, ...]) -> str:
    if what in TOPICS:
        return writing.added(text, ("topics", TOPICS[what]), _one(what, values))
    if what in CUTS:
        time = {"time": values[1]} if what == "split" and len(values) > 1 else {}
        tie = _tie(document, _lines(document, _one(what, values[:1] if time else values)))
        return writing.added(text, CUTS[what], writing.passage(tie, **time))
    if what == "story":
        return writing.stated(text, "story", _one(what, values))
    if what == "rights":
        return writing.stated(text, what, _mode(values))
    value: object = list(values) or None if what == "authors" else _one(what, values) if values else None
    if what in DAYS and values and iso(values[0]) is None:
        raise click.UsageError(f"'{values[0]}' is no day such as 2023-06-01, nor a day and time with its offset")
    stated = _stated_in(document, what)
    return writing.stated(text, what, {"value": value, "instead_of": writing.passage(stated)} if stated else value)


def _mode(values: Sequence[str]) -> str:
    mode = _one("rights", values)
    if mode not in RIGHTS:
        raise click.UsageError(f"'{mode}' is none of {', '.join(RIGHTS)}")
    return mode


def _one(what: str, values: Sequence[str]) -> str:
    if len(values) != 1:
        raise click.UsageError(f"'{what}' takes one value; put it in quotation marks")
    return values[0]


def _stated_in(document: Document, what: str) -> Tie | None:
    """The lines in which the source states the fact, where they can be told from all others."""
    fact: Fact[object] | None = getattr(document.metadata, what)
    span = fact.evidence[0].span if fact else None
    return describe(document.reading.text, span) if span else None


def _lines(document: Document, lines: str) -> Span:
    match = _LINES.fullmatch(lines)
    text = document.reading.text.split("\n")
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= len(text):
        raise click.UsageError(f"'{lines}' are no lines of the source; it has {len(text)}, write 12 or 12-14")
    start = sum(len(line) + 1 for line in text[: first - 1])
    return Span(start, start + len("\n".join(text[first - 1 : last])))


def _tie(document: Document, span: Span) -> Tie:
    tie = describe(document.reading.text, span)
    if tie is None:
        raise click.ClickException("these lines are blank, or stand in the source more than once alike; take in more")
    return tie
