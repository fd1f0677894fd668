"""The page of a source that was just saved, shown while the site is still built anew.

Of other documents it says what the last build knew; the build that follows puts that right.
"""

# Reasons: docs/decisions/0076-early-pages.md

from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, Executor
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.corpus import Corpus
from generator.model import Document
from generator.pages import document
from generator.pipeline import build
from generator.pipeline.documents import Means
from generator.plugin.logs import log
from generator.plugin.rendering.files import KeptFile, written
from generator.plugin.rendering.pages import KeptPage, Renderer
from generator.plugin.rendering.unchanged_pages import Site
from generator.plugin.sharing import Sharing
from generator.publishing.live_site import Served
from generator.runtime.containment import described


class Built(NamedTuple):
    """What a build leaves to make one of its pages anew with."""

    root: Path
    corpus: Corpus
    renderer: Renderer
    site: Site
    sharing: Sharing


class Shown(NamedTuple):
    """An early page: the file of the site, and SHA-256 of the source."""

    file: str
    sha256: str


@dataclass(slots=True)
class Early:
    """Of one run of a server; the reader is a process that reads and marks sources."""

    served: Served
    reader: Executor
    built: Built
    shown: dict[str, Shown] = field(default_factory=dict)

    def show(self, saved: Path) -> bool:
        """Show the page of a source; if it can be made without the rest of the site, which comes after."""
        try:
            return self._show(saved)
        except Exception as error:  # noqa: BLE001 - the whole build, which follows, meets it too and names the page
            log.info("%s comes with the whole site: %s", saved, described(error))
            return False

    def _show(self, saved: Path) -> bool:
        root, file = self.built.root.absolute(), saved.absolute()
        source = self._again(file.relative_to(root).as_posix()) if file.is_relative_to(root) else None
        like = source and self.built.site.files.get_file_from_path(self.built.corpus.addresses.document(source.path))
        if not source or not isinstance(like, KeptFile) or not isinstance(like.page, KeptPage) or not like.page.late:
            return False
        output = _output(self.built, source, like)
        if output:
            self.shown[source.path] = Shown(like.dest_uri, source.sha256)
            self.served.show(like.dest_uri, written(output))
        return bool(output)

    def _again(self, path: str) -> Document | None:
        built = self.built
        try:
            return build.again(built.root, path, built.corpus, built.sharing.settings, Means(workers=self._workers))
        except build.SourcesError:  # gone again
            return None
        except BrokenExecutor:
            log.warning("What reads saved sources has ended: pages come with the whole site until you serve anew.")
            return None

    def newer(self, hashes: Mapping[str, str]) -> frozenset[str]:
        """The files of pages that are newer than the sources with these hashes, which are a whole build's."""
        for path, (_, sha256) in tuple(self.shown.items()):
            if hashes.get(path) in {None, sha256}:
                del self.shown[path]
        return frozenset(file for file, _ in tuple(self.shown.values()))

    def _workers(self, count: int) -> nullcontext[Executor]:
        del count
        return nullcontext(self.reader)


def _output(built: Built, source: Document, like: KeptFile) -> str:
    """The whole page of a document, nothing where MkDocs has to make it."""
    around = document.in_time(built.corpus).get(source.path, document.ALONE)
    config = built.site.config
    file = KeptFile(like.src_uri, None, config.site_dir, config.use_directory_urls)
    file.content_string = document.page(built.corpus, source, around).text
    page = KeptPage(file, config, built.renderer)
    page.read_source(config)
    return built.sharing.headed(built.site.shown(page), page) if built.renderer.at_once(page) else ""
