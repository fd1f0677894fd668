"""The desk of a build: while MkDocs serves, the last good one stands in for one that is broken."""

import os
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError

from generator import build
from generator.desk import Desk, DeskError
from generator.plugin.telling import log


@dataclass(slots=True)
class LastGood:
    """The last desk without an error, if there was one."""

    desk: Desk | None = None

    def load(self, folder: Path, *, serving: bool) -> Desk:
        """The desk in a folder; raises PluginError where it is broken, unless the last good one serves."""
        try:
            self.desk = build.load_desk_folder(folder)
        except DeskError as error:
            lines = build.desk_lines(error, Path(os.path.relpath(folder)))
            if not serving or self.desk is None:
                raise PluginError("\n".join(lines)) from error
            for line in lines:
                log.error("%s (the pages still follow the last good desk)", line)
        return self.desk
