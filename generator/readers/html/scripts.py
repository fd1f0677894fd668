"""The day of publication in the data that a page keeps for its own scripts, where it has no structured data."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from generator.model import Field

_STATED = re.compile(r"datePublished|published_time|pubdate", re.IGNORECASE)
_MAX_SCRIPT = 2_000_000
_MOMENT = re.compile(
    r"""(?:date_?published|(?:first_?)?publish(?:ed)?_?(?:date|at|time|on|datetime|timestamp)|publication_?date|pub_?date)"""
    r"""\\?["']?\s{0,3}:\s{0,3}\\?["'](?P<moment>\d{4}-\d\d-\d\d(?:[T ][\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?)\\?["']""",
    re.IGNORECASE,
)


def published(tree: HtmlElement, stated: Iterable[Field]) -> Iterator[Field]:
    """`script:published` where nothing is stated and all scripts of the page name the same single day."""
    if any(_STATED.search(field.name) for field in stated):
        return
    found = [(match["moment"], script) for script in tree.iter("script") for match in _matches(script)]
    if len({moment[:10] for moment, _ in found}) == 1:
        moment, script = found[0]
        line = int(script.sourceline or 0)
        yield Field(name="script:published", value=moment, lines=(line, line) if line else None)


def _matches(script: HtmlElement) -> Iterator[re.Match[str]]:
    text = (script.text or "")[:_MAX_SCRIPT]
    return _MOMENT.finditer(text) if "pub" in text.lower() else iter(())
