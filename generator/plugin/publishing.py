"""The site under construction, and what is known of the files of the one before it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import msgspec
from mkdocs.exceptions import PluginError

from generator.plugin.logs import has_warned, is_too_large, log
from generator.publishing import atomic, manifest
from generator.publishing.atomic.file_stamps import Seen, moment, settled
from generator.runtime.cache import Cache, key

SPARE: Final = "site-before"  # in the folder of the cache
_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(dict[str, Seen])


class Publishing:
    """Of one build at a time; `publication` is there from `begin` to `end` or `abandon`."""

    def __init__(self) -> None:
        self.publication: atomic.Publication | None = None

    def begin(self, site: Path, wait: float | None) -> Path:
        """Where the new site is built; raises PluginError where none can be."""
        try:
            self.publication = atomic.begin(site, tell=log.info, wait=wait)
        except atomic.PublishError as error:
            raise PluginError(f"briefings: {error}") from error
        return self.publication.folder

    def know(self, store: Cache) -> None:
        """Take from the cache what is known of the old site, and leave the old tree there in the end."""
        if self.publication:
            self.publication.spare = store.folder / SPARE
            self.publication.known = next((_decoded(data) for _, data in store.find([self._key])), {})

    def end(
        self, sources: Mapping[str, str], store: Cache | None, index: Callable[[Path], None], most_mb: float
    ) -> Path | None:
        """Index the new site, write its manifest, swap it in; where it is, nowhere if a strict build has warned."""
        if self.publication is None or has_warned():
            return None
        tree = self.publication.gather()
        index(tree)
        if is_too_large(tree, most_mb) and has_warned():
            return None
        before = moment(Path(self.publication.lock.lock_file))
        written = manifest.write(tree, sources, {path: seen.digest for path, seen in self.publication.kept.items()})
        self.publication.commit()
        site = self.publication.site
        if store:
            digests = {path: bytes.fromhex(digest) for path, digest in written.files.items()}
            store.put(self._key, _ENCODER.encode(dict(settled(site, digests, before))))
        self.publication = None
        log.info("Root hash of the site, for briefings verify: %s", written.root)
        return site

    def abandon(self) -> None:
        """Leave the old site as it is."""
        if self.publication:
            self.publication.abandon()
            self.publication = None

    @property
    def _key(self) -> bytes:
        return key("published", str(self.publication and self.publication.site))


def _decoded(data: bytes) -> dict[str, Seen]:
    try:
        return _DECODER.decode(data)
    except msgspec.MsgspecError:
        return {}
