"""Every regular expression, and ingest as a whole, on long repeated tokens: what is not linear runs into the limit.

A limit is on CPU time, some ten times what linear code needs and a fraction of what quadratic code does.
"""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator

import pytest

import generator
from generator import limits
from generator.desk import EMPTY
from generator.entities import Names
from generator.ingest import ingest
from generator.ingest.marking import mark
from generator.model import Source
from generator.settings import Settings

MEMORY = 1 << 30
HEAD = 8_192  # what detection looks at
UNITS = (
    *" \t\n\u00a0aZé7.,:;!?-–—_/\\|'\"“”‘’«»„(){}[]<>&#@*~`=+^%$",
    "a ",
    "A ",
    "Ab ",
    "A. ",
    "A.",
    "a, ",
    "7 ",
    "7.",
    "7:",
    "12:34 ",
    "12 May ",
    "1999-",
    "1999-12-31 ",
    "By A ",
    "By ",
    "by A and B, ",
    "von A und B ",
    "said ",
    "“A” ",
    '"a", ',
    " — ",
    "a-",
    "https://",
    "www.",
    "a@",
    "a.b@c.",
    "<a ",
    "<!--",
    "<![CDATA[",
    "&#",
    "&amp;",
    "](",
    "[a](",
    "![",
    "**",
    "* ",
    "- a\n",
    "> ",
    "# ",
    "# a\n\n",
    "1. ",
    "a: b\n",
    "---\n",
    "===\n",
    "\n\n",
    " \n",
    "a\n",
    "A\n\n",
    "12:34\n",
    "12:34 GMT\nA b\n\n",
    "LIVE ",
    "Updated ",
    "(CNN) ",
    "LONDON (Reuters) - ",
    "%PDF-",
    "ß",
    "İ",
    "中",
    "\u0301",
    "\u202e",
)
# A long run that almost matches is where backtracking costs.
END = "!x"


def modules() -> Iterator[str]:
    yield from (module.name for module in pkgutil.walk_packages(generator.__path__, "generator."))


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled text pattern that stands in a module, also inside tuples and dictionaries."""
    seen = set()
    for name in modules():
        if name.endswith("__main__"):
            continue
        for label, value in sorted(vars(importlib.import_module(name)).items(), key=lambda item: item[0]):
            for pattern in found_in(value):
                if isinstance(pattern.pattern, str) and pattern not in seen:
                    seen.add(pattern)
                    yield f"{name}.{label}-{len(seen)}", pattern


def found_in(value) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from found_in(item)
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from found_in(item)


def within(seconds: float) -> None:
    """End this process when the next step takes more CPU seconds than that."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def search_all(pattern: re.Pattern[str], size: int) -> str:
    # 50 kB: a quadratic search makes a thousand million steps, a linear one some ten thousand, times its bounds.
    for unit in UNITS:
        for end in (END, "") if unit.isspace() else (END,):
            text = unit * (size // len(unit)) + end
            within(1.5)
            for _ in pattern.finditer(text):
                pass
            pattern.match(text)
            pattern.fullmatch(text)
    return "linear"


PATTERNS = list(patterns())


def test_patterns_are_found():
    assert PATTERNS


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_pattern_is_linear(name, pattern):
    size = HEAD if name.startswith("generator.readers.detection.") else 50_000
    assert limits.run(search_all, (pattern, size), seconds=600, memory_bytes=MEMORY) == "linear"


def read_all(suffix: str) -> str:
    """Read, mark and cut a long source of every unit; on one line, and a unit a line."""
    names = Names(EMPTY)
    mark(ingest(Source(path="a.txt", data=b"A", sha256=""), Settings()), EMPTY, names)
    for unit in UNITS:
        for end in ("", "\n"):
            data = (unit * (30_000 // len(unit)) if not end else (unit + end) * 1_000).encode()
            within(5)
            ingested = ingest(Source(path=f"a{suffix}", data=data, sha256=""), Settings())
            mark(ingested, EMPTY, names)
    return "linear"


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_reading_is_linear(suffix):
    assert limits.run(read_all, (suffix,), seconds=1_200, memory_bytes=MEMORY) == "linear"


@pytest.mark.parametrize("pattern", [r"\s+$", r"(a+)+$", r"<[^>]*a[^>]*>"])
def test_other_patterns_would_be_noticed(pattern):
    outcome = limits.run(search_all, (re.compile(pattern), 50_000), seconds=600, memory_bytes=MEMORY)
    assert outcome.message.endswith(f"(status {-signal.SIGPROF})")
