"""Dead letters are sent again: once whatever stood in the way has been put right."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.notifications.actions.recording import record
from lyceum.kernel.notifications.actions.sending import send_later
from lyceum.kernel.notifications.announcements import MessagesResent
from lyceum.kernel.notifications.models import Delivery, Outcome, State
from lyceum.kernel.notifications.permissions import may_follow
from lyceum.kernel.notifications.queries.runs import dead_letters

MOST = 1000  # at once


@transaction.atomic
def resend(caller: Caller, delivery_ids: Sequence[UUID] | None = None) -> int:
    """These, or all there are; with as many tries as new ones. A repeat finds them under way, and does nothing."""
    refuse_unless(may_follow(caller))
    found = dead_letters(caller)
    if delivery_ids is not None:
        found = found.filter(id__in=delivery_ids)
        _refuse_unknown(caller, delivery_ids)
    ids = list(found.values_list("id", flat=True)[:MOST])
    rows = Delivery.objects.filter(id__in=ids, state=State.FAILED).order_by("id")
    dead = list(rows.select_for_update())
    rows.order_by().update(state=State.QUEUED, attempts=0, try_at=None, claimed_at=None, error="")
    if dead:
        record([row.id for row in dead], Outcome.RESENT)
        send_later(dead)
        announce(caller, MessagesResent(len(dead)))
    return len(dead)


def _refuse_unknown(caller: Caller, delivery_ids: Sequence[UUID]) -> None:
    wanted = set(delivery_ids)
    if Delivery.objects.within(caller).filter(id__in=wanted).count() != len(wanted):
        raise NotFound(_("There is no such message."))
