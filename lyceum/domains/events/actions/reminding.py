"""The day before, everybody who has a ticket is reminded, once; of a new date once more."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from lyceum.domains.events.actions.letters import write_to_buyer
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.models import Event, EventState, Order, OrderState, OrderStep, StepKind
from lyceum.domains.events.queries.words import place_lines, when_of
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.models import Organisation

BEFORE = timedelta(hours=24)
AT_ONCE = 100  # in one transaction


def remind_buyers(organisation_id: UUID | None) -> None:
    """Every quarter of an hour, in every organisation."""
    for each_id in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each_id):
            for event in _soon(each_id):
                while remind_some(each_id, event) == AT_ONCE:
                    pass


@transaction.atomic
def remind_some(organisation_id: UUID, event: Event) -> int:
    key = f"reminded:{event.starts_at:%Y%m%d%H%M}"
    done = OrderStep.objects.filter(organisation_id=organisation_id, key=key).values("order_id")
    due = Order.objects.filter(organisation_id=organisation_id, event=event, state=OrderState.PAID).exclude(id__in=done)
    orders = list(due.order_by("id").select_for_update(no_key=True, skip_locked=True)[:AT_ONCE])
    for order in orders:
        order.event = event
        step(Visitor(organisation_id), order, StepKind.TOLD, key)
        with translation.override(order.language):
            about = {"title": event.title, "when": when_of(event), "place": place_lines(event)[0]}
        write_to_buyer(organisation_id, order, "event_soon", key=f"{order.id}:{key}", about=about)
    return len(orders)


def _soon(organisation_id: UUID) -> list[Event]:
    now = timezone.now()
    rows = Event.objects.filter(
        organisation_id=organisation_id, state=EventState.PUBLISHED, starts_at__gt=now, starts_at__lte=now + BEFORE
    )
    return list(rows.select_related("place", "organisation"))
