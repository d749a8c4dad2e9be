"""What a hook is told of a fact: ids, codes, states and amounts. Names and addresses are asked for over the API."""

from typing import Any
from uuid import UUID

from lyceum.domains.events.models import CheckIn, Event, Order, WaitingEntry
from lyceum.domains.events.rules.hook import TOLD
from lyceum.kernel.foundation.models import Announcement

Body = dict[str, Any]


def bodies_of(organisation_id: UUID, told: Announcement) -> list[tuple[UUID, Body]]:
    """Each with the id that makes it one. Who was let in at once is told one by one."""
    shared = {"event": _event(organisation_id, UUID(told.payload["event_id"]))}
    if "check_in_ids" in told.payload:
        return [(row.id, _body(told, shared | _let_in(row))) for row in _check_ins(organisation_id, told)]
    return [(told.id, _body(told, shared | _about(organisation_id, told.payload)))]


def _body(told: Announcement, content: Body) -> Body:
    return {"type": TOLD[told.kind], "timestamp": told.created_at.isoformat(), "data": content}


def _about(organisation_id: UUID, payload: Body) -> Body:
    content: Body = {name: payload[name] for name in ("amount", "why", "lines") if name in payload}
    if "order_id" in payload:
        content["order"] = _order(organisation_id, UUID(payload["order_id"]))
    if "entry_id" in payload:
        content["waiting"] = _entry(organisation_id, UUID(payload["entry_id"]))
    return content


def _event(organisation_id: UUID, event_id: UUID) -> Body:
    event = Event.objects.filter(organisation_id=organisation_id, id=event_id).first()
    if event is None:
        return {"id": str(event_id)}
    return {
        "id": str(event.id),
        "slug": event.slug,
        "title": event.title,
        "state": event.state,
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "edition": event.edition,
    }


def _order(organisation_id: UUID, order_id: UUID) -> Body:
    order = Order.objects.filter(organisation_id=organisation_id, id=order_id).first()
    if order is None:
        return {"id": str(order_id)}
    amounts = {name: getattr(order, name) for name in ("total", "paid", "given_back", "currency")}
    return {"id": str(order.id), "code": order.code, "state": order.state, "channel": order.channel, **amounts}


def _entry(organisation_id: UUID, entry_id: UUID) -> Body:
    entry = WaitingEntry.objects.filter(organisation_id=organisation_id, id=entry_id).first()
    if entry is None:
        return {"id": str(entry_id)}
    until = entry.offer_until.isoformat() if entry.offer_until else None
    return {
        "id": str(entry.id),
        "ticket_type_id": str(entry.ticket_type_id),
        "quantity": entry.quantity,
        "offer_until": until,
    }


def _check_ins(organisation_id: UUID, told: Announcement) -> list[CheckIn]:
    rows = CheckIn.objects.filter(organisation_id=organisation_id, id__in=told.payload["check_in_ids"])
    return list(rows.select_related("ticket__line__order").order_by("id"))


def _let_in(row: CheckIn) -> Body:
    content: Body = {"check_in": {"id": str(row.id), "at": row.at.isoformat(), "device": row.device}}
    if row.ticket:
        line = row.ticket.line
        content["ticket"] = {"id": str(row.ticket.id), "ticket_type_id": str(line.ticket_type_id)}
        content["order"] = {"id": str(line.order_id), "code": line.order.code}
    return content
