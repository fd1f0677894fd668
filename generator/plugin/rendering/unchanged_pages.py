"""Pages of the old site that stand: what is known to become the same bytes again is neither rendered nor written.

What a page became is kept by all that it was made of: its text, what its head says, the theme, the navigation and the
configuration. It stands where the old site has those bytes and every address that it links to is one of this site.
Samples are rendered all the same in every build; where one of them differs, no page stands.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from sys import intern
from typing import Any, Final, NamedTuple, cast

import msgspec
from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.pipeline.documents import whole_version
from generator.plugin.logs import log
from generator.plugin.rendering.files import KeptFile, written
from generator.plugin.rendering.pages import KeptPage, Renderer
from generator.publishing.atomic import Before
from generator.runtime.cache import Cache, key

PROVE_EVERY: Final = 500  # pages
UNSEEN: Final = frozenset({"site_dir", "theme", "nav", "plugins", "hooks", "exclude_docs", "draft_docs", "not_in_nav"})
"""What of the configuration no page shows, or shows by the navigation and the addresses of this site."""
INSTALLED: Final = "site-packages"


class Stood(msgspec.Struct, frozen=True):
    """What a page became: SHA-256 of the file, addresses that it links to, its anchors, links to others' anchors."""

    digest: bytes
    targets: tuple[str, ...]
    anchors: tuple[str, ...]
    anchored: dict[str, dict[str, str]]


class Site(NamedTuple):
    """What MkDocs hands around while it builds."""

    env: Environment
    nav: Navigation
    config: MkDocsConfig
    files: Files

    def shown(self, page: KeptPage) -> str:
        """What the theme makes of a page that has its HTML."""
        context = get_context(self.nav, self.files.documentation_pages(), self.config, page)
        page.active = True
        output = self.env.get_template("main.html").render(cast(Any, context))
        page.active = False
        return output


Finished = Callable[[str, KeptPage], str]

_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Stood)


@dataclass(slots=True)
class Standing:
    """Of one build; `head` is what the head of a page says besides its front matter."""

    store: Cache
    renderer: Renderer
    publication: Before
    head: Callable[[str], str]
    common: bytes = b""
    linking: list[KeptPage] = field(default_factory=list)

    def settle(self, site: Site, finished: Finished) -> None:
        """Take what stands from the late files; `finished` is what becomes of what a template gives for a page."""
        self.common = _common(site.nav, site.config)
        unchanged = dict(self._stood({self._key(file): file for file in _late(site.files)}))
        samples = islice(unchanged, None, None, PROVE_EVERY)
        if all(self._is_proven(file, unchanged[file].digest, site, finished) for file in samples):
            for file, stood in unchanged.items():
                file.stands = stood.digest
            for file, stood in unchanged.items():
                self._note_anchors(file, stood, site.files)

    def note(self, output: str, page: Page) -> None:
        """Keep what a page became, for the next build."""
        if isinstance(page, KeptPage) and page.late and page.kept:
            stood = Stood(
                digest=hashlib.sha256(written(output)).digest(),
                targets=page.kept.targets,
                anchors=page.kept.anchors,
                anchored=page.kept.anchored,
            )
            self.store.put(self._key(cast(KeptFile, page.file)), _ENCODER.encode(stood))

    def listed(self) -> list[File]:
        """Every page that is published, in the order of the files."""
        late = [file for file in self.renderer.files if isinstance(file, KeptFile) and file.stands]
        pages = {*late, *self.renderer.files.documentation_pages()}
        return [file for file in self.renderer.files if file in pages]

    def validate(self, config: MkDocsConfig) -> None:
        """What MkDocs does for the other pages in the end."""
        for page in self.linking:
            page.validate_anchor_links(files=self.renderer.files, log_level=config.validation.links.anchors)

    def _key(self, file: KeptFile) -> bytes:
        return key("standing", self.common, file.src_uri, file.digest, self.head(file.src_uri))

    def _stood(self, files: Mapping[bytes, KeptFile]) -> Iterator[tuple[KeptFile, Stood]]:
        """Every page that is known to become what the old site has there."""
        for file_key, data in self.store.find(files):
            file, stood = files[file_key], _decoded(data)
            there = stood and self.renderer.addresses.issuperset(stood.targets)
            if stood and there and self.publication.digest(file.dest_uri) == stood.digest:
                yield file, stood

    def _is_proven(self, file: KeptFile, digest: bytes, site: Site, finished: Finished) -> bool:
        page = cast(KeptPage, file.page)
        page.populate(site.config)
        output = finished(site.shown(page), page)
        page.forget()
        proven = hashlib.sha256(written(output)).digest() == digest
        if not proven:
            log.warning(
                "%s: the page of the last build is not what the same input gives now, so every page is made again. Set "
                "short_cut: false under the plugin and build again.",
                file.src_uri,
            )
        return proven

    def _note_anchors(self, file: KeptFile, stood: Stood, files: Files) -> None:
        """What MkDocs needs to check links to anchors of this page, and of this page to others that are made again."""
        page = cast(KeptPage, file.page)
        page.present_anchor_ids = frozenset(map(intern, stood.anchors))  # type: ignore[assignment]  # never changed
        others = ((files.src_uris.get(path), links) for path, links in stood.anchored.items())
        page.links_to_anchors = {
            other: links for other, links in others if other and not getattr(other, "stands", None)
        }
        if page.links_to_anchors:
            self.linking.append(page)


def acts_alone(config: MkDocsConfig, plugin: object) -> bool:
    """Whether pages may be made when they are written: no other plugin wants to see them before."""
    handlers = (handler for some in config.plugins.events.values() for handler in some)
    return all(getattr(handler, "__self__", None) is plugin for handler in handlers)


def call_late(files: Files) -> None:
    """Have MkDocs make the late pages that do not stand."""
    for file in _late(files):
        file.apart = bool(file.stands)


def _late(files: Files) -> list[KeptFile]:
    return [file for file in files if isinstance(file, KeptFile) and file.apart]


def _common(nav: Navigation, config: MkDocsConfig) -> bytes:
    """A hash of all that pages have in common."""
    theme = config.theme
    seen = {name: value for name, value in config.items() if name not in UNSEEN} | dict(theme.items())
    listed = [(page.url, [item for item in page.meta.items() if item[0] != "description"]) for page in nav.pages]
    packages = [path.name for place in sys.path for path in sorted(Path(place or ".").glob("*.dist-info"))]
    clock = os.environ.get("SOURCE_DATE_EPOCH", "")
    parts = (repr(seen), str(nav), repr(listed), repr(packages), repr(theme.dirs), clock)
    return key(whole_version(), *parts, *_themes(theme.dirs))


def _themes(folders: Iterable[str]) -> Iterator[str | bytes]:
    """Every file of the themes that do not come with a package."""
    for folder in map(Path, folders):
        if INSTALLED not in folder.parts:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                yield from (path.relative_to(folder).as_posix(), path.read_bytes())


def _decoded(data: bytes) -> Stood | None:
    try:
        return _DECODER.decode(data)
    except msgspec.MsgspecError:
        return None
