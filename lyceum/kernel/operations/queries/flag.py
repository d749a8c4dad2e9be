from django.db.models import QuerySet

from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.operations.models import Flag
from lyceum.kernel.operations.permissions import may_operate
from lyceum.kernel.operations.rules.rollout import is_within


def flags_on(caller: Anyone) -> set[str]:
    """Those that are switched on for the caller."""
    return {flag.code for flag in Flag.objects.filter(on=True) if _is_for(flag, caller)}


def flags_for(caller: Individual) -> QuerySet[Flag]:
    """All of them, for those who switch them."""
    refuse_unless(may_operate(caller))
    return Flag.objects.order_by("code")


def _is_for(flag: Flag, caller: Anyone) -> bool:
    if flag.percentage == 100:
        return True
    if isinstance(caller, Caller) and caller.organisation_id in flag.organisation_ids:
        return True
    if not isinstance(caller, Individual):
        return False
    return caller.person_id in flag.person_ids or is_within(flag.code, caller.person_id, flag.percentage)
