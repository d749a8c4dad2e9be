"""Invitations: the letter's link, sending again, taking back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.group import place_member
from lyceum.kernel.identity.actions.invitation import invite, send_again
from lyceum.kernel.identity.actions.membership import change_roles, remove_member, suspend_member
from lyceum.kernel.identity.interface.jobs import sweep_organisations
from lyceum.kernel.identity.models import GroupMembership, Invitation
from lyceum.kernel.identity.queries.invitation import invitation_letter, invitations_of, invitations_to
from lyceum.kernel.identity.tests.factories import World, make_group, make_person
from lyceum.kernel.identity.tests.letters import accept, token_in

pytestmark = pytest.mark.wish("A30")
ZOE = "zoe@example.org"


def kinds() -> list[str]:
    return list(Announcement.objects.order_by("id").values_list("kind", flat=True))


def test_whoever_is_invited_joins_with_role_and_group(world: World) -> None:
    invitation = invite(world.owner, " Zoe@Example.org ", name="Zoé", roles=["learner"], group_ids=[world.group.id])
    member = accept(make_person("Zoé", ZOE), world.ampere, token_in(world, invitation))
    assert (member.roles, member.sort_key) == (["learner"], "zoe")
    assert GroupMembership.objects.filter(membership=member, group=world.group, leads=False).exists()
    assert kinds() == ["identity.member_invited", "identity.invitation_accepted", "identity.member_joined"]
    assert list(invitations_of(world.owner)) == []


def test_without_a_role_it_is_the_usual_one(world: World) -> None:
    assert invite(world.owner, ZOE).roles == ["student"]


def test_only_a_digest_is_kept_and_the_link_can_be_made_again(world: World) -> None:
    invitation = invite(world.owner, ZOE)
    token = token_in(world, invitation)
    assert token == token_in(world, invitation)
    kept = " ".join(str(value) for value in Invitation.objects.values().get().values())
    said = str(list(Announcement.objects.values_list("payload", flat=True)))
    assert token not in kept
    assert token not in said
    assert ZOE not in said


def test_a_changed_secret_does_not_end_letters_on_their_way(world: World) -> None:
    invitation = invite(world.owner, ZOE)
    token = token_in(world, invitation)
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert token_in(world, invitation) == token


def test_the_letter_speaks_to_whom_it_goes(world: World) -> None:
    invitation = invite(world.owner, ZOE, name="Zoé", roles=["teacher"])
    letter = invitation_letter(world.owner, invitation.id)
    assert letter is not None
    assert (letter.email, letter.name, letter.language, letter.organisation) == (ZOE, "Zoé", "fr", "Lycée Ampère")
    assert letter.invited_by == world.members[Role.OWNER].person.name
    make_person("Zoé", ZOE, language="en")
    again = invitation_letter(world.owner, invitation.id)
    assert again is not None
    assert again.language == "en"


@pytest.mark.parametrize("email", ["", "zoe", "zoe@", "@example.org", "a b@example.org", "zoe@example.org\nBcc: x@y.z"])
def test_refuses_what_is_no_address(world: World, email: str) -> None:
    with pytest.raises(Invalid) as refused:
        invite(world.owner, email)
    assert set(refused.value.fields) == {"email"}
    assert not Invitation.objects.exists()


def test_refuses_unknown_roles_and_groups_of_others(world: World) -> None:
    foreign = make_group(world.nordic, "Squad")
    with pytest.raises(Invalid) as refused:
        invite(world.owner, ZOE, roles=["king"], group_ids=[foreign.id])
    assert set(refused.value.fields) == {"roles", "group_ids"}


def test_refuses_members_the_suspended_and_the_already_invited(world: World) -> None:
    student, athlete = world.members[Role.STUDENT].person, world.members[Role.ATHLETE].person
    suspend_member(world.owner, world.members[Role.ATHLETE].id)
    invite(world.owner, ZOE)
    for email, code in (
        (student.email.upper(), "already_member"),
        (athlete.email, "already_suspended"),
        (ZOE, "already_invited"),
    ):
        with pytest.raises(Conflict) as refused:
            invite(world.owner, email)
        assert refused.value.code == code
    assert Invitation.objects.count() == 1


@pytest.mark.wish("A25")
@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.ADMINISTRATOR, "owner"),
        (Role.TEACHER, "teacher"),
        (Role.TEACHER, "administrator"),
        (Role.COACH, "support"),
    ],
)
def test_nobody_invites_above_what_they_may_give(world: World, role: Role, offered: str) -> None:
    with pytest.raises(NotAllowed):
        invite(world.as_role(role), ZOE, roles=[offered])
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.STUDENT, Role.ATTENDEE])
def test_those_who_may_not_invite_do_not(world: World, role: Role) -> None:
    with pytest.raises(NotAllowed):
        invite(world.as_role(role), ZOE)


def test_a_teacher_invites_students_into_the_class_they_lead(world: World) -> None:
    place_member(world.owner, world.group.id, world.members[Role.TEACHER].id, leads=True)
    other = make_group(world.ampere, "5e A")
    assert invite(world.teacher, ZOE, group_ids=[world.group.id]).group_ids == [world.group.id]
    with pytest.raises(Invalid):
        invite(world.teacher, "max@example.org", group_ids=[other.id])


def test_sending_again_ends_the_former_link(world: World) -> None:
    invitation = invite(world.owner, ZOE)
    former = token_in(world, invitation)
    Invitation.objects.update(expires_at=timezone.now())
    again = send_again(world.owner, invitation.id)
    assert again.expires_at > timezone.now() + timedelta(days=13)
    zoe = make_person("Zoé", ZOE)
    with pytest.raises(NotFound):
        accept(zoe, world.ampere, former)
    assert accept(zoe, world.ampere, token_in(world, again)).roles == ["student"]


def test_an_expired_invitation_is_taken_up_by_a_new_one(world: World) -> None:
    first = invite(world.owner, ZOE)
    Invitation.objects.update(expires_at=timezone.now())
    assert invite(world.owner, ZOE, roles=["learner"]).id == first.id
    assert Invitation.objects.get().roles == ["learner"]


@pytest.mark.wish("A25")
@pytest.mark.parametrize("loss", ["removed", "suspended", "demoted"])
def test_who_loses_the_right_takes_their_offers_with_them(world: World, loss: str) -> None:
    admin = world.members[Role.ADMINISTRATOR]
    invite(world.as_role(Role.ADMINISTRATOR), ZOE, roles=["administrator"])
    invite(world.as_role(Role.ADMINISTRATOR), "max@example.org", roles=["student"])
    if loss == "removed":
        remove_member(world.owner, admin.id)
    elif loss == "suspended":
        suspend_member(world.owner, admin.id)
    else:
        change_roles(world.owner, admin.id, ["teacher"])
    left = [invitation.email for invitation in invitations_of(world.owner)]
    assert left == (["max@example.org"] if loss == "demoted" else [])


def test_an_invitation_waits_among_ones_organisations_once_the_address_is_proved(world: World) -> None:
    invitation = invite(world.owner, ZOE)
    zoe = make_person("Zoé", ZOE)
    address = zoe.emailaddress_set.create(email="Zoe@example.org", verified=False)
    assert invitations_to(world.individual(zoe)) == []
    address.verified = True
    address.save()
    offers = invitations_to(world.individual(zoe))
    assert [(offer.organisation, offer.roles) for offer in offers] == [(world.ampere, ["student"])]
    assert offers[0].link.endswith(f"/ampere/invitations/{token_in(world, invitation)}/")
    max_ = make_person("Max", "max@example.org")
    max_.emailaddress_set.create(email="max@example.org", verified=True)
    assert invitations_to(world.individual(max_)) == []


def test_the_database_lets_the_invited_read_but_not_change(world: World) -> None:
    invite(world.owner, ZOE)
    zoe = make_person("Zoé", ZOE)
    zoe.emailaddress_set.create(email=ZOE, verified=True)
    with scope.entered(None, zoe.id):
        assert Invitation.objects.count() == 1
        assert Invitation.objects.update(roles=["owner"]) == 0
        assert Invitation.objects.all()._raw_delete("default") == 0


def test_old_invitations_are_forgotten_and_open_ones_kept(world: World, run_jobs: Callable[[], int]) -> None:
    kept, answered, expired = (
        invite(world.owner, f"{name}@example.org").id for name in ("kept", "answered", "expired")
    )
    Invitation.objects.filter(id=answered).update(accepted_at=timezone.now() - timedelta(days=91))
    Invitation.objects.filter(id=expired).update(expires_at=timezone.now() - timedelta(days=91))
    sweep_organisations(organisation_id=None)
    run_jobs()
    world.as_role(Role.OWNER)
    assert [invitation.id for invitation in Invitation.objects.all()] == [kept]
