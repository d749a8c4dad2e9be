"""What stands in the way of a person who wants to be forgotten, and what will happen to what is theirs."""

from collections.abc import Iterator

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.contribution import PersonalRecords
from lyceum.kernel.privacy.models import Erasure


def waiting_erasure(caller: Individual) -> Erasure | None:
    found: Erasure | None = Erasure.objects.waiting().filter(person_id=caller.person_id).first()
    return found


def fates(caller: Individual) -> Iterator[PersonalRecords]:
    """Kinds of rows that belong to people, as they are explained to them."""
    return (record for record in registry.personal_records() if (record.owner or record.address) and record.what)
