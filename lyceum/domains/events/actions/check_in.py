"""Let people in, by devices that may have been without a network: what they saw comes late, twice, in any order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.announcements import EntryConflictFound, EntryConflictSettled, TicketsCheckedIn
from lyceum.domains.events.models import CheckIn, Event, Ticket, TicketState
from lyceum.domains.events.models.check_in import door_topic
from lyceum.domains.events.permissions import may_check_in
from lyceum.domains.events.queries.door import DoorCounts, counts_of, event_at_door, is_good
from lyceum.domains.events.queries.keys import public_keys
from lyceum.domains.events.rules.check_in import Direction, Outcome, Scan, is_conflict, judged, true_time
from lyceum.domains.events.rules.ticket_code import ForgedCode, TicketCode, read_code
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.live import push_content
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound

MOST_AT_ONCE = 500
_INSIDE = {Outcome.ADMITTED: True, Outcome.LEFT: False}


@dataclass(frozen=True, slots=True)
class Told:
    """A scan as the device tells it. ``told``: the outcome it showed; ``code``: empty where a name was picked."""

    id: UUID
    at: datetime
    direction: Direction
    told: Outcome
    ticket_id: UUID | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    id: UUID
    ticket_id: UUID | None
    outcome: Outcome
    is_conflict: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Heard:
    judged: list[Judged]
    counts: DoorCounts


@transaction.atomic
def record_scans(caller: Caller, event_id: UUID, device: str, sent_at: datetime, scans: Collection[Told]) -> Heard:
    """Idempotent by the scans' ids. What earlier scans meant may change by one that comes late: then it is judged anew.

    Conflicts (let in by two devices that did not know of each other, or with a ticket that was worth nothing) are
    announced, once each.
    """
    event = event_at_door(caller, event_id)
    refuse_unless(may_check_in(caller, event.id))
    if len(scans) > MOST_AT_ONCE:
        raise Invalid(_("Send at most %(most)s scans at a time.") % {"most": MOST_AT_ONCE})
    rows = CheckIn.objects.within(caller).filter(event=event, id__in=[scan.id for scan in scans])
    known = set(rows.values_list("id", flat=True))
    _keep(caller, event, device, [_on_time(scan, sent_at) for scan in scans])
    kept = list(rows.select_related("ticket"))
    _announce_let_in(caller, event, [row for row in kept if row.id not in known])
    heard = Heard([_shown(check_in) for check_in in kept], counts_of(caller, event.id))
    _tell_other_devices(caller, event, kept, heard.counts)
    return heard


@transaction.atomic
def settle_conflict(caller: Caller, event_id: UUID, check_in_id: UUID) -> None:
    """Somebody has looked into it. Idempotent."""
    event = event_at_door(caller, event_id)
    refuse_unless(may_check_in(caller, event.id))
    found = CheckIn.objects.within(caller).filter(event=event, id=check_in_id, is_conflict=True).first()
    if found is None:
        raise NotFound(_("There is no such conflict."))
    if found.resolved_at is None:
        found.resolved_at = timezone.now()
        found.save(update_fields=["resolved_at"])
        announce(caller, EntryConflictSettled(event.id, found.id))


def _announce_let_in(caller: Caller, event: Event, fresh: Iterable[CheckIn]) -> None:
    if let_in := sorted(row.id for row in fresh if row.outcome == Outcome.ADMITTED):
        announce(caller, TicketsCheckedIn(event.id, let_in))


def _on_time(scan: Told, sent_at: datetime) -> Told:
    return replace(scan, at=true_time(scan.at, sent_at, timezone.now()))


def _keep(caller: Caller, event: Event, device: str, scans: Collection[Told]) -> None:
    """The tickets are locked in one order, so that two devices that tell of the same ones wait, and never for ever."""
    keys = public_keys(event.organisation_id)
    codes = {scan.id: _code_in(keys, scan) for scan in scans}
    named = {_ticket_named(scan, codes[scan.id]) for scan in scans}
    tickets = {ticket.id: ticket for ticket in _locked(caller, event, named)}
    rows = [_row(caller, event, device, scan, codes[scan.id], tickets) for scan in scans]
    CheckIn.objects.bulk_create(rows, ignore_conflicts=True)
    for ticket in tickets.values():
        _judge(caller, ticket)


def _code_in(keys: Mapping[bytes, str], scan: Told) -> TicketCode | None:
    try:
        return read_code(scan.code, keys) if scan.code else None
    except ForgedCode:
        return None


def _ticket_named(scan: Told, code: TicketCode | None) -> UUID | None:
    return code.ticket_id if code else None if scan.code else scan.ticket_id


def _locked(caller: Caller, event: Event, ids: Iterable[UUID | None]) -> list[Ticket]:
    found = Ticket.objects.within(caller).filter(event=event, id__in=[id for id in ids if id])
    return list(found.order_by("id").select_for_update())


def _row(
    caller: Caller,
    event: Event,
    device: str,
    scan: Told,
    code: TicketCode | None,
    tickets: dict[UUID, Ticket],
) -> CheckIn:
    named = _ticket_named(scan, code)
    ticket = tickets.get(named) if named else None
    is_former = bool(ticket and code and code.serial != ticket.serial)
    return CheckIn(
        id=scan.id,
        organisation_id=event.organisation_id,
        event=event,
        ticket=ticket,
        device=device,
        person_id=caller.person_id,
        at=scan.at,
        direction=scan.direction,
        told=scan.told,
        outcome=Outcome.UNKNOWN,
        was_valid=bool(ticket and is_good(event, ticket) and not is_former),
    )


def _judge(caller: Caller, ticket: Ticket) -> None:
    """All scans of the ticket, in the order of their true times."""
    rows = list(CheckIn.objects.within(caller).filter(ticket=ticket).order_by("at", "id"))
    outcomes = judged(Scan(row.id, row.at, Direction(row.direction), row.was_valid) for row in rows)
    for row in rows:
        outcome = outcomes[row.id]
        conflict = is_conflict(Outcome(row.told), outcome)
        if (row.outcome, row.is_conflict) == (outcome, conflict):
            continue
        if conflict and not row.is_conflict:
            announce(caller, EntryConflictFound(ticket.event_id, row.id, ticket.id))
        row.outcome, row.is_conflict = outcome, conflict
        row.save(update_fields=["outcome", "is_conflict"])
    moves = [(row.at, _INSIDE[outcomes[row.id]]) for row in rows if outcomes[row.id] in _INSIDE]
    ticket.is_inside = moves[-1][1] if moves else False
    ticket.admitted_at = next((at for at, came in moves if came), None)
    if ticket.state != TicketState.CANCELLED:
        ticket.state = TicketState.USED if ticket.admitted_at else TicketState.VALID
    ticket.save(update_fields=["is_inside", "admitted_at", "state"])


def _tell_other_devices(caller: Caller, event: Event, kept: Iterable[CheckIn], counts: DoorCounts) -> None:
    seen = {row.ticket.id: row.ticket for row in kept if row.ticket}
    content = {
        "id": event.id,
        "counts": asdict(counts),
        "tickets": [{"id": one.id, "inside": one.is_inside, "since": one.admitted_at} for one in seen.values()],
        "conflicts": _in_conflict(caller, event, seen),
    }
    push_content(door_topic(event.id), "scanned", content)


def _in_conflict(caller: Caller, event: Event, ids: Iterable[UUID]) -> list[UUID]:
    """Which of these tickets have one that nobody has settled."""
    open_ones = CheckIn.objects.within(caller).filter(event=event, is_conflict=True, resolved_at=None)
    return list(open_ones.filter(ticket__in=ids).values_list("ticket_id", flat=True).distinct())


def _shown(check_in: CheckIn) -> Judged:
    inside = bool(check_in.ticket and check_in.ticket.is_inside)
    return Judged(check_in.id, check_in.ticket_id, Outcome(check_in.outcome), check_in.is_conflict, inside)
