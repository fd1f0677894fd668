"""Files that MkDocs takes for its own: generated ones, which wait on disk, and those of the old site that stand."""

# Reasons: docs/decisions/0073-kept-files.md

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator import model
from generator.i18n import Interface
from generator.plugin.rendering.pages import KeptPage, MadePage, Renderer
from generator.publishing.atomic import Before
from generator.runtime import cache
from generator.runtime.containment import OPEN, Contained
from generator.runtime.spool import Spool, Waiting


class KeptFile(File):
    """A file of the new site that may be one of the old site; then MkDocs writes nothing.

    A page that is `apart` is none of those that MkDocs reads and writes; it may stand in the old site, with a digest.
    What it holds may be `waiting` on disk.
    """

    publication: Before | None = None
    waiting: Waiting | None = None
    linked = False
    apart = False
    stands = b""
    _given: bytes | str | None = None

    @property
    def _content(self) -> bytes | str | None:
        return self.waiting.data() if self.waiting else self._given

    @_content.setter
    def _content(self, value: bytes | str | None) -> None:
        self._given, self.waiting = value, None

    def put_apart(self) -> None:
        """Be no page for MkDocs from now on, but at the address of one."""
        self.dest_uri, self.url = self.dest_uri, self.url
        self.apart = True

    def is_documentation_page(self) -> bool:
        """As MkDocs has it, of pages that are not apart."""
        return not self.apart and super().is_documentation_page()

    @property
    def digest(self) -> bytes:
        """SHA-256 of what the file holds; of a page, of its Markdown."""
        return self.waiting.digest if self.waiting else hashlib.sha256(self.content_bytes).digest()

    def is_kept(self, digest: bytes) -> bool:
        """Whether the old site's file has this digest and stands for this one now."""
        self.linked = bool(self.publication and self.publication.keep(self.dest_uri, digest))
        return self.linked

    def copy_file(self, dirty: bool = False) -> None:
        """As MkDocs does it, unless the old site has the file."""
        if self.stands and self.publication:
            self.publication.take(self.dest_uri, self.stands)
        elif self.is_kept(self.digest):
            return
        elif self.waiting:
            path = self.abs_dest_path
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - thousands of times
            with open(path, "wb") as file:  # noqa: PTH123 - the same
                file.writelines(self.waiting.pieces())
        else:
            super().copy_file(dirty)

    @property
    def abs_dest_path(self) -> str:
        """Where MkDocs writes the file: nowhere, if it is there."""
        return os.devnull if self.linked else super().abs_dest_path


def written(output: str) -> bytes:
    """What MkDocs writes of a page."""
    return output.encode("utf-8", "xmlcharrefreplace")


def linked(output: str, page: Page) -> str:
    """What MkDocs is about to write, once the old site's file stands for it if that is the same."""
    if isinstance(page.file, KeptFile):
        page.file.is_kept(hashlib.sha256(written(output)).digest())
    return output


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The files of a site, to which generated ones are added; the publication has those of the site before.

    Where pages may be `late`, those that the navigation does not list are apart until somebody calls for them.
    """

    files: Files
    config: MkDocsConfig
    publication: Before | None = None
    store: cache.Cache | None = None
    late: bool = False
    held: Contained = field(default_factory=lambda: OPEN)
    words: Interface = field(default_factory=Interface)
    spool: Spool = field(default_factory=Spool)

    def add(self, path: str, data: bytes, level: InclusionLevel = InclusionLevel.UNDEFINED) -> KeptFile:
        """Add one file."""
        return self.add_pieces(path, (data,), level)

    def add_pieces(
        self, path: str, pieces: Iterable[bytes], level: InclusionLevel = InclusionLevel.UNDEFINED
    ) -> KeptFile:
        """Add one file, of which memory need not hold more than a piece; it takes the place of one of that path."""
        if before := self.files.get_file_from_path(path):
            self.files.remove(before)
        file = KeptFile(path, None, self.config.site_dir, self.config.use_directory_urls, inclusion=level)
        file.generated_by = self.config.plugins._current_plugin  # noqa: SLF001 - as MkDocs does it
        file.waiting, file.publication = self.spool.put_all(pieces), self.publication
        self.files.append(file)
        return file

    def renderer(self) -> Renderer | None:
        """What keeps the HTML of the pages, where there is a cache."""
        return Renderer(self.store, self.config, self.files) if self.store else None

    def add_page(self, page: model.Page, listed: Mapping[str, str | None], renderer: Renderer | None) -> None:
        """Add a page, which brings its HTML where something keeps that; `listed` are titles in the navigation."""
        level = InclusionLevel.INCLUDED if page.path in listed else InclusionLevel.NOT_IN_NAV
        file = self.add(page.path, page.text.encode("utf-8"), level)
        if not file.is_documentation_page():
            return
        if renderer is None:
            MadePage(file, self.config, self.held, self.words, listed.get(page.path))
            return
        page_of_file = KeptPage(file, self.config, renderer, listed.get(page.path), held=self.held, words=self.words)
        page_of_file.late = self.late and page.path not in listed
        if page_of_file.late:
            file.put_apart()
