from dataclasses import dataclass

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.identity.models import Person


@dataclass(frozen=True, slots=True)
class PersonView:
    id: str
    name: str
    email: str
    language: str
    time_zone: str


def person_view(caller: Individual) -> PersonView:
    person = Person.objects.get(id=caller.person_id)
    return PersonView(str(person.id), person.name, person.email, person.language, person.time_zone)
