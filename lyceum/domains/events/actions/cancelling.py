"""Tickets are taken back: by their buyer under the event's rules, by its sellers as they see fit. Once per act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.counting_places import free_places
from lyceum.domains.events.actions.offering import offer_freed
from lyceum.domains.events.actions.releasing import OPEN, release
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.announcements import OrderCancelled
from lyceum.domains.events.models import Order, OrderLine, OrderState, StepKind, Ticket, TicketState
from lyceum.domains.events.permissions import may_sell
from lyceum.domains.events.queries.order import order_of
from lyceum.domains.events.queries.terms import terms_of
from lyceum.domains.events.rules.giving_back import given_back, may_give_back
from lyceum.kernel.billing.actions.refund import give_back
from lyceum.kernel.billing.queries.refund import left_to_give_back
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.money import shares
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

Worth = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class TakingBack:
    """``id`` is the client's own: an act that is sent again is done once. ``lines``: none for all. ``amount``: what is
    given back in all; None for the whole price of those lines."""

    id: UUID
    lines: tuple[UUID, ...] = ()
    amount: int | None = None


@transaction.atomic
def refund_order(caller: Caller, order_id: UUID, taking: TakingBack) -> Order:
    """By those who sell at this event: any part, any amount up to what was paid for it."""
    order = order_of(caller, order_id, locked=True)
    refuse_unless(may_sell(caller, order.event_id))
    return take_back(caller, order, taking, "organiser")


@transaction.atomic
def refund_own_order(caller: Anyone, order_id: UUID, secret: str, taking: TakingBack) -> Order:
    """By its buyer, while the rules allow it, and as much as they say."""
    order = order_of(caller, order_id, secret, locked=True)
    terms, now = terms_of(order), timezone.now()
    if order.state == OrderState.PAID and not may_give_back(terms, now):
        raise Conflict(_("These tickets can no longer be given back."), code="too_late")
    worth = partial(given_back, terms=terms, now=now)
    return take_back(caller, order, TakingBack(taking.id, taking.lines), "buyer", worth)


def take_back(caller: Anyone, order: Order, taking: TakingBack, why: str, worth: Worth = int) -> Order:
    """The order is locked. What was not paid for is simply released. ``worth``: what is given back for a price."""
    if order.state in OPEN:
        release(caller, [order], OrderState.CANCELLED)
        return order
    if order.state != OrderState.PAID or order.steps.filter(key=f"cancelled:{taking.id}").exists():
        return order
    lines = _live(order, taking.lines)
    if not lines:
        raise Conflict(_("There is nothing left of this order to take back."), code="nothing_left")
    _refuse_used(lines)
    parts = _parts(order, lines, taking.amount, worth)
    amount = sum(parts)
    _cancel_lines(order, lines, parts)
    by_line = {str(line.id): part for line, part in zip(lines, parts, strict=True)}
    step(caller, order, StepKind.CANCELLED, f"cancelled:{taking.id}", parts=by_line, amount=amount, why=why)
    if amount:
        _give_back(caller, order, amount, f"cancelled:{taking.id}", why)
    told = OrderCancelled(order.id, order.event_id, [line.id for line in lines], amount, order.currency, why)
    announce(caller, told, about=order.organisation_id)
    free_places(order.organisation_id, [line.id for line in lines], were_sold=True)
    offer_freed(caller, order.organisation_id, order.event_id)
    return order


def _live(order: Order, wanted: Sequence[UUID]) -> list[OrderLine]:
    """With the add-ons of the tickets that go."""
    live = list(order.lines.filter(is_live=True).order_by("position"))
    if not wanted:
        return live
    if unknown := set(wanted) - {line.id for line in live}:
        raise Invalid(_("These tickets are not of this order, or not any more."), code=f"unknown_{len(unknown)}")
    return [line for line in live if line.id in wanted or line.addon_of_id in wanted]


def _refuse_used(lines: list[OrderLine]) -> None:
    if Ticket.objects.filter(line__in=lines, state=TicketState.USED).exists():
        raise Conflict(_("One of these tickets has been used already."), code="used")


def _parts(order: Order, lines: list[OrderLine], wanted: int | None, worth: Worth) -> list[int]:
    """What is given back of each line, by what it is worth: each has a rate of tax of its own on the credit note."""
    owed = [min(worth(line.price), line.price - line.given_back) for line in lines]
    left = left_to_give_back(order.organisation_id, order.payment_id) if order.payment_id else 0
    most = min(order.paid - order.given_back, sum(owed), left)
    amount = most if wanted is None else wanted
    if not 0 <= amount <= most:
        raise Invalid(_("That is more than was paid for these tickets."), code="more_than_paid")
    return shares(amount, owed) if amount else [0] * len(lines)


def _cancel_lines(order: Order, lines: list[OrderLine], parts: list[int]) -> None:
    for line, part in zip(lines, parts, strict=True):
        line.given_back += part
        line.save(update_fields=["given_back"])
    Ticket.objects.filter(line__in=lines).update(state=TicketState.CANCELLED)
    if not order.lines.filter(is_live=True).exclude(id__in=[line.id for line in lines]).exists():
        order.state = OrderState.CANCELLED
    order.given_back += sum(parts)
    order.done_at = None
    order.save(update_fields=["state", "given_back", "done_at"])


def _give_back(caller: Anyone, order: Order, amount: int, key: str, why: str) -> None:
    assert order.payment_id is not None
    give_back(order.organisation_id, order.payment_id, amount, key, why)
    step(caller, order, StepKind.REFUND_ASKED, f"refund:{key}", payment=order.payment_id, amount=amount)
