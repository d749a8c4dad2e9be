"""From the fact to each person, step by step."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.foundation.rules.workflow import (
    EMAIL,
    IN_APP,
    LIVE_FIRST,
    PUSH,
    SMS,
    Tell,
    Wait,
)
from lyceum.kernel.notifications.actions.reading import read_all
from lyceum.kernel.notifications.actions.sweeping import put_right, sweep_devices
from lyceum.kernel.notifications.adapters import embedded
from lyceum.kernel.notifications.models import (
    ChatHook,
    Delivery,
    Device,
    OutboxMessage,
    Phone,
    Run,
    RunState,
    State,
    StoppedAddress,
)
from lyceum.kernel.notifications.ports import AddressGone
from lyceum.kernel.notifications.queries.centre import unread_count
from lyceum.kernel.notifications.tests.staged import KIND, Stage, outbox

RunJobs = Callable[[], int]
ALL = frozenset({IN_APP, EMAIL, PUSH})
TOLD, WAITED, SKIPPED, ENDED = "told", "waited", "skipped", "ended"


@pytest.mark.wish("I12", "I13")
def test_who_is_connected_gets_it_live_and_by_no_other_way(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=LIVE_FIRST, channels=ALL)
    stage.give_device()
    stage.connect()
    stage.tell()
    stage.later(run_jobs, minutes=30)
    assert stage.steps() == [(IN_APP, TOLD, ""), ("", ENDED, "present")]
    assert outbox() == []
    assert unread_count(stage.world.student) == 1


@pytest.mark.wish("I12", "I13")
def test_who_is_away_is_pushed_at_once_and_never_mailed_as_well(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=LIVE_FIRST, channels=ALL)
    stage.give_device()
    stage.tell()
    run_jobs()
    assert outbox() == [(PUSH, "Your roles in Lycée Ampère have changed")]
    stage.later(run_jobs, minutes=11)
    assert len(outbox()) == 1
    assert stage.steps() == [(IN_APP, TOLD, ""), (PUSH, TOLD, ""), ("", WAITED, ""), ("", ENDED, "reached")]
    assert Run.objects.get().state == RunState.ENDED


@pytest.mark.wish("I13")
def test_who_has_no_device_is_mailed_after_ten_minutes_unless_they_have_read_it(
    stage: Stage, run_jobs: RunJobs
) -> None:
    stage.declare(workflow=LIVE_FIRST, channels=ALL)
    stage.tell(Role.STUDENT, Role.COACH)
    stage.later(run_jobs, minutes=9)
    assert outbox() == []
    read_all(stage.world.as_role(Role.COACH))
    stage.later(run_jobs, minutes=2)
    student = stage.world.members[Role.STUDENT].person.email
    assert list(OutboxMessage.objects.values_list("channel", "recipient")) == [(EMAIL, student)]
    assert stage.steps() == [
        (IN_APP, TOLD, ""),
        (PUSH, SKIPPED, "no_address"),
        ("", WAITED, ""),
        (EMAIL, TOLD, ""),
    ]
    assert stage.steps(Role.COACH)[-1] == ("", ENDED, "read")


def test_a_push_that_does_not_go_out_gives_way_to_the_mail(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=LIVE_FIRST, channels=ALL)
    stage.give_device()
    stage.tell()
    with scope.entered(stage.world.ampere.id):
        Delivery.objects.update(attempts=3, try_at=stage.now + timedelta(hours=1))  # the carrier is out
    stage.later(run_jobs, minutes=11)
    assert stage.deliveries() == [(PUSH, State.SUPPRESSED), (EMAIL, State.SENT)]
    assert [channel for channel, _subject in outbox()] == [EMAIL]


def test_a_browser_that_took_its_leave_is_forgotten_and_the_mail_goes(
    stage: Stage, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone(embedded.Sender):
        def send(self, message: object) -> str:
            raise AddressGone("410")

    stage.declare(workflow=LIVE_FIRST, channels=ALL)
    stage.give_device()
    stage.tell()
    with monkeypatch.context() as patched:
        patched.setattr(embedded, "Sender", Gone)
        run_jobs()
    assert Device.objects.count() == 0
    assert stage.steps()[-1] == (PUSH, SKIPPED, "no_address")
    stage.later(run_jobs, minutes=11)
    assert [channel for channel, _subject in outbox()] == [EMAIL]


def test_each_device_gets_the_push_once(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=(Tell(PUSH),), channels=ALL)
    stage.give_device()
    stage.give_device()
    stage.tell()
    run_jobs()
    assert [channel for channel, _subject in outbox()] == [PUSH, PUSH]
    assert stage.deliveries() == [(PUSH, State.SENT)]


def test_a_browser_to_which_nothing_has_gone_for_a_year_is_forgotten(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=(Tell(PUSH),), channels=ALL)
    used, new = stage.give_device(), stage.give_device(Role.OWNER)
    stage.give_device(Role.COACH)
    Device.objects.exclude(id=new.id).update(created_at=timezone.now() - timedelta(days=366))
    stage.tell()
    run_jobs()
    sweep_devices()
    left = dict(Device.objects.values_list("id", "last_used_at"))
    assert {device: bool(used_at) for device, used_at in left.items()} == {used.id: True, new.id: False}


@pytest.mark.wish("J9")
def test_a_text_message_says_what_and_where(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(channels=frozenset({SMS}))
    Phone.objects.create(person_id=stage.person(), number="+33612345678", verified_at=stage.now)
    Phone.objects.create(person_id=stage.person(Role.COACH), number="+33612345679")  # not proved
    stage.tell(Role.STUDENT, Role.COACH)
    run_jobs()
    sent = OutboxMessage.objects.get()
    assert (sent.channel, sent.recipient) == (SMS, "+33612345678")
    assert sent.text == "Your roles in Lycée Ampère have changed http://localhost:8000/ampere/today/"
    assert (SMS, SKIPPED, "no_address") in stage.steps(Role.COACH)


@pytest.mark.wish("J9")
def test_a_chat_room_is_told_once_in_its_language_however_many_people_are(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(channels=frozenset({IN_APP, "chat"}))
    with scope.entered(stage.world.ampere.id):
        room = {"organisation": stage.world.ampere, "app": "slack", "url": "https://hooks.example.org/secret"}
        ChatHook.objects.create(**room, name="Staff", kinds=[KIND], language="fr")
        ChatHook.objects.create(**room, name="Others", kinds=["notifications.welcome"])
    for _ in range(2):
        stage.tell(Role.STUDENT, Role.COACH)
    stage.tell(Role.TEACHER, key="not for rooms", to_rooms=False)
    run_jobs()
    assert [channel for channel, _subject in outbox()] == ["chat"]
    assert "Lycée Ampère" in outbox()[0][1]
    assert outbox()[0][1] != "Your roles in Lycée Ampère have changed"


@pytest.mark.wish("J6")
def test_no_mail_goes_to_an_address_that_was_stopped(stage: Stage, run_jobs: RunJobs) -> None:
    address = stage.world.members[Role.STUDENT].person.email
    stage.tell(key="under way")
    StoppedAddress.objects.create(address=address.upper(), why="bounce")
    stage.tell(key="after")
    run_jobs()
    assert outbox() == []
    assert stage.steps() == [(IN_APP, TOLD, ""), (EMAIL, SKIPPED, "stopped")]
    first = Run.objects.get(notification__key="under way")
    assert [(s.outcome, s.reason) for s in first.steps.order_by("id")][-1] == (SKIPPED, "stopped")


def test_the_sweep_takes_up_what_a_lost_job_left(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=(Tell(IN_APP), Wait(10), Tell(EMAIL)))
    stage.tell()
    with scope.entered(stage.world.ampere.id), connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        Run.objects.update(next_at=stage.now - timedelta(minutes=6))
    put_right()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    with scope.entered(stage.world.ampere.id):
        assert stage.deliveries() == [(EMAIL, State.QUEUED)]
        Delivery.objects.update(created_at=stage.now - timedelta(minutes=6))
    put_right()
    run_jobs()
    assert stage.deliveries() == [(EMAIL, State.SENT)]


def test_a_hundred_go_on_with_as_many_statements_as_one(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=LIVE_FIRST, channels=ALL)
    asked = []
    for roles in ([Role.STUDENT], list(Role)):
        stage.tell(*roles, key=str(len(roles)))
        due = [str(pk) for pk in Run.objects.filter(state=RunState.UNDER_WAY).values_list("id", flat=True)]
        with CaptureQueriesContext(connection) as queries:
            stage.later(run_jobs=lambda: 0, minutes=11)
        asked.append(len(queries))
        assert len(due) == len(roles)
    assert asked[0] == asked[1]
