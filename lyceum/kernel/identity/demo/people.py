"""The people of the demo, whom one may be with one click: only where ``LYCEUM_DEMO`` is on."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lyceum.kernel.identity.demo.accounts import accounts
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.queries.role import ROLE_NAMES

_NAMES = {**{role.value: name for role, name in ROLE_NAMES.items()}, "operator": _("Operator")}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    id: UUID
    name: str
    role: str
    organisation: str

    @property
    def role_label(self) -> str:
        return ", ".join(str(_NAMES[role]) for role in self.role.split(", "))


def demo_people() -> list[DemoPerson]:
    """One for each role, in the order in which ``bin/run`` names them."""
    listed = {account.email: account for account in accounts()}
    people = {p.email: p for p in Person.objects.filter(email__in=listed, is_active=True).only("id", "email", "name")}
    return [
        DemoPerson(people[email].id, account.name, account.role, account.organisation)
        for email, account in listed.items()
        if email in people
    ]
