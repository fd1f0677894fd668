"""How large a built site is, and which of its folders are."""

import os
from collections import Counter
from pathlib import Path

from generator.model import Problem

MB = 1_000_000
NAMED = 3


def oversize(site: Path, most_mb: float) -> Problem | None:
    """A warning that names the largest folders where the site has more than so many million bytes; 0 is no limit."""
    sizes: Counter[str] = Counter()
    for place, _, files in os.walk(site):
        first = next(iter(Path(place).relative_to(site).parts), "")
        for name in files:
            path = f"{place}/{name}"
            if os.path.isfile(path):  # noqa: PTH113 - thousands of times
                sizes[f"{first}/" if first else name] += os.stat(path).st_size  # noqa: PTH116 - the same
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
