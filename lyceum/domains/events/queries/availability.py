"""What is left of each type, in one statement: what the shop shows, and its sockets hear."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import NotFound

_LEFT = """
    SELECT event.offer_edition, event.state, type.id,
        (SELECT min((quota.capacity - quota.held - quota.sold) / type.bundle)
         FROM events_quotatype AS counted JOIN events_quota AS quota ON quota.id = counted.quota_id
         WHERE counted.ticket_type_id = type.id)
    FROM events_event AS event LEFT JOIN events_tickettype AS type ON type.event_id = event.id AND NOT type.is_hidden
    WHERE event.id = %s AND event.organisation_id = %s AND event.state <> 'draft'
    ORDER BY type.position, type.id
"""


@dataclass(frozen=True, slots=True)
class Availability:
    """``left``: type → how many of it there still are, None without end. Hidden types are nobody's business.

    ``edition``: of the offer (``queries/offer.py``), so that one who remembers an older one knows.
    """

    event_id: UUID
    edition: int
    state: str
    left: Mapping[UUID, int | None]

    @property
    def is_sold_out(self) -> bool:
        return bool(self.left) and not any(left is None or left > 0 for left in self.left.values())


def availability(caller: Anyone, event_id: UUID) -> Availability:
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, [event_id, shop_of(caller).organisation_id])
        rows = cursor.fetchall()
    if not rows:
        raise NotFound(_("There is no such event."))
    edition, state = rows[0][:2]
    return Availability(event_id, edition, state, {row[2]: row[3] for row in rows if row[2]})
