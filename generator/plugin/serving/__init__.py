"""What is kept from build to build while MkDocs serves: the site that the server shows, and who hears of changes."""

# Reasons: docs/decisions/0079-serving.md

import importlib
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import clean_directory

from generator.corpus import Corpus
from generator.pipeline.documents import prepare
from generator.plugin.adding import Added
from generator.plugin.rendering.unchanged_pages import Site
from generator.plugin.serving.early_pages import Built, Early
from generator.publishing.live_site import Served
from generator.runtime import workers

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from generator.plugin.serving.watching import Hastened

Builder = Callable[..., None]


class Serving:
    """Of one run of a server; `site` is what it shows, once a build has begun."""

    def __init__(self) -> None:
        self.site: Served | None = None
        self.corpus: Corpus | None = None
        self._built: Built | None = None
        self._early: Early | None = None
        self._hastened: Hastened | None = None

    def guard(self) -> None:
        """Have the server that MkDocs is about to make answer nobody but the editor."""
        if "mkdocs.livereload" in sys.modules:  # which no build loads
            importlib.import_module("generator.plugin.serving.allowed_requests").begin()

    def begin(self, site: Path) -> Path:
        """Where the next build of this site goes."""
        if self.site is None or self.site.site != site:
            self.end()
            clean_directory(str(site))
            self.site = Served(site=site)
        self.site.begin()
        return self.site.folder

    def learn(self, root: Path, site: Site, added: Added) -> None:
        """What pages of this build can be made anew with, once it is whole."""
        if self.corpus and added.renderer:
            self._built = Built(root, self.corpus, added.renderer, site, added.sharing)

    def commit(self, hashes: Mapping[str, str]) -> Path:
        """Show what was built of sources with these hashes; pages of sources that were saved since stay."""
        assert self.site, "a build has begun"  # noqa: S101 - else nothing is served
        self.site.commit(partial(self._early.newer, hashes) if self._early else frozenset)
        if self._early and self._built:
            self._early.built = self._built
        return self.site.site

    def watch(
        self, server: "LiveReloadServer", builder: Builder, made_from: Iterable[Path], others: Iterable[Path]
    ) -> None:
        """Watch the folders that pages are made from; MkDocs watches the others itself."""
        folders = [folder for folder in made_from if folder.is_dir()]
        for folder in folders:
            server.watch(str(folder))
        self._early = self._reading()
        from generator.plugin.serving import watching  # noqa: PLC0415 - and what serves, which no build needs

        self._hastened = watching.Hastened(server, lambda saved: self._show(saved, server))
        self._hastened.start(dict.fromkeys([*folders, *others]))
        server.builder = _unhurried(server, builder)

    def end(self) -> None:
        """Leave nothing but the site."""
        if self._hastened:
            self._hastened.stop()
        if self._early:
            self._early.reader.shutdown()
        if self.site:
            self.site.close()
        self.site = self.corpus = self._built = self._early = self._hastened = None

    def _reading(self) -> Early | None:
        """What makes early pages, its reader forked while this process has no threads."""
        if not self.site or not self._built:
            return None
        prepare(self._built.corpus.desk, self._built.sharing.settings)
        return Early(served=self.site, reader=workers.ready(), built=self._built)

    def _show(self, saved: Path, server: "LiveReloadServer") -> None:
        if self._early and self._early.show(saved):
            with server._epoch_cond:  # noqa: SLF001 - MkDocs has no other way to tell browsers
                server._visible_epoch = server._wanted_epoch = _later(server)  # noqa: SLF001
                server._epoch_cond.notify_all()  # noqa: SLF001


def _unhurried(server: "LiveReloadServer", builder: Builder) -> Builder:
    """A build during which the server answers with the site as it is, and after which browsers load their page anew."""

    def build() -> None:
        with server._epoch_cond:  # noqa: SLF001 - MkDocs would have every request wait for the build
            server._wanted_epoch = server._visible_epoch  # noqa: SLF001
            server._epoch_cond.notify_all()  # noqa: SLF001
        builder()
        with server._epoch_cond:  # noqa: SLF001
            server._wanted_epoch = _later(server)  # noqa: SLF001 - which MkDocs then makes the visible one

    return build


def _later(server: "LiveReloadServer") -> int:
    """A version of the site that is newer than any before, in milliseconds as MkDocs counts them."""
    return max(round(time.monotonic() * 1000), server._visible_epoch + 1)  # noqa: SLF001
