"""Two owners who step down at the same moment: one of them stays, whatever the timing."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Refusal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.membership import change_roles, leave_organisation, suspend_member
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.tests.factories import caller_of, make_member, make_organisation, make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.wish("A25")]

STEPS: dict[str, Callable[[Caller, Membership, Membership], Any]] = {
    "both leave": lambda caller, own, other: leave_organisation(caller),
    "both step down": lambda caller, own, other: change_roles(caller, own.id, ["administrator"]),
    "each suspends the other": lambda caller, own, other: suspend_member(caller, other.id),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_an_owner_remains_when_both_go_at_once(step: Callable[[Caller, Membership, Membership], Any]) -> None:
    organisation = make_organisation("Race", "race")
    owners = [make_member(organisation, Role.OWNER, person=make_person(name)) for name in ("One", "Two")]
    start, refusals = threading.Barrier(2), []

    def go(own: Membership, other: Membership) -> None:
        try:
            caller = caller_of(own)
            start.wait(timeout=10)
            step(caller, own, other)
        except Refusal as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in (owners, owners[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    with scope.entered(organisation.id):
        assert Membership.objects.filter(organisation=organisation).owning().count() == 1
    assert [type(refusal) for refusal in refusals] == [Conflict]
