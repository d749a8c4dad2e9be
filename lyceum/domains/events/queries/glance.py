"""What is left of an event now, in one statement: all that changes between two views of its page."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import NotFound

_STATEMENT = """
SELECT event.id, event.offer_edition, event.state, now(), (
    SELECT coalesce(json_object_agg(counted.id, counted.places), '{}') FROM (
        SELECT counts.ticket_type_id AS id, min(greatest(quota.capacity - quota.held - quota.sold, 0)) AS places
        FROM events_quota AS quota JOIN events_quotatype AS counts ON counts.quota_id = quota.id
        WHERE quota.event_id = event.id GROUP BY counts.ticket_type_id
    ) AS counted
), (
    SELECT coalesce(json_object_agg(step.id, greatest(step.first - step.taken, 0)), '{}')
    FROM events_pricestep AS step JOIN events_tickettype AS type ON type.id = step.ticket_type_id
    WHERE type.event_id = event.id AND step.first IS NOT NULL
)
FROM events_event AS event WHERE event.organisation_id = %s AND event.slug = %s
"""


@dataclass(frozen=True, slots=True)
class Glance:
    """``places``: by ticket type, what its quotas have left together; absent where none counts it.
    ``steps``: by early bird, how many of its first are left."""

    event_id: UUID
    edition: int
    state: str
    now: datetime
    places: dict[str, int]
    steps: dict[str, int]


def glance_at(caller: Anyone, slug: str) -> Glance:
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [shop_of(caller).organisation_id, slug])
        row: Any = cursor.fetchone()
    if row is None:
        raise NotFound(_("There is no such event."))
    event_id, edition, state, now, places, steps = row
    return Glance(event_id, edition, state, now, _read(places), _read(steps))


def _read(found: Any) -> dict[str, int]:
    return dict(json.loads(found) if isinstance(found, str) else found)
