from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.video.actions.entering import ask_to_enter
from lyceum.kernel.video.queries.attendance import CallAttendance, attendance_of
from lyceum.kernel.video.queries.room import seat_by_code
from lyceum.kernel.video.queries.shown import CallView, calls_of

strawberry.type(CallView, name="Call")
strawberry.type(CallAttendance)


@strawberry.type
class CallEntry:
    """``state`` is waiting (ask again within a minute) or open; the token is said over the socket, once."""

    state: str
    token: str = ""
    connection_id: UUID | None = None
    role: str = ""
    kind: str = ""
    url: str = ""
    params: JSON = strawberry.field(default_factory=dict)
    ice_servers: JSON = strawberry.field(default_factory=list)
    relay_only: bool = False


@resolver(MEMBER)
def calls(caller: Caller) -> list[CallView]:
    return calls_of(caller)


@resolver(MEMBER)
def call_attendance(caller: Caller, code: str) -> list[CallAttendance]:
    return attendance_of(caller, seat_by_code(caller, code).room_id)


@resolver(MEMBER)
def enter_call(caller: Caller, code: str) -> CallEntry:
    ticket = ask_to_enter(caller, code)
    return CallEntry(state="open", **ticket.told()) if ticket else CallEntry(state="waiting")


@strawberry.type
class Query:
    calls: list[CallView] = strawberry.field(resolver=calls, description="Open now or later, the next one first.")
    call_attendance: list[CallAttendance] = strawberry.field(resolver=call_attendance, description="For its hosts.")


@strawberry.type
class Mutation:
    enter_call: CallEntry = strawberry.mutation(resolver=enter_call, description="A repeat gives a new token.")
