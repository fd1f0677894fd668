"""What is kept from build to build while MkDocs serves: the site that the server shows, and who hears of changes."""

from collections.abc import Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import clean_directory

from generator.plugin.watching import Hastened
from generator.served import Served


class Serving:
    """Of one run of a server; `site` is what it shows, once a build has begun."""

    def __init__(self) -> None:
        self.site: Served | None = None
        self._hastened: Hastened | None = None

    def begin(self, site: Path) -> Path:
        """Where the next build of this site goes."""
        if self.site is None or self.site.site != site:
            self.end()
            clean_directory(str(site))
            self.site = Served(site=site)
        self.site.begin()
        return self.site.folder

    def watch(self, server: LiveReloadServer, made_from: Iterable[Path], others: Iterable[Path]) -> None:
        """Watch the folders that pages are made from; MkDocs watches the others itself."""
        folders = [folder for folder in made_from if folder.is_dir()]
        for folder in folders:
            server.watch(str(folder))
        self._hastened = Hastened(server)
        self._hastened.start(dict.fromkeys([*folders, *others]))

    def end(self) -> None:
        """Leave nothing but the site."""
        if self._hastened:
            self._hastened.stop()
        if self.site:
            self.site.close()
        self.site = self._hastened = None
