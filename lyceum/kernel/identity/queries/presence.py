"""Who is here: has a page open, on any of the realtime processes."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.identity.models import Presence

GONE_AFTER = timedelta(seconds=75)


def present_among(organisation_id: UUID, people: Iterable[UUID]) -> set[UUID]:
    """Of these people, those who have an open socket in the organisation now."""
    fresh = Presence.objects.filter(organisation_id=organisation_id, seen_at__gt=timezone.now() - GONE_AFTER)
    return set(fresh.filter(person_id__in=set(people)).values_list("person_id", flat=True))
