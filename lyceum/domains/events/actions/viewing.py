"""How often an event's page is looked at, without following anybody: counted in this process, written in batches."""

from collections import Counter
from datetime import date
from threading import Lock
from time import monotonic
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lyceum.domains.events.models import Channel
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.identifier import new_identifier

EVERY = 10.0  # seconds, for each organisation
_ADD = """
    INSERT INTO events_eventviews (id, created_at, organisation_id, event_id, day, channel, number)
    SELECT given.id, statement_timestamp(), %s, given.event_id, given.day, given.channel, given.number
    FROM unnest(%s::uuid[], %s::uuid[], %s::date[], %s::text[], %s::int[]) AS given (id, event_id, day, channel, number)
    WHERE EXISTS (SELECT FROM events_event WHERE events_event.id = given.event_id)
    ON CONFLICT (event_id, day, channel) DO UPDATE SET number = events_eventviews.number + EXCLUDED.number
"""
_lock = Lock()
_seen: dict[UUID, Counter[tuple[UUID, date, str]]] = {}
_written: dict[UUID, float] = {}


def note_view(caller: Anyone, event_id: UUID, channel: Channel) -> None:
    """The first in a while is written at once; those of the next seconds together, by whoever comes after them."""
    organisation_id = _shop(caller)
    with _lock:
        _seen.setdefault(organisation_id, Counter())[event_id, timezone.now().date(), str(channel)] += 1
    write_views(caller)


def write_views(caller: Anyone) -> None:
    """What is due of this organisation; pages that stay open ask for it too, so that the last of a rush is written."""
    organisation_id = _shop(caller)
    with _lock:
        if organisation_id not in _seen or monotonic() - _written.get(organisation_id, -EVERY) < EVERY:
            return
        _written[organisation_id] = monotonic()
        counted = _seen.pop(organisation_id)
    events, days, channels = zip(*sorted(counted), strict=True)
    ids = [new_identifier() for _one in events]
    numbers = [counted[key] for key in sorted(counted)]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [organisation_id, ids, list(events), list(days), list(channels), numbers])


def _shop(caller: Anyone) -> UUID:
    organisation_id = shop_of(caller).organisation_id
    assert organisation_id
    return organisation_id
