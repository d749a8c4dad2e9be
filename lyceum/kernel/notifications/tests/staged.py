"""A kind with another workflow for the length of a test, and a clock that goes on."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Presence
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.notifications.actions.running import take_up
from lyceum.kernel.notifications.models import Delivery, Device, OutboxMessage, Run, RunState

KIND = "notifications.roles_changed"


class Stage:
    """``ampere`` is told of its kind; then time passes."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world, self.monkeypatch = world, monkeypatch
        self.now = timezone.now()

    def declare(self, **changes: Any) -> None:
        kinds = registry.notification_kinds()
        staged = kinds | {KIND: replace(kinds[KIND], **changes)}
        self.monkeypatch.setattr(registry, "notification_kinds", lambda: staged)

    def person(self, role: Role = Role.STUDENT) -> UUID:
        return self.world.members[role].person_id

    def tell(self, *roles: Role, key: str = "once", **more: Any) -> int:
        people = [self.person(role) for role in roles or (Role.STUDENT,)]
        scope.enter(self.world.ampere.id, None)
        return notify(self.world.ampere.id, KIND, people, key=key, path="/today/", **more)

    def later(self, run_jobs: Any, **passed: float) -> None:
        """What is due by then is taken up, and what is waiting is sent."""
        self.now += timedelta(**passed)
        scope.enter(self.world.ampere.id, None)
        due = Run.objects.filter(state=RunState.UNDER_WAY, next_at__lte=self.now)
        take_up(list(due.values_list("id", flat=True)), self.now)
        run_jobs()
        scope.enter(self.world.ampere.id, None)

    def connect(self, role: Role = Role.STUDENT) -> None:
        with scope.entered(self.world.ampere.id):
            Presence.objects.create(
                organisation=self.world.ampere,
                person_id=self.person(role),
                process=new_identifier(),
                seen_at=timezone.now(),
            )

    def give_device(self, role: Role = Role.STUDENT) -> Device:
        keys = {"p256dh": "p", "auth": "a"}
        endpoint = f"https://push.example.org/{role.value}/{Device.objects.count()}"
        return Device.objects.create(person_id=self.person(role), endpoint=endpoint, **keys)

    def steps(self, role: Role = Role.STUDENT) -> list[tuple[str, str, str]]:
        with scope.entered(self.world.ampere.id):
            run = Run.objects.filter(person=self.person(role)).latest("id")
            return [(step.channel, step.outcome, step.reason) for step in run.steps.order_by("id")]

    def deliveries(self, role: Role = Role.STUDENT) -> list[tuple[str, str]]:
        with scope.entered(self.world.ampere.id):
            rows = Delivery.objects.filter(person=self.person(role)).order_by("id")
            return [(row.channel, row.state) for row in rows]


def outbox() -> list[tuple[str, str]]:
    """(channel, subject) of all that would have left, in order."""
    return list(OutboxMessage.objects.order_by("id").values_list("channel", "subject"))
