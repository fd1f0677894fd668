"""What other documents report of the event that a post is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from generator import addresses
from generator.corpus import Corpus, Entry
from generator.corpus.stories import Copy
from generator.i18n import Interface
from generator.model import Document
from generator.pages.items import Item, href_of, post_item, story_title, title_of
from generator.pages.shortening import shorten

MOST = 8
NAME_CHARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How much of a text is in another document's; `dated` where that one surely published first."""

    share: str
    whose: str
    href: str
    dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The story of a post: its headline and page, reports of other documents, how many more, and whose text it has.

    `outlets` are those documents by outlet, each once, with the path of its first report.
    """

    label: str
    href: str
    items: tuple[Item, ...]
    outlets: tuple[tuple[str, str], ...]
    more: int
    copied: Copied | None


def elsewhere(corpus: Corpus, entry: Entry) -> Elsewhere | None:
    """The story of a post where other documents report it too."""
    story, path = corpus.story_of.get(entry.key), entry.document.path
    others = len(story.members) - story.members_of[path] if story else 0
    if not story or not others:
        return None
    first = islice((member for member in story.members if member.document.path != path), MOST)
    reports = islice((first_report for first_report in story.first_reports if first_report.document.path != path), MOST)
    return Elsewhere(
        label=story_title(story),
        href=addresses.story_path(story.id),
        items=tuple(post_item(corpus, member) for member in first),
        outlets=tuple((whose(corpus.words, report.document), href_of(corpus.addresses, report)) for report in reports),
        more=max(0, others - MOST),
        copied=copied(corpus, entry, {copy.source.key: copy for copy in story.copies}),
    )


def copied(corpus: Corpus, entry: Entry, copies: Mapping[tuple[str, str], Copy]) -> Copied | None:
    """Whose text a post has, of the copies by the keys of their sources."""
    copy = copies.get(entry.key)
    if copy is None:
        return None
    return Copied(
        share=corpus.words.percent(copy.share),
        whose=whose(corpus.words, copy.of.document),
        href=href_of(corpus.addresses, copy.of),
        dated=copy.dated,
    )


def whose(words: Interface, document: Document) -> str:
    """The outlet, or the title in quotation marks where no outlet is known."""
    publisher = document.metadata.publisher
    return publisher.value if publisher else words.say("quoted", text=shorten(title_of(document), NAME_CHARS))
