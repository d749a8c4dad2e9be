from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.video.actions.entering import ask_to_enter
from lyceum.kernel.video.queries.attendance import CallAttendance, attendance_of
from lyceum.kernel.video.queries.room import seat_by_code
from lyceum.kernel.video.queries.shown import CallView, calls_of, shown

router = Router()


class CallEntryOut(Schema):
    """``state`` is waiting (a host has been told: ask again within a minute) or open.

    ``token`` is said over the socket (``call.join``) within a minute, once. ``kind`` and what follows say who carries
    pictures and voices; ``ice_servers`` and ``relay_only`` are for RTCPeerConnection.
    """

    state: str
    token: str = ""
    connection_id: UUID | None = None
    role: str = ""
    kind: str = ""
    url: str = ""
    params: dict[str, Any] = {}
    ice_servers: list[dict[str, Any]] = []
    relay_only: bool = False


@router.get("/calls", response=list[CallView])
@operation(MEMBER)
def list_calls(caller: Caller, request: HttpRequest) -> list[CallView]:
    """Open now or later, the next one first."""
    return calls_of(caller)


@router.get("/calls/{code}", response=CallView)
@operation(MEMBER)
def show_call(caller: Caller, request: HttpRequest, code: str) -> CallView:
    return shown(caller, seat_by_code(caller, code))


@router.post("/calls/{code}/entry", response=CallEntryOut)
@operation(MEMBER)
def create_call_entry(caller: Caller, request: HttpRequest, code: str) -> CallEntryOut:
    """From ten minutes before its start until an hour after its end."""
    ticket = ask_to_enter(caller, code)
    return CallEntryOut(state="open", **ticket.told()) if ticket else CallEntryOut(state="waiting")


@router.get("/calls/{code}/attendance", response=list[CallAttendance])
@operation(MEMBER)
def list_call_attendance(caller: Caller, request: HttpRequest, code: str) -> list[CallAttendance]:
    """For its hosts: each time that somebody was in it."""
    return attendance_of(caller, seat_by_code(caller, code).room_id)
