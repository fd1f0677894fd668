"""Builds a site with only the layers that are named: `python -m tests.hostile.layers mkdocs.yml [inert] [titles] …`."""

import re
import sys
from _markupbase import ParserBase
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FunctionType
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure import pages

from generator import plugin
from generator.markup import escaping, sanitiser
from generator.model import Markdown
from generator.publishing import security_policy

# Front matter never meets the sanitiser: there, titles stand in the place of inert text.
ALL = ("inert", "titles", "sanitiser", "policy")


def raw(text: str) -> Markdown:
    """What `inert` would be if it did nothing."""
    return Markdown(re.sub(r"\s+", " ", text).strip())


def raw_link(label: str, url: str) -> Markdown:
    """What `link` would be if it did nothing."""
    return Markdown(f"[{label}]({url})")


STAND_INS: dict[str, dict[Callable[..., object], Callable[..., object]]] = {
    "inert": {
        escaping.inert: raw,
        escaping.inline: raw,
        escaping.in_html: raw,
        escaping.inert_block: raw,
        escaping.link: raw_link,
    },
    "titles": {escaping.title: raw},
    "sanitiser": {sanitiser.sanitise: str},
    "policy": {security_policy.with_policy: str},
}


def switch_off(kept: Iterable[str]) -> None:
    """Take every other layer out of the running program, wherever a module holds it."""
    gone = {real: fake for layer, fakes in STAND_INS.items() if layer not in kept for real, fake in fakes.items()}
    for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "generator"]:
        for name, value in list(vars(module).items()):
            if isinstance(value, FunctionType) and value in gone:
                setattr(module, name, gone[value])


def bear() -> None:
    """Take an unknown `<![…>` for a comment, as newer Pythons do, and leave addresses that are none: they end it."""
    path_to_url = pages._RelativePathTreeprocessor.path_to_url

    def resolved(links: Any, url: str) -> str:
        with suppress(ValueError):
            return path_to_url(links, url)
        return url

    pages._RelativePathTreeprocessor.path_to_url = resolved  # type: ignore[method-assign]
    ParserBase.parse_marked_section = lambda parser, start, report=1: parser.parse_bogus_comment(start, report)


def main() -> None:
    """Builds once; the layers are switched off before the plugin is loaded."""
    config, *kept = sys.argv[1:]
    assert plugin.BriefingsPlugin  # everything that holds a layer is loaded
    switch_off(kept)
    bear()
    build(load_config(config))


if __name__ == "__main__":
    main()
