"""Roles, suspension, ends, removal; and an owner always remains."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.account import change_profile
from lyceum.kernel.identity.actions.membership import (
    change_roles,
    leave_organisation,
    remove_member,
    restore_member,
    set_end,
    set_title,
    suspend_member,
)
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.queries.membership import (
    MemberFilter,
    member_list,
    members_of,
    members_with_roles,
    people_in_groups,
    people_of,
    person_names,
)
from lyceum.kernel.identity.tests.factories import World, caller_of, make_group, make_member, make_person

Act = Callable[[Caller, Any], Any]
ACTS: dict[str, Act] = {
    "roles": lambda caller, id: change_roles(caller, id, ["student"]),
    "title": lambda caller, id: set_title(caller, id, "King"),
    "suspend": suspend_member,
    "restore": restore_member,
    "end": lambda caller, id: set_end(caller, id, timezone.now() + timedelta(days=1)),
    "remove": remove_member,
}


def told() -> list[tuple[str, dict[str, Any]]]:
    return list(Announcement.objects.order_by("id").values_list("kind", "payload"))


def state(member: Membership) -> tuple[Any, ...]:
    found = Membership.objects.get(id=member.id)
    return found.roles, found.suspended_at or found.title or None, found.expires_at


@pytest.mark.wish("A3", "A5", "A23", "A24")
def test_an_administrator_changes_roles(world: World) -> None:
    member = world.members[Role.STUDENT]
    change_roles(world.as_role(Role.ADMINISTRATOR), member.id, ["teacher", "student"])
    assert state(member)[0] == ["student", "teacher"]
    about = {"membership_id": str(member.id), "member_person_id": str(member.person_id)}
    assert told() == [("identity.roles_changed", about | {"given": ["teacher"], "taken": []})]
    assert "identity.invite_members" in caller_of(Membership.objects.get(id=member.id)).permissions


@pytest.mark.wish("A25")
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_an_administrator_cannot_touch_an_owner(world: World, act: Act) -> None:
    owner = world.members[Role.OWNER]
    make_member(world.ampere, Role.OWNER, person=make_person("Second Owner"))
    with pytest.raises(NotAllowed):
        act(world.as_role(Role.ADMINISTRATOR), owner.id)
    assert state(owner) == (["owner"], None, None)
    assert told() == []


@pytest.mark.wish("A25")
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("role", [Role.SUPPORT, Role.TEACHER, Role.COACH, Role.ORGANISER, Role.STUDENT])
def test_nobody_but_governors_acts_on_members(world: World, act: Act, role: Role) -> None:
    victim = world.members[Role.ATHLETE]
    with pytest.raises(NotAllowed):
        act(world.as_role(role), victim.id)
    assert state(victim) == (["athlete"], None, None)
    assert told() == []


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_member_of_another_organisation_is_nowhere(world: World, act: Act) -> None:
    with pytest.raises(NotFound):
        act(world.owner, world.foreigners[Role.ATHLETE].id)


@pytest.mark.wish("A25")
def test_an_administrator_does_not_make_owners(world: World) -> None:
    admin = world.as_role(Role.ADMINISTRATOR)
    for member in (world.members[Role.STUDENT], world.members[Role.ADMINISTRATOR]):
        with pytest.raises(NotAllowed):
            change_roles(admin, member.id, ["owner"])
    assert told() == []


@pytest.mark.parametrize("roles", [[], ["king"], ["student", "king"]])
def test_refuses_roles_that_are_none(world: World, roles: list[str]) -> None:
    with pytest.raises(Invalid):
        change_roles(world.owner, world.members[Role.STUDENT].id, roles)


def test_the_last_owner_cannot_go_or_step_down(world: World) -> None:
    owner = world.members[Role.OWNER]
    for act in (lambda: change_roles(world.owner, owner.id, ["teacher"]), lambda: leave_organisation(world.owner)):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "last_owner"
    assert state(owner) == (["owner"], None, None)


def test_a_suspended_owner_does_not_count(world: World) -> None:
    second = make_member(world.ampere, Role.OWNER, person=make_person("Second Owner"))
    suspend_member(world.owner, second.id)
    with pytest.raises(Conflict):
        leave_organisation(world.owner)


def test_one_of_two_owners_may_leave(world: World) -> None:
    make_member(world.ampere, Role.OWNER, person=make_person("Second Owner"))
    leave_organisation(world.owner)
    assert not Membership.objects.filter(id=world.members[Role.OWNER].id).exists()


def test_a_title_stands_beside_the_name(world: World) -> None:
    member = world.members[Role.TEACHER]
    set_title(world.owner, member.id, " Head of mathematics ")
    set_title(world.owner, member.id, "Head of mathematics")
    assert Membership.objects.get(id=member.id).title == "Head of mathematics"
    assert [kind for kind, _ in told()] == ["identity.member_changed"]
    with pytest.raises(Invalid):
        set_title(world.owner, member.id, "x" * 121)


@pytest.mark.wish("A14")
def test_a_suspended_member_has_no_access_until_restored(world: World) -> None:
    member = world.members[Role.STUDENT]
    browser = world.browser(member)
    assert browser.get("/ampere/api/v1/organisation").status_code == 200
    suspend_member(world.owner, member.id)
    suspend_member(world.owner, member.id)
    assert browser.get("/ampere/api/v1/organisation").status_code == 403
    restore_member(world.owner, member.id)
    assert browser.get("/ampere/api/v1/organisation").status_code == 200
    trail = (
        Announcement.objects.filter(organisation_id=world.owner.organisation_id)
        .order_by("id")
        .values_list("kind", flat=True)
    )
    assert list(trail) == ["identity.member_suspended", "identity.member_restored"]


def test_a_membership_ends_at_its_time(world: World) -> None:
    member = world.members[Role.STUDENT]
    set_end(world.owner, member.id, timezone.now() - timedelta(seconds=1))
    assert world.browser(member).get("/ampere/api/v1/organisation").status_code == 403
    set_end(world.owner, member.id, None)
    assert world.browser(member).get("/ampere/api/v1/organisation").status_code == 200


def test_the_end_is_told_when_it_comes_unless_put_off(world: World, run_jobs: Callable[[], int]) -> None:
    soon = timezone.now() - timedelta(seconds=1)
    set_end(world.owner, world.members[Role.STUDENT].id, soon)
    set_end(world.owner, world.members[Role.ATHLETE].id, soon)
    run_jobs_up_to_the_end = run_jobs
    set_end(world.owner, world.members[Role.ATHLETE].id, None)
    run_jobs_up_to_the_end()
    expired = [payload for kind, payload in told() if kind == "identity.membership_expired"]
    assert [payload["membership_id"] for payload in expired] == [str(world.members[Role.STUDENT].id)]


def test_an_owner_has_no_end(world: World) -> None:
    second = make_member(world.ampere, Role.OWNER, person=make_person("Second Owner"))
    with pytest.raises(Conflict):
        set_end(world.owner, second.id, timezone.now() + timedelta(days=1))
    student = world.members[Role.STUDENT]
    set_end(world.owner, student.id, timezone.now() + timedelta(days=1))
    with pytest.raises(Conflict):
        change_roles(world.owner, student.id, ["owner"])


@pytest.mark.parametrize("act", [suspend_member, remove_member], ids=["suspend", "remove"])
def test_refuses_to_do_it_to_oneself(world: World, act: Act) -> None:
    with pytest.raises(Conflict):
        act(world.as_role(Role.ADMINISTRATOR), world.members[Role.ADMINISTRATOR].id)


def test_a_removed_member_is_gone_and_the_trail_remembers(world: World) -> None:
    member = world.members[Role.STUDENT]
    remove_member(world.as_role(Role.ADMINISTRATOR), member.id)
    assert not Membership.objects.filter(id=member.id).exists()
    about = {"membership_id": str(member.id), "member_person_id": str(member.person_id), "left": False}
    assert told() == [("identity.member_removed", about)]


def test_who_is_to_be_told(world: World) -> None:
    student, athlete = world.members[Role.STUDENT], world.members[Role.ATHLETE]
    squad = make_group(world.ampere, "Squad", [athlete, student])
    caller = world.owner
    assert people_in_groups(caller, [world.group.id]) == {student.person_id}
    assert people_in_groups(caller, [world.group.id, squad.id]) == {student.person_id, athlete.person_id}
    assert people_of(caller, [Role.ATHLETE]) == {athlete.person_id}
    assert people_of(caller) == {member.person_id for member in world.members.values()}
    assert [m.id for m in members_with_roles(caller, [Role.STUDENT, Role.ATHLETE])] == [athlete.id, student.id]
    suspend_member(caller, athlete.id)
    assert people_in_groups(caller, [squad.id]) == {student.person_id}
    assert people_in_groups(world.stranger, [squad.id]) == set()
    assert person_names([student.person_id]) == {student.person_id: student.person.name}


def test_members_are_found_without_accents_and_by_address(world: World) -> None:
    member = make_member(world.ampere, Role.STUDENT, person=make_person("Zoé Bérenger", "zb@example.org"))
    for words in ("zoe ber", "BÉRENGER", "zb@exam"):
        assert [m.id for m in member_list(world.owner, MemberFilter(search=words)).members] == [member.id]


def test_members_are_filtered_by_role_group_and_state(world: World) -> None:
    student = world.members[Role.STUDENT]
    suspended = make_member(world.ampere, Role.STUDENT, person=make_person("S"), suspended_at=timezone.now())
    expired = make_member(world.ampere, Role.STUDENT, person=make_person("E"), expires_at=timezone.now())
    found = {
        name: [m.id for m in member_list(world.owner, wanted).members]
        for name, wanted in {
            "group": MemberFilter(group_id=world.group.id),
            "active": MemberFilter(role="student", state="active"),
            "suspended": MemberFilter(role="student", state="suspended"),
            "expired": MemberFilter(state="expired"),
        }.items()
    }
    assert found == {
        "group": [student.id],
        "active": [student.id],
        "suspended": [suspended.id],
        "expired": [expired.id],
    }


def test_pages_of_members_follow_one_another_by_name(world: World) -> None:
    everyone = [m.id for m in members_of(world.owner)]
    first = member_list(world.owner, MemberFilter(), limit=4)
    second = member_list(world.owner, MemberFilter(), after=first.next, limit=4)
    third = member_list(world.owner, MemberFilter(), after=second.next, limit=4)
    assert [m.id for page in (first, second, third) for m in page.members] == everyone
    assert third.next == ""
    with pytest.raises(Invalid):
        member_list(world.owner, MemberFilter(), after="forged")


def test_a_new_name_sorts_anew_in_every_organisation(world: World) -> None:
    here = world.members[Role.STUDENT]
    there = make_member(world.nordic, Role.ATHLETE, person=here.person)
    change_profile(world.individual(here.person), {"name": "Émile Aabel"})
    for member in (here, there):
        caller = caller_of(member)
        assert Membership.objects.within(caller).get(id=member.id).sort_key == "emile aabel"
        said = Announcement.objects.filter(organisation_id=caller.organisation_id, kind="identity.member_changed").get()
        assert said.payload == {"membership_id": str(member.id), "member_person_id": str(here.person_id)}
