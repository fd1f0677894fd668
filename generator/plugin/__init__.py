"""The MkDocs plugin: pages to virtual files, problems to the log."""

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from generator.desk import Desk
from generator.exports.head_metadata import HEAD
from generator.i18n import Interface
from generator.model import Problem
from generator.pipeline import build
from generator.pipeline.documents import Known, Means, memo_of
from generator.plugin import parts
from generator.plugin.adding import Added, add, add_parts
from generator.plugin.last_good_desk import LastGood
from generator.plugin.logs import log, on_a_sound_disk, progress, report
from generator.plugin.options import Options, add_extensions, desk_of, home_of, settings_of, sources_of, writes_alone
from generator.plugin.publishing import Publishing
from generator.plugin.rendering.bytecode import Compiled
from generator.plugin.rendering.files import Target, linked
from generator.plugin.rendering.pages import KeptPage
from generator.plugin.rendering.template_shortcut import shortened
from generator.plugin.rendering.unchanged_pages import Site, Standing, acts_alone, call_late
from generator.plugin.serving import Serving
from generator.plugin.theme_language import settle
from generator.publishing import atomic, search
from generator.publishing.security_policy import with_policy
from generator.runtime import memory
from generator.runtime.cache import Cache, CacheError
from generator.runtime.containment import Contained, Thing
from generator.runtime.progress import Steps
from generator.runtime.workers import WorkersError, apart, chosen, pool

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

TEMPLATES = Path(str(files("generator.pages"))) / "templates"
THEME = Path(str(files("generator.plugin"))) / "theme"
CACHE = ".cache"


class BriefingsPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the pages made from the sources to the site; kept over rebuilds while MkDocs serves."""

    def __init__(self) -> None:
        self.serving = False
        self.known: Known = {}
        self.cache: Cache | None = None
        self.desk = LastGood()
        self.said: tuple[Problem, ...] = ()
        self.added = Added()
        self.held = Contained()
        self.nav = Navigation([], [])
        self.standing: Standing | None = None
        self.in_place = False
        self.steps: Steps | None = None
        self.publishing = Publishing()
        self.shown = Serving()
        self.compiled = Compiled()
        self.search = search.Search(tell=log.info)
        self.part: parts.Part | None = None
        self.collection: tuple[int, int, int] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether errors may wait for the next change, and whether the site is built where it stands."""
        self.serving = command == "serve"
        self.in_place = dirty or self.part is not None
        self.shown.end()
        self.shown.guard()
        self.collection = self.collection or memory.seldom()
        memory.never_at_exit()

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
        site = Path(config.site_dir)
        if self.in_place:
            return config
        if self.serving:
            config.site_dir = str(self.shown.begin(site))
            return config
        config.site_dir = str(self.publishing.begin(site, self.config.wait_seconds))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the sources and add the pages; a broken desk or an empty folder ends the build with one line."""
        settings = settings_of(self.config, config)
        if self.serving:
            gc.collect()  # the pages of the build before, which hold each other
        store = self._open_cache(config)
        if store:
            self.publishing.know(store)
        try:
            workers = chosen(self.config.executor, pool(self.config.jobs))
            desk = self.desk.load(desk_of(self.config, config), store, serving=self.serving)
            sources = sources_of(self.config, config)
            self.held = Contained()
            target = Target(
                held=self.held,
                words=Interface(settings.language),
                files=files,
                config=config,
                store=store,
                publication=self.before if writes_alone(config) else None,
                late=self.config.short_cut and acts_alone(config, self),
            )
            memo = memo_of(store, desk, settings)
            known = self.known if self.serving else {}  # for the next build of this process
            means = Means(workers=workers, cache=store, known=known, memo=memo, progress=progress(), tell=log.debug)
            if self.config.split and not self.serving and not self.part:
                period = cast(build.Period, self.config.split)
                self.added = self._archive(build.periods(sources, desk, settings, means, period), desk, target)
                return files
            only = self.part.sources if self.part else None
            corpus = build.build(sources, desk, settings, means, public=not self.serving, only=only)
            corpus = replace(corpus, problems=(*self.said, *corpus.problems)).prepared() if self.said else corpus
        except (build.SourcesError, WorkersError) as error:
            raise PluginError(f"briefings: {error}") from error
        self.added = add(corpus, settings, memo, target, self.part)
        self.shown.corpus = corpus if self.serving else None
        return files

    def _archive(self, periods: build.Periods, desk: Desk, target: Target) -> Added:
        """Build a site for each period, and add the pages that lead to them."""
        settings = settings_of(self.config, target.config)
        if target.store:
            target.store.flush()  # for the processes of the parts, which open the same file
        wanted = tuple(parts.parts(periods.sources, settings, target.config))
        outcomes = parts.built(parts.build_part, wanted, chosen(self.config.executor, apart(self.config.jobs)))
        return add_parts(outcomes, (*self.said, *periods.problems), desk, settings, target)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Date the pages in the site map by their sources, not by the clock, so that builds are identical."""
        del config
        self.nav = nav
        for file in files:
            if file.page:
                file.page.update_date = self.added.day(file.src_uri)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render what is the same on many pages once, and nothing that stands; from here on the pages are counted."""
        env.bytecode_cache = env.bytecode_cache or self.compiled
        if self.cache and self.added.renderer and self.before:
            site = Site(env, self.nav, config, files)
            self.standing = Standing(self.cache, self.added.renderer, self.before, self.added.sharing.told)
            self.standing.settle(site, self._finished)
            self.shown.learn(sources_of(self.config, config), site, self.added)
        call_late(files)
        self.steps = progress().steps(len(files.documentation_pages()), "pages rendered")
        return shortened(env, short_cut=self.config.short_cut)

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Make a page whose turn it is."""
        del nav
        if isinstance(page, KeptPage) and page.late:
            page.populate(config)
        return context

    def _finished(self, output: str, page: MkDocsPage) -> str:
        """A page with what programs read, and the policy; not while serving, where MkDocs adds a script."""
        thing, make = Thing(kind=HEAD, page=page.file.src_uri), partial(self.added.sharing.headed, output, page)
        headed = self.held.attempt(thing, make, partial(_bare, output, page))
        return headed if self.serving else with_policy(headed)

    def _headed(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Finish a page, before other plugins see it."""
        del config
        if self.steps:
            self.steps.done()
        return self._finished(output, page)

    @event_priority(-1_000)
    def _linked(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Take the page from the old site where it is the same, when every other plugin is done with it."""
        del config
        if self.standing:
            self.standing.note(output, page)
        if isinstance(page, KeptPage) and page.late:
            page.forget()
        return linked(output, page)

    on_post_page = CombinedEvent(_headed, _linked)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Have the site map list the pages that stand, too."""
        del template_name, config
        context["pages"] = self.standing.listed() if self.standing else context["pages"]
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Write the policy into the page that stands for missing ones."""
        del config
        return with_policy(output_content) if template_name.endswith(".html") and not self.serving else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Swap the new site in when every other plugin is done, unless the build is strict and has warned."""
        if self.steps:
            self.steps.end()
            self.steps = None
        if self.standing:
            self.standing.validate(config)
        self.held.settle()
        report(self.held.problems)
        if self.shown.site:
            config.site_dir = str(self.shown.commit(self.added.hashes))
        if self.in_place or self.serving:
            self._index(Path(config.site_dir))
        elif site := self.publishing.end(self.added.hashes, self.cache, self._index, self.config.max_site_mb):
            config.site_dir = str(site)
        self._end_work()

    @event_priority(-1_000)
    def on_build_error(self, error: Exception) -> None:
        """Leave the old site as it is; a full disk ends the build with one line, when every other plugin is done."""
        with on_a_sound_disk(error):
            self._end_work()
            if not self.serving:
                self.on_shutdown()

    def on_shutdown(self) -> None:
        """Remove what a build that did not come to its end has left."""
        self.search.stop()
        if self.collection:
            gc.set_threshold(*self.collection)
            self.collection = None
        self.publishing.abandon()
        self.shown.end()

    def on_serve(
        self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> "LiveReloadServer":
        """Watch what the pages are made from, wherever it stands."""
        own = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        made_from = sources_of(self.config, config), desk_of(self.config, config), TEMPLATES, THEME, *own
        self.shown.watch(server, builder, made_from, [Path(config.docs_dir)])
        return server

    @property
    def before(self) -> atomic.Before | None:
        """The site before this build, where what did not change may stand."""
        return self.publishing.publication or self.shown.site

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
        self.steps = self.cache = self.standing = None

    def _index(self, site: Path) -> None:
        try:
            self.search.make(site, self.added.to_find)
        except search.SearchError as error:
            raise PluginError(f"briefings: {error}") from error


def _bare(output: str, page: MkDocsPage, problem: Problem) -> str:
    """The page without what programs read in its head, which is not kept for another build."""
    del problem
    if isinstance(page, KeptPage):
        page.kept = None
    return output
