"""Who loses their place loses their open sockets with it; and *Today* says what waits for whoever invites."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.frames import CHANNEL
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.foundation.tests.heard import frames_of
from lyceum.kernel.identity.actions.invitation import invite
from lyceum.kernel.identity.actions.membership import change_roles, remove_member, suspend_member
from lyceum.kernel.identity.actions.ownership import close_organisation
from lyceum.kernel.identity.contributions.organisations import today
from lyceum.kernel.identity.models import Invitation, Membership
from lyceum.kernel.identity.tests.factories import World, caller_of, make_member, make_organisation

LOSSES: dict[str, Callable[[Caller, Membership], Any]] = {
    "suspended": lambda owner, member: suspend_member(owner, member.id),
    "removed": lambda owner, member: remove_member(owner, member.id),
    "with fewer roles": lambda owner, member: change_roles(owner, member.id, ["learner"]),
    "closed": lambda owner, member: close_organisation(owner, "hall"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.wish("A14", "A25")
@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_open_sockets_hear_of_it_at_the_commit(loss: Callable[[Caller, Membership], Any]) -> None:
    hall = make_organisation("Hall", "hall")
    owner, member = make_member(hall, Role.OWNER), make_member(hall, Role.STUDENT)
    listening = connection.copy()
    try:
        with listening.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
            loss(caller_of(owner), member)
            heard = frames_of(listening.connection.notifies(timeout=0.5))
    finally:
        listening.close()
    said = {"topic": f"person:{member.person_id}", "kind": "revoked", "organisation": str(hall.id)}
    assert said in heard


def test_today_tells_of_invitations_that_expired(world: World) -> None:
    assert list(today(world.owner)) == []
    invite(world.owner, "zoe@example.org")
    invite(world.owner, "max@example.org")
    Invitation.objects.filter(email__startswith="zoe").update(expires_at=timezone.now() - timedelta(days=1))
    (item,) = today(world.teacher)
    assert (item.title, item.url) == ("1 invitation has expired", "/invitations/")
    assert list(today(world.student)) == []
