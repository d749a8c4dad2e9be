import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation.interface.live import may_hear, topics
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.interface import live
from lyceum.kernel.notifications.models import Notification, OutboxMessage, Preference
from lyceum.kernel.notifications.tests.test_notifying import KIND, tell

JSON = "application/json"


def kept_letter() -> OutboxMessage:
    return OutboxMessage.objects.create(message_id="1", sender="a@b", recipient="c@d", subject="Code", html="<p>1</p>")


@pytest.fixture
def browser(world: World) -> Client:
    return world.browser(world.members[Role.STUDENT])


def test_the_bell_counts_by_page_rest_and_graphql(world: World, browser: Client) -> None:
    for key in ("a", "b"):
        tell(world, Role.STUDENT, key=key)
    assert "Notifications, 2 unread" in browser.get("/ampere/notifications/bell/").content.decode()
    assert browser.get("/ampere/api/v1/notifications/unread").json() == {"unread": 2}
    answer = browser.post("/ampere/graphql", {"query": "{ unreadNotifications }"}, JSON).json()
    assert answer == {"data": {"unreadNotifications": 2}}


@pytest.mark.parametrize("door", ["page", "rest", "graphql"])
def test_a_notification_is_read_through_each_door(world: World, browser: Client, door: str) -> None:
    tell(world, Role.STUDENT)
    id = Notification.objects.get().id
    if door == "page":
        assert browser.post(f"/ampere/notifications/{id}/reading/")["Location"] == "/ampere/today/"
    elif door == "rest":
        answer = browser.put(f"/ampere/api/v1/notifications/{id}/reading", {}, JSON).json()
        assert answer["title"] == "Your roles in Lycée Ampère have changed"
    else:
        query = {"query": f'mutation {{ markNotificationRead(id: "{id}") {{ title }} }}'}
        answer = browser.post("/ampere/graphql", query, JSON).json()
        assert answer["data"]["markNotificationRead"] == {"title": "Your roles in Lycée Ampère have changed"}
    assert browser.get("/ampere/api/v1/notifications/unread").json() == {"unread": 0}


def test_all_are_read_at_once(world: World, browser: Client) -> None:
    for key in ("a", "b"):
        tell(world, Role.STUDENT, key=key)
    assert browser.post("/ampere/notifications/reading/").status_code == 302
    assert browser.get("/ampere/api/v1/notifications?unread=true").json() == {"items": [], "next": None}


def test_a_list_of_three_asks_no_more_than_a_list_of_one(world: World, browser: Client) -> None:
    counts: dict[str, list[int]] = {"/ampere/notifications/": [], "/ampere/api/v1/notifications": []}
    browser.get("/ampere/notifications/")
    for keys in (["a"], ["b", "c"]):
        for key in keys:
            tell(world, Role.STUDENT, key=key, subject_id=world.members[Role.OWNER].person_id)
        for address, asked in counts.items():
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            asked.append(len(queries))
    assert all(one == three for one, three in counts.values())


def test_the_list_goes_on_from_page_to_page(world: World, browser: Client) -> None:
    for key in ("a", "b", "c"):
        tell(world, Role.STUDENT, key=key)
    first = browser.get("/ampere/api/v1/notifications?limit=2").json()
    second = browser.get(f"/ampere/api/v1/notifications?limit=2&after={first['next']}").json()
    assert [len(first["items"]), len(second["items"]), second["next"]] == [2, 1, None]


def test_a_preference_is_chosen_by_page_and_rest(world: World, browser: Client) -> None:
    assert browser.get("/ampere/notifications/preferences/").status_code == 200
    form = {"kind": KIND, "channels": ["in_app"]}
    assert browser.post("/ampere/notifications/preferences/", form, headers={"HX-Request": "true"}).status_code == 204
    address = f"/ampere/api/v1/notifications/preferences/{KIND}/in_app"
    rows = {row["kind"]: row for row in browser.put(address, {"on": False}, JSON).json()}
    assert [(c["channel"], c["on"]) for c in rows[KIND]["choices"]] == [
        ("in_app", False),
        ("email", False),
        ("push", False),
        ("sms", False),
    ]
    assert rows["notifications.access_suspended"]["is_locked"] is True
    world.student  # noqa: B018  enters the scope of the organisation again
    assert Preference.objects.count() == 2


@pytest.mark.parametrize(
    ("demo", "operator", "provider", "status"),
    [
        (False, False, "embedded", 404),
        (False, True, "embedded", 200),
        (True, False, "embedded", 200),
        (True, True, "smtp", 404),
    ],
)
def test_the_outbox_is_never_public(
    world: World, settings: object, demo: bool, operator: bool, provider: str, status: int
) -> None:
    settings.DEMO, settings.PROVIDERS = demo, {"mail": provider}  # type: ignore[attr-defined]
    message = OutboxMessage.objects.create(
        message_id="1", sender="a@b", recipient="c@d", subject="Code", html="<p>1</p>"
    )
    person = world.members[Role.STUDENT].person
    person.is_operator = operator
    person.save()
    browser = world.browser(world.members[Role.STUDENT])
    for address in ("/outbox/", f"/outbox/{message.id}/", f"/outbox/{message.id}/letter/"):
        assert browser.get(address).status_code == status
    if not demo:
        assert Client().get("/outbox/").status_code == 404


def test_a_kept_letter_runs_nothing(world: World, settings: object) -> None:
    settings.DEMO, settings.PROVIDERS = True, {"mail": "embedded"}  # type: ignore[attr-defined]
    message = OutboxMessage.objects.create(
        message_id="1", sender="a@b", recipient="c@d", subject="Code", html="<p>1</p>"
    )
    answer = Client().get(f"/outbox/{message.id}/letter/")
    policy = answer["Content-Security-Policy"]
    assert ("script-src" in policy, "default-src 'none'" in policy, "sandbox" in policy) == (False, True, True)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_everybody_hears_their_own_bell_only(world: World) -> None:
    assert live.NOTIFICATIONS in topics
    student = world.student
    topic = f"person:{student.person_id}:notifications"
    assert [may_hear(caller, topic) for caller in (student, world.owner, world.visitor)] == [True, False, False]
