"""Who is here, as the realtime processes report it: each writes for itself, and whoever looks hears of changes."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.live import push_all
from lyceum.kernel.identity.models import Presence
from lyceum.kernel.identity.queries.presence import GONE_AFTER, present_among


def presence_topic(organisation_id: UUID, person_id: UUID) -> str:
    """Of one organisation: being here is not being there."""
    return f"organisation:{organisation_id}:presence:{person_id}"


def keep_presence(organisation_id: UUID, process: UUID, here: Iterable[UUID], gone: Iterable[UUID] = ()) -> None:
    """``here``: who has a socket of this process open; ``gone``: who had. Rows of processes that died go, too."""
    with scope.entered(organisation_id), transaction.atomic():
        arrived = _see(organisation_id, process, set(here))
        left = _forget(organisation_id, process, set(gone))
        push_all((presence_topic(organisation_id, person) for person in sorted(arrived)), "here")
        push_all((presence_topic(organisation_id, person) for person in sorted(left)), "gone")


def end_process(organisation_id: UUID, process: UUID) -> None:
    """This process has closed its sockets here."""
    with scope.entered(organisation_id):
        people = set(Presence.objects.filter(process=process).values_list("person_id", flat=True))
    keep_presence(organisation_id, process, (), people)


def forget_old_presence(organisation_id: UUID) -> None:
    """Where nobody looks any more, nobody is told either."""
    Presence.objects.filter(organisation_id=organisation_id, seen_at__lt=timezone.now() - GONE_AFTER).delete()


def _see(organisation_id: UUID, process: UUID, people: set[UUID]) -> set[UUID]:
    """Write that they are here; returns who was nowhere before."""
    arrived, now = people - present_among(organisation_id, people), timezone.now()
    rows = [
        Presence(organisation_id=organisation_id, person_id=person, process=process, seen_at=now)
        for person in sorted(people)
    ]
    Presence.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organisation", "person", "process"],
        update_fields=["seen_at"],
    )
    return arrived


def _forget(organisation_id: UUID, process: UUID, people: set[UUID]) -> set[UUID]:
    """Returns who is nowhere any more."""
    rows = Presence.objects.filter(organisation_id=organisation_id)
    old = rows.filter(seen_at__lt=timezone.now() - GONE_AFTER)
    people = people | set(old.values_list("person_id", flat=True))
    old.delete()
    rows.filter(process=process, person_id__in=people).delete()
    return people - present_among(organisation_id, people)
