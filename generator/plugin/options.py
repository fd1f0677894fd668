"""The plugin's options in mkdocs.yml, and the settings that they make."""

import os
import re
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.desk.errors import nearest
from generator.pipeline.source_files import DESK
from generator.plugin.theme_language import language_of
from generator.readers.records import NAMES
from generator.settings import Settings

MIB = 1 << 20
FALLBACK_DESK = Path("briefings") / DESK
# What the pages are written for, and the fence behind Markdown, whose ids and attributes come from `attr_list`.
EXTENSIONS = ("admonition", "attr_list", "tables", "pymdownx.details", "briefings-sanitiser")


ABOUT: Final = MappingProxyType(
    {
        "sources": "Folder of the sources, seen from mkdocs.yml.",
        "desk": "Folder of the desk. Usually `_desk` in the sources, else `briefings/_desk`.",
        "max_source_mib": "A source of more MiB is not read.",
        "read_seconds": "A source that takes more seconds to read is not shown.",
        "read_memory_mib": "A source that takes more MiB of memory to read is not shown.",
        "follow_links": "Read what links in the folder of sources lead to.",
        "record_fields": "Which field of JSON and CSV records is what, such as `{text: fields.bodyText}`.",
        "cache": "Folder of what was read before; `true` is `.cache`, `false` is none.",
        "jobs": "Processes that read sources. Usually one a processor.",
        "executor": "Where sources are read: usually here; `dask://HOST:PORT` is a Dask scheduler, whose workers read.",
        "nlp": "Find names with spaCy's model as well; needs `briefings[nlp]`.",
        "split": "`month` or `year` makes a site for each, for very many documents.",
        "short_cut": "Render the theme's template once for pages of a kind.",
        "wait_seconds": "How long to wait for another build of the same site. Usually without end.",
        "max_site_mb": "A site of more million bytes is a warning, which fails a strict build; `0` is no limit.",
        "search": "Make the index of the search.",
        "cards": "Draw pictures for links that are shared; only where `site_url` is set, for they need an address.",
    }
)
"""What each option means, for the reference."""


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml; a name that is none of them is an error with its line and the nearest one."""

    sources = config_options.Type(str, default="briefings")
    desk = config_options.Optional(config_options.Type(str))
    max_source_mib = config_options.Type(int, default=20)
    read_seconds = config_options.Type((int, float), default=20)
    read_memory_mib = config_options.Type(int, default=512)
    follow_links = config_options.Type(bool, default=False)
    record_fields = config_options.DictOfItems(config_options.Type(str), default={})
    nlp = config_options.Type(bool, default=False)
    cache = config_options.Type((str, bool), default=True)
    jobs = config_options.Optional(config_options.Type(int))
    executor = config_options.Optional(config_options.Type(str))
    split = config_options.Optional(config_options.Choice(("year", "month")))
    short_cut = config_options.Type(bool, default=True)
    wait_seconds = config_options.Optional(config_options.Type((int, float)))
    max_site_mb = config_options.Type((int, float), default=1000)
    search = config_options.Type(bool, default=True)
    cards = config_options.Type(bool, default=True)

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """What is wrong with the options, each with its line."""
        errors, warnings = super().validate()
        unknown = [key for key in self if key not in self._schema_keys]
        errors_in_words: ConfigErrors = [
            (key, self._told(key, f"'{key}': {_plainly(str(error))}")) for key, error in errors
        ]
        errors_in_words += [
            (key, self._told(key, f"briefings has no option '{key}'{nearest(key, self._schema_keys)}"))
            for key in unknown
        ]
        if isinstance(self.desk, str) and not (self._file.parent / self.desk).is_dir():
            errors_in_words.append(("desk", self._told("desk", f"'desk': there is no folder '{self.desk}'")))
        return errors_in_words, [
            warning for warning in warnings if not (isinstance(warning, tuple) and warning[0] in unknown)
        ]

    @property
    def _file(self) -> Path:
        return Path(os.fsdecode(self.config_file_path or "mkdocs.yml"))

    def _told(self, key: str, message: str) -> ValidationError:
        text = _text(self._file)
        written = re.search(rf"^[ -]*{re.escape(key)}[ ]*:", text, re.MULTILINE)
        line = f":{text.count(chr(10), 0, written.start()) + 1}" if written else ""
        return ValidationError(f"{self._file.name}{line}: {message}")


KINDS: Final = {"int": "a whole number", "float": "a number", "str": "a text", "bool": "true or false"}
_KIND: Final = re.compile(r"\(?<class '(\w+)'>(?:, <class '\w+'>)*\)?")


def _plainly(message: str) -> str:
    """MkDocs' message about a wrong type without the names that Python has for types."""

    def words(match: re.Match[str]) -> str:
        names = re.findall(r"'(\w+)'", match[0])
        return " or ".join(KINDS.get(name, name) for name in names if name != "int" or "float" not in names)

    return _KIND.sub(words, message)


def settings_of(options: Options, config: MkDocsConfig) -> Settings:
    """What ingest and the pages need to know of both; raises PluginError on a record field that means nothing."""
    if unknown := sorted(options.record_fields.keys() - NAMES.keys()):
        raise PluginError(f"briefings: record_fields: {unknown[0]!r} is none of {', '.join(NAMES)}")
    return Settings(
        site_name=config.site_name,
        site_url=config.site_url or "",
        language=language_of(config),
        directory_urls=config.use_directory_urls,
        follow_links=options.follow_links,
        max_source_bytes=options.max_source_mib * MIB,
        read_seconds=float(options.read_seconds),
        read_memory_bytes=options.read_memory_mib * MIB,
        nlp=options.nlp,
        cards=options.cards and bool(config.site_url),
        record_fields=tuple(sorted(options.record_fields.items())),
    )


def add_extensions(config: MkDocsConfig) -> list[str]:
    """Add the Markdown extensions that the pages need and the configuration lacks; which those are.

    One that changes nothing but the time is added without a word.
    """
    missing = [name for name in EXTENSIONS if name not in config.markdown_extensions]
    config.markdown_extensions = [*config.markdown_extensions, *missing]
    return missing


def home_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml, which paths in it start from."""
    return Path(config.config_file_path).parent


def sources_of(options: Options, config: MkDocsConfig) -> Path:
    """The folder of the sources."""
    return home_of(config) / options.sources


def desk_of(options: Options, config: MkDocsConfig) -> Path:
    """The folder of the desk: as configured, else in the sources, else that of the project."""
    if options.desk:
        return home_of(config) / options.desk
    own = sources_of(options, config) / DESK
    return own if own.is_dir() else home_of(config) / FALLBACK_DESK


def writes_alone(config: MkDocsConfig) -> bool:
    """Whether no other plugin may write into the files of the built site."""
    return len(config.plugins.events["post_build"]) == 1


def _text(file: Path) -> str:
    return file.read_text("utf-8", "replace") if file.is_file() else ""
