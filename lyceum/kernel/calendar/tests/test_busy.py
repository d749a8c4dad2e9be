"""Nobody is in two places: the database itself refuses it."""

from datetime import timedelta
from threading import Thread
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from lyceum.kernel.calendar.actions.answering import accept
from lyceum.kernel.calendar.models import Appointment, Busy, State
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.calendar.tests.meeting import agreed, hour, open_slots, proposed
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, caller_of, make_member

MOMENT = timedelta(microseconds=1)


def take(appointment: Appointment, person_id: UUID, span: Span) -> bool:
    row = Busy(organisation_id=appointment.organisation_id, person_id=person_id, appointment=appointment)
    row.starts_at, row.ends_at = span.starts, span.ends
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        if "busy_in_one_place" not in str(refused):
            raise
        return False
    return True


@pytest.mark.parametrize(
    ("minutes", "length", "is_free"),
    [
        (60, 30, True),  # begins as the other ends
        (-30, 30, True),
        (59, 30, False),
        (-30, 31, False),
        (15, 15, False),  # inside
        (-30, 120, False),  # around
        (0, 60, False),
    ],
)
def test_times_may_touch_but_not_overlap(world: World, minutes: int, length: int, is_free: bool) -> None:
    student, teacher = world.student, world.teacher
    first, second = agreed(student, teacher, hour()), proposed(student, teacher, hour(9))
    starts = hour().starts + timedelta(minutes=minutes)
    assert take(second, teacher.person_id, Span(starts, starts + timedelta(minutes=length))) is is_free
    assert first.state == State.ACCEPTED


def test_two_people_have_each_their_own_time(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = proposed(student, teacher)
    assert all(take(appointment, member.person_id, hour()) for member in world.members.values())


def test_the_far_future_is_as_exact_as_now(world: World) -> None:
    student, teacher = world.student, world.teacher
    first, second = proposed(student, teacher), proposed(student, teacher, hour(3))
    far = Span(hour(360).starts + timedelta(days=3650), hour(360).ends + timedelta(days=3650))
    assert take(first, teacher.person_id, far)
    assert not take(second, teacher.person_id, Span(far.ends - timedelta(minutes=1), far.ends + timedelta(minutes=1)))
    assert take(second, teacher.person_id, Span(far.ends, far.ends + timedelta(minutes=1)))


def test_accepting_a_second_appointment_at_the_same_time_is_refused_in_words(world: World) -> None:
    student, teacher, coach = world.student, world.teacher, world.as_role(Role.COACH)
    waiting = proposed(coach, teacher, hour(2, 10, 30))
    agreed(student, teacher, hour(2, 10, 60))
    with pytest.raises(Conflict, match="You already have an appointment at that time"):
        accept(teacher, waiting.id, open_slots(waiting)[0].id)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.starts_at, Busy.objects.count()) == (State.PROPOSED, None, 2)


def test_one_person_in_two_organisations_is_still_in_one_place(world: World) -> None:
    """And nothing of the other organisation is told but that the time is taken."""
    teacher = world.members[Role.TEACHER]
    elsewhere = make_member(world.nordic, Role.COACH, person=teacher.person)
    agreed(world.student, world.teacher, hour(), title="Secret d’Ampère")
    athlete = caller_of(world.foreigners[Role.ATHLETE])
    waiting = proposed(athlete, caller_of(elsewhere), hour())
    with pytest.raises(Conflict) as mine:
        accept(caller_of(elsewhere), waiting.id, open_slots(waiting)[0].id)
    assert str(mine.value) == "You already have an appointment at that time."
    agreed(caller_of(elsewhere), caller_of(world.foreigners[Role.OWNER]), hour(4))
    asked = proposed(world.teacher, world.student, hour(3))
    scope.enter(world.nordic.id, athlete.person_id)
    assert set(Busy.objects.values_list("person_id", flat=True)) == {
        elsewhere.person_id,
        world.foreigners[Role.OWNER].person_id,
    }
    assert asked.state == State.PROPOSED


@pytest.mark.django_db(transaction=True)
def test_of_two_acceptances_at_once_one_is_refused(world: World) -> None:
    """Two students, one teacher, the same hour; the teacher accepts both in the same moment."""
    student, coach = world.student, world.as_role(Role.COACH)
    teacher = world.teacher
    waiting = [proposed(student, teacher, hour(2, 10, 60)), proposed(coach, teacher, hour(2, 10, 30))]
    slots = [open_slots(one)[0].id for one in waiting]
    told: list[str] = []
    threads = [Thread(target=_accept, args=(teacher, a.id, s, told)) for a, s in zip(waiting, slots, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(told) == ["You already have an appointment at that time.", "accepted"]
    states = Appointment.objects.order_by("state").values_list("state", flat=True)
    assert (list(states), Busy.objects.count()) == ([State.ACCEPTED, State.PROPOSED], 2)


def _accept(caller: Caller, appointment_id: UUID, slot_id: UUID, told: list[str]) -> None:
    scope.enter(caller.organisation_id, caller.person_id)
    try:
        told.append(accept(caller, appointment_id, slot_id).state)
    except Conflict as refused:
        told.append(str(refused))
    finally:
        connection.close()
