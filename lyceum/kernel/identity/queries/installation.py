"""What whoever runs the installation sees of its organisations: that they exist and who answers for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership, Organisation, Person

STATES = {
    "open": Q(suspended_at=None, closed_at=None),
    "suspended": Q(suspended_at__isnull=False),
    "closed": Q(suspended_at=None, closed_at__isnull=False),
}


def organisations_here(caller: Individual, state: str = "", words: str = "") -> QuerySet[Organisation]:
    """All of them, newest first, or those in one state and with these words in their name or address."""
    refuse_unless(caller.is_operator)
    found = Organisation.objects.filter(STATES.get(state, Q())).order_by("-id")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(slug__icontains=word))
    return found


def organisation_counts(caller: Individual) -> dict[str, int]:
    """How many there are in each state."""
    return {state: organisations_here(caller, state).count() for state in STATES}


@dataclass(frozen=True, slots=True)
class Standing:
    """An organisation as its installation knows it: how many people, and whom to write to."""

    organisation: Organisation
    members: int
    owners: list[Person]


def standing_of(caller: Individual, organisation_id: UUID) -> Standing:
    organisation = organisations_here(caller).filter(id=organisation_id).first()
    if organisation is None:
        raise NotFound(_("There is no such organisation."))
    with scope.entered(organisation.id, caller.person_id):  # the count and the owners alone are taken out of it
        members = Membership.objects.filter(organisation_id=organisation.id, person__is_active=True).count()
        return Standing(organisation, members, [place.person for place in owners_of(Visitor(organisation.id))])


def owners_of(caller: Visitor) -> QuerySet[Membership]:
    """Who answers for the organisation, by name, whether or not it is open."""
    found: QuerySet[Membership] = (
        Membership.objects.within(caller)
        .filter(roles__contains=[Role.OWNER], suspended_at=None, person__is_active=True)
        .select_related("person")
        .order_by("sort_key", "id")
    )
    return found


@dataclass(frozen=True, slots=True)
class HostedOrganisation:
    """What programs of whoever runs the installation are shown. ``state``: open · suspended · closed"""

    id: UUID
    slug: str
    name: str
    kind: str
    state: str
    opened_at: datetime
    suspended_at: datetime | None

    @classmethod
    def of(cls, found: Organisation) -> Self:
        state = found.shut or "open"
        return cls(found.id, found.slug, found.name, found.kind, state, found.created_at, found.suspended_at)


@dataclass(frozen=True, slots=True)
class PersonHere:
    """An account, as whoever runs the installation is shown it. ``state``: active · suspended"""

    id: UUID
    name: str
    email: str
    state: str


def person_at(caller: Individual, email: str) -> PersonHere:
    """Whose address it is, letter by letter: people are found, never listed."""
    refuse_unless(caller.is_operator)
    return _person(Person.objects.filter(email__iexact=email.strip()).first())


def person_here(caller: Individual, person_id: UUID) -> PersonHere:
    refuse_unless(caller.is_operator)
    return _person(Person.objects.filter(id=person_id).first())


def _person(found: Person | None) -> PersonHere:
    if found is None:
        raise NotFound(_("There is nobody here with this address."))
    return PersonHere(found.id, found.name, found.email, "active" if found.is_active else "suspended")
