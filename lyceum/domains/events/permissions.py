from uuid import UUID

from lyceum.domains.events.models import CrewMember, CrewRole
from lyceum.kernel.foundation.rules.caller import Caller

_SELLERS = frozenset({CrewRole.MANAGER, CrewRole.BOX_OFFICE})
_DOORKEEPERS = frozenset(CrewRole)


def may_make(caller: Caller) -> bool:
    """Make events, and change all of the organisation's."""
    return caller.may("events.edit")


def may_edit(caller: Caller, event_id: UUID) -> bool:
    """Change this event: its managers, and those who may change all."""
    return caller.may("events.edit") or _is_crew(caller, event_id, frozenset({CrewRole.MANAGER}))


def may_sell(caller: Caller, event_id: UUID) -> bool:
    return caller.may("events.sell") or _is_crew(caller, event_id, _SELLERS)


def may_check_in(caller: Caller, event_id: UUID) -> bool:
    return caller.may("events.check_in") or _is_crew(caller, event_id, _DOORKEEPERS)


def may_see_figures(caller: Caller, event_id: UUID) -> bool:
    return caller.may("events.see_figures") or _is_crew(caller, event_id, frozenset({CrewRole.MANAGER}))


def _is_crew(caller: Caller, event_id: UUID, roles: frozenset[CrewRole]) -> bool:
    return CrewMember.objects.within(caller).own(caller).filter(event_id=event_id, role__in=roles).exists()
