"""The people of the demo, whom one may be with one click: only where ``LYCEUM_DEMO`` is on."""

from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Membership, Person

DEMO_DOMAIN = "@demo.lyceum.example"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    id: UUID
    name: str
    role: str
    organisation: str


def demo_people() -> list[DemoPerson]:
    """One row per person, with the first of their memberships."""
    people = Person.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True).order_by("id")
    return [_described(person) for person in people]


def _described(person: Person) -> DemoPerson:
    with scope.entered(None, person.id):
        membership = Membership.objects.filter(person=person).select_related("organisation").order_by("id").first()
    role = membership.roles[0] if membership and membership.roles else ""
    return DemoPerson(person.id, person.name, role, membership.organisation.name if membership else "")
