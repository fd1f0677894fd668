"""Who is quoted on a day: the words as the source prints them, the speaker where it names one."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator import textquotes
from generator.corpus import Entry
from generator.model import Markdown, Quotation
from generator.pages.items import outlet_href, outlet_of
from generator.pages.phrases import and_words
from generator.pages.sourced import sourced
from generator.quotes import said

SHOWN = 40
CHARS = 240
LEAST_WORDS = 5
SAME_CHARS = 40
NOBODY = "Speaker not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation as a template shows it."""

    speaker: str
    via: str
    text: Markdown
    outlet: str
    outlet_href: str
    href: str


def quotations_of(entries: Iterable[Entry]) -> tuple[tuple[Quoted, ...], int]:
    """The first quotations in the order of time, each once, and how many more there are; a few words do not count."""
    found: dict[tuple[str, str], Quoted] = {}
    for entry in sorted(entries, key=lambda entry: entry.moment):
        for quotation in entry.post.quotations:
            if len(quotation.text.split()) >= LEAST_WORDS:
                key = (quotation.speaker or "").split(" ")[-1], quotation.text[:SAME_CHARS].casefold()
                found.setdefault(key, _quoted(entry, quotation))
    return tuple(found.values())[:SHOWN], max(0, len(found) - SHOWN)


def _quoted(entry: Entry, quotation: Quotation) -> Quoted:
    document = entry.document
    words = sourced(textquotes.quote(document, entry.post, said(document.reading, quotation)), CHARS)
    return Quoted(
        speaker=quotation.speaker or NOBODY,
        via=and_words(quotation.via),
        text=words.text,
        outlet=outlet_of(document),
        outlet_href=outlet_href(document),
        href=words.href,
    )
