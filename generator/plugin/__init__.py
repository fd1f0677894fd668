"""The MkDocs plugin: pages to virtual files, problems to the log."""

import gc
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from generator import build, collecting, facets, manifest, outputs, pages, publish, search
from generator.cache import Cache, CacheError
from generator.corpus import Corpus
from generator.csp import with_policy
from generator.desk import Desk, DeskError
from generator.documents import Known, Means, memo_of
from generator.interface import Interface
from generator.memo import Memo
from generator.model import Problem
from generator.pages import archive
from generator.plugin import parts, sharing
from generator.plugin.nav import leaves, nav_of_parts, navigation
from generator.plugin.options import Options, add_extensions, desk_of, home_of, settings_of, sources_of, writes_alone
from generator.plugin.telling import has_warned, is_too_large, log, progress, report
from generator.plugin.words import settle
from generator.progress import Steps
from generator.rendering import Target, linked
from generator.skeleton import shortened
from generator.workers import WorkersError, apart, chosen, pool

TEMPLATES = Path(__file__).parents[1] / "templates"
THEME = Path(__file__).parents[1] / "theme"
CACHE = ".cache"
NO_DAY = "1970-01-01"


class BriefingsPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the pages made from the sources to the site; kept over rebuilds while MkDocs serves."""

    def __init__(self) -> None:
        self.serving = False
        self.known: Known = {}
        self.cache: Cache | None = None
        self.good_desk: Desk | None = None
        self.updates: Mapping[str, str] = {}
        self.newest = NO_DAY
        self.said: tuple[Problem, ...] = ()
        self.hashes: dict[str, str] = {}
        self.sharing = sharing.Sharing()
        self.in_place = False
        self.steps: Steps | None = None
        self.publication: publish.Publication | None = None
        self.to_find: tuple[search.Entry, ...] = ()
        self.search = search.Search(tell=log.info)
        self.part: parts.Part | None = None
        self.summary: archive.Summary | None = None
        self.collection: tuple[int, int, int] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether errors may wait for the next change, and whether the site is built where it stands."""
        self.serving = command == "serve"
        self.in_place = self.serving or dirty or self.part is not None
        self.collection = self.collection or collecting.seldom()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the package's theme behind the editor's own; let MkDocs build beside the site before anything asks."""
        config.theme.dirs.insert(bool(config.theme.custom_dir), str(THEME))
        if missing := add_extensions(config):
            log.info(
                "Added to markdown_extensions, without which pages are neither whole nor safe: %s", ", ".join(missing)
            )
        self.said = tuple(settle(config))
        config.extra["search_index"] = self.search.begin(wanted=self.config.search, serving=self.serving)
        if self.in_place:
            return config
        try:
            site = Path(config.site_dir)
            self.publication = publish.begin(site, tell=log.info, wait=self.config.wait_seconds)
        except publish.PublishError as error:
            raise PluginError(f"briefings: {error}") from error
        config.site_dir = str(self.publication.folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the sources and add the pages; a broken desk or an empty folder ends the build with one line."""
        settings = settings_of(self.config, config)
        if self.serving:
            gc.collect()  # the pages of the build before, which hold each other
        store = self._open_cache(config)
        try:
            workers = chosen(self.config.executor, pool(self.config.jobs))
            sources, desk = sources_of(self.config, config), self._load_desk(config)
            memo = memo_of(store, desk, settings)
            known = self.known if self.serving else {}  # for the next build of this process
            means = Means(workers=workers, cache=store, known=known, memo=memo, progress=progress(), tell=log.debug)
            if self.config.split and not self.serving and not self.part:
                period = cast(build.Period, self.config.split)
                return self._archive(build.periods(sources, desk, settings, means, period), desk, files, config)
            only = self.part.sources if self.part else None
            corpus = build.build(sources, desk, settings, means, public=not self.serving, only=only)
            corpus = replace(corpus, problems=(*self.said, *corpus.problems))
        except (build.SourcesError, WorkersError) as error:
            raise PluginError(f"briefings: {error}") from error
        self._add(corpus, memo, files, config)
        return files

    def _add(self, corpus: Corpus, memo: Memo, files: Files, config: MkDocsConfig) -> None:
        """Add the pages of a corpus, and every other file made of it."""
        settings = settings_of(self.config, config)
        report(corpus.problems)
        self.updates = corpus.updates
        self.hashes = {document.path: document.sha256 for document in corpus.documents}
        self.newest = max(self.updates.values(), default=NO_DAY)
        self.sharing = sharing.of_corpus(corpus, settings)
        self.summary = archive.summary(corpus, self.part.name) if self.part else None
        by_hand = [file.src_uri for file in files.documentation_pages()]
        config.nav = navigation(corpus, by_hand)
        if self.part:
            config.nav.append({corpus.words.say("all-parts"): self.part.whole})
            config.extra["search_parts"] = {"above": True, "names": self.part.names}
        keep = self.publication.keep if self.publication and writes_alone(config) else None
        target = Target(files=files, config=config, keep=keep)
        target.add_pages(pages.render(corpus, settings, memo), dict(leaves(config.nav)), self.cache)
        if not settings.site_url:
            log.info("No feeds and no cards: they need the site's address, site_url in mkdocs.yml or SITE_URL")
        for one in outputs.assets(corpus, settings):
            target.add(one.path, outputs.content(one))
        self.sharing.add(target, self.cache)
        places = {file.src_uri: file.dest_uri for file in files.documentation_pages()}
        self.to_find = tuple(facets.entries(corpus, by_hand, places))

    def _archive(self, periods: build.Periods, desk: Desk, files: Files, config: MkDocsConfig) -> Files:
        """Build a site for each period, and add the pages that lead to them."""
        settings = settings_of(self.config, config)
        self._end_work()
        wanted = tuple(parts.parts(periods.sources, settings, config))
        outcomes = parts.built(build_part, wanted, chosen(self.config.executor, apart(self.config.jobs)))
        report((*self.said, *periods.problems))
        self.hashes = {path: digest for one in outcomes for path, digest in one.hashes.items()}
        by_hand = [file.src_uri for file in files.documentation_pages()]
        summaries = [one.summary for one in outcomes if one.summary]
        config.nav = nav_of_parts(Interface(settings.language), desk, by_hand)
        config.extra["search_parts"] = {"above": False, "names": [part.name for part in wanted]}
        target = Target(files=files, config=config)
        target.add_pages(archive.pages(summaries, desk, settings), dict(leaves(config.nav)), None)
        self.sharing = sharing.of_parts(settings)
        self.sharing.add(target, None)
        places = {file.src_uri: file.dest_uri for file in files.documentation_pages()}
        self.to_find = tuple(facets.written(by_hand, places))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render what is the same on many pages once; from here on the pages are counted."""
        del config
        self.steps = progress().steps(len(files.documentation_pages()), "pages rendered")
        return shortened(env) if self.config.short_cut else env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Date the page in the site map by its sources, not by the clock, so that builds are identical."""
        del config, files
        page.update_date = self.updates.get(page.file.src_uri, self.newest)
        return markdown

    def _headed(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Write what programs read into the page, and the policy; not while serving, where MkDocs adds a script."""
        del config
        if self.steps:
            self.steps.done()
        headed = self.sharing.headed(output, page)
        return headed if self.serving else with_policy(headed)

    @event_priority(-1_000)
    def _linked(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Take the page from the old site where it is the same, when every other plugin is done with it."""
        del config
        return linked(output, page)

    on_post_page = CombinedEvent(_headed, _linked)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Write the policy into the page that stands for missing ones."""
        del config
        return with_policy(output_content) if template_name.endswith(".html") and not self.serving else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Swap the new site in when every other plugin is done, unless the build is strict and has warned."""
        self._end_work()
        if self.in_place:
            self._index(Path(config.site_dir))
        elif self.publication and not has_warned():
            self._index(self.publication.folder)
            if is_too_large(self.publication.folder, self.config.max_site_mb) and has_warned():
                return
            root = manifest.write(self.publication.folder, self.hashes)
            self.publication.commit()
            config.site_dir = str(self.publication.site)
            self.publication = None
            log.info("Root hash of the site, for briefings verify: %s", root)

    def on_build_error(self, error: Exception) -> None:
        """Leave the old site as it is."""
        self._end_work()
        del error
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """Remove what a build that did not come to its end has left."""
        self.search.stop()
        if self.collection:
            gc.set_threshold(*self.collection)
            self.collection = None
        if self.publication:
            self.publication.abandon()
            self.publication = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch what the pages are made from, wherever it stands."""
        del builder
        own = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        for folder in (sources_of(self.config, config), desk_of(self.config, config), TEMPLATES, THEME, *own):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _open_cache(self, config: MkDocsConfig) -> Cache | None:
        """The cache of this build, if it is to have one and the folder is fit for it."""
        folder = CACHE if self.config.cache is True else self.config.cache
        try:
            self.cache = Cache(home_of(config) / str(folder), log.info) if folder else None
        except CacheError as error:
            log.warning("briefings: %s", error)
        return self.cache

    def _end_work(self) -> None:
        if self.steps:
            self.steps.end()
        if self.cache:
            self.cache.close()
        self.steps = self.cache = None

    def _index(self, site: Path) -> None:
        try:
            self.search.make(site, self.to_find)
        except search.SearchError as error:
            raise PluginError(f"briefings: {error}") from error

    def _load_desk(self, config: MkDocsConfig) -> Desk:
        """The desk as it is; while serving, the last good one where it is broken."""
        folder = desk_of(self.config, config)
        try:
            self.good_desk = build.load_desk_folder(folder)
        except DeskError as error:
            self.good_desk = self._last_good(error, Path(os.path.relpath(folder)))
        return self.good_desk

    def _last_good(self, error: DeskError, folder: Path) -> Desk:
        lines = build.desk_lines(error, folder)
        if not self.serving or self.good_desk is None:
            raise PluginError("\n".join(lines)) from error
        for line in lines:
            log.error("%s (the pages still follow the last good desk)", line)
        return self.good_desk


def build_part(part: parts.Part) -> parts.Outcome:
    """Build the site of one part in this process."""
    failure = ""
    plugin: BriefingsPlugin | None = None
    with parts.listening() as warnings:
        try:
            config = load_config(config_file=part.config_file, **part.changed)
            plugin = next(one for one in config.plugins.values() if isinstance(one, BriefingsPlugin))
            plugin.part = part
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
            config.plugins.on_shutdown()
        except MkDocsException as error:
            failure = str(error)
    return parts.Outcome(
        name=part.name,
        summary=plugin.summary if plugin else None,
        hashes=plugin.hashes if plugin else {},
        warnings=tuple(warnings),
        failure=failure,
    )
