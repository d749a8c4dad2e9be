"""The realtime process: WebSockets at ``/live``, beside Django, with its settings and its sign-in."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

import django
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyceum.project.settings")
django.setup(set_prefix=False)

from django.apps import apps  # noqa: E402  (Django must be set up first)
from django.conf import settings  # noqa: E402
from django.db import DatabaseError  # noqa: E402

from lyceum.kernel.foundation.rules.caller import Individual  # noqa: E402
from lyceum.kernel.operations.interface.metrics import SOCKETS  # noqa: E402
from lyceum.project.live import callers  # noqa: E402
from lyceum.project.live.bus import Bus  # noqa: E402
from lyceum.project.live.graph import PROTOCOL, GraphSocket  # noqa: E402
from lyceum.project.live.presence import Here  # noqa: E402
from lyceum.project.live.public_socket import PublicSocket  # noqa: E402
from lyceum.project.live.socket import NOT_ALLOWED, TOO_MANY, Socket, refusal_of  # noqa: E402

MOST_SOCKETS_EACH, MOST_OF_ANYBODY = 20, 5000
bus, here = Bus(), Here()
sockets: set[Socket] = set()
_each: Counter[UUID] = Counter()


async def live(websocket: WebSocket) -> None:
    if websocket.query_params.get("as") == "anybody":
        return await _let_anybody_in(websocket)
    await _let_in(websocket, Socket)


async def subscriptions(websocket: WebSocket) -> None:
    """GraphQL's subscriptions, for whoever speaks their protocol."""
    if PROTOCOL not in websocket.scope["subprotocols"]:
        return await websocket.close(NOT_ALLOWED)
    await _let_in(websocket, GraphSocket, PROTOCOL)


async def _let_in(websocket: WebSocket, kind: type[Socket], protocol: str | None = None) -> None:
    """Accepts a signed-in person from our own pages (by cookie) or from an application (by bearer token)."""
    organisation = websocket.query_params.get("organisation", "")
    headers = websocket.headers
    if not _comes_from_us(headers.get("origin"), "authorization" in headers):
        return await websocket.close(NOT_ALLOWED)
    client = websocket.client.host if websocket.client else ""
    knock = callers.Knock(headers, client, organisation)
    found = await callers.ask(knock, callers.hearing(frozenset()))
    await websocket.accept(protocol)
    if code := refusal_of(found.caller, organisation):
        return await websocket.close(code)
    assert isinstance(found.caller, Individual)
    if _each[found.caller.person_id] >= MOST_SOCKETS_EACH:
        return await websocket.close(TOO_MANY)
    await _hold(kind(websocket, bus, knock), found.caller)


async def _let_anybody_in(websocket: WebSocket) -> None:
    """From our own pages alone, for what everybody may hear. Where there are too many, a page asks now and then."""
    if not _comes_from_us(websocket.headers.get("origin"), has_token=False) or len(sockets) >= MOST_OF_ANYBODY:
        return await websocket.close(NOT_ALLOWED)
    await websocket.accept()
    socket = PublicSocket(websocket, bus)
    sockets.add(socket)
    SOCKETS.set(len(sockets))
    try:
        await socket.live()
    finally:
        sockets.discard(socket)
        SOCKETS.set(len(sockets))


async def _hold(socket: Socket, caller: Individual) -> None:
    _each[caller.person_id] += 1
    sockets.add(socket)
    SOCKETS.set(len(sockets))
    socket.admit(caller)
    try:
        with here.holding(caller):
            await socket.live()
    finally:
        sockets.discard(socket)
        SOCKETS.set(len(sockets))
        _each[caller.person_id] -= 1
        if not _each[caller.person_id]:
            del _each[caller.person_id]


def _comes_from_us(origin: str | None, has_token: bool) -> bool:
    """A browser always names the page's origin; another site's page would carry our cookie along."""
    return origin == settings.SITE_URL or (origin is None and has_token)


async def health(request: Request) -> JSONResponse:
    return JSONResponse({"bus": bus.is_open, "sockets": len(sockets)}, 200 if bus.is_open else 503)


@asynccontextmanager
async def _running(app: Starlette) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(bus.run(reopened=_ask_all_to_look_again)), asyncio.create_task(here.run())]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    with suppress(DatabaseError):
        await here.close()
    await callers.close()


def _ask_all_to_look_again() -> None:
    """While the bus was down something may have happened that nobody heard of, a revocation included."""
    here.again()
    for socket in sockets:
        socket.resync()
        socket.doubt.set()


def _load_topics() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("lyceum.") and find_spec(f"{config.name}.interface.live"):
            import_module(f"{config.name}.interface.live")


_load_topics()
application = Starlette(
    routes=[
        Route("/live/health", health),
        WebSocketRoute("/live", live),
        WebSocketRoute("/live/graphql", subscriptions),
    ],
    lifespan=_running,
)
