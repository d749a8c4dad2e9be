from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models import Block


@dataclass(frozen=True, slots=True)
class BlockedView:
    person_id: UUID
    name: str


def blocked_by(caller: Caller) -> list[BlockedView]:
    """Whom the caller has blocked."""
    rows = Block.objects.within(caller).own(caller).select_related("blocked").order_by("id")
    return [BlockedView(row.blocked_id, str(row.blocked)) for row in rows]
