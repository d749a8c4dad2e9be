from uuid import UUID

from django.db import transaction

from lyceum.domains.events.announcements import TicketKeyMade
from lyceum.domains.events.models import TicketKey
from lyceum.domains.events.rules.ticket_code import new_pair
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Visitor


def signing_key(organisation_id: UUID) -> TicketKey:
    """The key that signs the organisation's tickets; made with the first one."""
    return _signing(organisation_id) or _made(organisation_id)


@transaction.atomic
def _made(organisation_id: UUID) -> TicketKey:
    """Of two made at once, one stays."""
    private, public = new_pair()
    key = TicketKey(organisation_id=organisation_id, private=private, public=public)
    TicketKey.objects.bulk_create([key], ignore_conflicts=True)
    found = _signing(organisation_id)
    assert found is not None
    if found.id == key.id:
        announce(Visitor(organisation_id), TicketKeyMade(key.id))
    return found


def _signing(organisation_id: UUID) -> TicketKey | None:
    found: TicketKey | None = TicketKey.objects.filter(organisation_id=organisation_id, retired_at__isnull=True).first()
    return found
