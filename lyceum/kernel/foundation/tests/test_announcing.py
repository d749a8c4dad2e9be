from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.actions.announcing import announce, announce_all, tell_subscribers
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.identity.tests.factories import World


@dataclass(frozen=True)
class LampLit:
    lamp_id: UUID


LampLit.__module__ = "lyceum.kernel.foundation.announcements"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Announcement]:
    heard: list[Announcement] = []

    def hear(announcement: Announcement) -> None:
        heard.append(announcement)

    monkeypatch.setattr(registry, "subscribers", lambda kind: iter([hear] if kind == "foundation.lamp_lit" else []))
    return heard


def test_a_fact_is_kept_and_its_subscribers_are_told_once(
    world: World, told: list[Announcement], run_jobs: Callable[[], int]
) -> None:
    caller = world.owner
    with transaction.atomic():
        kept = announce(caller, LampLit(world.group.id))
    assert told == []
    assert run_jobs() == 1
    tell_subscribers(organisation_id=world.ampere.id, announcement_id=kept.id)
    assert [(a.kind, a.payload) for a in told] == [("foundation.lamp_lit", {"lamp_id": str(world.group.id)})]
    assert (told[0].person_id, told[0].network) == (caller.person_id, "192.0.2.0/24")


def test_many_facts_take_as_many_statements_as_one(
    world: World, told: list[Announcement], run_jobs: Callable[[], int]
) -> None:
    caller, counts = world.owner, []
    for size in (1, 50):
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            announce_all(caller, [LampLit(world.group.id)] * size)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert run_jobs() == 51
    assert len(told) == 51


def test_the_trail_cannot_be_changed(world: World) -> None:
    with transaction.atomic():
        kept = announce(world.owner, LampLit(world.group.id))
    for change in (kept.delete, lambda: Announcement.objects.update(kind="forged")):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()
