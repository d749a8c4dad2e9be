"""What providers post: kept once, answered at once, settled by a job."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.models import VendorEvent
from lyceum.kernel.billing.ports import Heard, VendorRefused, VendorUnavailable, payments
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import NotFound

LOST = timedelta(minutes=5)  # unsettled for so long, no job is coming any more
_OUTAGES = (VendorUnavailable, VendorRefused)  # in words of ours; others may repeat what the event says of people
KEPT = timedelta(days=30)  # of what was settled: they carry what payers told the provider


def hear_provider(caller: Anyone, provider: str, headers: Mapping[str, str], body: bytes) -> None:
    """Raises Forged, and keeps nothing, where the signature does not hold."""
    try:
        heard = payments(provider).hear(headers, body)
    except VendorRefused as unknown:
        raise NotFound(_("There is no such provider.")) from unknown
    _keep(provider, heard)


@job(queue="payments", urgent=True)
def settle_event(organisation_id: UUID | None, event_id: UUID) -> None:
    """Raises VendorUnavailable to be run again: what the event lacks is asked of the provider."""
    event = VendorEvent.objects.get(id=event_id)
    if event.settled_at is None:
        _settle(event)


def take_up_events(organisation_id: UUID | None) -> None:
    """Jobs that were lost; and what was settled long ago is forgotten."""
    now = timezone.now()
    lying = VendorEvent.objects.filter(settled_at=None, created_at__lt=now - LOST)
    for event_id in lying.order_by("id").values_list("id", flat=True)[:1000]:
        settle_event.later(organisation_id=None, event_id=event_id, once=str(event_id))
    VendorEvent.objects.filter(settled_at__lt=now - KEPT).delete()


@transaction.atomic
def _keep(provider: str, heard: Heard) -> None:
    """Told twice, it is kept once: then nothing new is to be done."""
    told = {"kind": heard.kind[:80], "content": heard.content}
    event, is_new = VendorEvent.objects.get_or_create(provider=provider, reference=heard.reference, defaults=told)
    if is_new:
        settle_event.later(organisation_id=None, event_id=event.id, once=str(event.id))


def _settle(event: VendorEvent) -> None:
    """Whatever goes wrong stands with the event, for whoever runs the installation."""
    event.tries += 1
    try:
        for fact in payments(event.provider).facts(event.content):
            with scope.entered(fact.organisation_id):
                settle(fact.organisation_id, fact)
    except Exception as fault:
        event.error = (str(fault) if isinstance(fault, _OUTAGES) else type(fault).__name__)[:300]
        event.save()
        raise
    event.settled_at, event.error = timezone.now(), ""
    event.save()
