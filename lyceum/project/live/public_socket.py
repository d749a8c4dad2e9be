"""The socket of a page that is nobody's in particular: it hears what is everybody's, and says nothing."""

import asyncio
from collections.abc import Callable

from starlette.websockets import WebSocket

from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.project.live import callers
from lyceum.project.live.bus import Bus
from lyceum.project.live.pace import Pace, Saying
from lyceum.project.live.socket import TOO_MANY, Outcome, Socket


class PublicSocket(Socket):
    """Whoever is signed in is a visitor here, too: no cookie is read."""

    def __init__(self, websocket: WebSocket, bus: Bus) -> None:
        super().__init__(websocket, bus, callers.Knock({}, "", ""))
        self.pace = Pace(burst=5, per_second=0.5)

    async def _recheck(self) -> None:
        """Nobody's rights end."""
        await asyncio.shield(self.ended)

    async def _speak(self, saying: Saying) -> None:
        self.end(TOO_MANY)

    async def _as_caller(self, work: Callable[[Anyone], Outcome]) -> "callers.Found[Outcome] | None":
        return await callers.ask(self.knock, work)
