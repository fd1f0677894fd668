"""Every hostile input, and how much got through: `python -m tests.hostile [--share N] [--number K]`.

One of N shares is another after every commit, so that N runs on as many commits in a row try everything.
"""

import argparse
import sys
import time
from collections.abc import Iterable

from tests.hostile import exports, faults, payloads, proof, serving, shares

# The policy forbids scripts, not that their text stands in the page; nor can it forbid a page to send its reader on.
DEAD = frozenset(
    f"policy alone: {kind}"
    for kind in ("on* attributes", "javascript: addresses", "navigations", "requests to other hosts")
)
# What only compares takes every eighth string.
FEWER = 8


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument(
        "--share", type=int, default=1, metavar="N", help="one of N shares of the inputs (default: all)"
    )
    parser.add_argument("--number", type=int, metavar="K", help="the Kth share (default: the commit chooses)")
    parser.add_argument("--without-browser", action="store_true", help="leave out what needs Chromium")
    return parser.parse_args()


def share_of(options: argparse.Namespace) -> shares.Share:
    """The share that is asked for, or whose turn it is."""
    return shares.numbered(options.number, options.share) if options.number else shares.by_commit(options.share)


def rows(share: shares.Share, *, browser: bool) -> Iterable[proof.Row]:
    """Class, inputs tried, let through."""
    part = tuple(share.part(payloads.everything()))
    strings = tuple(dict.fromkeys((*payloads.own(), *part)))
    yield from proof.letter_for_letter(strings)
    yield from exports.rows(strings)
    if browser:
        yield from proof.in_browser(strings, part, part[::FEWER])
    yield from faults.rows(share)
    yield from serving.rows(share)


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
    options = arguments()
    share = share_of(options)
    say(f"{share}: {len(share.part(payloads.everything())):,} of {len(payloads.everything()):,} strings\n")
    say(f"{'class':<64} {'tried':>8} {'let through':>12}")
    for name, tried, through in rows(share, browser=not options.without_browser):
        say(f"{name:<64} {tried:>8} {through:>12}")
        if through and must_be_none(name):
            broken.append(name)
    say(f"\n{time.monotonic() - started:.0f} s; {'broken: ' + ', '.join(broken) if broken else 'every promise holds'}")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
