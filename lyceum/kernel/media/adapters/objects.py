"""What the stores share: obstore gives disks and clouds one behaviour."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import obstore
from obstore.exceptions import BaseError, GenericError

from lyceum.kernel.media.ports import Kept, Missing, StoreDown

_PIECE = 256 * 1024


class Objects:
    """A store of ``ports.Store``; ``self.store`` is obstore's."""

    store: Any

    def put(self, key: str, body: bytes | BinaryIO, *, content_type: str, disposition: str) -> None:
        try:
            obstore.put(self.store, key, body, attributes=self._attributes(content_type, disposition))
        except (BaseError, OSError) as fault:
            raise StoreDown(key) from fault

    def read(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        try:
            found = self._found(key, start, end)
        except FileNotFoundError as fault:
            raise Missing(key) from fault
        except (BaseError, OSError) as fault:
            raise StoreDown(key) from fault
        return found

    def remove(self, key: str) -> None:
        try:
            obstore.delete(self.store, key)
        except FileNotFoundError:
            return
        except (BaseError, OSError) as fault:
            raise StoreDown(key) from fault

    def kept(self, prefix: str = "") -> Iterator[Kept]:
        for batch in obstore.list(self.store, prefix or None):
            for found in batch:
                yield Kept(found["path"], found["size"], found["last_modified"])

    def path_of(self, key: str) -> Any:
        return None

    def address_of(self, key: str, seconds: int) -> str | None:
        return None

    def _attributes(self, content_type: str, disposition: str) -> Any:
        return None

    def _found(self, key: str, start: int, end: int | None) -> Iterator[bytes]:
        if start == 0 and end is None:
            return _pieces(obstore.get(self.store, key))
        asked: Any = {"offset": start} if end is None else (start, end)
        try:
            return _pieces(obstore.get(self.store, key, options={"range": asked}))
        except GenericError as fault:
            if "NotPartial" not in str(fault):
                raise
            return _cut(_pieces(obstore.get(self.store, key)), start, end)  # some gateways ignore Range


def _pieces(found: Any) -> Iterator[bytes]:
    return (bytes(piece) for piece in found.stream(min_chunk_size=_PIECE))


def _cut(pieces: Iterator[bytes], start: int, end: int | None) -> Iterator[bytes]:
    at = 0
    for piece in pieces:
        cut = piece[max(0, start - at) : None if end is None else max(0, end - at)]
        at += len(piece)
        if cut:
            yield cut
