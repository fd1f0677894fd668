"""What a web page calls its site, so that the site's name is told from headlines and authors."""

import re
import unicodedata
from dataclasses import dataclass

from generator.extract.metadata.candidates import Material

_NAMES = (
    "og:site_name",
    "front-matter:publisher",
    "front-matter:outlet",
    "front-matter:site",
    "record:publisher",
    "json-ld:publisher",
    "json-ld-site:name",
    "json-ld-organization:name",
    "html:home-heading",
    "meta:application-name",
    "twitter:domain",
    "json-ld:sourceOrganization",
    "meta:publisher",
    "meta:copyright",
)
_ADDRESSES = (
    "url",
    "link:canonical",
    "og:url",
    "json-ld:url",
    "front-matter:url",
    "front-matter:source",
    "record:url",
    "feed:url",
)
_HOST = re.compile(r"https?://(?:www\.)?([^/?#:]{3,100})")
_WORD = re.compile(r"[^\W_]+")
MIN_IN_HOST = 4


def key(text: str) -> str:
    """Words in lower case without accents and punctuation, one space apart: what two writings of a name share."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(char for char in text if not unicodedata.combining(char))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Keys of every name that a page gives its site, the letters and digits of its host, and the host's parts."""

    names: frozenset[str]
    host: str
    labels: frozenset[str] = frozenset()

    def is_named(self, text: str) -> bool:
        """Whether a text is the site's name, or part of its host's."""
        folded = key(text)
        joined = folded.replace(" ", "")
        return folded in self.names or joined in self.labels or (len(joined) >= MIN_IN_HOST and joined in self.host)


def site_of(material: Material) -> Site:
    """What the page states of its site; empty where it states nothing."""
    names = frozenset(name for field in material.fields(*_NAMES) if (name := key(field.value)))
    for field in material.fields(*_ADDRESSES):
        if match := _HOST.match(field.value):
            labels = frozenset(match[1].casefold().split(".")[:-1])
            return Site(names=names, host=key(match[1]).replace(" ", ""), labels=labels)
    return Site(names=names, host="")
