"""Nothing goes beyond the plan, even where two teachers enrol at once."""

from uuid import UUID

from django.db import connection

from lyceum.kernel.billing.queries.plan import standing
from lyceum.kernel.billing.queries.words import no_room
from lyceum.kernel.billing.rules.limits import is_beyond
from lyceum.kernel.billing.rules.plan import What
from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import Conflict


def refuse_beyond_plan(caller: Caller | Visitor, what: What, wanted: int = 0) -> None:
    """In the transaction of the change. ``wanted``: how much more is coming; 0 where it is already written.

    Written first and counted behind the organisation's lock: the second of two at once sees what the first has kept.
    """
    assert caller.organisation_id
    hold_plan(caller.organisation_id)
    found = standing(caller)
    limit = found.limits[what]
    if limit is not None and is_beyond(limit, registry.holdings()[what](caller.organisation_id) + wanted):
        raise Conflict(no_room(what, found.plan.code, limit), code="beyond_plan")


def bound(organisation_id: UUID, what: str, more: int) -> None:
    """For the rooms below, which do not know this one."""
    refuse_beyond_plan(Visitor(organisation_id), What(what), more)


def hold_plan(organisation_id: UUID) -> None:
    """Until the end of the transaction: nobody else counts or changes what there is room for."""
    if not connection.in_atomic_block:
        raise RuntimeError("a plan is asked inside the transaction of the change")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"billing.plan:{organisation_id}"])
