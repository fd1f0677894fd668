"""What only shows across sources, as JSON for tools and as text for an editor: stories, copies, timelines, figures."""

import datetime as dt
from collections.abc import Iterator, Mapping

from generator.corpus import Corpus
from generator.corpus.comparisons import Account, Comparison
from generator.corpus.entry import Entry
from generator.corpus.stories import Copy, Story
from generator.model import Reading

PASSAGE = 100


def to_json(corpus: Corpus) -> dict[str, object]:
    """One object: every story with its sources, copies, for each story its timeline, and figures side by side."""
    readings = {document.path: document.reading for document in corpus.documents}
    return {
        "stories": [_story(story) for story in corpus.stories],
        "copies": [_copy(copy) for copy in corpus.copies],
        "timelines": [
            {"story": story.id, "posts": [_reported(entry) for entry in story.members]} for story in corpus.stories
        ],
        "disagreements": [_comparison(comparison, readings) for comparison in corpus.figures],
    }


def _story(story: Story) -> dict[str, object]:
    lead = story.lead
    return {
        "id": story.id,
        "name": story.name,
        "headline": headline_of(lead),
        "headline_of": lead.document.path,
        "sources": [document.path for document in story.documents],
        "outlets": story.outlets,
        "independent": story.independent,
    }


def _copy(copy: Copy) -> dict[str, object]:
    return {
        "source": copy.source.document.path,
        "of": copy.of.document.path,
        "share": copy.share,
        "first_known": copy.dated,
        "lines": _lines(copy.source),
        "of_lines": _lines(copy.of),
    }


def _reported(entry: Entry) -> dict[str, object]:
    return {
        "source": entry.document.path,
        "lines": _lines(entry),
        "time": time_of(entry),
        "headline": headline_of(entry),
        "event_days": sorted({day.day.isoformat() for day in entry.post.event_days if day.precision == "day"}),
    }


def _comparison(comparison: Comparison, readings: Mapping[str, Reading]) -> dict[str, object]:
    return {
        "about": comparison.subject.label,
        "places": list(comparison.places),
        "day": comparison.subject.day.isoformat() if comparison.subject.day else None,
        "differs": comparison.differs,
        "accounts": [_account(each, readings[each.path]) for each in comparison.accounts],
    }


def _account(account: Account, reading: Reading) -> dict[str, object]:
    return {
        "source": account.path,
        "value": account.value,
        "bound": account.bound,
        "by": account.by,
        "place": account.place,
        "outlet": account.outlet,
        "time": account.time.isoformat() if account.time else None,
        "note": account.note or None,
        "lines": list(reading.lines(account.span)),
    }


def _lines(entry: Entry) -> list[int]:
    return list(entry.document.reading.lines(entry.post.span))


def headline_of(entry: Entry) -> str | None:
    """The post's headline, else its document's."""
    fact = entry.post.headline or entry.document.metadata.headline
    return fact.value if fact else None


def time_of(entry: Entry) -> str | None:
    """The time that the post states, else the day of its document, as in ISO 8601."""
    stated: dt.date | None = entry.post.time.value if entry.post.time else entry.day
    return stated.isoformat() if stated else None


def to_text(corpus: Corpus) -> str:
    """The same for an editor, a story after the other."""
    lines = [line for story in corpus.stories for line in _story_lines(story)]
    lines += [line for copy in corpus.copies for line in _copy_lines(copy)]
    lines += [line for comparison in corpus.figures for line in _figure_lines(comparison)]
    return "\n".join(lines or ["no stories, copies or figures across these sources"]) + "\n"


def _story_lines(story: Story) -> Iterator[str]:
    yield f"story {story.id}: {_short(story.name or headline_of(story.lead) or story.lead.document.path)}"
    counts = (len(story.documents), "document"), (story.outlets, "outlet"), (story.independent, "independent report")
    yield "  " + ", ".join(f"{number} {what}{'s' * (number != 1)}" for number, what in counts)
    for entry in story.members:
        where = f"{entry.document.path}:{_lines(entry)[0]}"
        yield f"  {time_of(entry) or 'no time'} {where} {_short(headline_of(entry) or '')}".rstrip()


def _copy_lines(copy: Copy) -> Iterator[str]:
    order = "" if copy.dated else " (who published first is not stated)"
    yield f"copy {copy.source.document.path}: {copy.share:.0%} of its text is in {copy.of.document.path}{order}"


def _figure_lines(comparison: Comparison) -> Iterator[str]:
    mark = ", cannot all be true" if comparison.differs else ""
    day = comparison.subject.day or "in all"
    where = f" {', '.join(comparison.places)}" if comparison.places else ""
    yield f"figures {day}{where}: {comparison.subject.label}{mark}"
    for each in comparison.accounts:
        number = f"{each.bound} {each.value:g}" if each.bound else f"{each.value:g}"
        yield f"  {number} ({each.by or 'the outlet itself'}) {each.path}"


def _short(text: str) -> str:
    return text if len(text) <= PASSAGE else f"{text[:PASSAGE].rstrip()}…"
