"""A crowd for the demo: made-up buyers who come within a minute and buy as anybody does, by the same actions.

Each is a job of its own: stands in line where there is one, takes places, says a name, pays at the test bank, or thinks
better of it. Nothing of it exists where real money could move.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.asking_payment import pay_order
from lyceum.domains.events.actions.event import EventText, edit_event
from lyceum.domains.events.actions.holding import Hold
from lyceum.domains.events.actions.placing import Attendee, Placing, place_order
from lyceum.domains.events.actions.taking import take_places
from lyceum.domains.events.actions.turnstile import StandInLine
from lyceum.domains.events.demo.buyer import some_answers, some_buyer, some_wants
from lyceum.domains.events.models import Event, EventState, Order, Question
from lyceum.domains.events.permissions import may_edit
from lyceum.domains.events.queries.managed import managed_event
from lyceum.domains.events.queries.offer import offer_of
from lyceum.kernel.billing.actions.bank import pay_at_bank
from lyceum.kernel.billing.models import BankCharge
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound, Refusal

MANY, LASTS = 120, timedelta(minutes=1)
OPENS_IN = timedelta(seconds=15)  # a sale that was about to open opens now, so that one sees the line before it
_SOON = timedelta(days=2)
log = structlog.get_logger("lyceum.demo")
_LONGEST = timedelta(minutes=10)  # nobody stands in line for longer
_GIVES_UP, _BAD_CARD = 0.08, 0.06
_METHOD, _GOOD, _BAD = "card", "4242", "9995"


def is_played() -> bool:
    """Whether this is a demo, and the bank a play one."""
    return bool(settings.DEMO) and settings.PROVIDERS["payment"] == "embedded"


def may_send_crowd(caller: Caller, event: Event) -> bool:
    """At what is on sale, or about to be."""
    now = timezone.now()
    sells = event.state == EventState.PUBLISHED and (event.sales_until or event.starts_at) > now
    is_near = event.sales_from is None or event.sales_from - now <= _SOON
    return is_played() and sells and is_near and may_edit(caller, event.id)


def send_crowd(caller: Caller, event_id: UUID) -> None:
    event = managed_event(caller, event_id)
    if not is_played():
        raise NotFound(_("A crowd is sent in the demo alone."))
    refuse_unless(may_send_crowd(caller, event), _("A crowd comes where something is on sale, or soon will be."))
    spend("events.crowd", str(event_id), capacity=1, per_seconds=LASTS.total_seconds())
    with transaction.atomic():
        begins = _opened(caller, event)
        chance = Random(event_id.int + int(begins.timestamp()))  # noqa: S311  (a play)
        for _number in range(MANY):
            at = begins + LASTS * (chance.random() ** 1.7 - 0.05)
            order_id = new_identifier()
            come.later(organisation_id=caller.organisation_id, at=at, event_id=event_id, order_id=order_id, place="")


@job(queue="default")
def come(organisation_id: UUID, event_id: UUID, order_id: UUID, place: str) -> None:
    """One of them; their order's id says who they are and what they do. Comes again when it is their turn."""
    if not is_played():
        return
    event = Event.objects.filter(organisation_id=organisation_id, id=event_id).first()
    chance = Random(order_id.int)  # noqa: S311  (a play)
    if event is None or timezone.now() - _born(order_id) > _LONGEST:
        return
    shop = Visitor(organisation_id, event.language)
    try:
        _shop(shop, event_id, order_id, place, chance)
    except StandInLine as refusal:
        at, kept = timezone.now() + timedelta(seconds=refusal.line.ask_again_in), refusal.line.place
        come.later(organisation_id=organisation_id, at=at, event_id=event_id, order_id=order_id, place=kept)
    except Refusal as refusal:
        log.info("sent_away", order=str(order_id), why=str(refusal.message))


def _shop(shop: Visitor, event_id: UUID, order_id: UUID, place: str, chance: Random) -> None:
    wants = some_wants(chance, offer_of(shop, event_id))
    order = take_places(shop, Hold(order_id, event_id, wants), place=place)
    if chance.random() >= _GIVES_UP:
        _buy(shop, order, chance)


def _opened(caller: Caller, event: Event) -> datetime:
    """When the first of them come: also where the sale had still to wait."""
    now = timezone.now()
    if event.sales_from is not None and event.sales_from > now:
        edit_event(caller, event.id, replace(EventText.of(event), sales_from=now + OPENS_IN))
    return now


def _buy(shop: Visitor, order: Order, chance: Random) -> None:
    who = some_buyer(chance, shop.language)
    questions = Question.objects.filter(organisation_id=order.organisation_id, event_id=order.event_id)
    answers = some_answers(chance, questions)
    attendees = dict.fromkeys(order.lines.values_list("id", flat=True), Attendee(answers=answers))
    place_order(shop, order.id, order.secret, Placing(who.email, who.name, _METHOD, attendees, answers))
    step = pay_order(shop, order.id, order.secret)
    order.refresh_from_db()
    if step.kind == "go" and (charge := BankCharge.objects.filter(key=str(order.payment_id)).first()):
        pay_at_bank(shop, charge.id, _BAD if chance.random() < _BAD_CARD else _GOOD)


def _born(order_id: UUID) -> datetime:
    """A UUIDv7 begins with the milliseconds of its making."""
    return datetime.fromtimestamp((order_id.int >> 80) / 1000, tz=UTC)
