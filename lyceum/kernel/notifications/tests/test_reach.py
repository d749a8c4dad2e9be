"""By which ways a person can be reached: devices, a telephone, peace and quiet, rooms of a chat."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound, TooMany, Unavailable
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.actions.chat_hook import keep_chat_hook, remove_chat_hook, try_chat_hook
from lyceum.kernel.notifications.actions.device import MOST, Subscribed, forget_device, register_device
from lyceum.kernel.notifications.actions.phone import MOST_TRIES, forget_number, give_number, prove_number
from lyceum.kernel.notifications.actions.quiet_hours import choose_quiet_hours
from lyceum.kernel.notifications.models import ChatHook, Device, OutboxMessage, Phone, QuietHours
from lyceum.kernel.notifications.queries.reach import devices_of, reach_of
from lyceum.kernel.notifications.rules.number import international, veiled
from lyceum.kernel.notifications.tests.loopback import Browser, Loopback, loopback

BROWSER = Browser()
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
GIVEN = Subscribed("https://push.example.org/one", BROWSER.p256dh, BROWSER.auth, FIREFOX)
NUMBER = "+33 6 12 34 56 78"


def facts() -> list[str]:
    return list(Announcement.objects.order_by("id").values_list("kind", flat=True))


def code_sent() -> str:
    return OutboxMessage.objects.order_by("id").filter(channel="sms").last().text[:6]  # type: ignore[union-attr]


def test_a_browser_is_registered_once_and_forgotten_by_its_owner_alone(world: World) -> None:
    student = world.student
    device = register_device(student, GIVEN)
    assert register_device(student, GIVEN).id == device.id
    assert [(row.name, row.is_phone) for row in devices_of(student)] == [("Firefox on Linux", False)]
    with pytest.raises(NotFound):
        forget_device(world.stranger, device.id)
    assert Device.objects.count() == 1
    forget_device(world.student, device.id)
    assert Device.objects.count() == 0
    world.student  # noqa: B018  enters the scope of the organisation again
    assert facts() == ["notifications.device_registered", "notifications.device_forgotten"]


def test_what_a_browser_says_is_sealed(world: World) -> None:
    register_device(world.student, GIVEN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT endpoint, p256dh, auth FROM notifications_device")
        assert all(sealed.startswith("s1:") for sealed in cursor.fetchone())


def test_a_shared_browser_is_of_whoever_used_it_last(world: World) -> None:
    register_device(world.student, GIVEN)
    register_device(world.teacher, replace(GIVEN, user_agent=PHONE))
    assert [row.person_id for row in Device.objects.all()] == [world.teacher.person_id]
    assert [(row.name, row.is_phone) for row in devices_of(world.teacher)] == [("Chrome on Android", True)]


def test_the_first_of_too_many_devices_makes_room(world: World) -> None:
    student = world.student
    for at in range(MOST + 2):
        register_device(student, replace(GIVEN, endpoint=f"https://push.example.org/{at}"))
    kept = {row.endpoint for row in Device.objects.filter(person_id=student.person_id)}
    assert kept == {f"https://push.example.org/{at}" for at in range(2, MOST + 2)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example.org/one"},
        {"endpoint": "https://"},
        {"endpoint": "https://me:you@push.example.org/"},
        {"endpoint": "https://push.example.org/" + "x" * 1000},
        {"p256dh": "short"},
        {"auth": BROWSER.p256dh},
        {"auth": "é"},
    ],
)
def test_what_no_browser_says_is_refused(world: World, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        register_device(world.student, replace(GIVEN, **wrong))
    assert Device.objects.count() == 0


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033-6.12.34.56.78", "+33612345678"),
        ("+1 (500) 555-0006", "+15005550006"),
        ("06 12 34 56 78", ""),
        ("+33 six", ""),
        ("+0612345678", ""),
        ("", ""),
    ],
)
def test_a_number_carries_its_country(written: str, number: str) -> None:
    if number:
        assert international(written) == number
    else:
        with pytest.raises(ValueError, match="^" if written == "" else "."):
            international(written)
    assert veiled("+33612345678") == "+33 •••••• 78"


def test_a_number_is_theirs_once_they_type_the_code(world: World) -> None:
    student = world.student
    give_number(student, NUMBER)
    assert OutboxMessage.objects.get().recipient == "+33612345678"
    assert reach_of(student, "x@example.org").waits_for_code is True
    with pytest.raises(Invalid) as refused:
        prove_number(student, "000000" if code_sent() != "000000" else "111111")
    assert list(refused.value.fields) == ["code"]
    code = code_sent()
    phone = prove_number(student, f" {code[:3]} {code[3:]} ")
    assert (phone.number, phone.verified_at is not None, phone.code_digest) == ("+33612345678", True, "")
    reach = reach_of(student, "x@example.org")
    assert (reach.number, reach.waits_for_code) == ("+33 •••••• 78", False)
    forget_number(student)
    forget_number(student)
    assert facts() == ["notifications.phone_proved", "notifications.phone_forgotten"]


def test_a_code_is_not_guessed_nor_kept_for_long(world: World) -> None:
    student = world.student
    give_number(student, NUMBER)
    code = code_sent()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(MOST_TRIES):
        with pytest.raises(Invalid):
            prove_number(student, wrong)
    with pytest.raises(Conflict):
        prove_number(student, code)
    give_number(student, NUMBER)
    Phone.objects.update(code_sent_at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(Conflict):
        prove_number(student, code_sent())
    assert Phone.objects.filter(verified_at=None).count() == 1
    with pytest.raises(NotFound):
        prove_number(world.teacher, code_sent())


def test_codes_are_not_sent_without_end(world: World) -> None:
    student = world.student
    for _ in range(4):
        give_number(student, NUMBER)
    with pytest.raises(TooMany):
        give_number(student, NUMBER)
    with pytest.raises(TooMany):
        give_number(world.teacher, NUMBER)  # another person, the same telephone
    with pytest.raises(Invalid):
        give_number(student, "06 12 34 56 78")
    assert OutboxMessage.objects.count() == 4


def test_quiet_hours_are_kept_once_and_whole(world: World) -> None:
    student = world.student
    chosen = {"days": [6, 0, 9, 0], "holds_mail": True, "digest_at": time(8)}
    with pytest.raises(Invalid):
        choose_quiet_hours(student, starts_at=time(22), ends_at=None, **chosen)
    with pytest.raises(Invalid):
        choose_quiet_hours(student, starts_at=time(22), ends_at=time(22), **chosen)
    with pytest.raises(Invalid):
        choose_quiet_hours(student, starts_at=time(22, tzinfo=UTC), ends_at=time(7), **chosen)
    assert QuietHours.objects.count() == 0
    for ends_at in (time(6), time(7)):
        choose_quiet_hours(student, starts_at=time(22), ends_at=ends_at, **chosen)
    kept = QuietHours.objects.get()
    assert (kept.starts_at, kept.ends_at, kept.days, kept.holds_mail) == (time(22), time(7), [0, 6], True)


@pytest.fixture
def chat(settings: Any) -> Iterator[Loopback]:
    with loopback() as running:
        running.usual = (200, {}, "ok")
        settings.NOTIFY_LOCAL_SERVERS = [running.host]
        settings.PROVIDERS = {**settings.PROVIDERS, "chat": "webhooks"}
        yield running


def room(caller: Any, url: str, **more: Any) -> ChatHook:
    content = {"app": "slack", "name": "Vie scolaire", "kinds": ["nonsense"], "language": "en"}
    return keep_chat_hook(caller, more.pop("id", None) or new_identifier(), **{**content, "url": url, **more})


def test_a_room_of_the_chat_is_kept_tried_and_removed(
    world: World, chat: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    owner, id = world.owner, new_identifier()
    hook = room(owner, f"{chat.address}/services/T/B/x", id=id)
    assert room(owner, f"{chat.address}/other", id=id).id == hook.id
    assert (hook.kinds, hook.language) == ([], "en")
    with pytest.raises(Conflict):
        room(owner, f"{chat.address}/other")
    try_chat_hook(owner, hook.id)
    assert "services" not in caplog.text  # the address of a webhook is its key
    assert chat.asked[0].json["text"] == "Lycée Ampère is connected"
    chat.answers = [(404, {}, "no_service"), (503, {}, "")]
    with pytest.raises(Invalid):
        try_chat_hook(owner, hook.id)
    with pytest.raises(Unavailable):
        try_chat_hook(owner, hook.id)
    remove_chat_hook(owner, hook.id)
    with pytest.raises(NotFound):
        remove_chat_hook(owner, hook.id)
    assert facts() == ["notifications.chat_hook_kept", "notifications.chat_hook_removed"]


def test_only_who_governs_sets_up_rooms(world: World, chat: Loopback) -> None:
    hook = room(world.owner, f"{chat.address}/services/T/B/x")
    student = world.student
    for act in (
        lambda: room(student, f"{chat.address}/x", name="Autre"),
        lambda: remove_chat_hook(student, hook.id),
        lambda: try_chat_hook(student, hook.id),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        remove_chat_hook(world.stranger, hook.id)
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert (ChatHook.objects.count(), chat.asked) == (1, [])


@pytest.mark.parametrize(
    "url", ["http://hooks.example.org/x", "https://", "https://a:b@hooks.example.org/", "nonsense"]
)
def test_a_room_needs_the_address_of_a_webhook(world: World, url: str) -> None:
    with pytest.raises(Invalid) as refused:
        room(world.owner, url)
    assert (list(refused.value.fields), ChatHook.objects.count()) == (["url"], 0)


def test_a_room_inside_our_network_is_never_called(world: World, settings: Any) -> None:
    settings.PROVIDERS = {**settings.PROVIDERS, "chat": "webhooks"}
    hook = room(world.owner, "https://127.0.0.1/services/x")
    with pytest.raises(Invalid):
        try_chat_hook(world.owner, hook.id)
