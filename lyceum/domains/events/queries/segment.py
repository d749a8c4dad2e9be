"""Whom a letter to those who come goes to: each address once, however many tickets it has."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.domains.events.models import Event, LetterRefusal, Order, OrderState, Ticket, TicketState
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid

_EITHER = ("", "yes", "no")
MOST_ADDRESSED = 20_000


@dataclass(frozen=True, slots=True)
class Segment:
    """``state``: paid, or placed for orders that are still to be paid. ``came``: was let in already, or not yet.
    ``account``: has one, or buys without. Without ``types``: of all."""

    state: str = OrderState.PAID
    types: tuple[UUID, ...] = ()
    came: str = ""
    account: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"state": self.state, "types": [str(one) for one in self.types], "came": self.came} | {
            "account": self.account
        }

    @property
    def faults(self) -> dict[str, list[str]]:
        told = _("There is no such choice.")
        known = {"state": (OrderState.PAID, OrderState.PLACED), "came": _EITHER, "account": _EITHER}
        return {name: [told] for name, values in known.items() if getattr(self, name) not in values}


@dataclass(frozen=True, slots=True)
class Addressee:
    """``ticket_id``: it is its holder's address, not the buyer's."""

    email: str
    order_id: UUID
    ticket_id: UUID | None
    person_id: UUID | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many: with an account, by mail alone, and who want no letters."""

    accounts: int
    mails: int
    declined: int

    @property
    def total(self) -> int:
        return self.accounts + self.mails


def addressees(caller: Caller, event: Event, segment: Segment) -> list[Addressee]:
    if faults := segment.faults:
        raise Invalid(_("Some fields are not right."), fields=faults)
    rows = (
        _of_tickets(caller, event, segment) if segment.state == OrderState.PAID else _of_orders(caller, event, segment)
    )
    found: dict[str, Addressee] = {}
    for one in rows:
        if one.email and one.email.casefold() not in found:
            found[one.email.casefold()] = one
    wanted = {"": (True, False), "yes": (True,), "no": (False,)}[segment.account]
    return [one for one in found.values() if (one.person_id is not None) in wanted]


def reach_of(caller: Caller, event: Event, segment: Segment, *, is_change: bool) -> Reach:
    found = addressees(caller, event, segment)
    refused = frozenset() if is_change else refusing(caller)
    guests = [one for one in found if one.person_id is None]
    declined = sum(one.email.casefold() in refused for one in guests)
    return Reach(len(found) - len(guests), len(guests) - declined, declined)


def refusing(caller: Caller) -> frozenset[str]:
    return frozenset(one.email.casefold() for one in LetterRefusal.objects.within(caller).only("email", "organisation"))


def mark_of(circular_id: UUID, email: str) -> str:
    said = f"lyceum.events.circular:{circular_id}:{email.casefold()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()[:24]


def _of_tickets(caller: Caller, event: Event, segment: Segment) -> Iterator[Addressee]:
    rows: QuerySet[Ticket] = Ticket.objects.within(caller).select_related("line__order").order_by("id")
    rows = rows.filter(event=event, line__order__state=OrderState.PAID).exclude(state=TicketState.CANCELLED)
    if segment.types:
        rows = rows.filter(line__ticket_type__in=segment.types)
    if segment.came:
        rows = rows.filter(admitted_at__isnull=segment.came == "no")
    for ticket in rows[:MOST_ADDRESSED]:
        order = ticket.line.order
        if ticket.holder_email and ticket.holder_email.casefold() != order.email.casefold():
            yield Addressee(ticket.holder_email, order.id, ticket.id, _another(ticket.person_id, order.person_id))
        else:
            yield Addressee(order.email, order.id, None, order.person_id)


def _of_orders(caller: Caller, event: Event, segment: Segment) -> Iterator[Addressee]:
    rows: QuerySet[Order] = Order.objects.within(caller).filter(event=event, state=segment.state).order_by("id")
    if segment.types:
        rows = rows.filter(lines__ticket_type__in=segment.types, lines__is_live=True).distinct()
    for order in rows[:MOST_ADDRESSED]:
        yield Addressee(order.email, order.id, None, order.person_id)


def _another(holder: UUID | None, buyer: UUID | None) -> UUID | None:
    """A ticket with another address than its buyer's is not the buyer's account's."""
    return holder if holder != buyer else None


def segment_from(kept: Mapping[str, Any]) -> Segment:
    return Segment(kept["state"], tuple(UUID(one) for one in kept["types"]), kept["came"], kept["account"])
