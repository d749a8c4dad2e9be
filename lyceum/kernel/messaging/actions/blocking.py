from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.identity.queries.membership import may_see_person
from lyceum.kernel.messaging.announcements import PersonBlocked, PersonUnblocked
from lyceum.kernel.messaging.models import Block


@transaction.atomic
def block_person(caller: Caller, person_id: UUID) -> None:
    """No direct message passes between the two any more; who is blocked is not told. Idempotent."""
    if person_id == caller.person_id:
        raise Invalid(_("You cannot block yourself."), fields={"person_id": [_("Choose somebody else.")]})
    if not may_see_person(caller, person_id):
        raise NotFound(_("There is no such member in this organisation."))
    _block, is_new = Block.objects.get_or_create(
        organisation_id=caller.organisation_id, person_id=caller.person_id, blocked_id=person_id
    )
    if is_new:
        announce(caller, PersonBlocked(person_id))


@transaction.atomic
def unblock_person(caller: Caller, person_id: UUID) -> None:
    """Idempotent."""
    if Block.objects.within(caller).own(caller).filter(blocked_id=person_id).delete()[0]:
        announce(caller, PersonUnblocked(person_id))
