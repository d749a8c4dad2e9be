"""Groups: classes and squads, who leads them, who sees them."""

import pytest

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.group import change_group, delete_group, make_group, place_member, take_out
from lyceum.kernel.identity.actions.membership import suspend_member
from lyceum.kernel.identity.models import Group, GroupMembership, Membership
from lyceum.kernel.identity.queries.group import group_for, group_names, groups_for, groups_of, newcomers_to
from lyceum.kernel.identity.tests import factories
from lyceum.kernel.identity.tests.factories import World


def places(group: Group) -> dict[str, bool]:
    rows = GroupMembership.objects.filter(group=group).select_related("membership")
    return {place.membership.roles[0]: place.leads for place in rows}


@pytest.mark.wish("B5", "B6", "B7")
def test_a_teacher_makes_classes_and_leads_them(world: World) -> None:
    classes = [make_group(world.teacher, name) for name in ("6e A", "5e C")]
    for made in classes:
        assert places(made) == {"teacher": True}
        place_member(world.teacher, made.id, world.members[Role.STUDENT].id)
        place_member(world.teacher, made.id, world.members[Role.LEARNER].id)
        assert places(made) == {"teacher": True, "student": False, "learner": False}


def test_an_administrator_makes_a_group_without_joining_it(world: World) -> None:
    assert places(make_group(world.as_role(Role.ADMINISTRATOR), "Squad")) == {}


def test_a_group_is_changed_and_told_once(world: World) -> None:
    change_group(world.owner, world.group.id, "6e B", "Room 12")
    change_group(world.owner, world.group.id, " 6e B ", "Room 12")
    assert Group.objects.get(id=world.group.id).description == "Room 12"
    assert list(Announcement.objects.values_list("kind", flat=True)) == ["identity.group_changed"]


@pytest.mark.parametrize(("name", "field"), [(" ", "name"), ("x" * 121, "name")])
def test_refuses_a_name_that_is_none(world: World, name: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make_group(world.owner, name)
    assert set(refused.value.fields) == {field}


def test_refuses_the_same_name_written_otherwise(world: World) -> None:
    with pytest.raises(Conflict):
        make_group(world.owner, "6E  b")
    assert Group.objects.count() == 1


@pytest.mark.wish("A24")
@pytest.mark.parametrize("role", [Role.TEACHER, Role.SUPPORT, Role.STUDENT])
def test_who_neither_governs_nor_leads_changes_nothing(world: World, role: Role) -> None:
    caller = world.as_role(role)
    member = world.members[Role.LEARNER].id
    for act in (
        lambda: change_group(caller, world.group.id, "Mine", ""),
        lambda: delete_group(caller, world.group.id),
        lambda: place_member(caller, world.group.id, member),
        lambda: take_out(caller, world.group.id, world.members[Role.STUDENT].id),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            act()
    assert places(world.group) == {"student": False}


def test_students_do_not_make_groups(world: World) -> None:
    with pytest.raises(NotAllowed):
        make_group(world.student, "Us")


def test_placing_twice_is_placing_once(world: World) -> None:
    for _ in range(2):
        place_member(world.owner, world.group.id, world.members[Role.LEARNER].id)
    assert Announcement.objects.filter(kind="identity.member_placed_in_group").count() == 1


def test_a_teacher_may_lead_and_a_student_may_not(world: World) -> None:
    place_member(world.owner, world.group.id, world.members[Role.TEACHER].id, leads=True)
    assert places(world.group) == {"student": False, "teacher": True}
    with pytest.raises(Conflict):
        place_member(world.owner, world.group.id, world.members[Role.STUDENT].id, leads=True)


def test_taking_out_is_told_and_again_is_nothing(world: World) -> None:
    for _ in range(2):
        take_out(world.owner, world.group.id, world.members[Role.STUDENT].id)
    assert places(world.group) == {}
    assert Announcement.objects.filter(kind="identity.member_taken_out_of_group").count() == 1


def test_a_deleted_group_leaves_its_members(world: World) -> None:
    delete_group(world.owner, world.group.id)
    assert not Group.objects.exists()
    assert Membership.objects.filter(id=world.members[Role.STUDENT].id).exists()


def test_members_of_another_organisation_cannot_be_placed(world: World) -> None:
    with pytest.raises(NotFound):
        place_member(world.owner, world.group.id, world.foreigners[Role.ATHLETE].id)
    with pytest.raises(NotFound):
        place_member(world.stranger, world.group.id, world.foreigners[Role.ATHLETE].id)


@pytest.mark.wish("B10")
def test_staff_see_all_groups_and_others_their_own(world: World) -> None:
    other = factories.make_group(world.ampere, "5e A")
    assert {group.id for group in groups_for(world.teacher)} == {world.group.id, other.id}
    assert {group.id for group in groups_for(world.student)} == {world.group.id}
    assert list(groups_for(world.as_role(Role.ATHLETE))) == []
    assert list(groups_of(world.stranger)) == []
    with pytest.raises(NotFound):
        group_for(world.student, other.id)
    assert group_names(world.owner, {other.id}) == {other.id: "5e A"}


def test_the_size_counts_those_who_are_there(world: World) -> None:
    place_member(world.owner, world.group.id, world.members[Role.LEARNER].id)
    suspend_member(world.owner, world.members[Role.LEARNER].id)
    assert groups_for(world.owner).get(id=world.group.id).size == 1
    assert [p.membership_id for p in group_for(world.owner, world.group.id).places.all()] == [
        world.members[Role.STUDENT].id
    ]


def test_newcomers_are_found_by_name(world: World) -> None:
    found = newcomers_to(world.owner, world.group.id, "ÂTHL")
    assert [member.id for member in found] == [world.members[Role.ATHLETE].id]
    assert world.members[Role.STUDENT].id not in {m.id for m in newcomers_to(world.owner, world.group.id)}
