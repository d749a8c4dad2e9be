"""What a group has before it, as bars over time."""

from uuid import UUID

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.agenda import PlanBar
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.queries.group import group_for


def plan_for(caller: Caller, group_id: UUID) -> list[PlanBar]:
    """Of a group that the caller may see, lane by lane, as the rooms gave them."""
    group_for(caller, group_id)
    lanes: dict[str, list[PlanBar]] = {}
    for bar in registry.plan_of(caller, group_id):
        lanes.setdefault(bar.lane, []).append(bar)
    return [bar for lane in lanes.values() for bar in lane]
