"""The stage that adds pages and all other files to a site, and what later stages need to know of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs.structure.files import File, Files
from mkdocs.utils import is_markdown_file

from generator import exports
from generator.corpus import Corpus
from generator.desk import Desk
from generator.i18n import Interface
from generator.model import Page, Problem
from generator.pages import archive
from generator.plugin.logs import log, report
from generator.plugin.navigation import leaves, nav_of_parts, navigation
from generator.plugin.parts import Outcome, Part
from generator.plugin.rendering.files import Target
from generator.plugin.rendering.pages import Renderer
from generator.plugin.sharing import Sharing, of_corpus, of_parts
from generator.publishing import search
from generator.publishing.search import facets
from generator.runtime.memo import Memo
from generator.settings import Settings

NO_DAY = "1970-01-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was added: days of pages and hashes of sources by path, heads and cards, what the search finds."""

    updates: Mapping[str, str] = field(default_factory=dict)
    newest: str = NO_DAY
    hashes: Mapping[str, str] = field(default_factory=dict)
    sharing: Sharing = field(default_factory=Sharing)
    to_find: tuple[search.Entry, ...] = ()
    summary: archive.Summary | None = None
    renderer: Renderer | None = None

    def day(self, path: str) -> str:
        """The day of a page: that of its sources, else the newest of all; not the clock's, so that builds are equal."""
        return self.updates.get(path, self.newest)


def add(corpus: Corpus, settings: Settings, memo: Memo, target: Target, part: Part | None) -> Added:
    """Add the pages of a corpus, and every other file made of it."""
    report(corpus.problems)
    config, files = target.config, target.files
    held = target.held
    shared = of_corpus(corpus, settings, held)
    by_hand, before = _by_hand(files), tuple(files)
    config.nav = navigation(corpus, by_hand)
    if part:
        config.nav.append({corpus.words.say("all-parts"): part.whole})
        config.extra["search_parts"] = {"above": True, "names": part.names}
    if not settings.site_url:
        log.info("No feeds and no cards: they need the site's address, site_url in mkdocs.yml or SITE_URL")
    shared = shared.added(target)
    renderer = _add_all(exports.everything(corpus, settings, memo, held), target)
    _tell_replaced(before, files)
    return Added(
        updates=corpus.updates,
        newest=max(corpus.updates.values(), default=NO_DAY),
        hashes={document.path: document.sha256 for document in corpus.documents},
        sharing=shared,
        to_find=tuple(facets.entries(corpus, by_hand, _places(files), held)),
        summary=archive.summary(corpus, part.name, held) if part else None,
        renderer=renderer,
    )


def add_parts(
    outcomes: Sequence[Outcome], problems: Sequence[Problem], desk: Desk, settings: Settings, target: Target
) -> Added:
    """Add the pages that lead to the sites of years or months."""
    report(problems)
    config, by_hand, before = target.config, _by_hand(target.files), tuple(target.files)
    config.nav = nav_of_parts(Interface(settings.language), desk, by_hand)
    config.extra["search_parts"] = {"above": False, "names": [outcome.name for outcome in outcomes]}
    summaries = [outcome.summary for outcome in outcomes if outcome.summary]
    _add_all(archive.pages(summaries, desk, settings, target.held), target)
    shared = of_parts(settings).added(target)
    _tell_replaced(before, target.files)
    return Added(
        hashes={path: digest for outcome in outcomes for path, digest in outcome.hashes.items()},
        sharing=shared,
        to_find=tuple(facets.written(by_hand, _places(target.files))),
    )


def _tell_replaced(before: Collection[File], files: Files) -> None:
    """Warn of the editor's files where the site has one of its own, if only on disks that do not tell cases apart."""
    own = {id(file) for file in before}
    theirs = {file.dest_uri.casefold(): file.dest_uri for file in files if id(file) not in own}
    for file in before:
        place = theirs.get(file.dest_uri.casefold())
        if place and file.generated_by is None:
            log.warning(
                "%s: the site has a file of its own at %s, which takes its place; rename it", file.src_uri, place
            )


def _add_all(files: Iterable[exports.File], target: Target) -> Renderer | None:
    """Add pages and other files; what keeps the HTML of the pages, if anything."""
    renderer, listed = target.renderer(), dict(leaves(target.config.nav or []))
    for file in files:
        if isinstance(file, Page):
            target.add_page(file, listed, renderer)
        else:
            target.add_pieces(file.path, exports.pieces(file))
    return renderer


def _by_hand(files: Files) -> list[str]:
    return [file.src_uri for file in files.documentation_pages()]


def _places(files: Files) -> dict[str, str]:
    return {file.src_uri: file.dest_uri for file in files if is_markdown_file(file.src_uri)}
