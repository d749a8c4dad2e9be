"""Organisers' own programs are told: signed, at least once, by one id; and one that is out does no harm."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from lyceum.domains.events.actions import hook_carrying
from lyceum.domains.events.actions.calling_off import call_off_event
from lyceum.domains.events.actions.check_in import Told, record_scans
from lyceum.domains.events.actions.event import EventText, edit_event
from lyceum.domains.events.actions.hook import (
    HookText,
    keep_hook,
    remove_hook,
    renew_secret,
    repeat_delivery,
    try_hook,
)
from lyceum.domains.events.actions.hook_carrying import carry_due, carry_hook
from lyceum.domains.events.adapters import hook_post
from lyceum.domains.events.models import Hook, HookDelivery, Ticket
from lyceum.domains.events.rules.check_in import Direction, Outcome
from lyceum.domains.events.rules.hook import KINDS, MOST_TRIES, signed_headers
from lyceum.domains.events.tests.buying import bought
from lyceum.domains.events.tests.listener import BROKEN, GONE, HANG, MOVED, TWICE, Heard, Listener, listener
from lyceum.domains.events.tests.shop import Shop, make_event, make_shop
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import caller_of, make_member
from lyceum.kernel.notifications.models import Notification

Jobs = Callable[[], int]


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


@pytest.fixture
def told(settings: Any) -> Iterator[Listener]:
    with listener() as known:
        settings.NOTIFY_LOCAL_SERVERS = [known.host]
        yield known


def keep(shop: Shop, told: Listener, *kinds: str, **text: Any) -> Hook:
    return keep_hook(shop.organiser, new_identifier(), HookText(told.url, kinds or KINDS, **text))


def types(told: Listener) -> list[str]:
    return [heard.json["type"] for heard in told.heard]


def is_signed(heard: Heard, secret: str) -> bool:
    """As a receiver sees it."""
    said = heard.headers
    expected = signed_headers(said["webhook-id"], int(said["webhook-timestamp"]), heard.body, [secret])
    return expected["webhook-signature"] in said["webhook-signature"].split(" ")


def later(hook: Hook, jobs: Jobs) -> HookDelivery:
    """When the next try is due."""
    HookDelivery.objects.filter(hook=hook, next_at__isnull=False).update(next_at=timezone.now())
    carry_due(None)
    jobs()
    found: HookDelivery = HookDelivery.objects.get(hook=hook)
    return found


def test_what_happens_at_an_event_is_told_signed_and_once(shop: Shop, told: Listener, run_jobs: Jobs) -> None:
    hook = keep(shop, told)
    order = bought(shop, run_jobs, quantity=2)
    assert shop.organiser
    ticket = Ticket.objects.filter(event=shop.event).first()
    assert ticket is not None
    scan = Told(new_identifier(), timezone.now(), Direction.IN, Outcome.ADMITTED, ticket.id)
    for _time in range(2):
        record_scans(shop.organiser, shop.event.id, "one", timezone.now(), [scan])
    run_jobs()
    edit_event(shop.organiser, shop.event.id, EventText.of(shop.event))
    run_jobs()
    assert types(told) == ["order.paid", "ticket.checked_in", "event.changed"]
    paid, let_in, changed = (heard.json["data"] for heard in told.heard)
    assert paid["order"] == {
        "id": str(order.id), "code": order.code, "state": "paid", "channel": "web",
        "total": 4000, "paid": 4000, "given_back": 0, "currency": "EUR",
    }  # fmt: skip
    assert (let_in["ticket"]["id"], let_in["check_in"]["id"]) == (str(ticket.id), str(scan.id))
    assert (changed["event"]["slug"], changed["event"]["edition"]) == ("nuit-du-jazz", 2)
    assert all(is_signed(heard, hook.secret) for heard in told.heard)
    bodies = b"".join(heard.body for heard in told.heard)
    assert (b"Lovelace" in bodies, b"ada@" in bodies) == (False, False)
    assert set(HookDelivery.objects.values_list("state", "attempts", "status")) == {("sent", 1, 200)}


def test_a_call_off_tells_of_the_event_and_of_each_order(shop: Shop, told: Listener, run_jobs: Jobs) -> None:
    bought(shop, run_jobs)
    keep(shop, told)
    call_off_event(shop.organiser, shop.event.id)
    run_jobs()
    assert sorted(types(told)) == ["event.cancelled", "order.cancelled", "order.refunded"]


def test_a_hook_of_one_event_hears_of_no_other_and_only_what_it_asked_for(
    shop: Shop, told: Listener, run_jobs: Jobs
) -> None:
    other = make_event(shop.organisation, slug="autre")
    keep(shop, told, "event.changed", event_id=other.id)
    keep(shop, told, "order.paid")
    keep(shop, told, is_on=False)
    edit_event(shop.organiser, shop.event.id, EventText.of(shop.event))
    run_jobs()
    assert types(told) == []
    edit_event(shop.organiser, other.id, EventText.of(other))
    run_jobs()
    assert types(told) == ["event.changed"]


def test_a_program_that_breaks_is_told_again_under_the_same_id(shop: Shop, told: Listener, run_jobs: Jobs) -> None:
    hook = keep(shop, told, "event.changed")
    told.answers = [BROKEN, MOVED, TWICE]
    edit_event(shop.organiser, shop.event.id, EventText.of(shop.event))
    run_jobs()
    first = HookDelivery.objects.get()
    assert (first.state, first.attempts, first.status, first.fault) == ("waiting", 1, 500, "status")
    assert first.next_at
    assert timedelta(seconds=20) < first.next_at - timezone.now() <= timedelta(seconds=36)
    moved = later(hook, run_jobs)
    assert (moved.state, moved.attempts, moved.status) == ("waiting", 2, 302)
    done = later(hook, run_jobs)
    assert (done.state, done.attempts, done.status, done.fault) == ("sent", 3, 200, "")
    assert len({heard.headers["webhook-id"] for heard in told.heard}) == 1
    assert len(told.heard) == 3  # no redirection was followed


def test_after_eight_tries_it_is_given_up_until_somebody_sends_it_again(
    shop: Shop, told: Listener, run_jobs: Jobs
) -> None:
    hook = keep(shop, told)
    told.answers = [BROKEN] * MOST_TRIES
    delivery = try_hook(shop.organiser, hook.id)
    run_jobs()
    for _time in range(MOST_TRIES + 2):
        later(hook, run_jobs)
    dead = HookDelivery.objects.get()
    assert (dead.state, dead.attempts, len(told.heard)) == ("dead", MOST_TRIES, MOST_TRIES)
    repeat_delivery(shop.organiser, hook.id, delivery.id)
    run_jobs()
    assert HookDelivery.objects.get().state == "sent"
    assert len(told.heard) == MOST_TRIES + 1


def test_a_program_that_hangs_is_left_after_its_time(
    shop: Shop, told: Listener, run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hook_post.LIMIT == 10
    monkeypatch.setattr(hook_post, "LIMIT", 0.4)
    keep(shop, told)
    told.answers = [HANG]
    try_hook(shop.organiser, Hook.objects.get().id)
    run_jobs()
    slow = HookDelivery.objects.get()
    assert (slow.state, slow.status, slow.fault) == ("waiting", None, "slow")
    assert slow.milliseconds
    assert 350 <= slow.milliseconds < 3000


def test_for_a_day_both_secrets_sign(shop: Shop, told: Listener, run_jobs: Jobs) -> None:
    former = keep(shop, told)
    fresh = renew_secret(shop.organiser, former.id)
    try_hook(shop.organiser, former.id)
    run_jobs()
    assert (is_signed(told.heard[0], former.secret), is_signed(told.heard[0], fresh.secret)) == (True, True)
    Hook.objects.update(former_until=timezone.now())
    try_hook(shop.organiser, former.id)
    run_jobs()
    assert (is_signed(told.heard[1], former.secret), is_signed(told.heard[1], fresh.secret)) == (False, True)


def test_one_that_fails_for_days_is_paused_its_owner_told_and_nothing_lost(
    shop: Shop, told: Listener, run_jobs: Jobs
) -> None:
    hook = keep(shop, told, "event.changed")
    told.answers = [BROKEN, BROKEN]
    edit_event(shop.organiser, shop.event.id, EventText.of(shop.event))
    run_jobs()
    Hook.objects.update(failing_since=timezone.now() - timedelta(days=3))
    waiting = later(hook, run_jobs)
    hook.refresh_from_db()
    assert (hook.is_on, hook.paused_at is not None) == (False, True)
    assert (waiting.state, waiting.next_at) == ("waiting", None)
    assert list(Notification.objects.values_list("kind", "person_id")) == [
        ("events.hook_paused", shop.member.person_id)
    ]
    keep_hook(shop.organiser, hook.id, HookText(told.url, ["event.changed"]))
    run_jobs()
    hook.refresh_from_db()
    assert (HookDelivery.objects.get().state, hook.failing_since, hook.paused_at) == ("sent", None, None)


def test_one_that_says_it_is_gone_is_paused_at_once(shop: Shop, told: Listener, run_jobs: Jobs) -> None:
    hook = keep(shop, told)
    told.answers = [GONE]
    try_hook(shop.organiser, hook.id)
    run_jobs()
    hook.refresh_from_db()
    assert (hook.is_on, len(told.heard)) == (False, 1)


def test_one_success_ends_the_count_of_days(shop: Shop, told: Listener, run_jobs: Jobs) -> None:
    hook = keep(shop, told)
    told.answers = [BROKEN]
    try_hook(shop.organiser, hook.id)
    run_jobs()
    hook.refresh_from_db()
    assert hook.failing_since is not None
    try_hook(shop.organiser, hook.id)
    run_jobs()
    hook.refresh_from_db()
    assert hook.failing_since is None


@pytest.mark.django_db(transaction=True)
def test_nothing_is_posted_inside_a_transaction_and_what_fell_over_is_taken_up_again(
    told: Listener, run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = make_shop()
    hook, open_blocks = keep(shop, told), []

    class Falls(hook_post.Post):
        def delivered(self, parcels: Any) -> Any:
            open_blocks.append(connection.in_atomic_block)
            super().delivered(parcels)
            raise SystemExit

    try_hook(shop.organiser, hook.id)
    with monkeypatch.context() as patched:
        patched.setattr(hook_carrying, "hook_post", Falls)
        with pytest.raises(SystemExit):
            carry_hook(shop.organisation.id, hook.id)
    scope.enter(shop.organisation.id, None)
    assert (open_blocks, HookDelivery.objects.get().state, len(told.heard)) == ([False], "waiting", 1)
    carry_hook(shop.organisation.id, hook.id)
    assert len(told.heard) == 1  # who took it may still be at it
    HookDelivery.objects.update(next_at=timezone.now())
    carry_hook(shop.organisation.id, hook.id)
    assert [heard.headers["webhook-id"] for heard in told.heard] == [str(HookDelivery.objects.get().id)] * 2
    assert HookDelivery.objects.get().state == "sent"


def test_a_hook_is_removed_with_what_waits_for_it(shop: Shop, told: Listener, run_jobs: Jobs) -> None:
    hook = keep(shop, told)
    try_hook(shop.organiser, hook.id)
    for _time in range(2):
        remove_hook(shop.organiser, hook.id)
    run_jobs()
    assert (Hook.objects.count(), HookDelivery.objects.count(), told.heard) == (0, 0, [])


def test_only_organisers_keep_hooks(shop: Shop, told: Listener) -> None:
    hook = keep(shop, told)
    member = make_member(shop.organisation, Role.SUPPORT)
    scope.enter(shop.organisation.id, member.person_id)
    with pytest.raises(NotAllowed):
        keep_hook(caller_of(member), new_identifier(), HookText(told.url, ["order.paid"]))
    with pytest.raises(NotFound):
        try_hook(make_shop("autre").organiser, hook.id)
