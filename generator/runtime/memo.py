"""What was made of documents, kept from build to build by a hash of all that it was made of."""

# Reasons: docs/decisions/0072-memo.md

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from generator.model import Document
from generator.runtime.cache import BATCH, Cache, key
from generator.runtime.serialisation import encode


class Memo:
    """Of one build; without a store everything is made anew, and no hash is made.

    `common` is what all things depend on: the code that makes them, the settings, the desk.
    """

    def __init__(self, store: Cache | None = None, *common: str) -> None:
        self._store = store
        self._common = key(*common)
        self._digests: dict[int, tuple[Document, bytes]] = {}

    def of(self, *more: str) -> "Memo":
        """The same for things that depend on these, too."""
        other = Memo(self._store)
        other._common, other._digests = key(self._common, *more), self._digests
        return other

    def digest(self, document: Document) -> bytes:
        """A hash of all that is known of a document; looked up where the same object comes again."""
        digest = self._digests.get(id(document))
        if digest is None or digest[0] is not document:
            digest = self._digests[id(document)] = document, key(encode(document))
        return digest[1]

    def know(self, document: Document, origin: bytes) -> None:
        """Spare the hash of a document: `origin` is one of all that it was made of, and says as much."""
        self._digests[id(document)] = document, origin

    def text(self, inputs: Callable[[], Iterable[object]], make: Callable[[], str]) -> str:
        """What `make` gives, kept by its inputs: documents, texts, and values whose `repr` tells all of them."""
        if self._store is None:
            return make()
        name = self._key(inputs())
        stored = next((data for _, data in self._store.find([name])), None)
        if stored is not None:
            return stored.decode("utf-8")
        text = make()
        self._store.put(name, text.encode("utf-8"))
        return text

    def of_each(
        self, name: str, documents: Sequence[Document], make: Callable[[Document], bytes]
    ) -> Iterable[tuple[Document, bytes]]:
        """Each document with what `make` gives of it alone, in their order."""
        if self._store is None:
            return ((document, make(document)) for document in documents)
        some = (documents[start : start + BATCH] for start in range(0, len(documents), BATCH))
        return chain.from_iterable(self._of_some(self._store, name, batch, make) for batch in some)

    def _of_some(
        self, store: Cache, name: str, documents: Sequence[Document], make: Callable[[Document], bytes]
    ) -> Iterable[tuple[Document, bytes]]:
        keys = [self._key((name, document)) for document in documents]
        stored = dict(store.find(keys))
        for address, document in zip(keys, documents, strict=True):
            data = stored.pop(address, None)
            if data is None:
                data = make(document)
                store.put(address, data)
            yield document, data

    def _key(self, inputs: Iterable[object]) -> bytes:
        return key(self._common, *map(self._part, inputs))

    def _part(self, value: object) -> str | bytes:
        if isinstance(value, Document):
            return self.digest(value)
        return value if isinstance(value, str | bytes) else repr(value)
