"""What pages say of themselves where they are shared: their heads, and their pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from mkdocs.structure.pages import Page as MkDocsPage

from generator.corpus import Corpus
from generator.exports import head_metadata
from generator.exports.cards import HOME, KIND, Card, cards, draw, of_site
from generator.pipeline.documents import whole_version
from generator.plugin.rendering.files import Target
from generator.runtime.cache import key
from generator.runtime.containment import Contained, Thing
from generator.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Heads and cards by the paths of pages; those that have none get a plain head, and the card of the site."""

    settings: Settings = field(default_factory=Settings)
    heads: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)

    def added(self, target: Target) -> "Sharing":
        """The same with those cards whose pictures are now in the site.

        One that says the same as in an earlier build is not drawn again.
        """
        store = target.store
        keys = {page: key("card", whole_version(), repr(card.face)) for page, card in self.cards.items()}
        stored = dict(store.find(keys.values())) if store else {}
        drawn: dict[str, Card] = {}
        for page, card in self.cards.items():
            thing, known = Thing(kind=KIND, page=page), stored.get(keys[page])
            data = known or target.held.attempt(thing, partial(draw, card.face), lambda _: b"")
            if store and data and not known:
                store.put(keys[page], data)
            if data:
                target.add(card.path, data)
                drawn[page] = card
        return replace(self, cards=drawn)

    def told(self, path: str) -> str:
        """What the head of a page holds besides what its front matter says."""
        return self.heads.get(path, "") + head_metadata.picture(
            self.settings, self.cards.get(path) or self.cards.get(HOME)
        )

    def headed(self, output: str, page: MkDocsPage) -> str:
        """The page with what programs read in its head."""
        path = page.file.src_uri
        head = self.heads.get(path) or head_metadata.of_page(self.settings, path, str(page.title), page.meta)
        card = self.cards.get(path) or self.cards.get(HOME)
        return head_metadata.with_head(output, head + head_metadata.picture(self.settings, card))


def of_corpus(corpus: Corpus, settings: Settings, held: Contained) -> Sharing:
    """For a site with documents."""
    pictures = cards(corpus, settings, held) if settings.cards else {}
    return Sharing(settings=settings, heads=head_metadata.heads(corpus, settings, held), cards=pictures)


def of_parts(settings: Settings) -> Sharing:
    """For the pages above the sites of years or months."""
    return Sharing(settings=settings, cards=of_site(settings) if settings.cards else {})
