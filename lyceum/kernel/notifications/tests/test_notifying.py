"""Told once, in the centre and by mail, in the reader's language."""

from collections.abc import Callable

import pytest

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.notifications.actions.sending import send_deliveries
from lyceum.kernel.notifications.models import Delivery, Notification, OutboxMessage, State

KIND = "notifications.roles_changed"


def tell(world: World, *roles: Role, key: str = "once", kind: str = KIND) -> int:
    people = [world.members[role].person_id for role in roles]
    with scope.entered(world.ampere.id):
        return notify(world.ampere.id, kind, people, key=key, path="/today/")


def states(world: World) -> list[str]:
    with scope.entered(world.ampere.id):
        return sorted(Delivery.objects.values_list("state", flat=True))


@pytest.mark.wish("J9", "J11")
def test_each_is_told_once_whoever_repeats_it(world: World, run_jobs: Callable[[], int]) -> None:
    assert [tell(world, Role.STUDENT), tell(world, Role.STUDENT, Role.COACH), tell(world, Role.COACH)] == [1, 1, 0]
    assert states(world) == [State.QUEUED, State.QUEUED]
    assert run_jobs() == 2
    assert states(world) == [State.SENT, State.SENT]
    addresses = sorted(world.members[role].person.email for role in (Role.STUDENT, Role.COACH))
    assert sorted(OutboxMessage.objects.values_list("recipient", flat=True)) == addresses


def test_a_job_that_runs_twice_sends_once(world: World, run_jobs: Callable[[], int]) -> None:
    tell(world, Role.STUDENT)
    with scope.entered(world.ampere.id):
        ids = [str(delivery.id) for delivery in Delivery.objects.all()]
    for _ in range(2):
        send_deliveries(organisation_id=world.ampere.id, delivery_ids=ids)
    run_jobs()
    with scope.entered(world.ampere.id):
        assert [(d.state, d.attempts) for d in Delivery.objects.all()] == [(State.SENT, 1)]
    assert OutboxMessage.objects.count() == 1


def test_who_does_not_belong_is_told_nothing(world: World) -> None:
    stranger = world.foreigners[Role.OWNER].person_id
    with scope.entered(world.ampere.id):
        assert notify(world.ampere.id, KIND, [stranger], key="leak") == 0
        assert Notification.objects.count() == 0
