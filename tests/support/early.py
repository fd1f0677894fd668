"""A site of three sources that is served, whose next builds wait until they may begin."""

import threading
import urllib.request
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from generator.addresses import document_path

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = {
    "bridge.txt": "Shelling near the bridge\n\nBy Lena Marsh\n\n1 May 2024\n\n"
    "The mayor, Ada Miller, said shelling near the bridge had stopped, and that nobody was hurt.\n",
    "mill.txt": "A mill is for sale\n\nBy Jo Reed\n\n2 May 2024\n\n"
    "For forty years flour came from here; its owner wants to live by the sea instead.\n",
    "harbour.txt": "Larger ships in the harbour\n\nBy Tom Ash\n\n3 May 2024\n\n"
    "“We dredge until autumn,” Miller told reporters, without saying who pays for the work.\n",
}


class Served:
    """A site that is served, whose next builds wait until they may begin."""

    def __init__(self, project):
        self.project = project
        self.site = project / "served"
        self.file = Path("mkdocs.yml").open("rb")  # noqa: SIM115 - MkDocs opens it again for each build
        self.may_build, self.built = threading.Event(), threading.Semaphore(0)
        config = self._config()
        config.plugins.on_shutdown()
        config.plugins.on_startup(command="serve", dirty=False)
        mkdocs_build(config, serve_url="http://127.0.0.1/")
        self.server = LiveReloadServer(self._build, "127.0.0.1", 0, str(self.site))
        self.server = config.plugins.on_serve(self.server, config=config, builder=self._build)
        self.config = config
        self.server.server_bind()
        self.server.server_activate()
        self.building = threading.Thread(target=self.server._build_loop, daemon=True)
        self.server.serve_thread.start()
        self.building.start()
        self.server.observer.start()

    def _config(self):
        return load_config(self.file, site_dir=str(self.site))

    def _build(self):
        assert self.may_build.wait(60)
        mkdocs_build(self._config(), serve_url="http://127.0.0.1/")
        self.built.release()

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.server.server_port}/{path}", timeout=60) as answer:
            return answer.read().decode()

    def page(self, name):
        return self.get(document_path(name).removesuffix(".md") + "/")

    def told(self, epoch):
        """The version of the site, once it is newer than this one; as a page in a browser asks for it."""
        newer = int(self.get(f"livereload/{epoch}/1"))
        assert newer > epoch
        return newer

    def end(self):
        self.may_build.set()
        self.config.plugins.on_shutdown()
        self.server.shutdown(wait=True)
        self.building.join()


def file_of(served, name):
    return served.site / document_path(name).removesuffix(".md") / "index.html"
