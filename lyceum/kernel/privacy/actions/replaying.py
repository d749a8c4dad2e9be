"""After a backup was restored: whoever was forgotten since it was made is forgotten again."""

from collections.abc import Iterator
from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.identity.models import Person
from lyceum.kernel.media.ports import store
from lyceum.kernel.privacy.actions.erasing import JOURNAL, erase_person
from lyceum.kernel.privacy.models import Erasure
from lyceum.kernel.privacy.rules.subject import subject_of


def replay_erasures(organisation_id: UUID | None) -> Iterator[UUID]:
    """Yields each person who had come back. Reads the journal beside the database, and the one in it."""
    erased = {kept.key.rpartition("/")[2] for kept in store().kept(JOURNAL)}
    erased |= set(Erasure.objects.exclude(done_at=None).values_list("subject", flat=True))
    for person_id in list(Person.objects.values_list("id", flat=True)):
        if subject_of(person_id) in erased:
            erase_person(Individual(person_id))
            yield person_id
