"""Told once, in the centre and by mail, in the reader's language."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.notifications.actions.preference import choose
from lyceum.kernel.notifications.actions.reading import read_about, read_all, read_notification
from lyceum.kernel.notifications.actions.sending import send_deliveries
from lyceum.kernel.notifications.models import (
    Delivery,
    Notification,
    OutboxMessage,
    Outcome,
    Preference,
    Reason,
    RunStep,
    State,
)
from lyceum.kernel.notifications.queries.centre import notifications_for, shown, unread_count
from lyceum.kernel.notifications.queries.composing import SALT
from lyceum.kernel.notifications.rules.subscription import Subscription

KIND = "notifications.roles_changed"


def tell(world: World, *roles: Role, key: str = "once", kind: str = KIND, **more: object) -> int:
    people = [world.members[role].person_id for role in roles]
    scope.enter(world.ampere.id, None)
    return notify(world.ampere.id, kind, people, key=key, path="/today/", **more)  # type: ignore[arg-type]


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


@pytest.mark.wish("B10")
def test_who_does_not_belong_is_told_nothing(world: World) -> None:
    stranger = world.foreigners[Role.OWNER].person_id
    with scope.entered(world.ampere.id):
        assert notify(world.ampere.id, KIND, [stranger], key="leak") == 0
        assert Notification.objects.count() == 0


@pytest.mark.wish("J8")
def test_many_are_told_with_few_statements_and_a_job_for_each_hundred(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lyceum.kernel.notifications.rules.batch.BATCH", 4)
    asked = []
    for key, roles in (("one", [Role.STUDENT]), ("three", list(Role)[:3])):
        with CaptureQueriesContext(connection) as queries:
            tell(world, *roles, key=key)
        asked.append(len(queries))
    assert asked[0] == asked[1]
    with CaptureQueriesContext(connection) as queries:
        assert tell(world, *Role, key="all") == len(Role) == 10
    deferred = [query for query in queries if "procrastinate_defer_jobs" in query["sql"]]
    assert len(deferred) == 3


@pytest.mark.wish("J5")
def test_who_wants_no_mail_gets_none_and_it_is_on_record(world: World, run_jobs: Callable[[], int]) -> None:
    choose(world.student, KIND, "email", False)
    tell(world, Role.STUDENT, Role.COACH)
    assert states(world) == [State.QUEUED]
    with scope.entered(world.ampere.id):
        left_out = RunStep.objects.filter(person=world.members[Role.STUDENT].person_id, channel="email")
        assert [(step.outcome, step.reason) for step in left_out] == [(Outcome.SKIPPED, Reason.PREFERENCE)]
    run_jobs()
    assert [m.recipient for m in OutboxMessage.objects.all()] == [world.members[Role.COACH].person.email]
    assert unread_count(world.student) == 1


def test_who_wants_nothing_in_the_centre_sees_nothing_there(world: World) -> None:
    choose(world.student, KIND, "in_app", False)
    tell(world, Role.STUDENT)
    assert (unread_count(world.student), notifications_for(world.student).count()) == (0, 0)


def test_refuses_to_silence_what_is_critical_or_unknown(world: World) -> None:
    with pytest.raises(Conflict):
        choose(world.student, "notifications.access_suspended", "email", False)
    for kind, channel in (("room.unknown", "email"), (KIND, "smoke")):
        with pytest.raises(NotFound):
            choose(world.student, kind, channel, False)
    assert Preference.objects.count() == 0


@pytest.mark.wish("W1", "J3")
def test_the_same_notification_speaks_the_language_of_its_reader(world: World) -> None:
    tell(world, Role.STUDENT)
    student, row = world.student, notifications_for(world.student).get()
    english, french = shown(student, row), shown(replace(student, language="fr"), row)
    assert (english.title, english.url) == ("Your roles in Lycée Ampère have changed", "/ampere/today/")
    assert (french.title, french.url) == ("Vos rôles dans Lycée Ampère ont changé", "/ampere/today/")


@pytest.mark.wish("W1", "J3", "J16")
def test_a_letter_speaks_the_language_of_whom_it_is_for(world: World, run_jobs: Callable[[], int]) -> None:
    person = world.members[Role.COACH].person
    person.language = "fr"
    person.save()
    tell(world, Role.STUDENT, Role.COACH)
    run_jobs()
    letters = {letter.recipient: letter for letter in OutboxMessage.objects.all()}
    assert letters[person.email].subject == "Vos rôles dans Lycée Ampère ont changé"
    assert '<html lang="fr" ' in letters[person.email].html
    student = letters[world.members[Role.STUDENT].person.email]
    assert (student.subject, '<html lang="en" ' in student.html) == ("Your roles in Lycée Ampère have changed", True)


def test_a_name_is_asked_for_when_it_is_read(world: World) -> None:
    tell(world, Role.OWNER, kind="notifications.member_joined", subject_id=world.members[Role.COACH].person_id)
    person = world.members[Role.COACH].person
    person.name = "Grace Hopper"
    person.save()
    owner = world.owner
    assert shown(owner, notifications_for(owner).get()).title == "Grace Hopper has joined Lycée Ampère"
    Notification.objects.update(subject=None)
    assert shown(owner, notifications_for(owner).get()).title == "Somebody has joined Lycée Ampère"


def test_reading_counts_down_and_never_up(world: World) -> None:
    for key in ("a", "b", "c"):
        tell(world, Role.STUDENT, key=key)
    student = world.student
    first = notifications_for(student).first()
    assert first is not None
    for _ in range(2):
        read_notification(student, first.id)
    assert unread_count(student) == 2
    assert (read_about(student, KIND, "a"), read_about(student, KIND, "a")) == (1, 0)
    assert (read_all(student), read_all(student), unread_count(student)) == (1, 0, 0)


def test_refuses_to_read_what_is_somebody_elses(world: World) -> None:
    tell(world, Role.STUDENT)
    id = Notification.objects.get().id
    for caller in (world.as_role(Role.COACH), world.owner):
        with pytest.raises(NotFound):
            read_notification(caller, id)
    assert Notification.objects.get().read_at is None


def test_what_is_about_the_account_shows_in_every_organisation(world: World, run_jobs: Callable[[], int]) -> None:
    person = world.members[Role.STUDENT].person
    assert notify(None, "notifications.account_changed", [person.id], key="x", about={"what": "password"}) == 1
    assert [unread_count(caller) for caller in (world.student, world.individual(person))] == [1, 1]
    assert shown(world.student, notifications_for(world.student).get()).title == "Your password was changed"
    assert unread_count(world.as_role(Role.COACH)) == 0
    run_jobs()
    assert OutboxMessage.objects.count() == 0  # its kind is for the centre alone


@pytest.mark.wish("J7")
def test_one_click_ends_such_letters_without_signing_in(world: World, run_jobs: Callable[[], int]) -> None:
    tell(world, Role.STUDENT)
    run_jobs()
    headers = OutboxMessage.objects.get().headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    scope.leave()
    nobody = Client(enforce_csrf_checks=True)
    assert nobody.get(link).status_code == 200
    assert nobody.post(link.replace("/ampere/", "/nordic/")).status_code == 404
    world.student  # noqa: B018  enters the scope of the organisation
    assert Preference.objects.count() == 0
    assert nobody.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    world.student  # noqa: B018  enters the scope of the organisation again
    assert list(Preference.objects.values_list("kind", "channel", "on")) == [(KIND, "email", False)]
    assert Announcement.objects.filter(kind="notifications.unsubscribed").count() == 1
    tell(world, Role.STUDENT, key="later")
    assert states(world) == [State.SENT]


def test_refuses_a_forged_link(world: World) -> None:
    asked = str(Subscription(world.ampere.id, world.members[Role.STUDENT].person_id, KIND))
    forged = signing.dumps(asked, salt=SALT, key="another key")
    assert Client().post(f"/ampere/notifications/subscription/{forged}/").status_code == 404
    world.student  # noqa: B018  enters the scope of the organisation
    assert Preference.objects.count() == 0
