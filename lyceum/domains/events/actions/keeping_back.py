"""Places kept back for guests: taken out of a quota's sale, and given to whom the organiser invites."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.offering import offer_freed
from lyceum.domains.events.announcements import OfferChanged
from lyceum.domains.events.models import Quota, Reserve
from lyceum.domains.events.queries.managed import event_to_change, quota_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

_NOT_ENOUGH = gettext_lazy("There are not so many places left.")


@transaction.atomic
def keep_back(caller: Caller, event_id: UUID, quota_id: UUID, places: int) -> None:
    """So many from now on, 0 for none. What is let go is offered to who waits, then sold."""
    event = event_to_change(caller, event_id)
    quota = quota_of(event, quota_id)
    if places < 0:
        fault = _("Not below nothing.")
        raise Invalid(fault, fields={"places": [fault]})
    kept = Reserve.objects.within(caller).select_for_update().filter(quota=quota).first()
    more = places - (kept.places if kept else 0)
    if not more:
        return
    _hold(quota, more)
    if kept and not places:
        kept.delete()
    else:
        Reserve.objects.update_or_create(
            quota=quota, organisation_id=quota.organisation_id, defaults={"places": places, "event": event}
        )
    announce(caller, OfferChanged(event.id))
    if more < 0:
        offer_freed(caller, caller.organisation_id, event.id)


def let_go(caller: Caller, quotas: Mapping[UUID, int]) -> None:
    """In the transaction of the hold that takes them at once; the reserves are locked in the order of their quotas."""
    kept = {one.quota_id: one for one in Reserve.objects.within(caller).select_for_update().filter(quota_id__in=quotas)}
    for quota_id, places in sorted(quotas.items()):
        reserve = kept.get(quota_id)
        if reserve is None or reserve.places < places:
            raise Conflict(_("There are not so many places kept back."), code="reserve_empty")
        _hold(Quota(id=quota_id, organisation_id=caller.organisation_id), -places)
        reserve.places -= places
        if reserve.places:
            reserve.save(update_fields=["places"])
        else:
            reserve.delete()


def _hold(quota: Quota, more: int) -> None:
    """One guarded statement, as in any hold."""
    rows = Quota.objects.filter(id=quota.id, organisation_id=quota.organisation_id)
    if not rows.filter(capacity__gte=F("held") + F("sold") + max(0, more)).update(held=F("held") + more):
        raise Conflict(_NOT_ENOUGH, fields={"places": [_NOT_ENOUGH]}, code="sold_out")
