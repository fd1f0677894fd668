"""What changed between the versions of a text, as its page shows it: in words and marks, never by colour alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.corpus import Corpus
from generator.corpus.shared_quotations.wording import Piece, differing, written
from generator.corpus.versions import Change, Version
from generator.i18n import Interface
from generator.markup.escaping import inert
from generator.model import Block, Document, Markdown
from generator.pages.environment import capital, tagged
from generator.pages.highlights import marked
from generator.pages.items import plain, title_of, tongue
from generator.pages.shortening import shorten, without_bullet

MOST_ROWS: Final = 60
CHARS: Final = 900
AROUND: Final = 8  # so many words are shown on both sides of what changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change: the words before, the words now, and the anchor of the paragraph that has them."""

    label: str
    was: Markdown
    now: Markdown
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version as a template shows it; `since` is the number of the one before, `summary` empty for the first."""

    number: int
    title: str
    anchor: str
    path: str
    since: int
    summary: str
    rows: tuple[Row, ...]
    more: int
    withheld: bool


def versions(corpus: Corpus, document: Document) -> tuple[VersionView, ...]:
    """The versions of a document that has several, newest first."""
    earlier = corpus.versions.get(document.path, ())
    since = [*(version.number for version in earlier[1:]), 0]
    seen: Counter[int] = Counter()
    return tuple(
        _view(corpus.words, version, before, _anchor(version.number, seen))
        for version, before in zip(earlier, since, strict=bool(earlier))
    )


def _anchor(number: int, seen: Counter[int]) -> str:
    """An element id; two files may say that they are the same version."""
    seen[number] += 1
    return f"version-{number}" if seen[number] == 1 else f"version-{number}-{seen[number]}"


def _view(words: Interface, version: Version, since: int, anchor: str) -> VersionView:
    rows = tuple(_rows(words, version)) if _is_whole(version) else ()
    return VersionView(
        number=version.number,
        title=words.say("version", number=str(version.number), date=_day(words, version.document)),
        anchor=anchor,
        path=version.document.path,
        since=since,
        summary=_summary(words, version),
        rows=rows[:MOST_ROWS],
        more=max(0, len(rows) - MOST_ROWS),
        withheld=bool(version.changes) and not rows,
    )


def _is_whole(version: Version) -> bool:
    """Whether all words of both versions may be shown."""
    stated = [state.metadata.rights for state in (version.document, version.before) if state]
    return all(rights is None or rights.value in ("full", "internal") for rights in stated)


def _day(words: Interface, document: Document) -> str:
    facts = document.metadata
    stated = facts.updated or facts.published
    return words.date(stated.value) if stated else words.say("date-not-stated")


def _summary(words: Interface, version: Version) -> str:
    """How many paragraphs are new, worded otherwise, gone; empty for the first version."""
    if version.before is None:
        return ""
    kinds = [_kind(change) for change in version.changes]
    counts = [words.say(f"paragraphs-{kind}", kinds.count(kind)) for kind in KINDS if kind in kinds]
    named = [words.say("headline-changed")] if _headlines(version) else []
    return capital(words.join((*named, *counts)) or words.say("nothing-changed"))


KINDS: Final = ("reworded", "added", "removed")


def _kind(change: Change) -> str:
    return "added" if change.before is None else "removed" if change.now is None else "reworded"


def _rows(site: Interface, version: Version) -> Iterator[Row]:
    if version.before is None:
        return
    code = tongue(site, version.document)
    if _headlines(version):
        was, now = _headlines(version)
        yield Row(label=site.say("field-headline"), was=_differing(was, now), now=_differing(now, was))
    for change in version.changes:
        was = _words(version.before, change.before)
        now = _words(version.document, change.now)
        anchor = change.now.anchor if change.now else ""
        before, after = (_differing(was, now), _differing(now, was)) if was and now else (_cut(was), _cut(now))
        label = site.say(f"version-{_kind(change)}")
        yield Row(
            label=label, was=tagged(before, code if was else ""), now=tagged(after, code if now else ""), anchor=anchor
        )


def _headlines(version: Version) -> tuple[str, ...]:
    """The headline before and now, where they differ."""
    before, now = version.before, version.document
    if before and before.metadata.headline and now.metadata.headline:
        pair = title_of(before), title_of(now)
        return pair if pair[0] != pair[1] else ()
    return ()


def _words(document: Document, block: Block | None) -> str:
    text = document.reading.words(block) if block else ""
    return plain(document, without_bullet(text) if block and block.kind == "list" else text)


def _cut(words: str) -> Markdown:
    return inert(shorten(words, CHARS))


def _differing(words: str, other: str) -> Markdown:
    """The words, strong where the other text has none of them; what they share is cut to what stands around that."""
    pieces = differing(words, other)
    ends = len(pieces) - 1
    return marked((_cut_within(piece, at, ends), piece.kind == "changed") for at, piece in enumerate(pieces))


def _cut_within(piece: Piece, at: int, ends: int) -> str:
    """A piece that both texts share, cut in its middle, or at the end where nothing follows; a long one cut short."""
    words = written(piece.text)
    if piece.kind != "same":
        return shorten(piece.text, CHARS) + " " * piece.text[-1:].isspace()
    if len(words) <= 2 * AROUND + 1:
        return piece.text
    head = "".join(words[:AROUND]) if at else ""
    tail = "".join(words[-AROUND:]) if at < ends else ""
    return f"{head} … {tail}"
