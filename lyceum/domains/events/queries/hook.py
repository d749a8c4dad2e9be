"""An organiser's hooks, and what became of what they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from lyceum.domains.events.models import DeliveryState, Hook, HookDelivery
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound

MOST_DELIVERIES = 50


@dataclass(frozen=True, slots=True)
class HookLine:
    """With how many of its deliveries of the last month arrived, wait, and are given up."""

    hook: Hook
    sent: int
    waiting: int
    dead: int


def hooks_of(caller: Caller) -> QuerySet[Hook]:
    rows: QuerySet[Hook] = Hook.objects.within(caller).select_related("event").order_by("created_at", "id")
    return rows


def hook_lines(caller: Caller) -> list[HookLine]:
    rows = hooks_of(caller).annotate(
        sent=Count("deliveries", Q(deliveries__state=DeliveryState.SENT)),
        waiting=Count("deliveries", Q(deliveries__state=DeliveryState.WAITING)),
        dead=Count("deliveries", Q(deliveries__state=DeliveryState.DEAD)),
    )
    return [HookLine(one, one.sent, one.waiting, one.dead) for one in rows]


def hook_of(caller: Caller, hook_id: UUID, *, lock: bool = False) -> Hook:
    rows = hooks_of(caller)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(id=hook_id).first()
    if found is None:
        raise NotFound(_("There is no such address here."))
    return found


def deliveries_of(caller: Caller, hook: Hook) -> Sequence[HookDelivery]:
    """The newest."""
    rows = HookDelivery.objects.within(caller).filter(hook=hook).order_by("-id")
    return list(rows[:MOST_DELIVERIES])


def delivery_of(caller: Caller, hook: Hook, delivery_id: UUID) -> HookDelivery:
    rows = HookDelivery.objects.within(caller).select_related("hook").filter(hook=hook, id=delivery_id)
    found: HookDelivery | None = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound(_("There is no such delivery."))
    return found
