"""Who sits at the other end of a socket: found by the same middleware that finds who asks for a page."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeVar

from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.live import may_hear
from lyceum.kernel.foundation.rules.caller import Anyone

Given = TypeVar("Given")
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lyceum.kernel.identity.interface.middleware.OrganisationInAddress",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lyceum.kernel.identity.interface.middleware.FindCaller",
]
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="live")


async def find(headers: Mapping[str, str], address: str, organisation: str, topics: frozenset[str]) -> "Found":
    """The caller as they are now, and those of ``topics`` that they may hear."""
    return await _in_thread(lambda: _find(headers, address, organisation, topics))


class Found:
    def __init__(self, caller: Anyone, topics: frozenset[str]) -> None:
        self.caller, self.topics = caller, topics


def _find(headers: Mapping[str, str], address: str, organisation: str, topics: frozenset[str]) -> Found:
    request = _request(headers, address, organisation)
    seen: list[Found] = []

    def answer(asked: HttpRequest) -> HttpResponse:
        caller: Anyone = asked.caller  # type: ignore[attr-defined]
        seen.append(Found(caller, frozenset(name for name in topics if may_hear(caller, name))))
        return HttpResponse()

    chain: Callable[[HttpRequest], Any] = answer
    for name in reversed(MIDDLEWARE):
        chain = import_string(name)(chain)
    chain(request)
    return seen[0]


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


async def _in_thread(work: Callable[[], Given]) -> Given:
    return await asyncio.get_running_loop().run_in_executor(_threads, _fresh, work)


def _fresh(work: Callable[[], Given]) -> Given:
    """Each thread keeps one database connection, and leaves the scope it entered."""
    close_old_connections()
    try:
        return work()
    finally:
        scope.leave()
