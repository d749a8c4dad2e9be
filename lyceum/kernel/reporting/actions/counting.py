"""Facts are counted once each: the outbox tells a subscriber once, and a day's figures grow in one statement."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.indicator import Tally
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.reporting.queries.calendar import zone_of
from lyceum.kernel.reporting.rules.adding import added, order

_ADD = """
    INSERT INTO reporting_figure
        (id, created_at, organisation_id, indicator, day, person_id, subject_id, value, weight)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (organisation_id, indicator, day, person_id, subject_id) DO UPDATE
    SET value = reporting_figure.value + EXCLUDED.value, weight = reporting_figure.weight + EXCLUDED.weight
"""


def keep_figures(announcement: Announcement) -> None:
    """The subscriber of every kind that a room counts."""
    if announcement.organisation_id:
        count(announcement.organisation_id, [announcement])


@transaction.atomic
def count(organisation_id: UUID, announcements: Iterable[Announcement]) -> None:
    """Added to what was kept, in whichever order facts arrive. Each fact is given once."""
    hold(organisation_id, shared=True)
    zone = zone_of(organisation_id)
    add(organisation_id, [tally for fact in announcements for tally in registry.tallies_of(fact, _day(fact, zone))])


def add(organisation_id: UUID, tallies: list[Tally]) -> None:
    """Who is no member any more (or erased) gets no rows of their own, also when the past is counted again."""
    people = {tally.person_id for tally in tallies if tally.person_id}
    rows = Membership.objects.filter(organisation_id=organisation_id, person_id__in=people)
    kept = added(tallies, set(rows.values_list("person_id", flat=True)))
    now = timezone.now()
    written = [(new_identifier(), now, organisation_id, *key, *kept[key]) for key in sorted(kept, key=order)]
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, written)


def hold(organisation_id: UUID, *, shared: bool = False) -> None:
    """Until the end of the transaction: many may count at once, but nobody while the past is counted again."""
    lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [f"reporting:{organisation_id}"])


def _day(announcement: Announcement, zone: ZoneInfo) -> date:
    return announcement.created_at.astimezone(zone).date()
