"""How money does on the whole installation: what waits for a provider, what stands still, and what it told in vain."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.models import Dispute, DisputeState, Payment, Reading, Refund, RefundState, VendorEvent
from lyceum.kernel.billing.rules.payment_waiting import STUCK
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.contribution import Measure

# name → as Prometheus tells it, and as people read it
READINGS = {
    "payments_waiting": ("Payments whose provider will be asked.", _("Payments that wait for a provider")),
    "payments_stuck": ("Payments asked about often, without an end.", _("Payments that stand still")),
    "refunds_waiting": ("Refunds whose provider will be asked.", _("Refunds that wait for a provider")),
    "refunds_stuck": ("Refunds asked about often, without an end.", _("Refunds that stand still")),
    "refunds_failed": ("Refunds that failed.", _("Refunds that failed")),
    "disputes_open": ("Disputes that are not decided.", _("Disputes that are not decided")),
    "reconciliation_lag_seconds": ("How long the oldest question to a provider is due.", _("Seconds behind in asking")),
    "orders_stuck": ("Orders whose saga stands still.", _("Orders that stand still")),
    "hooks_refused": ("Webhooks whose signature did not hold.", _("Messages with a wrong signature")),
}
GROWING = frozenset({"hooks_refused"})
SHOWN = 50
Figures = dict[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class Watch:
    """``readings``: words and value; ``events``: what providers told and could not be settled, the oldest first."""

    readings: list[tuple[str, int]]
    events: list[VendorEvent]
    unsettled: int


def watch(caller: Individual) -> Watch:
    refuse_unless(caller.is_operator)
    kept = _readings()
    lying = _unsettled().order_by("id")
    return Watch(
        [(str(words), kept[name]) for name, (_t, words) in READINGS.items()], list(lying[:SHOWN]), lying.count()
    )


def found_in(organisation_id: UUID, now: datetime) -> Counter[str]:
    """In one organisation, whose scope is entered; the lag is its own."""
    payments = Payment.objects.filter(organisation_id=organisation_id, check_at__isnull=False)
    refunds = Refund.objects.filter(organisation_id=organisation_id, check_at__isnull=False)
    due = [row.check_at for rows in (payments, refunds) for row in rows.order_by("check_at")[:1] if row.check_at]
    failed = Refund.objects.filter(organisation_id=organisation_id, state=RefundState.FAILED)
    open_states = (DisputeState.INQUIRY, DisputeState.OPEN)
    return Counter(
        {
            "payments_waiting": payments.count(),
            "payments_stuck": payments.filter(tries__gte=STUCK).count(),
            "refunds_waiting": refunds.count(),
            "refunds_stuck": refunds.filter(tries__gte=STUCK).count(),
            "refunds_failed": failed.count(),
            "disputes_open": Dispute.objects.filter(organisation_id=organisation_id, state__in=open_states).count(),
            "reconciliation_lag_seconds": max([0, *(round((now - at).total_seconds()) for at in due)]),
        }
    )


def measures() -> Iterator[Measure]:
    kept = _readings()
    for name, (text, _words) in READINGS.items():
        yield Measure(f"billing_{name}", text, (), {(): float(kept[name])}, is_counter=name in GROWING)
    lying = _unsettled()
    failing: Figures = {(): float(lying.filter(tries__gt=0).count())}
    yield Measure(
        "billing_events_failing", "Provider's messages that could not be settled.", (), failing, is_counter=False
    )
    oldest = lying.order_by("created_at").values_list("created_at", flat=True).first()
    age: Figures = {(): (timezone.now() - oldest).total_seconds() if oldest else 0.0}
    yield Measure("billing_events_oldest_seconds", "How long the oldest of them lies.", (), age, is_counter=False)


def _readings() -> Counter[str]:
    return Counter(dict(Reading.objects.values_list("name", "value")))


def _unsettled() -> QuerySet[VendorEvent]:
    lying: QuerySet[VendorEvent] = VendorEvent.objects.filter(settled_at=None)
    return lying
