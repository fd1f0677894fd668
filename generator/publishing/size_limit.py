"""How large a built site is, and which of its folders are."""

from collections import Counter
from pathlib import Path

from generator.model import Problem
from generator.runtime import walk

MB = 1_000_000
NAMED = 3


def oversize(site: Path, most_mb: float) -> Problem | None:
    """A warning that names the largest folders where the site has more than so many million bytes; 0 is no limit."""
    sizes: Counter[str] = Counter()
    for path, entry in walk.files(site):
        first, inside, _ = path.partition("/")
        if entry.is_file():
            sizes[first + inside] += entry.stat().st_size
    total = sizes.total()
    if not most_mb or total <= most_mb * MB:
        return None
    largest = ", ".join(f"{name} ({_mb(size)})" for name, size in sizes.most_common(NAMED))
    message = (
        f"the site has {_mb(total)}, more than the {most_mb:,g} MB of max_site_mb (GitHub Pages takes 1 GB); the most "
        f"is in {largest}: show less of the texts with 'rights:', leave out 'search', or publish elsewhere"
    )
    return Problem(code="site-size", severity="warning", path=site.name, message=message)


def _mb(size: int) -> str:
    return f"{size / MB:,.1f} MB"
