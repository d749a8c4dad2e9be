"""Every minute somebody looks how money does everywhere; who runs the installation may have it all tried again."""

from collections import Counter
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from lyceum.kernel.billing.actions.payment_hearing import settle_event
from lyceum.kernel.billing.announcements import MoneyTriedAgain
from lyceum.kernel.billing.models import Payment, Reading, Refund, VendorEvent
from lyceum.kernel.billing.queries.watching import found_in
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.identity.models import Organisation

AT_ONCE = 1000


def read_everywhere(organisation_id: UUID | None) -> None:
    now, found = timezone.now(), Counter[str]()
    for each_id in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each_id):
            here = found_in(each_id, now)
        lag = max(found["reconciliation_lag_seconds"], here.pop("reconciliation_lag_seconds"))
        found.update(here)
        found["reconciliation_lag_seconds"] = lag
    for name, value in found.items():
        keep_reading(organisation_id, name, value)


def keep_reading(organisation_id: UUID | None, name: str, value: int) -> None:
    """Other rooms, too, say how their part of the money does: over all organisations."""
    Reading.objects.update_or_create(name=name, defaults={"value": value})


def count_refused(organisation_id: UUID | None) -> None:
    """A secret that is wrong here, or somebody who tries."""
    Reading.objects.get_or_create(name="hooks_refused")
    Reading.objects.filter(name="hooks_refused").update(value=F("value") + 1, read_at=timezone.now())


@transaction.atomic
def try_money_again(caller: Individual) -> None:
    """At once, instead of after the pause that has grown: the sweep of the next minute takes it up."""
    refuse_unless(caller.is_operator)
    now = timezone.now()
    for each_id in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each_id, caller.person_id):
            for model in (Payment, Refund):
                waiting = model.objects.filter(organisation_id=each_id, check_at__isnull=False)
                waiting.update(check_at=now)
    for event_id in VendorEvent.objects.filter(settled_at=None).values_list("id", flat=True)[:AT_ONCE]:
        settle_event.later(organisation_id=None, event_id=event_id, once=str(event_id))
    announce(caller, MoneyTriedAgain(caller.person_id))
