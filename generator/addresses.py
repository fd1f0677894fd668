"""Addresses of pages: portable names that depend on the source alone, and where pages stand on the web."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from slugify import slugify

from generator import filenames
from generator.settings import Settings

LONGEST = 60
DIGITS = 8  # of a hash in an address, and so many more where two have the same
MOST_DIGITS = 64
REMEMBERED = 50_000  # every page asks for the addresses of many others
RESERVED = frozenset({"", "index", "unknown", "unnamed", "undated", "con", "prn", "aux", "nul"})
_LOOKS_HASHED = re.compile(r"(?:^|-)[0-9a-f]{8}$|^(?:com|lpt)[0-9]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Paths of the pages of one site's documents, outlets, people, places and speakers, no two alike.

    It holds the file names of those that would otherwise have that of another: of documents by the path of their first
    version, of names by their folder and name. All others have the address that they would have on any site.
    """

    documents: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def are_plain(self) -> bool:
        """Whether no two would have had the same."""
        return not (self.documents or self.names)

    def slug(self, path: str) -> str:
        """File name for a source's page, without a suffix; all versions of a text have that of the first."""
        longer = self.documents and self.documents.get(filenames.version_of(path)[0])
        return longer or document_slug(path, DIGITS)

    def document(self, path: str) -> str:
        """Path of a source's page below the site's root."""
        return f"documents/{self.slug(path)}.md"

    def text(self, path: str) -> str:
        """Path of the plain text of a source whose page shows only its beginning."""
        return f"documents/{self.slug(path)}.txt"

    def name(self, folder: str, name: str) -> str:
        """Path of the page of an outlet, person, place or speaker below the site's root."""
        return f"{folder}/{self.names.get((folder, name)) or name_slug(name, DIGITS)}.md"


def distinct(paths: Iterable[str], names: Mapping[str, Iterable[str]]) -> Addresses:
    """The addresses of a site with these sources, and these names in each folder; the same in whatever order they come.

    Of those that would have one address, the one whose hash comes first has it; the others get more digits of theirs.
    """
    return Addresses(
        documents=longer({filenames.version_of(path)[0] for path in paths}, document_slug),
        names={
            (folder, name): slug
            for folder, some in sorted(names.items())
            for name, slug in longer(set(some), name_slug).items()
        },
    )


def longer(names: Iterable[str], slug: Callable[[str, int], str]) -> dict[str, str]:
    """What `slug` makes of the names that cannot have eight digits of their hash, because another has the same.

    The name whose hash comes first has the short one; the order of the names does not matter.
    """
    digits = dict.fromkeys(sorted(names, key=_hash), DIGITS)
    while taken := [name for some in _alike(digits, slug) for name in some[1:] if digits[name] < MOST_DIGITS]:
        digits |= {name: digits[name] + DIGITS for name in taken}
    return {name: slug(name, count) for name, count in digits.items() if count > DIGITS}


def _alike(digits: Mapping[str, int], slug: Callable[[str, int], str]) -> Iterable[list[str]]:
    """The names by their slug, those with the fewest digits first and then in the order that they are given in."""
    by_slug: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(digits, key=digits.__getitem__):
        by_slug[slug(name, digits[name])].append(name)
    return by_slug.values()


@lru_cache(maxsize=REMEMBERED)
def document_slug(path: str, digits: int = DIGITS) -> str:
    """The readable path of a text's first version without suffix, cut to 60 characters, and so many digits of its hash.

    Pages are called by `Addresses`, which knows of others.
    """
    path, _ = filenames.version_of(path)
    readable = slugify(path.removesuffix(PurePosixPath(path).suffix), max_length=LONGEST)
    return f"{readable}-{digest(path, digits)}".lstrip("-")


def file_stem(words: str) -> str:
    """Words as the portable name of a file, without a suffix."""
    return slugify(words, max_length=LONGEST) or digest(words)


@lru_cache(maxsize=REMEMBERED)
def name_slug(name: str, digits: int = DIGITS) -> str:
    """A name as it is where it can be read back, else with so many digits of its hash; with more than 8 always.

    Pages are called by `Addresses`, which knows of others.
    """
    readable = slugify(name, max_length=LONGEST)
    exact = digits == DIGITS and readable.replace("-", " ").title() == name
    if exact and readable not in RESERVED and not _LOOKS_HASHED.search(readable):
        return readable
    return f"{readable}-{digest(name, digits)}".lstrip("-")


def digest(text: str, digits: int = DIGITS) -> str:
    """Digits of the text's sha256, hexadecimal; surrogates from undecodable file names count as themselves."""
    return _hash(text)[:digits]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_path(path: str) -> str:
    """Path of a source's page below the root of a site where no other has the same."""
    return Addresses().document(path)


def text_path(path: str) -> str:
    """Path of the whole text of a source below the root of a site where no other has the same."""
    return Addresses().text(path)


def topic_path(topic: str) -> str:
    """Path of a topic's page below the site's root; an id is portable already but may be a reserved name."""
    return f"topics/{topic_slug(topic)}.md"


def topic_slug(topic: str) -> str:
    """File name for a topic's page, without a suffix."""
    return topic if topic not in RESERVED else f"{topic}-{digest(topic)}"


def day_path(day: str) -> str:
    """Path of a day's page below the site's root, the day as in ISO 8601."""
    return f"days/{day}.md"


def story_path(story: str) -> str:
    """Path of a story's page below the site's root."""
    return f"stories/{story}.md"


def name_path(folder: str, name: str) -> str:
    """Path of the page of a name below the root of a site where no other has the same."""
    return Addresses().name(folder, name)


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
