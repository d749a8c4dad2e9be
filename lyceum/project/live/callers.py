"""Who sits at the other end of a socket: found by the same middleware that finds who asks for a page."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from threading import Barrier
from typing import Any

from django.db import close_old_connections, connection
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.live import full_name, may_hear
from lyceum.kernel.foundation.rules.caller import Anyone, Visitor

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lyceum.kernel.identity.interface.middleware.OrganisationInAddress",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lyceum.kernel.identity.interface.signed_in.FindSignIn",
    "lyceum.kernel.identity.interface.middleware.FindCaller",
]
_MOST = 4
_threads = ThreadPoolExecutor(max_workers=_MOST, thread_name_prefix="live")


@dataclass(frozen=True, slots=True)
class Found:
    """Who it is now. ``topics``: of the names asked for, those they may hear, each with its full name."""

    caller: Anyone
    topics: dict[str, str]


async def find(headers: Mapping[str, str], address: str, organisation: str, names: frozenset[str]) -> Found:
    return await asyncio.get_running_loop().run_in_executor(_threads, _fresh, headers, address, organisation, names)


async def close() -> None:
    """Each thread closes its connection to the database."""
    together = Barrier(_MOST)

    def leave() -> None:
        together.wait()  # so that each of the threads gets exactly one of these
        connection.close()

    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(_threads, leave) for _ in range(_MOST)))


def _fresh(headers: Mapping[str, str], address: str, organisation: str, names: frozenset[str]) -> Found:
    """Each thread keeps one database connection, and leaves the scope it entered."""
    close_old_connections()
    try:
        return _find(_request(headers, address, organisation), names)
    finally:
        scope.leave()


def _find(request: HttpRequest, names: frozenset[str]) -> Found:
    seen: list[Found] = []

    def answer(asked: HttpRequest) -> HttpResponse:
        caller: Anyone = asked.caller  # type: ignore[attr-defined]
        full = {name: full_name(caller, name) for name in names}
        seen.append(Found(caller, {name: topic for name, topic in full.items() if may_hear(caller, topic)}))
        return HttpResponse()

    chain: Callable[[HttpRequest], Any] = answer
    for name in reversed(MIDDLEWARE):
        chain = import_string(name)(chain)
    chain(request)
    return seen[0] if seen else Found(Visitor(), {})  # a token that is no longer good is nobody


def _request(headers: Mapping[str, str], address: str, organisation: str) -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = f"/{organisation}/live" if organisation else "/live"
    request.META = {"REMOTE_ADDR": address, "SERVER_NAME": "live", "SERVER_PORT": "0"}
    for name in ("authorization", "user-agent", "accept-language"):
        if name in headers:
            request.META[f"HTTP_{name.upper().replace('-', '_')}"] = headers[name]
    request.COOKIES = _cookies(headers.get("cookie", ""))
    return request


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
