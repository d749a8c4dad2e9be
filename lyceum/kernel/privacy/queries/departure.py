"""What stands in the way of a person who wants to be forgotten, and what will happen to what is theirs."""

from collections.abc import Iterator

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.contribution import PersonalRecords
from lyceum.kernel.identity.models import Membership, Organisation
from lyceum.kernel.privacy.models import Erasure


def only_owned_by(caller: Individual) -> list[Organisation]:
    """Organisations that would be left without an owner."""
    with scope.entered(None, caller.person_id):
        mine = Membership.objects.owning().own(caller).select_related("organisation")
        owned: list[Organisation] = [place.organisation for place in mine]
    return [organisation for organisation in owned if not _has_another_owner(caller, organisation)]


def waiting_erasure(caller: Individual) -> Erasure | None:
    found: Erasure | None = Erasure.objects.waiting().filter(person_id=caller.person_id).first()
    return found


def fates(caller: Individual) -> Iterator[PersonalRecords]:
    """Kinds of rows that belong to people, as they are explained to them."""
    return (record for record in registry.personal_records() if (record.owner or record.address) and record.what)


def _has_another_owner(caller: Individual, organisation: Organisation) -> bool:
    with scope.entered(organisation.id):
        others = Membership.objects.owning().filter(organisation=organisation)
        return bool(others.exclude(person_id=caller.person_id).exists())
