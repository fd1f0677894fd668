"""Every regular expression, and ingest as a whole, on long repeated tokens: what is not linear runs into the limit.

A limit is on CPU time, some ten times what linear code needs and a fraction of what quadratic code does.
"""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator
from generator import language
from generator.annotate import mark
from generator.annotate.entities import Names
from generator.desk import EMPTY
from generator.extract import ingest
from generator.language import sections
from generator.model import Source
from generator.runtime import limits
from generator.settings import Settings
from tests.support import attacks
from tests.support.making import DESK

MEMORY = 1 << 30
SIZE = 20_000
# A quadratic search makes two hundred million steps, a linear one some ten thousand, times its bounds.
LIMIT_SECONDS = 0.5
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


# A text of each language, with what rules of that language look for.
BODY = """{headline}

{by} Anna Belatan
12.05.2024 14:30

Riga, Latvia (Agency) - “We have seen 14 houses burn on 12 May,” Anna Belatan said. 12 people were killed in Riga.

14:30 GMT
Anna Belatan, the mayor, told reporters on Monday that two of 3 towns near Riga were struck. It was built in 1998.

The Free River Legion crossed the bridge. “We hold the old town and the harbour now,” the legion said on Monday.

{by}: Anna Belatan and Jon Ray | Photo: Otto Ray/Agency
"""
LIVE = """Live: the river rises

Published 12 May 2024

All times are in Kyiv time (GMT+3)

14:30

The bridge is closed

Anna Belatan said that 14 houses were damaged by the water in Riga.

13:10

The river rises

The mayor asked people in the old town to leave their houses by the evening.

12:05

Boats are ready

Two boats wait at the harbour, the mayor said.
"""
PAGE = """<html lang="{code}"><head><title>{headline} | Wire</title><meta property="og:site_name" content="Wire">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{headline}", "author": "Anna Ray",}}</script>
</head><body><article><h1>{headline}</h1>
<p>{by} Anna Belatan, 12 May 2024, 14:30</p><p>{body}</p></article></body></html>
"""


def within(seconds: float) -> None:
    """End this process when the next step takes more CPU seconds than that."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def sources(code: str) -> Iterator[Source]:
    """A text and a page in one language."""
    words = language.table(code)
    stated = {"code": code, "by": next(iter(words.by), "By"), "headline": "The river rises: 14 houses are lost"}
    text = BODY.format(**stated)
    yield Source(path="a.txt", data=text.encode(), sha256="")
    yield Source(path="live.txt", data=LIVE.encode(), sha256="")
    yield Source(path="a.html", data=PAGE.format(body=text.replace("\n\n", "</p><p>"), **stated).encode(), sha256="")


def read_in_every_language() -> None:
    """Read and mark a text and a page of each language, with nothing remembered, so that every pattern is made."""
    for module in attacks.modules(generator):
        for value in vars(module).values():
            getattr(value, "cache_clear", bool)()
    names = Names(DESK)
    for code in sections.codes("page"):
        for source in sources(code):
            mark(ingest(source, Settings()), DESK, names)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the package: those that modules hold, and those that functions make, in every language."""
    with attacks.recorded() as compiled:
        read_in_every_language()
    for module in attacks.modules(generator):
        yield from attacks.standing(module)
    for (path, line), literal in attacks.calls(generator):
        name = f"{Path(path).relative_to(Path(generator.__path__[0])).as_posix()}:{line}"
        made = {re.compile(literal)} if isinstance(literal, str) else compiled.get((path, line), set())
        yield from ((name, pattern) for pattern in made)


def distinct() -> list[tuple[str, re.Pattern[str]]]:
    """Each text pattern once, by the first name that it has."""
    names: dict[re.Pattern[str], str] = {}
    for name, pattern in sorted(patterns(), key=lambda item: (item[0], str(item[1].pattern), item[1].flags)):
        if isinstance(pattern.pattern, str):
            names.setdefault(pattern, name)
    return [(f"{name}-{number}", pattern) for number, (pattern, name) in enumerate(names.items())]


def search_all(pattern: re.Pattern[str], size: int) -> str:
    """Search texts of a size that are made to cost this pattern most, and others that are only long."""
    long = [("", unit, (END, "") if unit.isspace() else (END,)) for unit in UNITS]
    for start, unit, ends in (*((*attack, attacks.ENDS) for attack in attacks.attacks(pattern)), *long):
        for end in ends:
            text = start + unit * (size // len(unit)) + end
            within(LIMIT_SECONDS)
            for _ in pattern.finditer(text):
                pass
            pattern.match(text)
            pattern.fullmatch(text)
    return "linear"


PATTERNS = distinct()


def test_every_pattern_is_attacked():
    """A pattern that a function makes of words must have been made above: let the texts hold what it is for."""
    with attacks.recorded() as compiled:
        read_in_every_language()
    assert [place for place, literal in attacks.calls(generator) if literal is None and place not in compiled] == []


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=name) for name, pattern in PATTERNS])
def test_pattern_is_linear(pattern):
    assert limits.run(search_all, (pattern, SIZE), seconds=600, memory_bytes=MEMORY) == "linear"


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


HEAD = "The river rises\n\nBy Anna Belatan\n12 May 2024\n\n"
POSTED = "From: {by}\nTo: b@example.org\nDate: {date}\nMIME-Version: 1.0\nSubject: {subject}\n\nIt rained in Riga.\n"
MAIL = {"by": "Anna Belatan <a@example.org>", "date": "Mon, 13 May 2024 10:00:00 +0000", "subject": "Rain"}
PARTS = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(2_000))


def named(number: int) -> str:
    """A word for each number."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def blog(posts: int, address: str) -> str:
    """A live page with a list of its posts, each of which points at an element by its id."""
    shown = "".join(f'<div id="p{n}"><h2>Rain {n}</h2><p>It rained {n}.</p></div>' for n in range(posts))
    listed = ",".join(
        f'{{"headline":"Rain {n}","url":"#{address.format(n)}","datePublished":"2024-05-12T12:34:00Z"}}'
        for n in range(posts)
    )
    data = f'{{"@type":"LiveBlogPosting","headline":"Rain","liveBlogUpdate":[{listed}]}}'
    return f'<div id="all"><h1>Rain</h1>{shown}</div><script type="application/ld+json">{data}</script>'


# Each in less than two seconds, or refused with a problem before the work is done.
LARGE = {
    "figures of a paragraph": ("a.txt", HEAD + "At least 12 people were killed. " * 2_500),
    "figures of a sentence": ("a.txt", HEAD + "12 people, 13 houses, 14 tanks, " * 2_500),
    "quotations of a paragraph": ("a.txt", HEAD + "“We saw fire,” he said. " * 2_500),
    "quotations that never end": ("a.txt", HEAD + "“We saw ‘fire. " * 5_000),
    "figures of one endless sentence": ("a.txt", HEAD + "12 tanks and 13 % to 14 houses and " * 6_000),
    "figures and places of a paragraph": ("a.txt", HEAD + "Riga said 12 people were hurt. " * 2_500),
    "many bodies by their last words": (
        "a.txt",
        HEAD + "".join(f"The Free X{named(n)} rose. “It is ours,” the X{named(n)} said. " for n in range(4_000)),
    ),
    "days of a paragraph": ("a.txt", HEAD + "On 12 May 2024 it rained in Riga. " * 2_500),
    "names of a paragraph": ("a.txt", HEAD + "President Anna Belatan met Otto Ray. " * 2_500),
    "names of a byline": ("a.txt", "The river rises\n\nBy " + "Anna Belatan, " * 5_000 + "\n12 May 2024\n\nIt rained."),
    "attributes": ("a.html", f"<h1>Rain</h1><p {' '.join(f'a{n}=b' for n in range(200_000))}>It rained in Riga.</p>"),
    "attributes in quotation marks": ("a.html", "<h1>Rain</h1><p " + 'a="<p" ' * 200_000 + ">It rained in Riga.</p>"),
    "links": ("a.html", "<h1>Rain</h1>" + '<a href="https://example.org/">It rained</a> ' * 100_000),
    "rows of a table": ("a.html", "<h1>Rain</h1><table>" + "<tr><td>12</td><td>killed</td></tr>" * 5_000 + "</table>"),
    "posts of a live page": ("a.html", blog(2_000, "p{}")),
    "posts of a live page that point at all of it": ("a.html", blog(1_000, "all")),
    "cells of a row": ("a.html", "<h1>Rain</h1><table><tr>" + "<td>Rain</td>" * 10_000 + "</tr></table>"),
    "nested elements": ("a.html", "<div>" * 100_000 + "It rained in Riga."),
    "keys of front matter": ("a.md", "---\n" + "".join(f"k{n}: v\n" for n in range(60_000)) + "---\nIt rained."),
    "nested records": ("a.json", '{"headline": "Rain", "text": ' + "[" * 100_000 + "]" * 100_000 + "}"),
    "encoded words": ("a.eml", POSTED.format(**MAIL | {"subject": "\n ".join(["=?utf-8?q?a?="] * 100_000)})),
    "brackets of a sender": ("a.eml", POSTED.format(**MAIL | {"by": "(" * 10_000})),
    "brackets of a date": ("a.eml", POSTED.format(**MAIL | {"date": "(" * 10_000})),
    "groups of a sender": ("a.eml", POSTED.format(**MAIL | {"by": "a: " * 10_000})),
    "parameters of a type": ("a.eml", "Content-Type: text/plain" + "; a=b" * 100_000 + "\n" + POSTED.format(**MAIL)),
    "nested parts of a mail": ("a.eml", POSTED.format(**MAIL).replace("\n\n", f"\n{PARTS}\n\n")),
    "nested mails": (
        "a.eml",
        POSTED.format(**MAIL).replace("\n\n", "\n" + "Content-Type: message/rfc822\n\n" * 10_000),
    ),
}


def read_one(path: str, text: str) -> list[str]:
    """The codes of the problems of a source, read and marked in two seconds."""
    names = Names(DESK)
    mark(ingest(Source(path="a.txt", data=b"A", sha256=""), Settings()), DESK, names)
    within(2)
    return [
        problem.code
        for problem in mark(ingest(Source(path=path, data=text.encode(), sha256=""), Settings()), DESK, names).problems
    ]


@pytest.mark.parametrize(("path", "text"), LARGE.values(), ids=LARGE)
def test_what_is_large_is_read_in_time_or_refused(path, text):
    codes = limits.run(read_one, (path, text), seconds=60, memory_bytes=MEMORY)
    assert isinstance(codes, list), codes
    assert not {"reading-failed", "reading-timeout"}.intersection(codes)


@pytest.mark.parametrize("pattern", [r"\s+$", r"(a+)+$", r"<[^>]*a[^>]*>"])
def test_other_patterns_would_be_noticed(pattern):
    outcome = limits.run(search_all, (re.compile(pattern), SIZE), seconds=600, memory_bytes=MEMORY)
    assert outcome.message.endswith(f"(status {-signal.SIGPROF})")
