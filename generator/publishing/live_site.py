"""A site that is built again and again while a server shows it: of each build, only what changed is put there."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock


@dataclass(slots=True, kw_only=True)
class Served:
    """The site of a server, which nobody else writes; each build goes into `folder`, from `begin` to `commit`.

    What the site has is known by SHA-256, so that no file is read to find that it is the same. One thread builds;
    another may show single files meanwhile.
    """

    site: Path
    digests: dict[str, bytes] = field(default_factory=dict)
    _kept: dict[str, bytes] = field(default_factory=dict)
    # What stood where single files were shown since the build began.
    _replaced: dict[str, bytes] = field(default_factory=dict)
    _changing: Lock = field(default_factory=Lock)
    _beside: tempfile.TemporaryDirectory[str] = field(init=False)

    def __post_init__(self) -> None:
        self.site.mkdir(parents=True, exist_ok=True)
        self._beside = tempfile.TemporaryDirectory(prefix=f"{self.site.name}-", dir=self.site.parent)

    @property
    def folder(self) -> Path:
        """Where a build writes."""
        return Path(self._beside.name, "site")

    def begin(self) -> None:
        """An empty folder for a build; one before, which may not have come to its end, has kept nothing."""
        with self._changing:
            self._kept.clear()
            self._replaced.clear()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()

    def keep(self, path: str, digest: bytes) -> bool:
        """Have the site keep its file where that has this SHA-256; if it does."""
        unchanged = self.digests.get(path) == digest
        if unchanged:
            self._kept[path] = digest
        return unchanged

    def digest(self, path: str) -> bytes:
        """SHA-256 of a file of the site; nothing where there is none."""
        return self.digests.get(path, b"")

    def take(self, path: str, digest: bytes) -> None:
        """Have the site keep its file of this digest."""
        self._kept[path] = digest

    def show(self, path: str, data: bytes) -> None:
        """Put new bytes in the place of one file, while no build runs or one does that knows nothing of it."""
        with self._changing:
            self._replaced.setdefault(path, (self.site / path).read_bytes())
            self._put(path, data)

    def commit(self, newer: Callable[[], Container[str]] = frozenset) -> None:
        """Put what was written and is not the same into the site, and take away what is no longer of it.

        Files that are `newer` than what this build has read stay as they are shown, for the next one.
        """
        with self._changing:
            self._commit(newer())

    def _commit(self, newer: Container[str]) -> None:
        for path, data in self._replaced.items():
            if path not in newer and self._kept.get(path) == hashlib.sha256(data).digest():
                self._put(path, data)
        written = {
            path.relative_to(self.folder).as_posix(): hashlib.sha256(path.read_bytes()).digest()
            for path in self.folder.rglob("*")
            if path.is_file()
        }
        for path in self.digests.keys() - written.keys() - self._kept.keys():
            self._remove(path)
        for path, digest in written.items():
            if self.digests.get(path) != digest and path not in newer:
                target = self.site / path
                target.parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).replace(target)
                self.digests[path] = digest

    def close(self) -> None:
        """Leave nothing beside the site."""
        self._beside.cleanup()

    def _put(self, path: str, data: bytes) -> None:
        alone = Path(self._beside.name, "alone")
        alone.write_bytes(data)
        alone.replace(self.site / path)
        self.digests[path] = hashlib.sha256(data).digest()

    def _remove(self, path: str) -> None:
        """Remove a file with the folders that are empty without it."""
        del self.digests[path]
        (self.site / path).unlink(missing_ok=True)
        for folder in (self.site / path).parents:
            if folder == self.site or any(folder.iterdir()):
                return
            folder.rmdir()
