"""Real people in real organisations, for the tests of every room."""

from collections.abc import Sequence
from typing import Any

from django.test import Client

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual, Origin, Visitor
from lyceum.kernel.foundation.rules.normal import normal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group, GroupMembership, Membership, Organisation, Person
from lyceum.kernel.identity.queries.caller import caller_for

ORIGIN = Origin("192.0.2.0/24", "test", "test-request")


def make_person(name: str = "Ada Lovelace", email: str = "", **fields: Any) -> Person:
    address = email or f"{normal(name).replace(' ', '.')}.{Person.objects.count()}@example.org"
    person = Person(name=name, email=address, **fields)
    person.set_unusable_password()
    person.save()
    return person


def make_organisation(name: str = "Lycée Ampère", slug: str = "", **fields: Any) -> Organisation:
    made = slug or normal(name).replace(" ", "-")
    return Organisation.objects.create(name=name, slug=made, **fields)


def make_member(organisation: Organisation, *roles: Role, person: Person | None = None, **fields: Any) -> Membership:
    person = person or make_person(f"{roles[0].value.title()} {organisation.name}")
    with scope.entered(organisation.id):
        member: Membership = Membership.objects.create(
            organisation=organisation,
            person=person,
            roles=[role.value for role in roles],
            sort_key=normal(person.name),
            **fields,
        )
    return member


def make_group(organisation: Organisation, name: str = "6e B", members: Sequence[Membership] = ()) -> Group:
    with scope.entered(organisation.id):
        group: Group = Group.objects.create(organisation=organisation, name=name, sort_key=normal(name))
        for member in members:
            GroupMembership.objects.create(organisation=organisation, group=group, membership=member)
    return group


def caller_of(member: Membership) -> Caller:
    """The caller that a request of this member would carry; its scope is entered."""
    caller = caller_for(member.person, member.organisation, ORIGIN, member.person.language)
    assert isinstance(caller, Caller)
    return caller


class World:
    """``ampere`` (a school) and ``nordic`` (a club), each with its people. Callers enter their own scope."""

    def __init__(self) -> None:
        self.ampere = make_organisation("Lycée Ampère", "ampere", language="fr", domains=["learning"])
        self.nordic = make_organisation("Nordic Lifting", "nordic", domains=["strength"])
        self.members = {role: make_member(self.ampere, role) for role in Role}
        self.foreigners = {role: make_member(self.nordic, role) for role in (Role.OWNER, Role.COACH, Role.ATHLETE)}
        self.group = make_group(self.ampere, "6e B", [self.members[Role.STUDENT]])

    def as_role(self, role: Role) -> Caller:
        return caller_of(self.members[role])

    @property
    def owner(self) -> Caller:
        return self.as_role(Role.OWNER)

    @property
    def teacher(self) -> Caller:
        return self.as_role(Role.TEACHER)

    @property
    def student(self) -> Caller:
        return self.as_role(Role.STUDENT)

    @property
    def stranger(self) -> Caller:
        """The owner of the other organisation: every right there, none here."""
        return caller_of(self.foreigners[Role.OWNER])

    @property
    def visitor(self) -> Visitor:
        scope.enter(self.ampere.id, None)
        return Visitor(self.ampere.id, "en", ORIGIN)

    def individual(self, person: Person) -> Individual:
        caller: Anyone = caller_for(person, None, ORIGIN, person.language)
        assert isinstance(caller, Individual)
        return caller

    def browser(self, member: Membership) -> Client:
        """A signed-in test client."""
        client = Client()
        client.force_login(member.person)
        return client
