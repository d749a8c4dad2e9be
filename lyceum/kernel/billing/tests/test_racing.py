"""The last seat, wanted by two at the same moment."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection

from lyceum.kernel.billing.actions.plan import choose_plan, grant_plan
from lyceum.kernel.billing.queries.plan import held_by, standing
from lyceum.kernel.billing.rules.limits import too_small
from lyceum.kernel.billing.rules.plan import What
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Individual, Visitor
from lyceum.kernel.foundation.rules.refusal import Conflict, Refusal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.invitation import invite
from lyceum.kernel.identity.actions.invitation_list import invite_list
from lyceum.kernel.identity.models import Membership, Organisation
from lyceum.kernel.identity.tests.factories import caller_of, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[Membership], object]


def _at_once(acts: list[tuple[Act, Membership]]) -> list[Refusal]:
    start, refusals = threading.Barrier(len(acts)), []

    def go(act: Act, member: Membership) -> None:
        try:
            start.wait(timeout=10)
            act(member)
        except Refusal as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return refusals


def _school(students: int) -> tuple[Organisation, list[Membership]]:
    organisation = make_organisation("Race", "race")
    staff = [make_member(organisation, Role.OWNER, person=make_person(name)) for name in ("One", "Two", "Three")]
    operator = make_person("Olga", is_operator=True)
    caller = Individual(operator.id, is_operator=True)
    grant_plan(caller, organisation.id, "free", until=None, granted={"students": students})
    return organisation, staff


def _held(organisation_id: UUID) -> int:
    with scope.entered(organisation_id):
        return held_by(Visitor(organisation_id))[What.STUDENTS]


def test_three_who_enrol_at_once_never_exceed_the_seats() -> None:
    organisation, staff = _school(4)

    def enrol(member: Membership) -> object:
        name = member.person.name
        return invite_list(caller_of(member), f"email,role\na-{name}@example.org,student\nb-{name}@example.org,student")

    refusals = _at_once([(enrol, member) for member in staff])
    assert [(type(refusal), refusal.code) for refusal in refusals] == [(Conflict, "beyond_plan")]
    assert _held(organisation.id) == 4


def test_who_enrols_while_a_smaller_plan_is_chosen_does_not_pass_it() -> None:
    organisation, staff = _school(100)
    with scope.entered(organisation.id):
        for number in range(60):
            make_member(organisation, Role.STUDENT, person=make_person(f"P{number}"))

    def enrol(member: Membership) -> object:
        return invite(caller_of(member), "new@example.org", roles=["student"])

    def choose(member: Membership) -> object:
        return choose_plan(caller_of(member), "free")

    refusals = _at_once([(enrol, staff[0]), (choose, staff[1])])
    assert len(refusals) == 1
    with scope.entered(organisation.id):
        everyone = Visitor(organisation.id)
        assert too_small(standing(everyone).limits, held_by(everyone)) == []
