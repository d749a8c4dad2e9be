"""The waiting list: freed places go to those who wait, in order, each with a deadline."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from lyceum.domains.events.actions.calling_off import call_off_event
from lyceum.domains.events.actions.forgetting import forget_turns
from lyceum.domains.events.actions.offering import lapse_offers
from lyceum.domains.events.actions.quota import set_quota
from lyceum.domains.events.actions.releasing import drop_hold
from lyceum.domains.events.actions.waiting import Joining, join_waiting, leave_waiting, take_offer
from lyceum.domains.events.models import Quota, WaitingEntry
from lyceum.domains.events.tests.buying import held
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound

pytestmark = pytest.mark.django_db
Jobs = Callable[[], int]


def join(shop: Shop, who: str, quantity: int = 1) -> WaitingEntry:
    joining = Joining(new_identifier(), shop.types[0].id, quantity, f"{who}@example.org", who)
    return join_waiting(shop.visitor, joining)


def states(shop: Shop) -> list[str]:
    assert shop.visitor
    return list(WaitingEntry.objects.order_by("created_at").values_list("state", flat=True))


def counters(shop: Shop) -> tuple[int, int]:
    quota = Quota.objects.within(shop.visitor).get(id=shop.quota.id)
    return quota.held, quota.sold


def test_a_freed_place_is_offered_to_the_first_who_waits_and_to_nobody_else() -> None:
    shop = make_shop(capacity=1)
    order = held(shop)
    first, second = join(shop, "ada"), join(shop, "bo")
    drop_hold(shop.visitor, order.id, order.secret)
    assert (states(shop), counters(shop)) == (["offered", "waiting"], (1, 0))
    with pytest.raises(Conflict) as refusal:
        held(shop)
    assert refusal.value.code == "sold_out"
    with pytest.raises(Conflict):
        take_offer(shop.visitor, second.id, second.secret, new_identifier())
    taken = take_offer(shop.visitor, first.id, first.secret, new_identifier())
    assert (taken.state, states(shop), counters(shop)) == ("held", ["taken", "waiting"], (1, 0))
    assert take_offer(shop.visitor, first.id, first.secret, new_identifier()).id == taken.id


def test_an_offer_that_nobody_takes_goes_to_the_next() -> None:
    shop = make_shop(capacity=1)
    order = held(shop)
    join(shop, "ada")
    join(shop, "bo")
    drop_hold(shop.visitor, order.id, order.secret)
    WaitingEntry.objects.filter(state="offered").update(offer_until=timezone.now() - timedelta(seconds=1))
    lapse_offers(None)
    assert (states(shop), counters(shop)) == (["lapsed", "offered"], (1, 0))


def test_who_wants_more_than_there_is_keeps_their_rank() -> None:
    shop = make_shop(capacity=2)
    orders = [held(shop), held(shop)]
    join(shop, "ada", 2)
    join(shop, "bo", 1)
    drop_hold(shop.visitor, orders[0].id, orders[0].secret)
    assert (states(shop), counters(shop)) == (["waiting", "offered"], (2, 0))


def test_what_is_left_of_an_offer_goes_to_the_next() -> None:
    shop = make_shop(capacity=2)
    order = held(shop, 2)
    first = join(shop, "ada", 2)
    join(shop, "bo")
    drop_hold(shop.visitor, order.id, order.secret)
    take_offer(shop.visitor, first.id, first.secret, new_identifier(), 1)
    assert (states(shop), counters(shop)) == (["taken", "offered"], (2, 0))


def test_more_places_wake_the_waiting_list() -> None:
    shop = make_shop(capacity=1)
    held(shop)
    entry = join(shop, "ada")
    kinds = [kind.id for kind in shop.types]
    set_quota(shop.organiser, shop.event.id, shop.quota.id, shop.quota.name, 2, kinds)
    assert (states(shop), counters(shop)) == (["offered"], (2, 0))
    with pytest.raises(NotFound):
        leave_waiting(shop.visitor, entry.id, "forged")
    leave_waiting(shop.visitor, entry.id, entry.secret)
    assert (states(shop), counters(shop)) == (["left"], (1, 0))


def test_nobody_goes_on_waiting_for_an_event_that_was_called_off(
    run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lyceum.domains.events.actions.calling_off.AT_ONCE", 2)
    shop = make_shop(capacity=1)
    held(shop)
    for who in ("ada", "bo", "cy", "di", "ed"):
        join(shop, who)
    call_off_event(shop.organiser, shop.event.id)
    run_jobs()
    assert (states(shop), counters(shop)) == (["lapsed"] * 5, (0, 0))


def test_one_waits_once_for_a_type() -> None:
    shop = make_shop(capacity=1)
    held(shop)
    entry = join(shop, "ada")
    with pytest.raises(Conflict) as refusal:
        join(shop, "ADA")
    assert refusal.value.code == "waiting_already"
    again = Joining(entry.id, shop.types[0].id, 1, "ada@example.org")
    assert join_waiting(shop.visitor, again).id == entry.id
    assert states(shop) == ["waiting"]


def test_nobody_waits_for_who_is_erased_and_what_was_kept_for_them_goes_to_the_next() -> None:
    shop = make_shop(capacity=1)
    order = held(shop)
    ada, bob = join(shop, "ada"), join(shop, "bob")
    WaitingEntry.objects.filter(id=ada.id).update(person=shop.organiser.person_id)
    drop_hold(shop.visitor, order.id, order.secret)
    assert (states(shop), counters(shop)) == (["offered", "waiting"], (1, 0))
    forget_turns(shop.event.organisation_id, shop.organiser.person_id)
    assert (states(shop), counters(shop)) == (["left", "offered"], (1, 0))
    assert WaitingEntry.objects.get(id=bob.id).offer_until
