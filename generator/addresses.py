"""Addresses of pages: portable file names that depend on the source alone, and where they stand on the web."""

import hashlib
import re
from functools import lru_cache
from pathlib import PurePosixPath

from slugify import slugify

from generator import naming
from generator.settings import Settings

LONGEST = 60
REMEMBERED = 50_000  # every page asks for the addresses of many others
RESERVED = frozenset({"", "index", "unknown", "unnamed", "undated", "con", "prn", "aux", "nul"})
_LOOKS_HASHED = re.compile(r"(?:^|-)[0-9a-f]{8}$|^(?:com|lpt)[0-9]$")


@lru_cache(maxsize=REMEMBERED)
def document_slug(path: str) -> str:
    """File name for a source's page: its readable path without suffix, cut to 60 characters, and a hash of the path.

    All versions of a text have that of the first.
    """
    path, _ = naming.version_of(path)
    readable = slugify(path.removesuffix(PurePosixPath(path).suffix), max_length=LONGEST)
    return f"{readable}-{digest(path)}".lstrip("-")


def file_stem(words: str) -> str:
    """Words as the portable name of a file, without a suffix."""
    return slugify(words, max_length=LONGEST) or digest(words)


@lru_cache(maxsize=REMEMBERED)
def name_slug(name: str) -> str:
    """File name for a person, place or outlet; plain where the name can be read back from it, else with a hash."""
    readable = slugify(name, max_length=LONGEST)
    exact = readable.replace("-", " ").title() == name
    if exact and readable not in RESERVED and not _LOOKS_HASHED.search(readable):
        return readable
    return f"{readable}-{digest(name)}".lstrip("-")


def digest(text: str) -> str:
    """Eight hexadecimal digits of the text's sha256; surrogates from undecodable file names count as themselves."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def document_path(path: str) -> str:
    """Path of a source's page below the site's root."""
    return f"documents/{document_slug(path)}.md"


def text_path(path: str) -> str:
    """Path of the plain text of a source whose page shows only its beginning."""
    return f"documents/{document_slug(path)}.txt"


def topic_path(topic: str) -> str:
    """Path of a topic's page below the site's root; an id is portable already but may be a reserved name."""
    return f"topics/{topic if topic not in RESERVED else f'{topic}-{digest(topic)}'}.md"


def day_path(day: str) -> str:
    """Path of a day's page below the site's root, the day as in ISO 8601."""
    return f"days/{day}.md"


def story_path(story: str) -> str:
    """Path of a story's page below the site's root."""
    return f"stories/{story}.md"


def name_path(folder: str, name: str) -> str:
    """Path of the page of an outlet, person or place below the site's root."""
    return f"{folder}/{name_slug(name)}.md"


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
