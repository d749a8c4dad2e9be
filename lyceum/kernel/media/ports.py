"""Where the bytes of files lie, and who draws pictures anew. Rows say who may see them; a store knows keys only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from django.conf import settings


class Missing(Exception):
    """There is nothing under this key."""


class StoreDown(Exception):
    """The store could not be reached or refused to serve; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One object of the store. ``size`` in bytes."""

    key: str
    size: int
    modified_at: datetime


class Store(Protocol):
    """Keys are made by us: lower-case segments between slashes, never a name that a person gave."""

    def put(self, key: str, body: bytes | BinaryIO, *, content_type: str, disposition: str) -> None:
        """Keep the bytes whole or not at all, over whatever was under the key. Raises StoreDown."""

    def read(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Bytes ``start`` to ``end`` (excluded) in pieces. Raises Missing before the first piece."""

    def remove(self, key: str) -> None:
        """Forget the key; harmless when it is not there."""

    def kept(self, prefix: str = "") -> Iterator[Kept]:
        """Everything whose key starts with the segments of ``prefix``."""

    def path_of(self, key: str) -> Path | None:
        """The file on this machine's disk, for stores that have one."""

    def address_of(self, key: str, seconds: int) -> str | None:
        """A signed address that a browser may read from for so long, for stores that can give one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """``width`` and ``height`` in pixels, ``body`` as WebP."""

    width: int
    height: int
    body: bytes


class Pictures(Protocol):
    def drawn_anew(
        self, body: bytes, content_type: str, widths: Mapping[str, int], *, square: bool
    ) -> dict[str, Picture]:
        """One WebP per width, never wider than the original, without anything that was hidden in it.

        Raises Hostile for what cannot be read, or would be too large once unfolded.
        """


@cache
def store() -> Store:
    return cast(Store, _adapter("media"))


@cache
def pictures() -> Pictures:
    return cast(Pictures, _adapter("pictures"))


def _adapter(port: str) -> Any:
    """The one of this installation, named by ``settings.PROVIDERS``."""
    return import_module(f"lyceum.kernel.media.adapters.{settings.PROVIDERS[port]}").connect()
