"""A quotation as pages show it: its longest print, who else prints it, and what those cut or changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import Addresses
from generator.corpus import Corpus
from generator.corpus.shared_quotations import Said, Variant, is_named
from generator.markup.escaping import inert
from generator.model import Markdown
from generator.pages.checked_quotations import marked, sourced
from generator.pages.environment import tagged
from generator.pages.items import MOST_ALSO, outlet_href, outlet_of, tongue

CHARS = 600
FOLDER = "quotations"
UNKNOWN = f"{FOLDER}/unnamed.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One source's print of a quotation; `text` is empty where its words are those of the longest one."""

    outlet: str
    outlet_href: str
    href: str
    text: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation as a template shows it: its longest print and others, of each kind as many as fit."""

    speaker: str | Markdown
    speaker_href: str
    via: str
    text: Markdown
    outlet: str
    outlet_href: str
    href: str
    alike: tuple[Print, ...]
    more: int
    changed: tuple[Print, ...]
    more_changed: int


def inputs_of(shared: Said) -> Iterator[object]:
    """All that `quoted` makes its lines of, and the order of quotations."""
    yield from (shared.speaker, shared.whole.document, shared.whole.place)
    for variant in shared.others:
        yield from (variant.occurrence.document, variant.occurrence.place, variant.pieces)


def quoted(corpus: Corpus, shared: Said) -> Quoted:
    """A quotation with all its prints; the words of each are looked up in its source."""
    occurrence, site, at = shared.whole, corpus.words, corpus.addresses
    words = sourced(corpus, occurrence.quote, CHARS)
    alike = [other for other in shared.others if other.same]
    changed = [other for other in shared.others if not other.same]
    named = is_named(shared.speaker)
    return Quoted(
        speaker=_speaker(corpus, shared),
        speaker_href=path_of(at, shared.speaker or "") if named else "",
        via=site.join(occurrence.quotation.via),
        text=words.text,
        outlet=outlet_of(site, occurrence.document),
        outlet_href=outlet_href(at, occurrence.document),
        href=words.href,
        alike=tuple(_print(corpus, other) for other in alike[:MOST_ALSO]),
        more=len(alike[MOST_ALSO:]),
        changed=tuple(_print(corpus, other) for other in changed[:MOST_ALSO]),
        more_changed=len(changed[MOST_ALSO:]),
    )


def _speaker(corpus: Corpus, shared: Said) -> str | Markdown:
    """A name as it is, another way to call somebody in the language of its source."""
    if shared.speaker is None or is_named(shared.speaker):
        return shared.speaker or corpus.words.say("speaker-not-named")
    return tagged(inert(shared.speaker), tongue(corpus.words, shared.whole.document))


def _print(corpus: Corpus, variant: Variant) -> Print:
    occurrence = variant.occurrence
    words = marked(corpus, occurrence.quote, variant.pieces)
    return Print(
        outlet=outlet_of(corpus.words, occurrence.document),
        outlet_href=outlet_href(corpus.addresses, occurrence.document),
        href=words.href,
        text=words.text,
    )


def path_of(at: Addresses, speaker: str) -> str:
    """Path of a speaker's page; of the page of those without a name for none."""
    return at.name(FOLDER, speaker) if speaker else UNKNOWN
