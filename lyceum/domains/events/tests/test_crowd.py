"""The demo's crowd buys by the same actions as anybody, and exists in the demo alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from lyceum.domains.events.demo import crowd
from lyceum.domains.events.demo.crowd import come, send_crowd
from lyceum.domains.events.models import Event, Order, OrderState, Quota, Ticket
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.billing.queries.ledger_check import faults_of_books
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound, TooMany


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop(capacity=12, prices=(2000, 1200))


@pytest.mark.wish("P11")
def test_a_crowd_buys_until_nothing_is_left_and_not_a_place_more(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, run_jobs: Callable[[], int]
) -> None:
    monkeypatch.setattr(crowd, "MANY", 0)
    with override_settings(DEMO=True):
        send_crowd(shop.organiser, shop.event.id)
        with pytest.raises(TooMany):
            send_crowd(shop.organiser, shop.event.id)
        for _number in range(30):
            come(shop.organisation.id, shop.event.id, new_identifier(), "")
        run_jobs()
    caller = shop.organiser
    quota, orders = Quota.objects.within(caller).get(), Order.objects.within(caller)
    assert 0 < quota.sold <= quota.sold + quota.held <= 12
    assert Ticket.objects.within(caller).count() == quota.sold
    assert orders.filter(state=OrderState.PAID, invoice_id=None).count() == 0
    assert faults_of_books(caller.organisation_id) == []


def test_a_sale_that_was_about_to_open_opens_for_the_crowd(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "MANY", 3)
    Event.objects.within(shop.organiser).update(sales_from=timezone.now() + timedelta(hours=20))
    with override_settings(DEMO=True):
        send_crowd(shop.organiser, shop.event.id)
    opens = Event.objects.within(shop.organiser).get().sales_from
    assert opens is not None
    assert timezone.now() < opens <= timezone.now() + crowd.OPENS_IN


def test_outside_the_demo_there_is_no_crowd(shop: Shop) -> None:
    with pytest.raises(NotFound):
        send_crowd(shop.organiser, shop.event.id)
    come(shop.organisation.id, shop.event.id, new_identifier(), "")
    assert Order.objects.within(shop.organiser).count() == 0
