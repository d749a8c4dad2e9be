"""Where nobody comes in without a name: who has not said yet who comes is asked once, while there is time."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from lyceum.domains.events.actions.letters import write_to_buyer
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.models import Event, EventState, Order, OrderState, StepKind, TicketState
from lyceum.domains.events.queries.naming import last_change
from lyceum.domains.events.queries.words import spoken_moment, when_of
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.models import Organisation

BEFORE = timedelta(days=3)
AT_ONCE = 100  # in one transaction


def ask_for_names(organisation_id: UUID | None) -> None:
    """In every organisation."""
    for each_id in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each_id):
            for event in _due(each_id):
                while ask_some(each_id, event) == AT_ONCE:
                    pass


@transaction.atomic
def ask_some(organisation_id: UUID, event: Event) -> int:
    """Another deadline, and they are asked once more."""
    until = last_change(event)
    key = f"names:{until:%Y%m%d%H%M}"
    here = Order.objects.filter(organisation_id=organisation_id, event=event, state=OrderState.PAID)
    unnamed = here.filter(lines__tickets__is_named=False, lines__tickets__state=TicketState.VALID)
    due = Order.objects.filter(id__in=unnamed.exclude(steps__key=key).values("id")).order_by("id")
    orders = list(due.select_for_update(no_key=True, skip_locked=True)[:AT_ONCE])
    for order in orders:
        order.event = event
        step(Visitor(organisation_id), order, StepKind.TOLD, key)
        with translation.override(order.language):
            about = {"title": event.title, "when": when_of(event), "until": spoken_moment(until, event)}
        write_to_buyer(organisation_id, order, "names_wanted", key=f"{order.id}:{key}", about=about)
    return len(orders)


def _due(organisation_id: UUID) -> list[Event]:
    now = timezone.now()
    rows = Event.objects.filter(
        organisation_id=organisation_id, state=EventState.PUBLISHED, needs_names=True, ends_at__gt=now
    )
    return [event for event in rows.select_related("organisation") if now < last_change(event) <= now + BEFORE]
