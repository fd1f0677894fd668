"""What the name of a file says: which text it is a version of, and whose sidecar it is."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

SIDECAR: Final = ".meta.yml"


class Format(NamedTuple):
    """A format that is read: the suffixes of its files, their first bytes, and the module of `readers` that reads it.

    The media type is IANA's where it has one. `library` is imported where it is installed; `extra` is what installs it.
    """

    media_type: str
    reader: str
    suffixes: tuple[str, ...] = ()
    magic: tuple[bytes, ...] = ()
    library: str = ""
    extra: str = ""
    is_text: bool = False


HTML_LIBRARY: Final = "trafilatura"
FORMATS: Final = (
    Format("text/plain", "text", (".txt",), is_text=True),
    Format("text/markdown", "markdown", (".md", ".markdown"), is_text=True),
    Format("text/html", "html", (".html", ".htm", ".xhtml"), library=HTML_LIBRARY, is_text=True),
    Format("application/pdf", "pdf", (".pdf",), library="pypdfium2", extra="pdf"),
    Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        (".docx",),
        library="mammoth",
        extra="docx",
    ),
    Format("application/vnd.oasis.opendocument.text", "odt", (".odt",)),
    Format("application/msword", "old_word", magic=(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    Format("message/rfc822", "mail", (".eml",), library=HTML_LIBRARY, is_text=True),
    Format("multipart/related", "web_page", (".mht", ".mhtml"), library=HTML_LIBRARY),
    Format("application/rss+xml", "container", (".rss", ".atom"), library="feedparser", extra="feeds", is_text=True),
    Format("application/json", "records", (".json", ".jsonl", ".ndjson"), library=HTML_LIBRARY, is_text=True),
    Format("text/csv", "container", (".csv", ".tsv"), is_text=True),
    Format("application/warc", "warc", (".warc",), (b"WARC/",), "warcio.archiveiterator", "warc"),
    Format("application/zip", "container", (".zip", ".wacz"), (b"PK\x05\x06",)),
    Format("application/x-tar", "container", (".tar", ".tgz"), (b"BZh", b"\xfd7zXZ\x00")),
    Format("application/gzip", "gzip", (".gz",), library=HTML_LIBRARY),
)
SUFFIXES: Final = {suffix: row.media_type for row in FORMATS for suffix in row.suffixes}
_VERSION: Final = re.compile(r"\.v([2-9]|[1-9]\d{1,3})(?=(?:\.[^./]+){1,2}$)")


def version_of(path: str) -> tuple[str, int]:
    """The path of a text's first version, and which version this is: ("a.txt", 2) for a.v2.txt and a.txt.v2.html."""
    version = _VERSION.search(path)
    if not version or path[: version.start()].endswith(("/", ".")) or not version.start():
        return path, 1
    before, behind = path[: version.start()], path[version.end() :]
    return before if suffix_of(before).lower() in SUFFIXES else before + behind, int(version[1])


def version_name(first: str, number: int, suffix: str) -> str:
    """The path of a further version; of one in another format the whole name of the first stands in it."""
    stem = first.removesuffix(suffix)
    return f"{stem if stem != first else first}.v{number}{suffix}"


def suffix_of(path: str) -> str:
    """The suffix of a path's last part, with its dot; empty where there is none."""
    name, dot, suffix = path.rpartition(".")
    return dot + suffix if name and "/" not in suffix and not name.endswith("/") else ""


def own_sidecars(path: str) -> tuple[str, str]:
    """The two names that a file's sidecar may have: of the whole name, of that without its suffix."""
    return path + SIDECAR, path.removesuffix(suffix_of(path)) + SIDECAR


def sidecars(paths: Collection[str]) -> Mapping[str, str]:
    """The sidecar of each file that has one: its own, else that of the newest version before it."""
    there = {path for path in paths if path.endswith(SIDECAR)}
    return dict(_paired(there, sorted((path for path in paths if path not in there), key=version_of)))


def _paired(there: Collection[str], ordered: Collection[str]) -> Iterator[tuple[str, str]]:
    before: dict[str, str] = {}
    for path in ordered:
        first, _ = version_of(path)
        sidecar = next((name for name in own_sidecars(path) if name in there), before.get(first))
        if sidecar:
            before[first] = sidecar
            yield path, sidecar
