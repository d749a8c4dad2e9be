"""Who sits at the other end of a socket: found by the same middleware that finds who asks for a page."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from threading import Barrier
from typing import Any, Generic, TypeVar

import structlog
from django.db import DataError, close_old_connections, connection
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.live import full_name, heard_by, say
from lyceum.kernel.foundation.interface.rest import unfit
from lyceum.kernel.foundation.rules.caller import Anyone, Visitor
from lyceum.kernel.foundation.rules.refusal import Refusal

log = structlog.get_logger("lyceum.live")
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lyceum.kernel.identity.interface.middleware.OrganisationInAddress",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lyceum.kernel.identity.interface.signed_in.FindSignIn",
    "lyceum.kernel.identity.interface.middleware.FindCaller",
]
_MOST = 4
_threads = ThreadPoolExecutor(max_workers=_MOST, thread_name_prefix="live")


Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Knock:
    """What a client came with; it is asked for anew, each time, who that is."""

    headers: Mapping[str, str]
    address: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Found(Generic[Outcome]):
    """Who it is now, and what came of the work done as them."""

    caller: Anyone
    outcome: Outcome


async def ask(knock: Knock, work: Callable[[Anyone], Outcome]) -> Found[Outcome]:
    """Do this as whoever it is now, in a thread, with their scope entered."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _fresh, knock, work)


async def apart(work: Callable[..., None], *given: Any) -> None:
    """In a thread, as nobody."""
    await asyncio.get_running_loop().run_in_executor(_threads, _alone, work, given)


def hearing(names: frozenset[str]) -> Callable[[Anyone], dict[str, frozenset[str]]]:
    """Of these names, those that the caller may hear, each with all the topics that it means."""

    def look(caller: Anyone) -> dict[str, frozenset[str]]:
        heard = {name: heard_by(caller, full_name(caller, name)) for name in names}
        return {name: topics for name, topics in heard.items() if topics is not None}

    return look


def saying(name: str, about: Mapping[str, str]) -> Callable[[Anyone], dict[str, str] | None]:
    """Say it; None when that was done, else why not."""

    def speak(caller: Anyone) -> dict[str, str] | None:
        try:
            say(caller, name, about)
        except Refusal as refusal:
            return {"code": refusal.code, "message": str(refusal.message)}
        except DataError as fault:
            return {"code": "invalid", "message": str(unfit(fault).message)}
        except Exception:
            log.exception("an utterance failed", say=name)
            return {"code": "internal", "message": _("Something went wrong on our side. It has been recorded.")}
        return None

    return speak


async def close() -> None:
    """Each thread closes its connection to the database."""
    together = Barrier(_MOST)

    def leave() -> None:
        together.wait()  # so that each of the threads gets exactly one of these
        connection.close()

    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(_threads, leave) for each in range(_MOST)))


def _alone(work: Callable[..., None], given: tuple[Any, ...]) -> None:
    close_old_connections()
    work(*given)


def _fresh(knock: Knock, work: Callable[[Anyone], Outcome]) -> Found[Outcome]:
    """Each thread keeps one database connection, and leaves the scope it entered."""
    close_old_connections()
    try:
        return _ask(_request(knock), work)
    finally:
        scope.leave()


def _ask(request: HttpRequest, work: Callable[[Anyone], Outcome]) -> Found[Outcome]:
    seen: list[Found[Outcome]] = []

    def answer(asked: HttpRequest) -> HttpResponse:
        caller: Anyone = asked.caller  # type: ignore[attr-defined]
        seen.append(Found(caller, work(caller)))
        return HttpResponse()

    chain: Callable[[HttpRequest], Any] = answer
    for name in reversed(MIDDLEWARE):
        chain = import_string(name)(chain)
    chain(request)
    return seen[0] if seen else Found(Visitor(), work(Visitor()))  # a token that is no longer good is nobody


def _request(knock: Knock) -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = f"/{knock.organisation}/live" if knock.organisation else "/live"
    request.META = {"REMOTE_ADDR": knock.address, "SERVER_NAME": "live", "SERVER_PORT": "0"}
    for name in ("authorization", "user-agent", "accept-language"):
        if name in knock.headers:
            request.META[f"HTTP_{name.upper().replace('-', '_')}"] = knock.headers[name]
    request.COOKIES = _cookies(knock.headers.get("cookie", ""))
    return request


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
