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


def inputs_of(said: Said) -> Iterator[object]:
    """All that `quoted` makes its lines of, and the order of quotations."""
    yield from (said.speaker, said.whole.document, said.whole.place)
    for one in said.others:
        yield from (one.occurrence.document, one.occurrence.place, one.pieces)


def quoted(corpus: Corpus, said: Said) -> Quoted:
    """A quotation with all its prints; the words of each are looked up in its source."""
    one, site, at = said.whole, corpus.words, corpus.addresses
    words = sourced(corpus, one.quote, CHARS)
    alike = [other for other in said.others if other.same]
    changed = [other for other in said.others if not other.same]
    named = is_named(said.speaker)
    return Quoted(
        speaker=_speaker(corpus, said),
        speaker_href=path_of(at, said.speaker or "") if named else "",
        via=site.join(one.quotation.via),
        text=words.text,
        outlet=outlet_of(site, one.document),
        outlet_href=outlet_href(at, one.document),
        href=words.href,
        alike=tuple(_print(corpus, other) for other in alike[:MOST_ALSO]),
        more=len(alike[MOST_ALSO:]),
        changed=tuple(_print(corpus, other) for other in changed[:MOST_ALSO]),
        more_changed=len(changed[MOST_ALSO:]),
    )


def _speaker(corpus: Corpus, said: Said) -> str | Markdown:
    """A name as it is, another way to call somebody in the language of its source."""
    if said.speaker is None or is_named(said.speaker):
        return said.speaker or corpus.words.say("speaker-not-named")
    return tagged(inert(said.speaker), tongue(corpus.words, said.whole.document))


def _print(corpus: Corpus, variant: Variant) -> Print:
    one = variant.occurrence
    words = marked(corpus, one.quote, variant.pieces)
    return Print(
        outlet=outlet_of(corpus.words, one.document),
        outlet_href=outlet_href(corpus.addresses, one.document),
        href=words.href,
        text=words.text,
    )


def path_of(at: Addresses, speaker: str) -> str:
    """Path of a speaker's page; of the page of those without a name for none."""
    return at.name(FOLDER, speaker) if speaker else UNKNOWN
