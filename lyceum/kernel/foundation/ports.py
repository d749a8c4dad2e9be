"""What the foundation needs of others: something that carries frames from whoever tells to whoever listens."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol

from django.conf import settings

from lyceum.kernel.foundation.rules.frames import Frame


class Wire(Protocol):
    """One connection on which frames arrive, in the order in which they were sent on it."""

    name: str

    async def listen(self, opened: Callable[[], None], heard: Callable[[Frame], None]) -> None:
        """Until the connection is lost. ``opened``: from here on nothing is missed.

        OSError: it could not be opened, or was lost. ValueError: what came was not whole.
        """


class Bus(Protocol):
    def send(self, frames: Sequence[Frame]) -> None:
        """Tell everybody who listens, if and when the transaction commits."""

    def wires(self) -> list[Wire]:
        """All on which something may arrive."""


def bus() -> Bus:
    """The one of this installation, named by ``settings.PROVIDERS["bus"]``."""
    adapter = import_module(f"lyceum.kernel.foundation.adapters.{settings.PROVIDERS['bus']}")
    connected: Bus = adapter.connect()
    return connected
