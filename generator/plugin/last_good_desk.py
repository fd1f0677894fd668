"""The desk of a build, kept once it is found sound; while MkDocs serves, the last good one stands in for another."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from mkdocs.exceptions import PluginError

from generator.desk import Desk, DeskError, load_desk
from generator.pipeline import build
from generator.pipeline.documents import version
from generator.plugin.logs import log
from generator.runtime.cache import Cache, key

_ENCODER: Final = msgspec.msgpack.Encoder()


@dataclass(slots=True)
class LastGood:
    """The last desk without an error, if there was one."""

    desk: Desk | None = None

    def load(self, folder: Path, store: Cache | None, *, serving: bool) -> Desk:
        """The desk in a folder; raises PluginError where it is broken, unless the last good one serves."""
        try:
            self.desk = _desk(build.desk_files(folder), store)
        except DeskError as error:
            lines = build.desk_lines(error, Path(os.path.relpath(folder)))
            if not serving or self.desk is None:
                raise PluginError("\n".join(lines)) from error
            for line in lines:
                log.error("%s (the pages still follow the last good desk)", line)
        return self.desk


def _desk(files: Mapping[str, bytes], store: Cache | None) -> Desk:
    """The desk of these files, from the cache if they were found sound before; raises DeskError."""
    identity = key("desk", version(), *files.keys(), *files.values())
    for _, data in store.find([identity]) if store and files else ():
        try:
            return msgspec.msgpack.decode(data, type=Desk)
        except msgspec.MsgspecError:
            break
    desk = load_desk(files)
    if store and files:
        store.put(identity, _ENCODER.encode(desk))
    return desk
