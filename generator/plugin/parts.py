"""The sites of single years or months: one build each, on any executor, into a folder of the whole site."""

# Reasons: docs/decisions/0092-parts.md

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError

from generator.i18n import Interface
from generator.pages.archive import Summary, part_settings, part_words
from generator.plugin.logs import log
from generator.runtime.workers import Workers
from generator.settings import Settings

MKDOCS: Final = "mkdocs"
PLUGIN: Final = "briefings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part to build: its period, its sources, the names of all parts, and the address of the whole site."""

    name: str
    sources: Collection[str]
    names: tuple[str, ...]
    whole: str
    changed: Mapping[str, Any]  # what is different in the configuration
    config_file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a part: what it holds, the hashes of its sources, warnings, and why there is no site, if so.

    Warnings come with their level, as logging counts it.
    """

    name: str
    summary: Summary | None
    hashes: Mapping[str, str]
    warnings: tuple[tuple[int, str], ...]
    failure: str = ""


def parts(periods: Mapping[str, Collection[str]], settings: Settings, config: MkDocsConfig) -> Iterator[Part]:
    """A part for each period, to be built below the folder of the whole site; raises PluginError without an address."""
    if not settings.site_url:
        raise PluginError(
            "briefings: split needs the site's address: site_url in mkdocs.yml or SITE_URL in the environment"
        )
    for name in sorted(periods):
        changed = {
            "site_dir": str(Path(config.site_dir, name)),
            "site_url": part_settings(settings, name).site_url,
            "site_name": f"{config.site_name}: {part_words(Interface(settings.language), name)}",
            "strict": config.strict,
        }
        yield Part(
            name=name,
            sources=frozenset(periods[name]),
            names=tuple(sorted(periods)),
            whole=settings.site_url,
            changed=changed,
            config_file=config.config_file_path,
        )


def built(build: Callable[[Part], Outcome], wanted: Sequence[Part], workers: Workers) -> tuple[Outcome, ...]:
    """Every part built, its warnings told; raises PluginError on the first that could not be, with its warnings."""
    with workers(len(wanted)) as executor:
        outcomes = tuple(executor.map(build, wanted) if executor else map(build, wanted))
    for outcome in outcomes:
        if outcome.failure:
            lines = (line for _, line in outcome.warnings)
            raise PluginError("\n".join((*lines, f"briefings: the part {outcome.name}: {outcome.failure}")))
        for level, line in outcome.warnings:
            log.log(level, "%s: %s", outcome.name, line)
    return outcomes


class PartContents(Protocol):
    """What the plugin has put into the site of a part."""

    summary: Summary | None
    hashes: Mapping[str, str]


class PartBuilder(Protocol):
    """The plugin, which builds the part that it is given."""

    part: Part | None
    added: PartContents


def build_part(part: Part) -> Outcome:
    """Build the site of one part in this process."""
    failure, plugin = "", None
    with listening() as warnings:
        try:
            config = load_config(config_file=part.config_file, **part.changed)
            plugin = cast("PartBuilder", config.plugins[PLUGIN])
            plugin.part = part
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
            config.plugins.on_shutdown()
        except MkDocsException as error:
            failure = str(error).removeprefix("briefings: ")
    return Outcome(
        name=part.name,
        summary=plugin.added.summary if plugin else None,
        hashes=plugin.added.hashes if plugin else {},
        warnings=tuple(warnings),
        failure=failure,
    )


@contextmanager
def listening() -> Iterator[list[tuple[int, str]]]:
    """What MkDocs warns of, kept instead of told: the process of a part has nobody to tell."""
    logger = logging.getLogger(MKDOCS)
    outcomes = _Kept()
    before, logger.handlers = logger.handlers, [outcomes]
    try:
        yield outcomes.lines
    finally:
        logger.handlers = before


@dataclass(eq=False)
class _Kept(logging.Handler):
    lines: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.levelno, record.getMessage()))
