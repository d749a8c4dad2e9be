"""Proposed, answered, moved, cancelled: what each may do, what it changes, whom it tells."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from lyceum.kernel.calendar.actions.answering import accept, decline
from lyceum.kernel.calendar.actions.availability import Week, set_availability
from lyceum.kernel.calendar.actions.changing import cancel, counter, move_entry, reschedule
from lyceum.kernel.calendar.actions.proposing import Proposal, propose
from lyceum.kernel.calendar.models import Appointment, AppointmentPerson, AvailabilityHours, Busy, Slot, State, Turn
from lyceum.kernel.calendar.queries.appointment import appointment_for, waiting_for
from lyceum.kernel.calendar.queries.availability import availability_of, openings_with
from lyceum.kernel.calendar.queries.people import people_to_meet
from lyceum.kernel.calendar.queries.shown import shown
from lyceum.kernel.calendar.queries.today import appointments_today, waiting_count
from lyceum.kernel.calendar.rules.availability import Hours
from lyceum.kernel.calendar.rules.slot import Span
from lyceum.kernel.calendar.tests.meeting import agreed, hour, open_slots, proposed, soon, trail
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound, Refusal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.models import Notification

MONDAY_NINE_TO_NOON = Week((Hours(0, time(9), time(12)),))


def told() -> list[tuple[str, str]]:
    rows = Notification.objects.filter(kind__startswith="calendar.").order_by("id")
    return [(row.kind.removeprefix("calendar."), str(row.person).split()[0]) for row in rows]


@pytest.mark.wish("I17", "I18")
def test_a_student_proposes_and_the_teacher_accepts_one_of_the_times(world: World, run_jobs: Callable[[], int]) -> None:
    student, teacher = world.student, world.teacher
    appointment = proposed(student, teacher, hour(2), hour(3))
    assert [one.id for one in waiting_for(world.teacher)] == [appointment.id]
    slot = open_slots(appointment)[1]
    found = shown(world.teacher, appointment_for(world.teacher, accept(world.teacher, appointment.id, slot.id).id))
    assert (found.state, found.starts_at, found.ends_at) == ("accepted", hour(3).starts, hour(3).ends)
    assert (found.other.name, found.leads, found.slots) == ("Student Lycée Ampère", True, [])
    assert [(turn.act, turn.person.split()[0]) for turn in found.history] == [
        ("propose", "Student"),
        ("accept", "Teacher"),
    ]
    assert set(Busy.objects.values_list("person_id", "starts_at")) == {
        (student.person_id, hour(3).starts),
        (teacher.person_id, hour(3).starts),
    }
    run_jobs()
    assert told() == [("appointment_proposed", "Teacher"), ("appointment_accepted", "Student")]
    assert trail() == ["appointment_proposed", "appointment_accepted"]


def test_every_act_done_twice_is_done_once(world: World) -> None:
    student, teacher = world.student, world.teacher
    asked, id = Proposal(teacher.person_id, "Les vecteurs", [hour()]), new_identifier()
    assert {propose(student, id, asked).id for _ in range(2)} == {id}
    turn_id = new_identifier()
    for _ in range(2):
        counter(teacher, id, [hour(4)], turn_id=turn_id)
    (slot,) = open_slots(Appointment.objects.get())
    assert [accept(student, id, slot.id).state for _ in range(2)] == ["accepted", "accepted"]
    assert [reschedule(teacher, id, hour(5).starts, hour(5).ends).sequence for _ in range(2)] == [1, 1]
    assert [cancel(student, id, "Malade").state for _ in range(2)] == ["cancelled", "cancelled"]
    kinds = [f"appointment_{act}" for act in ("proposed", "countered", "accepted", "moved", "cancelled")]
    assert (trail(), Turn.objects.count(), Busy.objects.count()) == (kinds, 5, 0)
    other = proposed(student, teacher)
    assert [decline(teacher, other.id).state for _ in range(2)] == ["declined", "declined"]
    with pytest.raises(Conflict, match="This id is taken"):
        propose(teacher, id, Proposal(student.person_id, "Autre", [hour()]))


def test_other_times_ask_the_first_and_the_former_ones_are_gone(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = proposed(student, teacher, hour(2))
    old = open_slots(appointment)[0]
    counter(teacher, appointment.id, [hour(3)], "Plutôt mercredi", turn_id=new_identifier())
    with pytest.raises(Conflict, match="Other times have been proposed since"):
        accept(teacher, appointment.id, old.id)
    appointment.refresh_from_db()
    with pytest.raises(Conflict, match="Nothing waits for your answer here"):
        accept(teacher, appointment.id, open_slots(appointment)[0].id)
    assert accept(student, appointment.id, open_slots(appointment)[0].id).starts_at == hour(3).starts


def test_a_students_new_time_waits_and_the_agreed_one_holds(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = agreed(student, teacher, hour(2))
    with pytest.raises(Conflict, match="Only who leads"):
        reschedule(student, appointment.id, hour(3).starts, hour(3).ends)
    counter(
        student, appointment.id, [Span(hour(2).starts + timedelta(minutes=30), hour(2).ends)], turn_id=new_identifier()
    )
    assert (Appointment.objects.get().starts_at, Busy.objects.count()) == (hour(2).starts, 2)
    assert decline(teacher, appointment.id).state == "accepted"
    counter(student, appointment.id, [hour(3)], turn_id=new_identifier())
    appointment.refresh_from_db()
    moved = accept(teacher, appointment.id, open_slots(appointment)[0].id)
    assert (moved.starts_at, moved.sequence, moved.round) == (hour(3).starts, 1, 3)
    assert set(Busy.objects.values_list("starts_at", flat=True)) == {hour(3).starts}
    assert trail()[-1] == "appointment_moved"


def test_who_leads_moves_at_once_also_by_a_drag(world: World, run_jobs: Callable[[], int]) -> None:
    appointment = agreed(world.student, world.teacher)
    move_entry(world.teacher, f"calendar.appointment:{appointment.id}", hour(5).starts, hour(5).ends)
    appointment.refresh_from_db()
    assert (appointment.starts_at, appointment.sequence) == (hour(5).starts, 1)
    run_jobs()
    assert told()[-1] == ("appointment_moved", "Student")


def test_a_cancellation_says_why_and_frees_the_time(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = agreed(student, teacher)
    cancel(teacher, appointment.id, "Conseil de classe")
    assert shown(world.student, appointment_for(world.student, appointment.id)).history[-1].words == "Conseil de classe"
    assert agreed(world.student, world.teacher).state == "accepted"  # at the same hour
    with pytest.raises(Conflict, match="was cancelled"):
        accept(world.teacher, appointment.id, Slot.objects.filter(appointment=appointment).first().id)


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ([], "Propose at least one time."),
        ([soon(-60)], "A time lies in the past. Choose one to come."),
        ([hour(2, 10, 500)], "A time is longer than eight hours."),
        ([hour(2), hour(2, 10, 30)], "Two of the times overlap."),
        ([Span(datetime.max, datetime.max)], "A time lies more than a year ahead."),
    ],
)
def test_times_that_cannot_be_are_refused_in_words(world: World, slots: list[Span], said: str) -> None:
    student, teacher = world.student, world.teacher
    with pytest.raises(Invalid) as refused:
        propose(student, new_identifier(), Proposal(teacher.person_id, "Les vecteurs", slots))
    assert (str(refused.value), Appointment.objects.count()) == (said, 0)


def test_a_proposal_needs_a_title_a_place_and_something_one_may_see(world: World) -> None:
    student, teacher = world.student, world.teacher
    asked = Proposal(teacher.person_id, " ", [hour()], " ", about_kind="learning:path", about_id=new_identifier())
    with pytest.raises(Invalid) as refused:
        propose(student, new_identifier(), asked)
    assert sorted(refused.value.fields) == ["about_id", "place", "title"]


def test_nobody_meets_themselves_or_a_stranger(world: World) -> None:
    student, stranger = world.student, world.foreigners[Role.COACH].person_id
    for person, refusal in ((student.person_id, NotAllowed), (stranger, NotFound)):
        with pytest.raises(refusal):
            propose(student, new_identifier(), Proposal(person, "Les vecteurs", [hour()]))
    appointment = proposed(world.student, world.teacher)
    for outsider in (world.as_role(Role.COACH), world.owner, world.stranger):
        with pytest.raises(NotFound):
            appointment_for(outsider, appointment.id)
        for act in (cancel, decline):
            with pytest.raises(NotFound):
                act(outsider, appointment.id)
    assert [str(member.person).split()[0] for member in people_to_meet(world.student, "teach")] == ["Teacher"]


def test_a_time_that_has_passed_cannot_be_accepted_nor_an_appointment_that_is_over_be_moved(world: World) -> None:
    student, teacher = world.student, world.teacher
    waiting = proposed(student, teacher, soon(30))
    Slot.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Conflict, match="This time has passed"):
        accept(teacher, waiting.id, open_slots(waiting)[0].id)
    over = agreed(student, teacher, soon(60))
    past = timezone.now() - timedelta(days=1)
    Appointment.objects.filter(id=over.id).update(starts_at=past, ends_at=past + timedelta(minutes=30))
    with pytest.raises(Conflict, match="is over"):
        reschedule(teacher, over.id, hour(3).starts, hour(3).ends)


def test_hours_are_warned_of_and_refused_where_they_are_insisted_on(world: World) -> None:
    teacher = world.teacher
    set_availability(teacher, MONDAY_NINE_TO_NOON)
    day = next(
        timezone.localdate() + timedelta(days=n) for n in range(2, 9) if (date.today() + timedelta(n)).weekday() == 2
    )
    wednesday = Span(datetime.combine(day, time(10), UTC), datetime.combine(day, time(11), UTC))
    appointment = proposed(world.student, teacher, wednesday)
    view = shown(world.student, appointment_for(world.student, appointment.id))
    assert [slot.is_outside for slot in view.slots] == [True]
    set_availability(world.teacher, Week(MONDAY_NINE_TO_NOON.hours, only_in_hours=True))
    with pytest.raises(Invalid, match="in their hours only"):
        proposed(world.student, teacher, wednesday)
    week = (hour(1, 0).starts, hour(8, 0).starts)
    free = openings_with(world.student, teacher.person_id, *week, timedelta(hours=1))
    assert [(one.starts.weekday(), one.starts.astimezone(ZoneInfo("Europe/Paris")).hour) for one in free] == [
        (0, 9),
        (0, 10),
        (0, 11),
    ]


def test_what_is_said_of_a_week_takes_the_place_of_what_was_said_before(world: World) -> None:
    teacher = world.teacher
    away = (date(2027, 2, 15), date(2027, 2, 20))
    set_availability(teacher, Week(MONDAY_NINE_TO_NOON.hours, [away], True))
    said = set_availability(teacher, Week([Hours(2, time(14), time())]))
    assert said == availability_of(teacher, teacher.person_id, teacher.time_zone)
    assert (said.hours, said.away, said.only_in_hours) == ((Hours(2, time(14), time()),), (), False)
    assert AvailabilityHours.objects.count() == 1


@pytest.mark.parametrize(
    "week",
    [
        Week([Hours(0, time(12), time(9))]),
        Week([Hours(7, time(9), time(12))]),
        Week([Hours(0, time(9), time(12)), Hours(0, time(11), time(13))]),
        Week([Hours(0, time(9), time()), Hours(0, time(11), time(13))]),
        Week([], [(date(2027, 2, 2), date(2027, 2, 1))]),
        Week([Hours(n % 7, time(n % 24), time(n % 24, 1)) for n in range(51)]),
    ],
)
def test_a_week_that_cannot_be_is_refused(world: World, week: Week) -> None:
    with pytest.raises(Refusal):
        set_availability(world.teacher, week)
    assert AvailabilityHours.objects.count() == 0


def test_today_shows_what_waits_and_what_begins_soon(world: World) -> None:
    student, teacher = world.student, world.teacher
    agreed(student, teacher, soon(5), title="Bientôt")
    proposed(student, teacher, soon(300), title="Question")
    items = [(one.title, one.urgency) for one in appointments_today(world.teacher)]
    assert items == [("Bientôt", 2), ("Answer: Question", 1)]
    assert (waiting_count(world.teacher), waiting_count(world.student)) == (1, 0)
    assert [one.title for one in appointments_today(world.student)] == ["Bientôt"]


def test_who_leads_is_who_works_here(world: World) -> None:
    appointment = proposed(world.student, world.teacher)
    leads = AppointmentPerson.objects.filter(appointment=appointment, leads=True)
    assert [str(one.person).split()[0] for one in leads] == ["Teacher"]
    assert proposed(world.teacher, world.as_role(Role.COACH)).people.filter(leads=True).count() == 2
    assert proposed(world.student, world.as_role(Role.ATHLETE)).people.filter(leads=True).count() == 2
    assert appointment.state == State.PROPOSED
