"""Somebody takes places for some minutes: the first step of an order, and the busiest."""

import secrets
from dataclasses import dataclass
from itertools import count
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.actions.hold_statement import NewOrder, Outcome, Turn, hold
from lyceum.domains.events.actions.refusing import in_words, sold_out
from lyceum.domains.events.actions.seat_choice import refuse_lone_seats, with_seats
from lyceum.domains.events.models import Channel, Order, OrderState
from lyceum.domains.events.queries.offer import offer_of, reduction_of
from lyceum.domains.events.queries.shopping import buyer_of, shop_of
from lyceum.domains.events.rules.offer import Offer
from lyceum.domains.events.rules.pricing import Plan, Unsellable, Want, planned
from lyceum.domains.events.rules.terms import HOLD
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, Refusal

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another
TRIES = 3
TRIES_FOR_SEATS = 12  # a crowd wants the same best seats at the same moment


@dataclass(frozen=True, slots=True)
class Hold:
    """What somebody wants. ``id`` is the client's own (UUIDv7): sent again, the same order is the answer."""

    id: UUID
    event_id: UUID
    wants: tuple[Want, ...]
    voucher: str = ""
    channel: str = Channel.WEB


def hold_places(caller: Anyone, wanted: Hold, *, turn: Turn | None = None) -> Order:
    """Keeps the places for a quarter of an hour (``rules/terms.py``), or raises a Refusal that says what there is not.

    The offer is what this process remembers of it: the statement holds only at that very edition, else it is read
    again. So an ordinary hold is one round trip to the database.
    """
    shop = shop_of(caller)
    for number in count():
        offer = offer_of(caller, wanted.event_id, afresh=number > 0)
        try:
            plan, is_chosen = _planned(caller, offer, wanted, number)
        except Refusal:
            if number:
                raise
            continue  # by what was remembered: it may have changed since
        order = _order(caller, shop.organisation_id or offer.event_id, offer, wanted)
        try:
            outcome = _held(order, plan, turn)
        except IntegrityError:
            return _known(caller, wanted)
        if outcome.is_held:
            return _as_row(order, plan)
        if outcome.offer and outcome.steps and (is_chosen or not outcome.only_seats_are_gone):
            raise sold_out(outcome)
        if number + 1 >= (TRIES if outcome.seats else TRIES_FOR_SEATS):
            break
    if not outcome.seats:
        raise sold_out(outcome)
    raise Conflict(_("What is on sale has just changed. Look at it again."), code="offer_changed")


def _held(order: NewOrder, plan: Plan, turn: Turn | None) -> Outcome:
    line_ids = [new_identifier() for _ in plan.lines]
    if transaction.get_connection().in_atomic_block:
        with transaction.atomic():  # what fails must not spoil the transaction around it
            return hold(order, plan, line_ids, turn)
    return hold(order, plan, line_ids, turn)


def _planned(caller: Anyone, offer: Offer, wanted: Hold, attempt: int) -> tuple[Plan, bool]:
    """And whether every seat was chosen: those that we chose ourselves may be others at the next attempt."""
    voucher = reduction_of(caller, offer.event_id, wanted.voucher) if wanted.voucher else None
    if wanted.voucher and voucher is None:
        raise in_words(Unsellable("voucher_unknown"), offer.currency, caller.language)
    wants = with_seats(caller, offer, wanted.wants, attempt)
    try:
        plan = planned(offer, wants, voucher, timezone.now())
    except Unsellable as fault:
        raise in_words(fault, offer.currency, caller.language) from None
    is_chosen = wants == wanted.wants
    if is_chosen:
        refuse_lone_seats(caller, offer, wants)
    return plan, is_chosen


def _order(caller: Anyone, organisation_id: UUID, offer: Offer, wanted: Hold) -> NewOrder:
    if wanted.channel not in Channel:
        raise Invalid(_("That is no way of selling."))
    return NewOrder(
        id=wanted.id,
        organisation_id=organisation_id,
        event_id=offer.event_id,
        edition=offer.edition,
        code="".join(secrets.choice(LETTERS) for _ in range(8)),
        channel=wanted.channel,
        person_id=buyer_of(caller) if wanted.channel in (Channel.WEB, Channel.WIDGET, Channel.API) else None,
        language=caller.language,
        currency=offer.currency,
        expires_at=timezone.now() + HOLD,
    )


def _known(caller: Anyone, wanted: Hold) -> Order:
    """The answer to a repeat. Whose order is placed already proves it by its secret, not by its id."""
    found: Order | None = Order.objects.within(shop_of(caller)).filter(id=wanted.id).first()
    if found is None or found.event_id != wanted.event_id or found.state != OrderState.HELD:
        raise Conflict(_("This order has been taken up already."), code="repeated")
    return found


def _as_row(order: NewOrder, plan: Plan) -> Order:
    """As it now stands in the table, without reading it."""
    row = Order(
        id=order.id,
        organisation_id=order.organisation_id,
        event_id=order.event_id,
        code=order.code,
        channel=order.channel,
        person_id=order.person_id,
        language=order.language,
        currency=order.currency,
        expires_at=order.expires_at,
        total=plan.total,
    )
    row._state.adding = False
    return row
