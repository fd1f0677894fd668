"""Files of the site that are not pages."""

from dataclasses import dataclass

from generator.runtime.spool import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file of the site: its path below the site's root, POSIX, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeAsset:
    """A large file of the site: its path, and its bytes, which wait on disk."""

    path: str
    waiting: Waiting


def text_asset(path: str, text: str) -> Asset:
    """A text as a file: UTF-8, with what UTF-8 cannot hold as question marks."""
    return Asset(path=path, data=text.encode("utf-8", "replace"))
