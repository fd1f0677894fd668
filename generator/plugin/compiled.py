"""The theme's templates, compiled once in a process."""

from collections.abc import Hashable

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Code of templates by all that it was made of; Jinja takes it only where the text is the same, too."""

    def __init__(self) -> None:
        self._codes: dict[Hashable, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja calls it."""
        code = self._codes.get(_made_of(bucket))
        if code:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja calls it."""
        self._codes[_made_of(bucket)] = bucket.bytecode_to_string()


def _made_of(bucket: Bucket) -> Hashable:
    """The name and file of a template, and what of its environment decides on its code."""
    env = bucket.environment
    spaces = (env.trim_blocks, env.lstrip_blocks, env.keep_trailing_newline)
    return bucket.key, tuple(sorted(env.extensions)), tuple(env.filters.values()), env.autoescape, spaces
