"""Find stories among 5,000, 10,000 and 19,346 documents: CPU seconds beside those of the ingest of the same run.

Run as `python benchmarks/stories.py [FOLDER]`; without a folder of sources, reports made here are used: events of some
two to twenty reports each, with words as rare as in a language. Exits with 1 where the step grows faster than n·log n
by more than a fifth, or where memory passes 2 GiB. Time is CPU time.
"""

import argparse
import datetime as dt
import hashlib
import math
import random
import resource
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.annotate import mark
from generator.annotate.entities import Names
from generator.corpus.stories import find
from generator.desk import load_desk
from generator.extract import ingest
from generator.model import Document, Source
from generator.pipeline import build
from generator.settings import Settings

SIZES = (5_000, 10_000, 19_346)
MOST_GROWTH = 1.2
MOST_MIB = 2_048
WORDS_A_REPORT = 120
NAMES_AN_EVENT = 9
SYLLABLES = ("ka", "lo", "mi", "ter", "run", "sa", "bel", "dor", "vin", "gre", "pol", "ast", "hem", "ri", "no", "us")


def word(rank: int) -> str:
    """A word that stands for a rank."""
    parts = [SYLLABLES[rank % 16], SYLLABLES[rank // 16 % 16], SYLLABLES[rank // 256 % 16]]
    return "".join(parts[: 2 + (rank > 255)]) + (str(rank // 4096) if rank > 4095 else "")  # noqa: PLR2004


def reports(number: int) -> Iterator[Source]:
    """So many reports of events, from a seed; frequent words as often as their rank says."""
    chance = random.Random(7)
    made = 0
    while made < number:
        event = [word(int(chance.paretovariate(0.6) * 40) % 60_000).title() for _ in range(NAMES_AN_EVENT)]
        day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(365))
        for _ in range(min(chance.choice((1, 1, 2, 3, 5, 8, 20)), number - made)):
            yield report(made, chance, event, day)
            made += 1


def report(number: int, chance: random.Random, event: list[str], day: dt.date) -> Source:
    """One report of an event."""
    words = [word(int(chance.paretovariate(0.8)) % 60_000) for _ in range(WORDS_A_REPORT)]
    for name in chance.choices(event, k=2 * NAMES_AN_EVENT):
        words[chance.randrange(len(words))] = name
    text = f"News of {event[0]} and {event[1]}\n\n{day:%d %B %Y}\n\n{' '.join(words)}.\n"
    data = text.encode()
    return Source(path=f"r{number:05}.txt", data=data, sha256=hashlib.sha256(data).hexdigest())


def ingested(sources: Iterable[Source]) -> Iterator[tuple[Document, float]]:
    """Every document, marked, with the CPU seconds that reading and marking took so far."""
    desk, settings = load_desk({}), Settings()
    names, total = Names(desk), 0.0
    for source in sources:
        started = time.process_time()
        document = mark(ingest(source, settings), desk, names)
        total += time.process_time() - started
        yield document, total


def measured(documents: list[Document]) -> tuple[float, int, int]:
    """CPU seconds of the step, and how many stories and copies it found."""
    started = time.process_time()
    found = find(documents)
    return time.process_time() - started, len(found.stories), len(found.copies)


def main() -> int:
    """Print a row for each size, then how the step grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    given = parser.parse_args().folder
    sources = build.collect(given).sources if given else tuple(reports(SIZES[-1]))
    sizes = [size for size in SIZES if size < len(sources)] + [min(len(sources), SIZES[-1])]
    rows: list[tuple[int, float]] = []
    documents: list[Document] = []
    print("documents  ingest s  stories s  of ingest  stories  copies  peak MiB")
    for document, taken in ingested(sources[: sizes[-1]]):
        documents.append(document)
        if len(documents) in sizes:
            step, stories, copies = measured(documents)
            rows.append((len(documents), step))
            times = f"{len(documents):9,}  {taken:8.1f}  {step:9.1f}  {step / taken:9.0%}"
            print(f"{times}  {stories:7,}  {copies:6,}  {peak():8.0f}", flush=True)
    return verdict(rows)


def peak() -> float:
    """The most memory that this process had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def verdict(rows: list[tuple[int, float]]) -> int:
    """Print the growth from the first size to the last, against that of n·log n."""
    (few, first), (many, last) = rows[0], rows[-1]
    growth, allowed = last / first, many * math.log(many) / (few * math.log(few))
    exponent = math.log(growth) / math.log(many / few) if many > few else 1.0
    print(f"exponent {exponent:.2f}; grew {growth / allowed:.2f} times as much as n log n, at most {MOST_GROWTH}")
    return int(growth / allowed > MOST_GROWTH or peak() > MOST_MIB)


if __name__ == "__main__":
    raise SystemExit(main())
