"""Files of the site that are not pages, and where pages stand on the web."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.settings import Settings
from generator.spool import Waiting


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


def page_url(settings: Settings, path: str) -> str:
    """The address on the web of a page, given by its path; relative to the site's root where that has no address."""
    page, mark, fragment = path.partition("#")
    pure = PurePosixPath(page)
    if pure.name == "index.md":
        place = f"{pure.parent}/".removeprefix("./")
    else:
        place = f"{pure.with_suffix('')}{'/' if settings.directory_urls else '.html'}"
    return file_url(settings, place + mark + fragment)


def file_url(settings: Settings, path: str) -> str:
    """The address on the web of a file that is no page."""
    return f"{settings.site_url.rstrip('/')}/{path}" if settings.site_url else path
