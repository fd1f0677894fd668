"""A page's HTML without Python-Markdown: what MkDocs would make of the page, or nothing where only MkDocs can."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from generator.markup import elements, html

_NEEDED: Final = {"admonition", "attr_list", "briefings-sanitiser", "pymdownx.details", "tables", "toc"}
# Of these nothing stands in a page that is converted here.
_IDLE: Final = {"fenced_code", "footnotes", "md_in_html"}
_DEPTH: Final = 6
EXCLUDED: Final = frozenset({InclusionLevel.EXCLUDED, InclusionLevel.DRAFT})
_OUTSIDE: Final = ("http:", "https:", "mailto:")


class Heading(msgspec.Struct, frozen=True):
    """An entry of a table of contents, under the names that MkDocs uses for one."""

    name: str
    id: str
    level: int
    children: tuple["Heading", ...]


class Made(msgspec.Struct, frozen=True):
    """What MkDocs makes of a page's Markdown.

    `anchored` are the links to anchors by the page that they lead to, `targets` the addresses of the site linked to.
    """

    content: str
    contents: tuple[Heading, ...]
    anchors: tuple[str, ...]
    anchored: dict[str, dict[str, str]]
    targets: tuple[str, ...]


class Converter:
    """Converts the pages of one site; `fit` says whether its Markdown extensions are those that are known here."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        """For a site of these files."""
        contents: Mapping[str, object] = config.mdx_configs.get("toc") or {}
        names = set(config.markdown_extensions)
        configured = {name for name in names & (_NEEDED | _IDLE) - {"toc"} if config.mdx_configs.get(name)}
        depth, permalink = contents.get("toc_depth", _DEPTH), contents.get("permalink", False)
        known = names >= _NEEDED and names <= _NEEDED | _IDLE and not configured
        self.fit = known and contents.keys() <= {"toc_depth", "permalink"} and isinstance(permalink, bool)
        self._depth = depth if isinstance(depth, int) else 0
        self.fit = self.fit and self._depth > 0
        self._permalink, self._files = bool(permalink), files

    def made(self, text: str, file: File) -> Made | None:
        """What becomes of the page of a file; nothing where it holds what only MkDocs converts or warns of."""
        links = _Links(file, self._files)
        try:
            page = html.convert(text, links, permalink=self._permalink)
        except elements.Unknown:
            return None
        return Made(
            content=page.html,
            contents=tuple(_nested(page.headings, self._depth)),
            anchors=tuple(sorted(page.anchors)),
            anchored=links.anchored,
            targets=tuple(sorted(links.targets)),
        )


class _Links:
    """Where the links of one page lead, as MkDocs says it."""

    def __init__(self, file: File, files: Files) -> None:
        self.anchored: dict[str, dict[str, str]] = {}
        self.targets: set[str] = set()
        self._file, self._files = file, files
        self._folder = posixpath.dirname(file.src_uri)
        self._known: dict[str, tuple[str, str]] = {}

    def __call__(self, address: str) -> str:
        """The address on the published page; raises Unknown where MkDocs may have something to say."""
        if address.startswith(_OUTSIDE):
            return address
        path, _, anchor = address.partition("#")
        source, shown = self._known.get(path) or self._found(path)
        if anchor:
            self.anchored.setdefault(source, {}).setdefault(anchor, address)
        return f"{shown}#{anchor}" if anchor else shown

    def _found(self, path: str) -> tuple[str, str]:
        if not path:
            return self._file.src_uri, ""
        source = posixpath.normpath(posixpath.join(self._folder, path))
        file = self._files.src_uris.get(source)
        if file is None or file.inclusion in EXCLUDED or "%" in path or "?" in path:
            raise elements.Unknown(f"a link to {path}")
        self.targets.add(site_address(file.url))
        self._known[path] = source, get_relative_url(file.url, self._file.url)
        return self._known[path]


def site_address(url: str) -> str:
    """The address of a page below the site's root; the root's is empty."""
    return url.removeprefix("./")


def _nested(headings: Iterable[html.Heading], depth: int) -> Iterator[Heading]:
    tokens = (heading for heading in headings if heading.level <= depth)
    flat: list[Any] = [{"name": heading.name, "id": heading.id, "level": heading.level} for heading in tokens]
    return map(_heading, nest_toc_tokens(flat))


def _heading(token: Mapping[str, object]) -> Heading:
    return msgspec.convert(token, Heading)
