"""Preferences, previews, figures, runs and rooms, as pages."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotAllowed
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.actions.device import register_device
from lyceum.kernel.notifications.models import (
    ChatHook,
    Delivery,
    Device,
    MailEvent,
    OutboxMessage,
    Phone,
    Preference,
    QuietHours,
    State,
    StoppedAddress,
)
from lyceum.kernel.notifications.queries.mail_figures import mail_figures
from lyceum.kernel.notifications.queries.preview import preview_of
from lyceum.kernel.notifications.queries.reach import push_key
from lyceum.kernel.notifications.tests.test_notifying import KIND, tell
from lyceum.kernel.notifications.tests.test_reach import BROWSER, FIREFOX, GIVEN, NUMBER, code_sent

HTMX = {"HX-Request": "true"}
HERE = "/ampere/notifications/preferences/"


@pytest.fixture
def browser(world: World) -> Client:
    return world.browser(world.members[Role.STUDENT])


@pytest.fixture
def owner(world: World) -> Client:
    return world.browser(world.members[Role.OWNER])


def shown(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.wish("J5")
def test_only_what_differs_is_chosen(world: World, browser: Client) -> None:
    shown(browser.get(HERE))
    form = {"kind": KIND, "channels": ["in_app", "push"]}
    assert browser.post(HERE, form)["Location"] == HERE
    assert browser.post(HERE, form, headers=HTMX).status_code == 204
    world.student  # noqa: B018  enters the scope of the organisation again
    assert set(Preference.objects.values_list("kind", "channel", "on")) == {
        (KIND, "email", False),
        (KIND, "push", True),
    }
    page = shown(browser.get(HERE))
    assert 'value="push"' in page
    assert browser.post(HERE, {"kind": "no.such", "channels": []}).status_code == 404


def test_what_is_about_safety_is_not_offered(world: World, browser: Client) -> None:
    form = {"kind": "notifications.access_suspended", "channels": ["push"]}
    assert browser.post(HERE, form).status_code == 302
    world.student  # noqa: B018  enters the scope of the organisation again
    assert list(Preference.objects.values_list("channel", "on")) == [("push", True)]  # added, and nothing taken away


def test_a_device_is_added_and_forgotten(world: World, browser: Client) -> None:
    page = shown(browser.get(HERE))
    assert f'data-key="{push_key()}"' in page
    form = {"endpoint": GIVEN.endpoint, "p256dh": BROWSER.p256dh, "auth": BROWSER.auth}
    answer = browser.post("/ampere/notifications/devices/", form, headers={"User-Agent": FIREFOX})
    assert answer["Location"] == HERE
    assert "Firefox on Linux" in shown(browser.get(HERE))
    device = Device.objects.get()
    other = world.browser(world.members[Role.TEACHER])
    assert other.post(f"/ampere/notifications/devices/{device.id}/removal/").status_code == 404
    assert browser.post(f"/ampere/notifications/devices/{device.id}/removal/")["Location"] == HERE
    assert Device.objects.count() == 0
    assert browser.post("/ampere/notifications/devices/", {"endpoint": "x"}).status_code == 422


def test_a_number_is_given_proved_and_forgotten(world: World, browser: Client, settings: Any) -> None:
    settings.DEMO = True
    assert "Mobile number" in shown(browser.get(HERE))
    assert browser.post("/ampere/notifications/phone/", {"number": "06 12"}).status_code == 422
    assert browser.post("/ampere/notifications/phone/", {"number": NUMBER})["Location"] == HERE
    assert "+33 •••••• 78" in shown(browser.get(HERE))
    assert browser.post("/ampere/notifications/phone/proof/", {"code": "nonsense"}).status_code == 422
    assert browser.post("/ampere/notifications/phone/proof/", {"code": code_sent()})["Location"] == HERE
    assert Phone.objects.get().verified_at is not None
    assert browser.post("/ampere/notifications/phone/removal/")["Location"] == HERE
    assert Phone.objects.count() == 0


def test_where_nobody_carries_texts_none_are_offered(world: World, browser: Client) -> None:
    assert "Mobile number" not in shown(browser.get(HERE))


def test_quiet_hours_are_chosen(world: World, browser: Client) -> None:
    form = {"starts_at": "22:00", "ends_at": "07:00", "days": ["0", "4"], "holds_mail": "on", "digest_at": "08:30"}
    assert browser.post("/ampere/notifications/quiet-hours/", {**form, "ends_at": ""}).status_code == 422
    assert browser.post("/ampere/notifications/quiet-hours/", form)["Location"] == HERE
    kept = QuietHours.objects.get()
    assert (kept.days, kept.holds_mail, str(kept.digest_at)) == ([0, 4], True, "08:30:00")
    assert 'value="22:00"' in shown(browser.get(HERE))


def test_who_gets_no_mail_is_told_why(world: World, browser: Client) -> None:
    address = world.members[Role.STUDENT].person.email
    StoppedAddress.objects.create(address=address.upper(), why="bounce")
    assert "No mail goes to your address" in shown(browser.get(HERE))


def test_a_chat_room_is_connected_and_removed(world: World, owner: Client) -> None:
    address = "/ampere/notifications/rooms/"
    form = {
        "id": str(new_identifier()),
        "app": "slack",
        "name": "Vie scolaire",
        "url": "https://hooks.example.org/services/secret",
        "language": "fr",
    }
    assert owner.post(address, {**form, "url": "http://hooks.example.org/"}).status_code == 422
    assert owner.post(address, form)["Location"] == address
    page = shown(owner.get(address))
    assert ("Vie scolaire" in page, "services/secret" in page) == (True, False)
    room = f"{address}{form['id']}"
    assert owner.post(f"{room}/trial/")["Location"] == address
    assert OutboxMessage.objects.filter(channel="chat").count() == 1
    assert owner.post(f"{room}/removal/")["Location"] == address
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert ChatHook.objects.count() == 0


@pytest.mark.parametrize("page", ["runs", "dead-letters", "mail", "previews", "previews/letter", "rooms"])
def test_only_who_governs_follows(world: World, browser: Client, page: str) -> None:
    assert browser.get(f"/ampere/notifications/{page}/").status_code == 403


@pytest.mark.wish("J3", "J16")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_can_be_previewed_on_every_channel(world: World, owner: Client, language: str) -> None:
    caller = world.owner
    for code in registry.notification_kinds():
        preview = preview_of(caller, code, language)
        assert preview.words.subject, code
        assert preview.letter.html.count(f'<html lang="{language}"') == 1
        assert "{{" not in preview.letter.text + preview.letter.subject
    for channel in ("email", "push", "sms", "in_app"):
        address = f"/ampere/notifications/previews/?kind={KIND}&language={language}&channel={channel}&width=phone"
        assert preview_of(world.owner, KIND, language).words.subject.split()[0] in shown(owner.get(address))
    letter = owner.get(f"/ampere/notifications/previews/letter/?kind={KIND}&language={language}")
    assert "sandbox" in letter["Content-Security-Policy"]
    assert owner.get("/ampere/notifications/previews/?kind=no.such").status_code == 404
    assert owner.get("/ampere/notifications/previews/?language=xx").status_code == 404


def test_a_trial_goes_to_oneself_alone(world: World, owner: Client) -> None:
    form = {"kind": KIND, "language": "fr", "channel": "email"}
    for channel in ("email", "push", "sms", "chat"):
        owner.post("/ampere/notifications/previews/trial/", {**form, "channel": channel})
    mine = world.members[Role.OWNER].person.email
    kept = OutboxMessage.objects.values_list("recipient", "channel")
    assert list(kept) == [(mine, "email")]
    register_device(world.owner, GIVEN)
    assert owner.post("/ampere/notifications/previews/trial/", {**form, "channel": "push"}).status_code == 302
    assert OutboxMessage.objects.filter(channel="push").count() == 1
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert Delivery.objects.count() == 0


@pytest.mark.wish("J6")
def test_figures_count_each_mail_once(world: World, owner: Client, run_jobs: Callable[[], int]) -> None:
    tell(world, Role.STUDENT, Role.COACH)
    run_jobs()
    scope.enter(world.ampere.id, None)
    one, other = Delivery.objects.filter(channel="email", state=State.SENT)
    for number, (delivery, fact) in enumerate([(one, "open"), (one, "open"), (one, "click"), (other, "bounce")]):
        MailEvent.objects.create(
            organisation=world.ampere,
            person_id=delivery.person_id,
            delivery=delivery,
            fact=fact,
            kind=KIND,
            at=timezone.now(),
            event_id=str(number),
        )
    figures = mail_figures(world.owner)
    assert [chart.whole for chart in figures.charts] == ["2", "1", "1", "1"]
    assert [len(chart.points) for chart in figures.charts] == [8] * 4
    (row,) = figures.kinds
    assert (row.sent, row.opened, row.clicked, row.bounced, row.complained) == (2, 50, 50, 1, 0)
    assert "50 %" in shown(owner.get("/ampere/notifications/mail/"))
    assert mail_figures(world.stranger).kinds == []
    with pytest.raises(NotAllowed):
        mail_figures(world.student)


def test_a_week_begins_by_the_clock_of_whoever_looks(world: World, run_jobs: Callable[[], int]) -> None:
    zone = ZoneInfo("Pacific/Auckland")
    tell(world, Role.STUDENT)
    run_jobs()
    owner = replace(world.owner, time_zone=zone.key)
    today = timezone.localdate(timezone=zone)
    monday = datetime.combine(today - timedelta(days=today.weekday(), weeks=7), time(0, 30), tzinfo=zone)
    for sent_at, counted in ((monday, "1"), (monday - timedelta(hours=1), "0")):
        Delivery.objects.filter(channel="email").update(sent_at=sent_at)
        sent = mail_figures(owner).charts[0]
        assert (sent.whole, sent.points[0].shown) == (counted, counted)


@pytest.mark.wish("J10")
def test_a_run_is_drawn_step_by_step_and_a_dead_letter_sent_again(
    world: World, owner: Client, run_jobs: Callable[[], int]
) -> None:
    tell(world, Role.STUDENT)
    run_jobs()
    page = shown(owner.get("/ampere/notifications/runs/"))
    run = re.findall(r"/notifications/runs/([0-9a-f-]{36})/", page)[0]
    assert "Your roles change" in page
    drawn = shown(owner.get(f"/ampere/notifications/runs/{run}/"))
    assert drawn.count("pipeline-stage") == 4  # the centre, mail, push, text
    scope.enter(world.ampere.id, None)
    delivery = Delivery.objects.get(channel="email")
    Delivery.objects.filter(id=delivery.id).update(state=State.FAILED, error="550 no such mailbox", attempts=8)
    assert "550 no such mailbox" in shown(owner.get("/ampere/notifications/dead-letters/"))
    assert "could not be delivered" in shown(owner.get("/ampere/notifications/runs/?state=failed"))
    answer = owner.post("/ampere/notifications/dead-letters/resending/", {"delivery": str(delivery.id)})
    assert answer["Location"] == "/ampere/notifications/dead-letters/"
    run_jobs()
    scope.enter(world.ampere.id, None)
    assert Delivery.objects.get(id=delivery.id).state == State.SENT
    assert owner.post("/ampere/notifications/dead-letters/resending/", {"delivery": "x"}).status_code == 404


def test_lists_of_three_ask_no_more_than_lists_of_one(world: World, owner: Client) -> None:
    pages = ("runs", "dead-letters", "mail", "rooms", "preferences")
    asked: dict[str, list[int]] = {page: [] for page in pages}
    shown(owner.get("/ampere/notifications/runs/"))
    for keys in (["a"], ["b", "c"]):
        for key in keys:
            tell(world, Role.STUDENT, key=key)
            scope.enter(world.ampere.id, None)
            ChatHook.objects.create(organisation=world.ampere, app="slack", name=key, url="https://x.example.org/")
            Delivery.objects.update(state=State.FAILED, sent_at=timezone.now() - timedelta(days=1))
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                shown(owner.get(f"/ampere/notifications/{page}/"))
            asked[page].append(len(queries))
    assert {page: one == three for page, (one, three) in asked.items()} == dict.fromkeys(pages, True)
