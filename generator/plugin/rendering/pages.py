"""Pages of MkDocs that bring their HTML: rendered by MkDocs once, then kept by their Markdown and all it depends on."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from importlib import metadata
from sys import intern
from typing import Final

import msgspec
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from generator.i18n import Interface
from generator.markup import sanitised_html, urls
from generator.model import Problem
from generator.pages import failure_page
from generator.pipeline.documents import version
from generator.plugin.rendering.conversion import EXCLUDED, Converter, Heading, Made, site_address
from generator.runtime import cache
from generator.runtime.containment import OPEN, Contained, Thing

log = logging.getLogger("mkdocs.plugins.briefings")

PROOF_EVERY: Final = 500  # pages of a folder
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Made)


class Renderer:
    """What the pages of one build share: the cache, and the addresses that links may lead to."""

    def __init__(self, store: cache.Cache, config: MkDocsConfig, files: Files) -> None:
        """For the pages of these files, to which more may be added until the first page is rendered."""
        self._store = store
        self.files = files
        extensions = [repr(config.markdown_extensions), repr(sorted(config.mdx_configs.items()))]
        pymdownx = metadata.version("pymdown-extensions")  # of Material's requirements, so not in `version`
        self._converter = Converter(config, files)
        self._proven: Counter[str] = Counter()
        self._common = cache.key("html", version(), pymdownx, *extensions, str(config.use_directory_urls))

    def render(self, page: "KeptPage", config: MkDocsConfig) -> None:
        """Give the page its HTML and table of contents, from the cache if all that it links to is where it was."""
        key = cache.key(self._common, page.file.src_uri, page.markdown or "")
        stored = next((decoded for _, data in self._store.find([key]) if (decoded := _decoded(data))), None)
        if stored is None or not self._fill(page, stored):
            stored = self._made(page, config)
            if stored:
                self._store.put(key, _ENCODER.encode(stored))
        page.kept = stored

    def at_once(self, page: "KeptPage") -> bool:
        """Give a page its HTML with no cache and no proof, if it can be converted and what it links to is there."""
        converted = self._converter.made(page.markdown or "", page.file) if self._converter.fit else None
        return converted is not None and self._fill(page, converted)

    def _made(self, page: "KeptPage", config: MkDocsConfig) -> Made | None:
        """Give the page its HTML anew; what to keep of it, if anything."""
        converted = self._converter.made(page.markdown or "", page.file) if self._converter.fit else None
        if converted and not self._is_proof(page.file) and self._fill(page, converted):
            return converted
        page.render_anew(config, self.files)
        stored = self._kept(page)
        if converted and converted != stored:
            self._converter.fit = False
            log.warning("MkDocs makes another page of %s: it converts them all, which is slower", page.file.src_uri)
        return stored

    def _is_proof(self, file: File) -> bool:
        """Whether a page is converted by MkDocs too, and compared: the first of each folder and samples after it."""
        folder = file.src_uri.rpartition("/")[0]
        self._proven[folder] += 1
        return self._proven[folder] % PROOF_EVERY == 1

    def _fill(self, page: "KeptPage", converted: Made) -> bool:
        linked = {file: links for path, links in converted.anchored.items() if (file := self.files.src_uris.get(path))}
        if not self.addresses.issuperset(converted.targets) or len(linked) < len(converted.anchored):
            return False
        page.content = converted.content
        page.toc = get_toc([msgspec.to_builtins(heading) for heading in converted.contents])
        page.present_anchor_ids = set(converted.anchors)
        page.links_to_anchors = linked
        return True

    def _kept(self, page: "KeptPage") -> Made | None:
        """What to keep of a page; nothing where a link leads nowhere, so that each build warns of it."""
        targets = set(_targets(page))
        if not self.addresses.issuperset(targets) or page.links_to_anchors is None:
            return None
        return Made(
            content=page.content or "",
            contents=tuple(map(_heading, page.toc)),
            anchors=tuple(sorted(page.present_anchor_ids or ())),
            anchored={file.src_uri: links for file, links in page.links_to_anchors.items()},
            targets=tuple(sorted(targets)),
        )

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Of every file of the site, as seen from its root."""
        return frozenset(site_address(file.url) for file in self.files if file.inclusion not in EXCLUDED)


class MadePage(Page):
    """A page that the generator made; where no HTML can be made of it, it says so."""

    kept: Made | None = None
    """What was made of the page; nothing where that must be made in each build."""

    def __init__(
        self, file: File, config: MkDocsConfig, held: Contained, words: Interface, title: str | None = None
    ) -> None:
        """A page with the title that the navigation gives it, if any: else its front matter has one."""
        super().__init__(title, file, config)
        self.held, self._words = held, words

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """As MkDocs does it."""
        make = partial(super().render, config, files)
        self.held.attempt(self._thing("html"), make, partial(self.fail, config, files))

    def fail(self, config: MkDocsConfig, files: Files, problem: Problem) -> None:
        """Be the page that says that this one could not be made."""
        path, title = self.file.src_uri, str(self.meta.get("title") or "")
        self.kept = None
        self.markdown = failure_page.text(self._words, path, title, problem)
        self.meta = yaml.load(failure_page.matter(self._words, path, title, problem).split("---\n")[1], _LOADER)  # noqa: S506
        Page.render(self, config, files)

    def shown(self, make: Callable[[], str], config: MkDocsConfig) -> str:
        """What `make` gives, which puts the theme around the page, of the page that says so where it raises."""

        def instead(problem: Problem) -> str:
            self.fail(config, Files([self.file]), problem)
            return make()

        return self.held.attempt(self._thing("theme"), make, instead)

    def _thing(self, kind: str) -> Thing:
        source = str(self.meta.get("source") or "")
        return Thing(kind=kind, page=self.file.src_uri, source=source, code="page-failed")


class KeptPage(MadePage):
    """A page that begins with a block of front matter, and whose HTML is kept.

    It may be `late`: then it is made when MkDocs writes it, and nothing is held of it before and after.
    """

    late = False

    def __init__(  # noqa: PLR0913 - what MkDocs knows of a page, and what makes it
        self,
        file: File,
        config: MkDocsConfig,
        renderer: Renderer,
        title: str | None = None,
        *,
        held: Contained = OPEN,
        words: Interface | None = None,
    ) -> None:
        """A page with the title that the navigation gives it, if any: else its front matter has one."""
        super().__init__(file, config, held, words or Interface(), title)
        self._renderer = renderer

    def populate(self, config: MkDocsConfig) -> None:
        """What MkDocs does before it writes the first page."""
        self.read_source(config)
        self.render(config, self._renderer.files)

    def forget(self) -> None:
        """Leave no more of a page that is written than what MkDocs checks in the end: anchors, and links to them."""
        self.present_anchor_ids = frozenset(map(intern, self.present_anchor_ids or ()))  # type: ignore[assignment]  # never changed
        self.links_to_anchors = dict(_unproven(self.links_to_anchors or {}))
        self.markdown = self.content = self.kept = None
        self.toc, self.meta = [], {}  # type: ignore[assignment]  # as MkDocs begins it

    def read_source(self, config: MkDocsConfig) -> None:
        """As MkDocs reads it, with the YAML parser in C."""
        source = config.plugins.on_page_read_source(page=self, config=config)
        text = self.file.content_string if source is None else source
        _, front, text = text.split("---\n", 2)
        self.meta = yaml.load(front, _LOADER)  # noqa: S506 - it is a safe loader
        self.markdown = text.lstrip("\n")

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """From the cache, or as MkDocs does it."""
        make = partial(self._renderer.render, self, config)
        self.held.attempt(self._thing("html"), make, partial(self.fail, config, files))

    def render_anew(self, config: MkDocsConfig, files: Files) -> None:
        """As MkDocs does it; an id without a value is no anchor."""
        Page.render(self, config, files)
        self.present_anchor_ids = set(filter(None, self.present_anchor_ids or ()))


def _decoded(data: bytes) -> Made | None:
    try:
        return _DECODER.decode(data)
    except msgspec.MsgspecError:
        return None


def _unproven(links: Mapping[File, dict[str, str]]) -> Iterator[tuple[File, dict[str, str]]]:
    """Links to anchors that are not known to be there."""
    for file, anchors in links.items():
        there = (file.page and file.page.present_anchor_ids) or ()
        left = {anchor: link for anchor, link in anchors.items() if anchor not in there}
        if left:
            yield file, left


def _heading(entry: AnchorLink) -> Heading:
    children = tuple(map(_heading, entry.children))
    return Heading(name=entry.title, id=entry.id, level=entry.level, children=children)


def _targets(page: KeptPage) -> Iterator[str]:
    """Every address of the site that the page's HTML links to, as seen from the root; an absolute one as it is."""
    here = f"/{site_address(page.file.url)}"
    for link in set(sanitised_html.attributes(page.content or "", "href", "src")):
        parts = urls.split(link)
        if parts is None:
            yield link  # it leads nowhere, which MkDocs is to say in each build
        elif parts.path and not parts.scheme and not parts.netloc:
            absolute = parts.path.startswith("/")
            yield parts.path if absolute else site_address(urls.join(here, parts.path).removeprefix("/"))
