"""Facts of identity, from the announcement to the letter."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from lyceum.kernel.foundation.actions.announcing import announce, tell_subscribers
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.invitation import invite
from lyceum.kernel.identity.announcements import (
    MemberInvited,
    MemberJoined,
    MemberRestored,
    MemberSuspended,
    PasswordChanged,
    RolesChanged,
)
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.models import Letter, Notification, OutboxMessage


def happened(caller: Caller, fact: object, run_jobs: Callable[[], int]) -> None:
    """And told twice, as a queue may."""
    with transaction.atomic():
        kept = announce(caller, fact)
    run_jobs()
    tell_subscribers(organisation_id=caller.organisation_id, announcement_id=kept.id)
    run_jobs()


def told() -> list[tuple[str, UUID]]:
    return sorted(Notification.objects.values_list("kind", "person_id"))


@pytest.mark.wish("J2")
def test_who_joins_is_welcomed_and_who_governs_learns_of_it(world: World, run_jobs: Callable[[], int]) -> None:
    member = world.members[Role.STUDENT]
    happened(world.as_role(Role.STUDENT), MemberJoined(member.id, member.person_id, ["student"]), run_jobs)
    governors = sorted(world.members[role].person_id for role in (Role.OWNER, Role.ADMINISTRATOR))
    joined = [("notifications.member_joined", person) for person in governors]
    assert told() == [*joined, ("notifications.welcome", member.person_id)]
    letter = OutboxMessage.objects.get()
    assert (letter.recipient, letter.subject) == (member.person.email, "Welcome to Lycée Ampère")
    assert letter.sender == "Lycée Ampère · Lyceum <no-reply@localhost>"
    assert "http://localhost:8000/ampere/" in letter.text
    assert 'href="http://localhost:8000/ampere/' in letter.html


@pytest.mark.parametrize(
    ("fact", "kind", "subject"),
    [
        (RolesChanged, "notifications.roles_changed", "Your roles in Lycée Ampère have changed"),
        (MemberSuspended, "notifications.access_suspended", "Your access to Lycée Ampère is suspended"),
        (MemberRestored, "notifications.access_restored", "Your access to Lycée Ampère is back"),
    ],
)
def test_a_member_is_told_what_happens_to_their_place(
    world: World, run_jobs: Callable[[], int], fact: type, kind: str, subject: str
) -> None:
    member = world.members[Role.COACH]
    more = (["coach"], []) if fact is RolesChanged else ()
    happened(world.owner, fact(member.id, member.person_id, *more), run_jobs)
    assert told() == [(kind, member.person_id)]
    assert [(m.recipient, m.subject) for m in OutboxMessage.objects.all()] == [(member.person.email, subject)]


def test_a_changed_password_is_told_to_its_owner(world: World, run_jobs: Callable[[], int]) -> None:
    person = world.members[Role.COACH].person_id
    happened(world.as_role(Role.COACH), PasswordChanged(person), run_jobs)
    world.as_role(Role.COACH)
    assert told() == [("notifications.account_changed", person)]


@pytest.mark.wish("A30")
def test_an_invitation_goes_to_an_address_that_is_nobodys(world: World, run_jobs: Callable[[], int]) -> None:
    invitation = invite(world.stranger, "new@example.org", roles=["athlete"])
    run_jobs()
    letter = OutboxMessage.objects.get()
    assert (letter.recipient, letter.subject) == ("new@example.org", "Nordic Lifting invites you")
    assert "http://localhost:8000/nordic/invitations/" in letter.text
    assert Letter.objects.get().words is None
    happened(world.stranger, MemberInvited(invitation.id, ["athlete"], again=True), run_jobs)
    assert OutboxMessage.objects.count() == 2


def test_an_invitation_that_is_over_sends_nothing(world: World, run_jobs: Callable[[], int]) -> None:
    invitation = invite(world.owner, "new@example.org", roles=["student"])
    type(invitation).objects.filter(id=invitation.id).update(expires_at=timezone.now() - timedelta(days=1))
    run_jobs()
    assert OutboxMessage.objects.count() == 0
