"""Taking out a plan, being granted one, and what there then is room for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from lyceum.kernel.billing.actions.bounding import refuse_beyond_plan
from lyceum.kernel.billing.actions.plan import choose_plan, grant_plan
from lyceum.kernel.billing.models import OrganisationPlan
from lyceum.kernel.billing.queries.plan import held_by, hosted_plan, offers_for, plan_of, standing
from lyceum.kernel.billing.rules.plan import GIGABYTE, PLANS, What
from lyceum.kernel.foundation.actions.announcing import tell_subscribers
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound, Refusal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.invitation import invite
from lyceum.kernel.identity.actions.invitation_list import invite_list
from lyceum.kernel.identity.actions.membership import change_roles, restore_member, set_end, suspend_member
from lyceum.kernel.identity.models import Invitation, Membership
from lyceum.kernel.identity.tests.factories import World, make_member, make_person
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.notifications.models import Notification
from lyceum.kernel.notifications.queries.wording import Words


@pytest.fixture
def operator(world: World) -> Individual:
    return world.individual(make_person("Olga", "olga@example.org", is_operator=True))


def granted(world: World, operator: Individual, **limits: int) -> None:
    grant_plan(operator, world.ampere.id, "free", until=None, granted=limits)
    world.owner  # noqa: B018  enters the scope of the organisation again


def test_without_a_plan_the_usual_one_is_in_force(world: World) -> None:
    found = plan_of(world.owner)
    assert (found.code, found.since, found.until, found.lapsed) == ("free", None, None, "")
    held = {usage.what: (usage.used, usage.limit) for usage in found.usage}
    assert held == {
        What.STUDENTS: (2, 60),  # a student and a learner
        What.TEACHERS: (1, 8),
        What.PATHS: (0, 20),
        What.STORAGE: (0, 2 * GIGABYTE),
    }


@pytest.mark.wish("K7", "K8")
def test_an_owner_chooses_a_plan_and_a_repeat_changes_nothing(world: World) -> None:
    for _ in range(2):
        choose_plan(world.owner, "school")
    row = OrganisationPlan.objects.get()
    assert (row.plan, row.since, row.until, row.granted) == ("school", timezone.localdate(), None, {})
    fact = Announcement.objects.get(kind="billing.plan_chosen")
    assert fact.payload == {"plan_id": str(row.id), "plan": "school", "former": "free"}
    assert [offer.is_current for offer in offers_for(world.owner)] == [False, True, False]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.TEACHER, Role.STUDENT])
def test_nobody_but_an_owner_chooses(world: World, role: Role) -> None:
    with pytest.raises(NotAllowed):
        choose_plan(world.as_role(role), "school")
    assert OrganisationPlan.objects.count() == 0


def test_there_is_no_other_plan(world: World) -> None:
    with pytest.raises(Invalid):
        choose_plan(world.owner, "gold")


def test_a_plan_below_what_is_used_is_refused_with_the_reason(world: World) -> None:
    choose_plan(world.owner, "school")
    for number in range(59):
        make_member(world.ampere, Role.STUDENT, person=make_person(f"P{number}", f"p{number}@example.org"))
    with pytest.raises(Conflict) as refused:
        choose_plan(world.owner, "free")
    assert (refused.value.code, str(refused.value.message)) == (
        "plan_too_small",
        "The plan “Free” is too small for what you use. Students: 61 used, room for 60.",
    )
    assert OrganisationPlan.objects.get().plan == "school"
    assert [offer.faults for offer in offers_for(world.owner)] == [["Students: 61 used, room for 60."], [], []]


def test_an_operator_grants_more_room_until_a_day(world: World, operator: Individual) -> None:
    until = timezone.localdate() + timedelta(days=3)
    grant_plan(operator, world.ampere.id, "free", until=until, granted={"students": 500, "storage": GIGABYTE})
    found = plan_of(world.owner)
    assert (found.code, found.until, found.granted) == ("free", until, ["students", "storage"])
    assert [usage.limit for usage in found.usage] == [500, 8, 20, GIGABYTE]
    choose_plan(world.owner, "free")  # the same, without what was granted besides
    assert [usage.limit for usage in plan_of(world.owner).usage] == [60, 8, 20, 2 * GIGABYTE]


def test_when_its_time_is_over_the_usual_plan_is_in_force_again(world: World, operator: Individual) -> None:
    grant_plan(operator, world.ampere.id, "institution", until=timezone.localdate(), granted={})
    assert standing(world.owner).plan is PLANS["institution"]
    OrganisationPlan.objects.update(until=timezone.localdate() - timedelta(days=1))
    found = plan_of(world.owner)
    assert (found.code, found.lapsed) == ("free", "Institution")


def test_only_operators_grant_and_only_what_makes_sense(world: World, operator: Individual) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(NotAllowed):
        grant_plan(world.owner, world.ampere.id, "school", until=None, granted={})
    with pytest.raises(Invalid) as refused:
        grant_plan(operator, world.ampere.id, "school", until=yesterday, granted={"students": -1, "lamps": 3})
    assert set(refused.value.fields) == {"until", "students", "lamps"}
    with pytest.raises(NotFound):
        grant_plan(operator, operator.person_id, "school", until=None, granted={})
    assert hosted_plan(operator, world.ampere.id)[1].code == "free"


Act = Callable[[Caller, Membership], object]


def _invite(caller: Caller, other: Membership) -> object:
    return invite(caller, "new@example.org", roles=["student"])


def _invite_two(caller: Caller, other: Membership) -> object:
    return invite_list(caller, "email,role\na@example.org,student\nb@example.org,student")


def _give_role(caller: Caller, other: Membership) -> object:
    return change_roles(caller, other.id, ["athlete", "student"])


@pytest.mark.parametrize("act", [_invite, _invite_two, _give_role])
def test_nobody_comes_in_beyond_the_seats(world: World, operator: Individual, act: Act) -> None:
    granted(world, operator, students=2)
    with pytest.raises(Conflict) as refused:
        act(world.owner, world.members[Role.ATHLETE])
    assert refused.value.code == "beyond_plan"
    assert str(refused.value.message) == (
        "The plan “Free” has room for 2 students, and that would be more. "
        "Take out those who have left, or ask an owner for a larger plan."
    )
    assert (Invitation.objects.count(), held_by(world.owner)[What.STUDENTS]) == (0, 2)


def test_who_is_suspended_or_whose_time_is_over_holds_no_seat_and_comes_back_only_where_there_is_one(
    world: World, operator: Individual
) -> None:
    granted(world, operator, students=2)
    student, learner = world.members[Role.STUDENT], world.members[Role.LEARNER]
    suspend_member(world.owner, student.id)
    set_end(world.owner, learner.id, timezone.now() - timedelta(days=1))
    assert held_by(world.owner)[What.STUDENTS] == 0
    for number in range(2):
        invite(world.owner, f"new{number}@example.org", roles=["student"])
    for act in (lambda: restore_member(world.owner, student.id), lambda: set_end(world.owner, learner.id, None)):
        with pytest.raises(Conflict):
            act()
    assert held_by(world.owner)[What.STUDENTS] == 2


def test_other_roles_hold_no_students_seat(world: World, operator: Individual) -> None:
    granted(world, operator, students=0, teachers=0)
    invite(world.owner, "helper@example.org", roles=["support"])
    with pytest.raises(Conflict):
        invite(world.owner, "teacher@example.org", roles=["teacher"])
    assert Invitation.objects.count() == 1


def test_files_stay_within_the_plan(world: World, operator: Individual) -> None:
    granted(world, operator, storage=5)
    terms = Terms("document", Visibility.ORGANISATION)
    with pytest.raises(Refusal) as refused:
        store_file(world.teacher, SimpleUploadedFile("a.txt", b"six by", "text/plain"), terms)
    assert (refused.value.code, StoredFile.objects.count()) == ("beyond_plan", 0)
    store_file(world.teacher, SimpleUploadedFile("a.txt", b"five.", "text/plain"), terms)
    assert held_by(world.owner)[What.STORAGE] == 5


def test_what_is_still_to_come_may_be_asked_for(world: World, operator: Individual) -> None:
    granted(world, operator, paths=3)
    with transaction.atomic():
        refuse_beyond_plan(world.teacher, What.PATHS, 3)
        with pytest.raises(Conflict):
            refuse_beyond_plan(world.teacher, What.PATHS, 4)


@pytest.mark.wish("J13")
def test_teachers_are_told_of_the_plan_when_it_changes_and_when_they_join(world: World) -> None:
    choose_plan(world.owner, "school")
    tell_subscribers(world.ampere.id, Announcement.objects.get(kind="billing.plan_chosen").id)
    change_roles(world.owner, world.members[Role.SUPPORT].id, ["support", "teacher"])
    tell_subscribers(world.ampere.id, Announcement.objects.get(kind="identity.roles_changed").id)
    told = Notification.objects.filter(kind="billing.access").order_by("id")
    teacher, support = world.members[Role.TEACHER].person_id, world.members[Role.SUPPORT].person_id
    assert [(one.person_id, one.path) for one in told] == [(teacher, "/plan/"), (support, "/plan/")]
    words = [Words.of(one, "en") for one in told]
    assert [one.subject for one in words] == [
        "Lycée Ampère is now on the plan “School”.",
        "You teach in Lycée Ampère, under its plan “School”.",
    ]
    assert words[0].body.split("\n") == [
        "You make learning paths for your students; the whole school has room for 1500 students.",
        "All teachers together keep 600 paths open.",
    ]
