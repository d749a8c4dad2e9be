"""What an administrator sees of the ways of notifications, and what they can send again."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.foundation.rules.workflow import LIVE_FIRST
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.actions.preference import choose_default
from lyceum.kernel.notifications.actions.resending import resend
from lyceum.kernel.notifications.actions.tallying import tally
from lyceum.kernel.notifications.adapters import embedded
from lyceum.kernel.notifications.models import Delivery, OrganisationDefault, OutboxMessage, Run, State
from lyceum.kernel.notifications.ports import CarrierRefused
from lyceum.kernel.notifications.queries.preference import defaults_of
from lyceum.kernel.notifications.queries.runs import DeliveryView, RunView, dead_letters, run_of, runs_of
from lyceum.kernel.notifications.tests.staged import KIND, Stage

RunJobs = Callable[[], int]
JSON = "application/json"


@pytest.fixture
def dead(stage: Stage, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A mail to the student that its carrier has refused; the coach got theirs."""

    class Refuses(embedded.Sender):
        def send(self, message: object) -> str:
            if "student" in message.recipient:  # type: ignore[attr-defined]
                raise CarrierRefused("550 no such mailbox")
            return str(super().send(message))

    stage.tell(Role.STUDENT, Role.COACH)
    with monkeypatch.context() as patched:
        patched.setattr(embedded, "Sender", Refuses)
        run_jobs()
    return stage


@pytest.mark.wish("J10")
def test_a_run_can_be_followed_step_by_step(stage: Stage, run_jobs: RunJobs) -> None:
    stage.declare(workflow=LIVE_FIRST, channels=frozenset({"in_app", "push", "email"}))
    stage.tell()
    stage.later(run_jobs, minutes=11)
    detail = run_of(stage.world.owner, Run.objects.get().id)
    assert (detail.run.who, detail.run.state, detail.run.step, detail.run.length) == (
        str(stage.world.members[Role.STUDENT].person),
        "ended",
        len(LIVE_FIRST),
        len(LIVE_FIRST),
    )
    assert [(s.position, s.channel, s.outcome, s.reason) for s in detail.steps] == [
        (0, "in_app", "told", ""),
        (2, "push", "skipped", "no_address"),
        (3, "", "waited", ""),
        (7, "email", "told", ""),
    ]
    assert [s.delivery.state for s in detail.steps if s.delivery] == [State.SENT]
    assert detail.steps[2].until is not None


def test_a_dead_letter_is_seen_with_what_was_said_and_can_be_sent_again(dead: Stage, run_jobs: RunJobs) -> None:
    owner = dead.world.owner
    assert [(v.who, v.error) for v in map(DeliveryView.of, dead_letters(owner))] == [
        (str(dead.world.members[Role.STUDENT].person), "550 no such mailbox")
    ]
    assert [RunView.of(run).state for run in runs_of(owner, state="failed")] == ["failed"]
    assert [RunView.of(run).state for run in runs_of(owner, state="ended")] == ["ended"]
    assert [resend(owner), resend(owner)] == [1, 0]
    run_jobs()
    dead.world.owner  # noqa: B018  enters the scope of the organisation again
    assert dead.deliveries() == [("email", State.SENT)]
    assert OutboxMessage.objects.count() == 2
    outcomes = [step.outcome for step in run_of(owner, Run.objects.get(person=dead.person()).id).steps]
    assert outcomes == ["told", "told", "failed", "resent"]
    assert list(runs_of(owner, state="failed")) == []
    with scope.entered(dead.world.ampere.id):
        assert Announcement.objects.get(kind="notifications.messages_resent").payload == {"deliveries": 1}


def test_only_what_is_dead_is_sent_again(dead: Stage) -> None:
    owner = dead.world.owner
    sent = Delivery.objects.get(state=State.SENT).id
    assert resend(owner, [sent]) == 0
    assert dead.deliveries(Role.COACH) == [("email", State.SENT)]


def test_refuses_whoever_does_not_look_after_it(dead: Stage) -> None:
    letter = Delivery.objects.get(state=State.FAILED).id
    run = Run.objects.get(person=dead.person()).id
    for ask in (
        lambda caller: runs_of(caller),
        lambda caller: run_of(caller, run),
        lambda caller: dead_letters(caller),
        lambda caller: resend(caller, [letter]),
        lambda caller: defaults_of(caller),
        lambda caller: choose_default(caller, KIND, "email", False),
    ):
        with pytest.raises(NotAllowed):
            ask(dead.world.student)
    with pytest.raises(NotFound):
        run_of(dead.world.stranger, run)
    with pytest.raises(NotFound):
        resend(dead.world.stranger, [letter])
    assert list(runs_of(dead.world.stranger)) == []
    with scope.entered(dead.world.ampere.id):
        assert Delivery.objects.get(id=letter).state == State.FAILED
        assert OrganisationDefault.objects.count() == 0


def test_it_is_all_there_by_rest_and_graphql(dead: Stage, run_jobs: RunJobs) -> None:
    browser = dead.world.browser(dead.world.members[Role.OWNER])
    runs = browser.get(f"/ampere/api/v1/notifications/runs?kind={KIND}&state=failed").json()["items"]
    assert [(run["kind"], run["person_id"]) for run in runs] == [(KIND, str(dead.person()))]
    detail = browser.get(f"/ampere/api/v1/notifications/runs/{runs[0]['id']}").json()
    assert [step["outcome"] for step in detail["steps"]] == ["told", "told", "failed"]
    query = '{ notificationDeadLetters { error } notificationRun(id: "%s") { steps { outcome reasonName } } }'
    asked = {"query": query % runs[0]["id"]}
    answer = browser.post("/ampere/graphql", asked, JSON).json()["data"]
    assert answer["notificationDeadLetters"] == [{"error": "550 no such mailbox"}]
    assert answer["notificationRun"]["steps"][-1] == {"outcome": "failed", "reasonName": "the carrier refuses it"}
    letters = browser.get("/ampere/api/v1/notifications/dead-letters").json()["items"]
    ids = {"delivery_ids": [letter["id"] for letter in letters]}
    assert browser.post("/ampere/api/v1/notifications/dead-letters/resending", ids, JSON).json() == {"resent": 1}
    again = browser.post("/ampere/graphql", {"query": "mutation { resendNotifications }"}, JSON).json()
    assert again == {"data": {"resendNotifications": 0}}


@pytest.mark.wish("J5")
def test_defaults_and_preferences_by_rest_and_graphql(world: World) -> None:
    owner, student = (world.browser(world.members[role]) for role in (Role.OWNER, Role.STUDENT))
    address = f"/ampere/api/v1/notifications/defaults/{KIND}/push"
    assert _cell(owner.put(address, {"on": True}, JSON).json()) == {
        "channel": "push",
        "on": True,
        "is_locked": False,
        "is_own": True,
    }
    assert _cell(student.get("/ampere/api/v1/notifications/preferences").json())["on"] is True
    asked_for = f'kind: "{KIND}", channel: "push", on: false'
    chosen = f"mutation {{ chooseNotification({asked_for}) {{ kind choices {{ channel on isOwn }} }} }}"
    rows = student.post("/ampere/graphql", {"query": chosen}, JSON).json()["data"]["chooseNotification"]
    assert _cell(rows) == {"channel": "push", "on": False, "isOwn": True}
    asked = {"query": "{ notificationDefaults { kind choices { channel on } } }"}
    rows = owner.post("/ampere/graphql", asked, JSON).json()["data"]["notificationDefaults"]
    assert _cell(rows) == {"channel": "push", "on": True}


@pytest.mark.parametrize("asked", ["runs", "dead-letters"])
def test_a_list_of_three_asks_no_more_than_a_list_of_one(dead: Stage, asked: str) -> None:
    browser = dead.world.browser(dead.world.members[Role.OWNER])
    counts = []
    for roles in ([Role.STUDENT], [Role.COACH, Role.TEACHER]):
        dead.tell(*roles, key=str(len(roles)))
        Delivery.objects.update(state=State.FAILED)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/ampere/api/v1/notifications/{asked}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_was_planned_sent_and_lost_is_counted(
    db: None, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        tally("sent", ["push", "email", "push"])
        tally("dead", ["email"])
        tally("sent", [])
    found = {measure.name: dict(measure.samples) for measure in registry.measures()}
    assert found["notifications_sent"] == {("push",): 2, ("email",): 1}
    assert found["notifications_dead"] == {("email",): 1}
    assert found["notifications_planned"] == {}


def _cell(rows: list[dict[str, object]]) -> dict[str, object]:
    choices = next(row["choices"] for row in rows if row["kind"] == KIND)
    return next(choice for choice in choices if choice["channel"] == "push")  # type: ignore[attr-defined]
