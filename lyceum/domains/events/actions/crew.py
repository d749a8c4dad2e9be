"""Who may do what at one event, whatever their role in the organisation."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.announcements import CrewChanged
from lyceum.domains.events.models import CrewMember, CrewRole
from lyceum.domains.events.queries.managed import event_to_change
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.identity.queries.membership import members_of


@transaction.atomic
def set_crew(caller: Caller, event_id: UUID, person_id: UUID, role: str) -> CrewMember:
    """A member helps at this event, in this role from now on."""
    event = event_to_change(caller, event_id)
    faults: dict[str, list[str]] = {}
    if not members_of(caller).filter(person_id=person_id).exists():
        faults["person_id"] = [_("There is no such member here.")]
    if role not in CrewRole.values:
        faults["role"] = [_("There is no such role.")]
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)
    member: CrewMember
    member, _new = CrewMember.objects.update_or_create(
        organisation_id=event.organisation_id, event=event, person_id=person_id, defaults={"role": role}
    )
    announce(caller, CrewChanged(event.id, person_id, role))
    return member


@transaction.atomic
def remove_crew(caller: Caller, event_id: UUID, person_id: UUID) -> None:
    """Idempotent."""
    event = event_to_change(caller, event_id)
    if event.crew.filter(person_id=person_id).delete()[0]:
        announce(caller, CrewChanged(event.id, person_id, ""))
