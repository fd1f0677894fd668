"""The file of results: a part for each benchmark, put in the place of the older one when that benchmark runs."""

import os
import platform
import re
from importlib import metadata
from pathlib import Path

FILE = Path(__file__).parent / "results.md"
PARTS = ("quality", "publishing", "serving", "ingesting", "finding")
HEAD = "# Measured\n\nWritten by `make bench`; `docs/scaling.md` says what the figures mean.\n"
NAMES = ("mkdocs", "mkdocs-material", "hugo", "zensical", "markdown", "jinja2", "numpy", "pyromark")


def put(name: str, text: str) -> None:
    """Print the part of a benchmark, and write it down with the machine on which it was measured."""
    print(text)
    parts = _parts(FILE.read_text("utf-8")) if FILE.is_file() else {}
    parts[name] = f"{machine()}.\n\n{text.strip()}\n"
    written = "".join(f"\n<!-- {one} -->\n\n{parts[one]}" for one in PARTS if one in parts)
    FILE.write_text(HEAD + written, "utf-8")


def machine() -> str:
    """What kind of machine it is, without its name, how busy it was, and the engines with their versions."""
    installed = {one.name.lower(): one.version for one in metadata.distributions()}
    versions = ", ".join(f"{name} {installed[name]}" for name in NAMES if name in installed)
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"{system}, load {os.getloadavg()[0]:.0f} at the end; Python {platform.python_version()}, {versions}"


def _parts(text: str) -> dict[str, str]:
    found = re.split(r"\n<!-- (\w+) -->\n\n", text)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))
