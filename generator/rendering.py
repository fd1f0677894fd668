"""Pages of MkDocs that bring their HTML: rendered by MkDocs once, then kept by their Markdown and all it depends on."""

import html
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from typing import Final
from urllib.parse import urljoin, urlsplit

import msgspec
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from generator import cache, model
from generator.documents import version

Keep = Callable[[str, bytes], bool]
"""Takes a path below the site's root and bytes; whether the new site has such a file now, from the old one."""
EXCLUDED: Final = frozenset({InclusionLevel.EXCLUDED, InclusionLevel.DRAFT})
_LINK: Final = re.compile(r'\s(?:href|src)="([^"]*)"')
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Heading(msgspec.Struct, frozen=True):
    """An entry of a table of contents, under the names that MkDocs uses for one."""

    name: str
    id: str
    level: int
    children: tuple["_Heading", ...]


class Kept(msgspec.Struct, frozen=True):
    """What MkDocs makes of a page's Markdown; `targets` are the addresses of the site that it links to."""

    content: str
    title: str | None
    contents: tuple[_Heading, ...]
    anchors: tuple[str, ...]
    anchored: dict[str, dict[str, str]]
    targets: tuple[str, ...]


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Kept)


class Renderer:
    """What the pages of one build share: the cache, and the addresses that links may lead to."""

    def __init__(self, store: cache.Cache, config: MkDocsConfig, files: Files) -> None:
        """For the pages of these files, to which more may be added until the first page is rendered."""
        self._store = store
        self._files = files
        extensions = [repr(config.markdown_extensions), repr(sorted(config.mdx_configs.items()))]
        pymdownx = metadata.version("pymdown-extensions")  # of Material's requirements, so not in `version`
        self._common = cache.key("html", version(), pymdownx, *extensions, str(config.use_directory_urls))

    def render(self, page: "KeptPage", config: MkDocsConfig) -> None:
        """Give the page its HTML and table of contents, from the cache if all that it links to is where it was."""
        key = cache.key(self._common, page.file.src_uri, page.markdown or "")
        kept = next((found for _, data in self._store.find([key]) if (found := _decoded(data))), None)
        if kept is None or not self._fill(page, kept):
            page.render_anew(config, self._files)
            made = self._kept(page)
            if made:
                self._store.put(key, _ENCODER.encode(made))

    def _fill(self, page: "KeptPage", kept: Kept) -> bool:
        linked = {
            file: links for path, links in kept.anchored.items() if (file := self._files.get_file_from_path(path))
        }
        if not self._addresses.issuperset(kept.targets) or len(linked) < len(kept.anchored):
            return False
        page.content = kept.content
        page.toc = get_toc([msgspec.to_builtins(heading) for heading in kept.contents])
        page._title_from_render = kept.title  # noqa: SLF001 - where MkDocs' own `render` puts it
        page.present_anchor_ids = set(kept.anchors)
        page.links_to_anchors = linked
        return True

    def _kept(self, page: "KeptPage") -> Kept | None:
        """What to keep of a page; nothing where a link leads nowhere, so that each build warns of it."""
        targets = set(_targets(page))
        if not self._addresses.issuperset(targets) or page.links_to_anchors is None:
            return None
        return Kept(
            content=page.content or "",
            title=page._title_from_render,  # noqa: SLF001 - where MkDocs' own `render` puts it
            contents=tuple(map(_heading, page.toc)),
            anchors=tuple(sorted(page.present_anchor_ids or ())),
            anchored={file.src_uri: links for file, links in page.links_to_anchors.items()},
            targets=tuple(sorted(targets)),
        )

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(_address(file.url) for file in self._files if file.inclusion not in EXCLUDED)


class KeptPage(Page):
    """A page that the generator made; it begins with a block of front matter."""

    def __init__(self, file: File, config: MkDocsConfig, renderer: Renderer, title: str | None = None) -> None:
        """A page with the title that the navigation gives it, if any: else its front matter has one."""
        super().__init__(title, file, config)
        self._renderer = renderer

    def read_source(self, config: MkDocsConfig) -> None:
        """As MkDocs reads it, with the YAML parser in C."""
        source = config.plugins.on_page_read_source(page=self, config=config)
        text = self.file.content_string if source is None else source
        _, front, text = text.split("---\n", 2)
        self.meta = yaml.load(front, _LOADER)  # noqa: S506 - it is a safe loader
        self.markdown = text.lstrip("\n")

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """From the cache, or as MkDocs does it."""
        del files
        self._renderer.render(self, config)

    def render_anew(self, config: MkDocsConfig, files: Files) -> None:
        """As MkDocs does it."""
        super().render(config, files)


class KeptFile(File):
    """A file of the new site that may be one of the old site; then MkDocs writes nothing."""

    keep: Keep | None = None
    linked = False

    def is_kept(self, data: bytes) -> bool:
        """Whether the old site's file has these bytes and stands for this one now."""
        self.linked = bool(self.keep and self.keep(self.dest_uri, data))
        return self.linked

    def copy_file(self, dirty: bool = False) -> None:
        """As MkDocs does it, unless the old site has the file."""
        if not self.is_kept(self.content_bytes):
            super().copy_file(dirty)

    @property
    def abs_dest_path(self) -> str:
        """Where MkDocs writes the file: nowhere, if it is there."""
        return os.devnull if self.linked else super().abs_dest_path


def linked(output: str, page: Page) -> str:
    """What MkDocs is about to write, once the old site's file stands for it if that is the same."""
    if isinstance(page.file, KeptFile):
        page.file.is_kept(output.encode("utf-8", "xmlcharrefreplace"))
    return output


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The files of a site, to which generated ones are added; `keep` takes those of the old site that are the same."""

    files: Files
    config: MkDocsConfig
    keep: Keep | None = None

    def add(self, path: str, data: bytes, level: InclusionLevel = InclusionLevel.UNDEFINED) -> File:
        """Add one file."""
        file = KeptFile.generated(self.config, path, content=data, inclusion=level)
        file.keep = self.keep  # type: ignore[attr-defined]  # MkDocs makes it of the class that is asked
        self.files.append(file)
        return file

    def add_pages(
        self, pages: Iterable[model.Page], listed: Mapping[str, str | None], store: cache.Cache | None
    ) -> None:
        """Add the pages, which bring their HTML where there is a cache; `listed` are titles in the navigation."""
        renderer = Renderer(store, self.config, self.files) if store else None
        for page in pages:
            level = InclusionLevel.INCLUDED if page.path in listed else InclusionLevel.NOT_IN_NAV
            file = self.add(page.path, page.text.encode("utf-8"), level)
            if renderer and file.is_documentation_page():
                KeptPage(file, self.config, renderer, listed.get(page.path))


def _decoded(data: bytes) -> Kept | None:
    try:
        return _DECODER.decode(data)
    except msgspec.MsgspecError:
        return None


def _heading(entry: AnchorLink) -> _Heading:
    children = tuple(map(_heading, entry.children))
    return _Heading(name=entry.title, id=entry.id, level=entry.level, children=children)


def _targets(page: KeptPage) -> Iterator[str]:
    """Every address of the site that the page's HTML links to, as seen from the root; an absolute one as it is."""
    for link in set(_LINK.findall(page.content or "")):
        parts = urlsplit(html.unescape(link))
        if parts.path.startswith("/"):
            yield parts.path
        elif not parts.scheme and not parts.netloc and parts.path:
            yield _address(urljoin(f"/{_address(page.file.url)}", parts.path).removeprefix("/"))


def _address(url: str) -> str:
    return url.removeprefix("./")
