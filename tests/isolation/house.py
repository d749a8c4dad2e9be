"""The house that is knocked at: two organisations, everybody who might knock, a canary in every text."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from lyceum.kernel.foundation import guards, registry, scope
from lyceum.kernel.foundation.rules.roles import LEADERS, Role
from lyceum.kernel.identity.models import Group, Membership, Organisation, Person
from lyceum.kernel.identity.tests.factories import make_group, make_member, make_organisation, make_person
from tests.isolation.verdict import Standing

HERE, THERE = "ampere", "nordic"
SHARED = "canaryshared"  # in what belongs to the first organisation: for its members
OWN = "canaryown"  # in what belongs to the insider alone
STAFF = "canarystaff"  # in what the insider has not shown to anybody yet, and moderators may see
ABROAD = "canaryabroad"  # in what belongs to other organisations
CANARIES = frozenset({SHARED, OWN, STAFF, ABROAD})
GOVERNED = frozenset({"identity_membership", "media_storedfile"})  # a person's own, and looked after by the staff


@dataclass(frozen=True)
class Wing:
    """One organisation, and the canaries that the texts of its rows carry."""

    organisation: Organisation
    insider: Membership
    colleague: Membership
    student: Membership
    group: Group
    shared: str
    staff: str
    own: str


class Knocker:
    """Somebody at a place: their browser, what they are, and the canaries that are not for them."""

    def __init__(self, standing: Standing, place: str, person: Person | None, unseen: frozenset[str]) -> None:
        self.standing, self.place, self.unseen = standing, place, unseen
        self.browser = Client(raise_request_exception=False)
        if person is not None:
            self.browser.force_login(person)
        self._cookies = self.browser.cookies.output(header="", sep=";")

    @property
    def is_member_here(self) -> bool:
        return self.standing.member and self.place == HERE

    def afresh(self) -> Client:
        """Their browser, as it was before anything that knocking has done to it."""
        self.browser.cookies = SimpleCookie(self._cookies)
        return self.browser

    def __str__(self) -> str:
        return f"{self.standing.name} at {self.place or 'no organisation'}"


class House:
    """``here`` is what is knocked at; ``abroad`` is where outsiders belong."""

    def __init__(self) -> None:
        ampere = make_organisation("Lycée Ampère", HERE, domains=["learning"])
        nordic = make_organisation("Nordic Lifting", THERE, domains=["strength"])
        hidden = make_organisation(f"{ABROAD} Hidden", "hidden", is_public=False)
        self.here = self._wing(ampere, "Ines", (SHARED, STAFF, OWN))
        self.abroad = self._wing(nordic, "Sven", (ABROAD, ABROAD, ABROAD))
        _member(hidden, "Hilda Hidden", "hidden")
        self.leader = make_member(ampere, *LEADERS, person=make_person("Leo Leader", "leader@example.org"))
        self.wrong = _member(self.here.organisation, f"{SHARED} Wrong", "wrong")
        self.operator = make_person("Olga Operator", "operator@example.org", is_operator=True)

    def _wing(self, organisation: Organisation, insider: str, canaries: tuple[str, str, str]) -> Wing:
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
        yield Knocker(Standing("the insider elsewhere", **member), THERE, insider, frozenset({SHARED, STAFF}))
        yield Knocker(Standing("expired member"), HERE, expired.person, CANARIES)
        yield Knocker(Standing("suspended member"), HERE, suspended.person, CANARIES)
        yield Knocker(Standing("closed account", signed_in=False), HERE, closed.person, CANARIES)
        yield Knocker(Standing("operator", operator=True, right=True), "", self.operator, frozenset())
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

    def fingerprints(self) -> dict[str, str]:
        """Digests of both organisations' rows in each table, named by the canary that they carry."""
        each = []
        for model in guards.tenant_models():
            table, here, there = model._meta.db_table, self.here.organisation.id, self.abroad.organisation.id
            mine = f"{model.row_owner}_id IS NOT DISTINCT FROM '{self.here.insider.person_id}'"
            own = mine if model.row_owner else "false"
            each += [_digest(SHARED, table, here, f"NOT ({own})"), _digest(ABROAD, table, there, f"NOT ({own})")]
            each += [_digest(OWN, table, here, own)] if table not in GOVERNED else []
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(each))
            return dict(cursor.fetchall())


def _member(organisation: Organisation, name: str, email: str, **fields: Any) -> Membership:
    """With every role there is."""
    return make_member(organisation, *Role, person=make_person(name, f"{email}@example.org"), **fields)


def _digest(canary: str, table: str, organisation_id: Any, condition: str) -> str:
    rows = f"SELECT t::text AS line FROM {table} t WHERE organisation_id = '{organisation_id}' AND {condition}"
    return f"SELECT '{canary} {table}', md5(coalesce(string_agg(line, '|' ORDER BY line), '')) FROM ({rows}) AS lines"


@contextmanager
def as_owner() -> Iterator[None]:
    """As the owner of the tables, to whom row-level security does not apply."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'SET ROLE "{before}"')


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back; no limit is used up, nothing is remembered."""
    cache.clear()
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]  # so that what refuses to run in a transaction runs
    with atomic:
        yield
        transaction.set_rollback(True)
