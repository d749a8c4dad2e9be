"""Early birds: a lower price until a day, or for the first so many, and then the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lyceum.domains.events.models import Event, PriceStep, TicketType
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class StepText:
    """``until`` a moment, for the ``first`` so many, or both: it ends with whichever comes first."""

    price: int
    name: str = ""
    until: datetime | None = None
    first: int | None = None


def set_steps(event: Event, ticket_type: TicketType, texts: Sequence[StepText]) -> None:
    """In this order, in the caller's transaction. A step that has sold some of its first so many is not taken away."""
    faults = list(dict.fromkeys(_faults(ticket_type, texts)))
    if faults:
        raise Invalid(_("Some fields are not right."), fields={"steps": faults})
    there = list(ticket_type.price_steps.order_by("position", "id"))
    for step in there[len(texts) :]:
        _remove(step)
    for position, text in enumerate(texts):
        step = there[position] if position < len(there) else PriceStep(ticket_type=ticket_type)
        _keep(event, ticket_type, step, position, text)


def _keep(event: Event, ticket_type: TicketType, step: PriceStep, position: int, text: StepText) -> None:
    step.organisation_id, step.position = event.organisation_id, position
    step.name, step.price, step.until = text.name.strip(), text.price, text.until
    if not step._state.adding:
        _refuse_below_taken(step, text.first)
    step.first = text.first
    step.save()


def _refuse_below_taken(step: PriceStep, first: int | None) -> None:
    """One guarded statement, as whoever buys takes it by one."""
    rows = PriceStep.objects.filter(id=step.id, organisation_id=step.organisation_id)
    allowed = rows.filter(taken__lte=first) if first is not None else rows
    if not allowed.update(first=first, until=step.until):
        taken = rows.values_list("taken", flat=True).get()
        fault = _("%(taken)s were sold at this early price: it cannot be for fewer.") % {"taken": taken}
        raise Conflict(fault, fields={"steps": [fault]}, code="below_sold")


def _remove(step: PriceStep) -> None:
    """Its places go back to it when an order is given up: it stays once one was sold."""
    if not PriceStep.objects.filter(id=step.id, organisation_id=step.organisation_id, taken=0).delete()[0]:
        fault = _("Tickets were sold at this early price: end it today instead.")
        raise Conflict(fault, fields={"steps": [fault]}, code="in_use")


def _faults(ticket_type: TicketType, texts: Sequence[StepText]) -> Iterator[str]:
    if len(texts) > MOST_STEPS:
        yield _("At most %(most)s early prices.") % {"most": MOST_STEPS}
    if texts and ticket_type.is_free_price:
        yield _("Whoever names their own price needs no early one.")
    last: datetime | None = None
    for text in texts:
        if text.until is None and text.first is None:
            yield _("Say until when, or for how many.")
        if not text.price >= 0:
            yield _("A price from nothing up.")
        if text.first is not None and not 1 <= text.first <= 1_000_000:
            yield _("For the first one, at least.")
        if text.until and last and text.until <= last:
            yield _("An early price ends after the one before it.")
        last = text.until or last
