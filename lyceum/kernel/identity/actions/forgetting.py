from uuid import UUID

from django.contrib.sessions.models import Session

from lyceum.kernel.identity.models import SignIn


def forget_sessions(organisation_id: UUID | None, person_id: UUID) -> None:
    """The browsers' sessions of somebody who is erased; their sign-ins go with their other rows."""
    if organisation_id is None:
        keys = SignIn.objects.filter(person_id=person_id).values_list("session_key", flat=True)
        Session.objects.filter(session_key__in=[key for key in keys if key]).delete()
