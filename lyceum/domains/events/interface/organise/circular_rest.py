"""Letters to those who come, over REST."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.domains.events.actions.circular import CircularText, send_circular
from lyceum.domains.events.queries.circular import CircularLine, circular_line, circular_lines
from lyceum.domains.events.queries.managed import managed_event
from lyceum.domains.events.queries.segment import Segment, reach_of
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER

router = Router()
ALL = "/organised-events/{uuid:event_id}/circulars"


class CircularSegment(Schema):
    """``state``: paid or placed. ``types``: none for all. ``came`` and ``account``: yes, no, or empty for both."""

    state: str = "paid"
    types: list[UUID] = []
    came: str = ""
    account: str = ""

    def as_segment(self) -> Segment:
        return Segment(self.state, tuple(self.types), self.came, self.account)


class CircularIn(Schema):
    """``is_change``: of the event itself; it goes to those who want no letters, too."""

    subject: str
    text: str
    is_change: bool = False
    segment: CircularSegment = CircularSegment()


class CircularReachIn(Schema):
    segment: CircularSegment = CircularSegment()
    is_change: bool = False


class CircularReachOut(Schema):
    total: int
    accounts: int
    mails: int
    declined: int


class CircularOut(Schema):
    id: UUID
    subject: str
    is_change: bool
    created_at: datetime
    notified: int
    mailed: int
    declined: int
    waiting: int

    @staticmethod
    def of(line: CircularLine) -> dict[str, object]:
        names = ("id", "subject", "is_change", "created_at")
        counts = ("notified", "mailed", "declined", "waiting")
        return {name: getattr(line.circular, name) for name in names} | {name: getattr(line, name) for name in counts}


@router.get(ALL, response=list[CircularOut])
@operation(MEMBER)
def list_circulars(caller: Caller, request: HttpRequest, event_id: UUID) -> object:
    return [CircularOut.of(line) for line in circular_lines(caller, managed_event(caller, event_id))]


@router.post(f"{ALL}/reach", response=CircularReachOut)
@operation(MEMBER)
def post_circular_reach(caller: Caller, request: HttpRequest, event_id: UUID, body: CircularReachIn) -> object:
    """How many it would reach; nothing is sent."""
    return reach_of(caller, managed_event(caller, event_id), body.segment.as_segment(), is_change=body.is_change)


@router.put(ALL + "/{uuid:circular_id}", response={202: CircularOut})
@operation(MEMBER)
def put_circular(
    caller: Caller, request: HttpRequest, event_id: UUID, circular_id: UUID, body: CircularIn
) -> Status[object]:
    """Sent under your own UUIDv7: a repeat sends nothing twice."""
    text = CircularText(body.subject, body.text, body.is_change, body.segment.as_segment())
    send_circular(caller, event_id, circular_id, text)
    return Status(202, CircularOut.of(circular_line(caller, managed_event(caller, event_id), circular_id)))
