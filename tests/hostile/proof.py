"""The proof in a browser: hostile strings in every place of a source, built, opened and searched for."""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.markup.escaping import clean, inert, inline, plain
from tests.hostile import layers, sites
from tests.hostile.browsing import Seen, Watch, addresses, browser, served, theme_scripts
from tests.hostile.engines import ENGINES, PLACES, words

Row = tuple[str, int, int]
ALONE = {
    "inert text and titles alone": ("inert", "titles"),
    "sanitiser alone (titles inert)": ("titles", "sanitiser"),
    "policy alone": ("policy",),
}
PROMISED = ("all layers", "inert text and titles alone", "sanitiser alone (titles inert)")
BROWSERS = 2
QUERIES = 60


def built(folder: Path, strings: Iterable[str], kept: Iterable[str]) -> Path:
    """A built site over the strings; RuntimeError with the end of the log if the build fails."""
    config = sites.write_project(folder, strings)
    if sites.build(config, kept):
        log = (folder / "build.log").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"the build of {folder.name} failed:\n{log[-3000:]}")
    return folder / "site"


def opened(site: Path, *, search: Iterable[str] = ()) -> tuple[Seen, Seen]:
    """What acted when every page was opened, and when the queries were typed into the search."""
    known = theme_scripts(site)

    def open_some(some: list[str]) -> Seen:
        with browser() as context, served(site) as home:
            return Watch(context, home, known).open_all(some)

    every = addresses(site)
    with ThreadPoolExecutor(BROWSERS) as pool:
        pages = sum(pool.map(open_some, [every[number::BROWSERS] for number in range(BROWSERS)]), start=Seen())
    with browser() as context, served(site) as home:
        found = Watch(context, home, known).search_all(search) if search else Seen()
    return pages, found


def in_browser(strings: tuple[str, ...], alone: tuple[str, ...], compared: tuple[str, ...]) -> Iterator[Row]:
    """All layers over the strings, each layer alone, then what is only to compare; two sites are built at a time."""
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    wanted = {
        "all layers": (strings, layers.ALL),
        **{name: (alone if name in PROMISED else compared, kept) for name, kept in ALONE.items()},
        "no layer, to compare": (compared, ()),
    }
    with ThreadPoolExecutor(2) as pool:
        jobs = {
            name: pool.submit(built, folder / str(number), some, kept)
            for number, (name, (some, kept)) in enumerate(wanted.items())
        }
        for name, job in jobs.items():
            yield from _judged(name, job.result(), wanted[name][0])
    shutil.rmtree(folder)


def _judged(name: str, site: Path, strings: tuple[str, ...]) -> Iterator[Row]:
    queries = [" ".join(text.split())[:80] for text in strings[:: max(1, len(strings) // QUERIES)]]
    pages, found = opened(site, search=queries if name == "all layers" else ())
    for kind, where in pages.found.items():
        if where and name in PROMISED:
            sys.stderr.write(f"{name}: {kind}: {sorted(set(where))[:5]}\n")
        yield f"{name}: {kind}", pages.pages, len(set(where))
    if name == "all layers":
        yield f"{name}: pages without a policy", pages.pages, pages.without_policy
        yield f"{name}: search, anything that acts", found.pages, len(found.let_through)


def letter_for_letter(strings: tuple[str, ...]) -> Iterator[Row]:
    """Each string in one place after the other, in every engine: the page reads as the string."""
    for engine, make in ENGINES.items():
        convert = make()
        places = [place for place, only in PLACES.values() if only in engine]
        stand_ins = {place: words(convert(place.replace("@", "STANDIN"))) for place in places}
        wrong = tried = 0
        for number, text in enumerate(filter(inert, strings)):
            place = places[number % len(places)]
            for markdown, shown in ((inert(text), clean(text)[0]), (inline(text), plain(text))):
                if markdown and (markdown == inert(text) or place == places[0]):
                    tried += 1
                    wanted = " ".join(stand_ins[place].replace("STANDIN", shown).split())
                    wrong += words(convert(place.replace("@", markdown))) != wanted
        yield f"letter for letter, {engine}", tried, wrong
