"""What holds a telling back: quiet hours, digests, threads, too many."""

from collections.abc import Callable
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.foundation.rules.workflow import (
    EMAIL,
    IN_A_DIGEST,
    IN_APP,
    LIVE_FIRST,
    PUSH,
    Gather,
    Tell,
    Throttle,
    Wait,
)
from lyceum.kernel.identity.models import Person, Presence
from lyceum.kernel.notifications.actions.preference import choose, choose_default
from lyceum.kernel.notifications.actions.reading import read_all, read_thread
from lyceum.kernel.notifications.models import (
    Notification,
    OutboxMessage,
    QuietHours,
    Run,
)
from lyceum.kernel.notifications.queries.centre import unread_count
from lyceum.kernel.notifications.rules.hours import moment
from lyceum.kernel.notifications.tests.staged import KIND, Stage, outbox

RunJobs = Callable[[], int]
ALL = frozenset({IN_APP, EMAIL, PUSH})
TOLD, WAITED, SKIPPED, ENDED = "told", "waited", "skipped", "ended"


@pytest.mark.wish("J10")
def test_quiet_hours_hold_pushes_until_morning_and_mail_where_one_says_so(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(channels=ALL)
    here = stage.world.members[Role.STUDENT].person
    around = stage.now.astimezone(_zone(here))
    quiet = QuietHours.objects.create(
        person=here, starts_at=(around - timedelta(hours=1)).time(), ends_at=(around + timedelta(hours=1)).time()
    )
    stage.give_device()
    stage.tell()
    run_jobs()
    assert [channel for channel, _subject in outbox()] == [EMAIL]
    assert stage.steps()[-1] == (PUSH, WAITED, "quiet")
    quiet.holds_mail = True
    quiet.save()
    stage.tell(key="another")
    assert stage.steps() == [(IN_APP, TOLD, ""), (EMAIL, WAITED, "quiet")]
    stage.later(run_jobs, hours=1, minutes=1)
    assert sorted(channel for channel, _subject in outbox()) == [EMAIL, EMAIL, PUSH, PUSH]


def test_what_is_critical_passes_quiet_hours_and_preferences(stage: Stage, run_jobs: RunJobs) -> None:
    choose(stage.world.student, KIND, EMAIL, False)
    stage.declare(channels=ALL, critical=True)
    QuietHours.objects.create(person_id=stage.person(), starts_at=time(0), ends_at=time(23, 59, 59), holds_mail=True)
    stage.give_device()
    stage.tell()
    run_jobs()
    assert sorted(channel for channel, _subject in outbox()) == [EMAIL, PUSH]


@pytest.mark.wish("J5")
def test_what_an_organisation_proposes_holds_for_who_has_not_chosen(stage: Stage, run_jobs: RunJobs) -> None:
    choose_default(stage.world.owner, KIND, EMAIL, False)
    choose(stage.world.as_role(Role.COACH), KIND, EMAIL, True)
    stage.tell(Role.STUDENT, Role.COACH)
    run_jobs()
    coach = stage.world.members[Role.COACH].person.email
    assert list(OutboxMessage.objects.values_list("recipient", flat=True)) == [coach]
    assert stage.steps()[-1] == (EMAIL, SKIPPED, "preference")


@pytest.mark.wish("J10")
def test_what_waits_for_the_evening_comes_in_one_digest(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=IN_A_DIGEST)
    for key in ("a", "b", "c"):
        stage.tell(Role.STUDENT, Role.COACH, key=key)
    read_all(stage.world.as_role(Role.COACH))
    stage.tell(Role.COACH, key="d")
    assert outbox() == []
    stage.later(run_jobs, hours=25)
    student, coach = (stage.world.members[role].person.email for role in (Role.STUDENT, Role.COACH))
    letters = {letter.recipient: letter for letter in OutboxMessage.objects.all()}
    assert sorted(letters) == sorted([student, coach])
    assert letters[student].subject == "3 things for you"
    assert letters[student].text.count("Your roles in Lycée Ampère have changed") == 3
    assert letters[coach].subject == "Your roles in Lycée Ampère have changed"  # alone, it needs no digest
    told = [run.steps.order_by("id").last() for run in Run.objects.filter(kind=KIND, person_id=stage.person())]
    assert [(step.channel, step.outcome) for step in told if step] == [(EMAIL, "digested")] * 3
    stage.later(run_jobs, hours=25)
    assert OutboxMessage.objects.count() == 2


def test_the_digest_comes_at_the_hour_of_the_clocks_around_its_reader(stage: Stage) -> None:
    stage.declare(workflow=IN_A_DIGEST)
    QuietHours.objects.create(person_id=stage.person(), digest_at=time(7, 30))
    stage.tell()
    person = stage.world.members[Role.STUDENT].person
    due = Run.objects.get().next_at
    assert due is not None
    local = due.astimezone(_zone(person))
    assert local.time() == time(7, 30)
    assert due == moment(local.date(), time(7, 30), _zone(person))


def test_facts_of_one_thread_are_one_notification_until_it_is_read(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=(Tell(IN_APP), Wait(10), Tell(EMAIL)), gather=Gather(minutes=30))
    told = [stage.tell(key=key, thread="room 1") for key in ("a", "b", "b", "a", "c")]
    assert told == [1, 0, 0, 0, 0]
    stage.tell(key="x", thread="room 2")
    assert sorted(Notification.objects.values_list("thread", "count")) == [("room 1", 3), ("room 2", 1)]
    assert unread_count(stage.world.student) == 2
    assert read_thread(stage.world.student, KIND, "room 1") == 1
    assert stage.tell(key="d", thread="room 1") == 1
    stage.later(run_jobs, minutes=11)
    assert [channel for channel, _subject in outbox()] == [EMAIL, EMAIL]  # of room 2, and of what came after


def test_who_saw_the_first_live_and_left_is_pushed_the_next(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=LIVE_FIRST, channels=ALL, gather=Gather(minutes=30))
    stage.give_device()
    stage.connect()
    stage.tell(key="a", thread="room")
    with scope.entered(stage.world.ampere.id):
        Presence.objects.all().delete()
    stage.tell(key="b", thread="room")
    run_jobs()
    assert [channel for channel, _subject in outbox()] == [PUSH]
    assert Notification.objects.get().count == 2


def test_no_more_than_so_many_in_an_hour_about_one_thing(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(throttle=Throttle(most=2, minutes=60))
    for key in ("a", "b", "c"):
        stage.tell(key=key, thread="room")
    stage.tell(key="elsewhere", thread="another room")
    run_jobs()
    assert len(outbox()) == 3
    assert unread_count(stage.world.student) == 4
    run = Run.objects.get(notification__key="c")
    assert [(s.channel, s.reason) for s in run.steps.order_by("id")] == [(IN_APP, ""), (EMAIL, "throttled")]


def _zone(person: Person) -> ZoneInfo:
    return ZoneInfo(person.time_zone)
