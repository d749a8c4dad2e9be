"""The house that is knocked at: two organisations, everybody who might knock, a canary in every text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.test import Client
from django.utils import timezone

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.rules.roles import LEADERS, Role
from lyceum.kernel.identity.models import Group, Membership, Organisation, Person
from lyceum.kernel.identity.tests.factories import make_group, make_member, make_organisation, make_person
from tests.isolation.fabric import ABROAD, CANARIES, OFFER, OWN, SHARED, STAFF
from tests.isolation.rows import Watch
from tests.isolation.verdict import Standing

HERE, THERE = "ampere", "nordic"


@dataclass(frozen=True)
class Wing:
    """One organisation, and the canaries that the texts of its rows carry."""

    organisation: Organisation
    insider: Membership
    colleague: Membership
    student: Membership
    group: Group
    shared: str
    offer: str
    staff: str
    own: str


class Knocker:
    """Somebody at a place: their browser, what they are, and the canaries that are not for them."""

    def __init__(self, standing: Standing, place: str, person: Person | None, unseen: frozenset[str]) -> None:
        self.standing, self.place, self.unseen = standing, place, unseen
        self.person_id = person.id if person else None
        self.browser = Client(raise_request_exception=False)
        if person is not None:
            self.browser.force_login(person)
        self._cookies = self.browser.cookies.output(header="", sep=";")

    def afresh(self) -> Client:
        """Their browser, as it was before anything that knocking has done to it."""
        self.browser.cookies = SimpleCookie(self._cookies)
        return self.browser

    def __str__(self) -> str:
        return f"{self.standing.name} at {self.place or 'no organisation'}"


class House:
    """``here`` is what is knocked at; ``abroad`` is where outsiders belong."""

    def __init__(self) -> None:
        ampere = make_organisation("Lycée Ampère", HERE, domains=["learning", "events"])
        nordic = make_organisation("Nordic Lifting", THERE, domains=["learning", "events", "strength"])
        hidden = make_organisation(f"{ABROAD} Hidden", "hidden", is_public=False)
        self.here = self._wing(ampere, "Ines", (SHARED, OFFER, STAFF, OWN))
        self.abroad = self._wing(nordic, "Sven", (ABROAD,) * 4)
        _member(hidden, "Hilda Hidden", "hidden")
        self.leader = make_member(ampere, *LEADERS, person=make_person("Leo Leader", "leader@example.org"))
        self.wrong = _member(self.here.organisation, f"{SHARED} Wrong", "wrong")
        self.operator = make_person("Olga Operator", "operator@example.org", is_operator=True)
        self.watch = Watch(ampere.id, nordic.id, self.here.insider.person_id)

    def _wing(self, organisation: Organisation, insider: str, canaries: tuple[str, str, str, str]) -> Wing:
        shared = canaries[0]
        student = make_person(f"{shared} Student", f"student.{shared}@example.org")
        members = (
            _member(organisation, f"{insider} Insider", f"insider.{organisation.slug}"),
            _member(organisation, f"{shared} Colleague", f"colleague.{shared}"),
            make_member(organisation, Role.STUDENT, person=student, title=shared),
        )
        group = make_group(organisation, f"{shared} 6e B", [members[0], members[2]])
        return Wing(organisation, *members, group, *canaries)

    def knockers(self) -> Iterator[Knocker]:
        """Everybody who might knock, except those with the wrong role: they depend on the door."""
        now, here, there = timezone.now(), self.here.organisation, self.abroad.organisation
        expired = _member(here, "Elle Expired", "expired", expires_at=now - timedelta(days=1))
        suspended = _member(here, "Sam Suspended", "suspended", suspended_at=now)
        closed = _member(here, "Cleo Closed", "closed")
        insider, stranger = self.here.insider.person, self.abroad.insider.person
        make_member(there, *Role, person=insider)
        member: dict[str, Any] = {"member": True, "permissions": registry.permissions_of(frozenset(Role))}
        yield Knocker(Standing("insider", right=True, **member), HERE, insider, frozenset({ABROAD}))
        yield Knocker(Standing("colleague", **member), HERE, self.here.colleague.person, frozenset({OWN, ABROAD}))
        leads = {"member": True, "permissions": registry.permissions_of(LEADERS)}
        yield Knocker(Standing("leader", **leads), HERE, self.leader.person, frozenset({OWN, STAFF, ABROAD}))
        yield Knocker(Standing("nobody", signed_in=False), HERE, None, CANARIES)
        yield Knocker(Standing("stranger"), HERE, stranger, CANARIES - {ABROAD})
        yield Knocker(Standing("stranger", **member), THERE, stranger, CANARIES - {ABROAD})
        yield Knocker(Standing("the insider elsewhere", **member), THERE, insider, frozenset({SHARED, OFFER, STAFF}))
        yield Knocker(Standing("expired member"), HERE, expired.person, CANARIES)
        yield Knocker(Standing("suspended member"), HERE, suspended.person, CANARIES)
        yield Knocker(Standing("closed account", signed_in=False), HERE, closed.person, CANARIES)
        looked_after = frozenset({OFFER, OWN, STAFF})  # who runs the installation sees who is where, not what they keep
        yield Knocker(Standing("operator", operator=True), HERE, self.operator, looked_after)
        yield Knocker(Standing("operator", operator=True, right=True), "", self.operator, looked_after)
        Person.objects.filter(id=closed.person_id).update(is_active=False)

    def with_wrong_roles(self, permission: str) -> Knocker | None:
        """A member with every role that does not hold the permission; None where every role holds it."""
        holders = next(p.roles for p in registry.permissions() if p.code == permission)
        roles = frozenset(Role) - holders
        if not roles:
            return None
        with scope.entered(self.here.organisation.id):
            Membership.objects.filter(id=self.wrong.id).update(roles=[role.value for role in roles])
        standing = Standing("wrong role", member=True, permissions=registry.permissions_of(roles))
        return Knocker(standing, HERE, self.wrong.person, frozenset({OWN, ABROAD}))


def _member(organisation: Organisation, name: str, email: str, **fields: Any) -> Membership:
    """With every role there is."""
    return make_member(organisation, *Role, person=make_person(name, f"{email}@example.org"), **fields)
