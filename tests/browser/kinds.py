"""One page of each kind that the site has."""

from pathlib import Path

PATTERNS = {
    "home": ".",
    "document": "documents/meridian-*",
    "document with damaged text": "documents/march-raids-*",
    "live blog": "documents/vilnius-live-*",
    "topic": "topics/border-attacks",
    "day": "days/2*",
    "outlet": "outlets/harbour*",
    "person": "people/[a-z]*",
    "place": "places/[a-z]*",
    "story": "stories/[0-9a-f]*",
    "topics": "topics",
    "days": "days",
    "outlets": "outlets",
    "people": "people",
    "places": "places",
    "stories": "stories",
    "timeline": "timeline",
    "changes": "changes",
    "desk": "desk",
    "search": "search",
    "hand-written": "about",
    "guide": "guide",
}


def kinds(site: Path) -> dict[str, str]:
    """The address of a page of each kind, below the root; StopIteration where a kind has none."""
    found = {kind: next(iter(sorted(site.glob(f"{pattern}/index.html")))) for kind, pattern in PATTERNS.items()}
    return {kind: path.parent.relative_to(site).as_posix().lstrip(".") for kind, path in found.items()}
