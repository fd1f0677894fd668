"""Every hostile input, and how much got through: `python -m tests.hostile [--share N] [--without-browser]`."""

import argparse
import sys
import time
from collections.abc import Iterable

from tests.hostile import exports, faults, payloads, proof

# The policy forbids scripts, not that their text stands in the page; nor can it forbid a page to send its reader on.
DEAD = frozenset(
    f"policy alone: {kind}"
    for kind in ("on* attributes", "javascript: addresses", "navigations", "requests to other hosts")
)
# Where not all strings are taken, single layers take fewer still, as always what only compares: every eighth of them.
FEWER = 8


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--share", type=int, default=1, help="of the collected strings, take every Nth (default: all)")
    parser.add_argument("--without-browser", action="store_true", help="leave out what needs Chromium")
    return parser.parse_args()


def rows(options: argparse.Namespace) -> Iterable[proof.Row]:
    """Class, inputs tried, let through."""
    full = options.share == 1
    everything = payloads.everything()
    strings = payloads.sample(len(everything) // options.share)
    yield from proof.letter_for_letter(strings)
    yield from exports.rows(strings)
    if not options.without_browser:
        fewer = strings[::FEWER]
        yield from proof.in_browser(strings, strings if full else fewer, fewer)
    yield from faults.rows(full=full)


def must_be_none(name: str) -> bool:
    """Whether one let through in this class breaks a promise."""
    return not name.startswith("no layer") and name not in DEAD


def say(line: str) -> None:
    """One line of the table, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Prints the table; 1 if anything got through that must not."""
    started = time.monotonic()
    broken = []
    say(f"{'class':<64} {'tried':>8} {'let through':>12}")
    for name, tried, through in rows(arguments()):
        say(f"{name:<64} {tried:>8} {through:>12}")
        if through and must_be_none(name):
            broken.append(name)
    say(f"\n{time.monotonic() - started:.0f} s; {'broken: ' + ', '.join(broken) if broken else 'every promise holds'}")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
