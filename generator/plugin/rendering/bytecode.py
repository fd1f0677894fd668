"""The theme's templates, compiled once: kept in the process, and beside Python's own bytecode for the next one.

Code is run only from there, where Python itself takes code from; never from the cache of a project.
"""

# Reasons: docs/decisions/0082-compiled.md

import sys
from collections.abc import Hashable
from importlib.resources import files
from pathlib import Path
from typing import Final

import jinja2
import mkdocs
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from generator.runtime import install_cache
from generator.runtime.cache import key

CODE: Final = Path(str(files("generator")))
INSTALLED: Final = "site-packages"
KNOWN: Final = frozenset({"builtins", "jinja2", "markupsafe", "mkdocs", "operator", "_operator"})
"""Packages whose filters do the same in every process of a version of MkDocs."""
OPTIONS: Final = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "sandboxed",
    "is_async",
    "autoescape",
    "newstyle_gettext",
    "policies",
)
"""Of an environment, what decides on the code of a template besides what it calls."""


class Compiled(BytecodeCache):
    """Code of templates by all that it was made of; Jinja takes it only where the text is the same, too."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep code in a folder that only those may write to who may change this program."""
        self._folder = folder or install_cache.folder(__file__)
        self._codes: dict[Hashable, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja calls it."""
        code = self._codes.get(_made_of(bucket)) or self._read(bucket)
        if code:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja calls it."""
        self._codes[_made_of(bucket)] = code = bucket.bytecode_to_string()
        if _is_known(bucket.environment) and bucket.code and _is_of_package(Path(bucket.code.co_filename)):
            install_cache.write(self._path(bucket), code)

    def _path(self, bucket: Bucket) -> Path:
        called = map(_name, _called(bucket.environment))
        name = key(jinja2.__version__, mkdocs.__version__, bucket.key, _options(bucket.environment), *called).hex()
        return self._folder / f"template-{name}.{sys.implementation.cache_tag}"

    def _read(self, bucket: Bucket) -> bytes:
        """The code that was kept, nothing where there is none or it is damaged."""
        if not _is_known(bucket.environment):
            return b""
        return install_cache.read(self._path(bucket))


def _made_of(bucket: Bucket) -> Hashable:
    """The name and file of a template, and what of its environment decides on its code."""
    return bucket.key, _options(bucket.environment), tuple(_called(bucket.environment))


def _options(env: Environment) -> str:
    return repr([getattr(env, name, None) for name in OPTIONS])


def _called(env: Environment) -> list[object]:
    """What may be called while a template is compiled."""
    extensions = map(type, env.extensions.values())
    return [*env.filters.values(), *env.tests.values(), *extensions, *filter(None, [env.finalize])]


def _name(value: object) -> str:
    return f"{value.__module__}.{getattr(value, '__qualname__', '')}"


def _is_known(env: Environment) -> bool:
    """Whether what templates call is told by its name: it is not a plugin's, a hook's or the editor's own."""
    packages = {_name(value).partition(".")[0] for value in _called(env)}
    return packages <= KNOWN and not callable(env.autoescape)


def _is_of_package(file: Path) -> bool:
    """Whether a template came with a package; how many others there may be over the years, nobody knows."""
    return INSTALLED in file.parts or file.is_relative_to(CODE)
