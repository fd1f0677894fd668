"""How a page says to cite its source, in words and as files."""

import re
from dataclasses import dataclass

from generator.corpus import Corpus, document_day
from generator.model import Document
from generator.pages.items import title_of

INNER = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›"})
FILES = (("BibTeX", ".bib"), ("RIS", ".ris"), ("CSL-JSON", ".csl.json"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The source as a reference: its words, the address where it states one, and files beside the page."""

    words: str
    url: str | None
    files: tuple[tuple[str, str], ...]


def citation_of(corpus: Corpus, document: Document) -> Citation:
    """What to cite: the source itself, with its own authors, outlet and day."""
    words, facts, day = corpus.words, document.metadata, document_day(document)
    parts = [
        words.join(facts.authors.value) if facts.authors else "",
        words.say("quoted", text=_within(title_of(document))),
        facts.publisher.value if facts.publisher else "",
        words.day(day) if day else words.say("no-date"),
    ]
    stem = corpus.addresses.slug(document.path)
    return Citation(
        words=", ".join(filter(None, parts)),
        url=facts.url.value if facts.url else None,
        files=tuple((label, f"{stem}{suffix}") for label, suffix in FILES),
    )


def _within(title: str) -> str:
    """A title as it stands in quotation marks: its own ones are the inner ones."""
    return re.sub(r'(?<!\w)"(?=\S)', "‘", title.translate(INNER)).replace('"', "’")
