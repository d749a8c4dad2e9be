import contextvars
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connection, transaction

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.jobs import Job, job
from lyceum.kernel.foundation.models import Announcement, Receipt
from lyceum.kernel.foundation.rules.contribution import Contributions
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

ran: list[tuple[UUID | None, UUID, str]] = []


@job()
def dust(organisation_id: UUID | None, lamp_id: UUID, shade: str = "") -> None:
    ran.append((organisation_id, lamp_id, shade))


@pytest.fixture(autouse=True)
def _none_ran() -> None:
    ran.clear()


def test_a_job_runs_in_the_scope_of_its_organisation(world: World, run_jobs: Callable[[], int]) -> None:
    lamp = new_identifier()
    dust.later(organisation_id=world.ampere.id, lamp_id=lamp, shade="green")
    assert (run_jobs(), ran) == (1, [(world.ampere.id, lamp, "green")])


def test_a_job_ends_with_the_transaction_of_its_fact(world: World, run_jobs: Callable[[], int]) -> None:
    with transaction.atomic():
        dust.later(organisation_id=None, lamp_id=new_identifier())
        transaction.set_rollback(True)
    assert (run_jobs(), ran) == (0, [])


def test_once_lets_one_wait_and_spoils_nothing(world: World, run_jobs: Callable[[], int]) -> None:
    lamp = new_identifier()
    with transaction.atomic():
        first = dust.later(organisation_id=None, lamp_id=lamp, once=str(lamp))
        second = dust.later(organisation_id=None, lamp_id=lamp, once=str(lamp))
        Receipt.objects.create(announcement_id=lamp, subscriber="after the second")
    assert first is not None
    assert second is None
    assert Receipt.objects.filter(announcement_id=lamp).count() == 1
    assert run_jobs() == 1
    assert dust.later(organisation_id=None, lamp_id=lamp, once=str(lamp)) is not None


def test_a_job_that_is_called_runs_at_once() -> None:
    lamp = new_identifier()
    dust(organisation_id=None, lamp_id=lamp)
    assert ran == [(None, lamp, "")]
    assert isinstance(dust, Job)


@dataclass(frozen=True)
class LampSold:
    lamp_id: UUID


LampSold.__module__ = "lyceum.kernel.foundation.announcements"


@pytest.mark.parametrize("who", ["individual", "nobody"])
def test_a_fact_of_no_organisation_is_told_too(
    world: World, who: str, run_jobs: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Announcement] = []
    room = Contributions(subscribers={"foundation.lamp_sold": [_remember(told)]})
    monkeypatch.setattr(registry, "rooms", lambda: {"lamps": room})
    caller = world.individual(world.members[Role.STUDENT].person) if who == "individual" else world.visitor
    organisation_id = getattr(caller, "organisation_id", None)
    with transaction.atomic():
        kept = announce(caller, LampSold(world.group.id))
    scope.leave()
    assert run_jobs() == 1
    assert [(a.id, a.organisation_id) for a in told] == [(kept.id, organisation_id)]


def _remember(told: list[Announcement]) -> Callable[[Announcement], None]:
    def remember(announcement: Announcement) -> None:
        told.append(announcement)

    return remember


def test_a_fact_of_no_organisation_is_hidden_from_other_people(world: World) -> None:
    person, other = world.members[Role.STUDENT].person, world.members[Role.TEACHER].person
    with transaction.atomic():
        kept = announce(world.individual(person), LampSold(world.group.id))
    for organisation_id, person_id, seen in [
        (None, person.id, True),
        (None, other.id, False),
        (world.ampere.id, other.id, False),
        (world.ampere.id, None, False),
    ]:
        with scope.entered(organisation_id, person_id):
            assert Announcement.objects.filter(id=kept.id).exists() is seen


def test_a_scope_survives_an_error_of_the_database(world: World) -> None:
    """The error itself is raised, not another one about the scope; and the former scope is back."""
    scope.enter(world.nordic.id, None)
    with pytest.raises(Exception, match="division by zero"), transaction.atomic(), scope.entered(world.ampere.id):
        connection.cursor().execute("SELECT 1 / 0")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lyceum.organisation')")
        assert cursor.fetchone() == (str(world.nordic.id),)


def test_a_connection_forgets_whom_it_served_for_another_context(world: World) -> None:
    """A thread serves many: what one context entered must not hold in the next, which entered nothing."""
    contextvars.copy_context().run(scope.enter, world.ampere.id, None)
    assert scope.current() == (None, None)
    scope.leave()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lyceum.organisation')")
        assert cursor.fetchone() == ("",)
