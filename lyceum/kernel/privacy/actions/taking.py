"""Taking the trail away is itself a fact of the trail."""

from dataclasses import replace

from django.db import transaction

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.privacy.announcements import TrailExported
from lyceum.kernel.privacy.permissions import may_audit
from lyceum.kernel.privacy.queries.trail import MOST_ROWS, TrailRow, Wish, trail_of


@transaction.atomic
def take_trail(caller: Caller, wish: Wish) -> list[TrailRow]:
    refuse_unless(may_audit(caller))
    rows, _next = trail_of(caller, replace(wish, limit=MOST_ROWS))
    announce(caller, TrailExported(len(rows)))
    return rows
