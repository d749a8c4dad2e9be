"""A fact becomes a delivery for each hook that wants it: in the transaction that tells the fact, once each."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lyceum.domains.events.actions.hook_carrying import carry_hook
from lyceum.domains.events.models import Hook, HookDelivery
from lyceum.domains.events.queries.hook_body import bodies_of
from lyceum.domains.events.rules.hook import TOLD
from lyceum.kernel.foundation.models import Announcement


def tell_hooks(organisation_id: UUID, told: Announcement) -> None:
    """What happens while a hook is off is not kept for it."""
    kind = TOLD[told.kind]
    of_event = Q(event=None) | Q(event_id=told.payload["event_id"])
    wanting = Hook.objects.filter(of_event, organisation_id=organisation_id, is_on=True, kinds__contains=[kind])
    hooks = list(wanting.only("id", "organisation_id"))
    if not hooks:
        return
    bodies, now = bodies_of(organisation_id, told), timezone.now()
    deliveries = [
        HookDelivery(organisation_id=organisation_id, hook=hook, announcement_id=key, kind=kind, body=body, next_at=now)
        for hook in hooks
        for key, body in bodies
    ]
    HookDelivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    for hook in hooks:
        carry_hook.later(organisation_id=organisation_id, hook_id=hook.id, once=str(hook.id))
