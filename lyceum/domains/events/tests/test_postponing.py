"""An event moves to another date, and everybody who has a ticket is taken along."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from lyceum.domains.events.actions.cancelling import TakingBack, refund_own_order
from lyceum.domains.events.actions.postponing import postpone_event
from lyceum.domains.events.interface.shop.ics import calendar_file
from lyceum.domains.events.models import Event, Order
from lyceum.domains.events.rules.postponing import NewDate, Standing, fault_of, giving_back_until
from lyceum.domains.events.tests.buying import bought, held
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.notifications.models import Letter

NOW = timezone.now().replace(microsecond=0)
DAY = timedelta(days=1)


@pytest.fixture
def shop() -> Shop:
    return make_shop()


def letters() -> int:
    return int(Letter.objects.filter(key__startswith="events.event_postponed").count())


@pytest.mark.django_db
def test_everybody_is_told_once_and_keeps_their_ticket(shop: Shop, run_jobs: Callable[[], int]) -> None:
    order = bought(shop, run_jobs)
    before = shop.event.starts_at
    later = (before + 14 * DAY).replace(microsecond=0)
    moved = postpone_event(shop.organiser, shop.event.id, NewDate(later, None, 10))
    for _time in range(2):
        run_jobs()
    assert (moved.state, moved.starts_at, moved.moved_from) == ("published", later, before)
    assert moved.ends_at - moved.starts_at == timedelta(hours=3)
    assert letters() == 1
    order.refresh_from_db()
    assert [ticket.state for line in order.lines.all() for ticket in line.tickets.all()] == ["valid"]
    [entry] = Calendar.from_ical(calendar_file([moved])).walk("VEVENT")
    assert (entry["SEQUENCE"], entry["DTSTART"].dt) == (2, later)


@pytest.mark.django_db
def test_who_cannot_come_then_gets_all_back_and_who_bought_since_does_not(
    shop: Shop, run_jobs: Callable[[], int]
) -> None:
    """The event itself takes no tickets back."""
    early = bought(shop, run_jobs)
    postpone_event(shop.organiser, shop.event.id, NewDate(shop.event.starts_at + DAY, None, 10))
    late = bought(shop, run_jobs)
    with pytest.raises(Conflict):
        refund_own_order(shop.visitor, late.id, late.secret, TakingBack(new_identifier()))
    refund_own_order(shop.visitor, early.id, early.secret, TakingBack(new_identifier()))
    run_jobs()
    early.refresh_from_db()
    assert (early.state, early.given_back) == ("cancelled", 2000)
    Event.objects.update(give_back_until=timezone.now())
    assert Order.objects.get(id=late.id).state == "paid"


@pytest.mark.django_db
def test_without_a_date_nothing_is_sold_until_there_is_one(shop: Shop, run_jobs: Callable[[], int]) -> None:
    bought(shop, run_jobs)
    postpone_event(shop.organiser, shop.event.id, NewDate(None, None, 30))
    run_jobs()
    with pytest.raises(Conflict):
        held(shop)
    moved = postpone_event(shop.organiser, shop.event.id, NewDate(NOW + 90 * DAY, None, 30))
    run_jobs()
    assert (moved.state, letters()) == ("published", 2)
    assert held(shop).state == "held"


@pytest.mark.django_db
def test_what_makes_no_sense_stands_beside_its_field(shop: Shop) -> None:
    with pytest.raises(Invalid) as refused:
        postpone_event(shop.organiser, shop.event.id, NewDate(timezone.now() - DAY, None, 10))
    assert list(refused.value.fields) == ["starts_at"]
    shop.event.refresh_from_db()
    assert (shop.event.moved_at, shop.event.edition) == (None, 1)


@pytest.mark.parametrize(
    ("state", "new", "fault"),
    [
        ("published", NewDate(NOW + 9 * DAY, None, 10), ""),
        ("published", NewDate(None, None, 10), ""),
        ("postponed", NewDate(NOW + 5 * DAY, None, 10), ""),
        ("draft", NewDate(None, None, 10), "draft"),
        ("cancelled", NewDate(None, None, 10), "called_off"),
        ("postponed", NewDate(None, None, 10), "nothing_new"),
        ("published", NewDate(NOW + 5 * DAY, None, 10), "same"),
        ("published", NewDate(NOW, None, 10), "past"),
        ("published", NewDate(NOW + 9 * DAY, NOW + 9 * DAY, 10), "ends_before"),
        ("published", NewDate(NOW + 9 * DAY, None, 0), "days"),
        ("published", NewDate(NOW + 9 * DAY, None, 91), "days"),
    ],
)
def test_says_what_makes_no_sense(state: str, new: NewDate, fault: str) -> None:
    was = Standing(state, NOW + 5 * DAY, NOW + 6 * DAY)
    assert fault_of(was, new, NOW) == fault


def test_nobody_gives_back_once_it_has_begun() -> None:
    assert giving_back_until(NewDate(NOW + 3 * DAY, None, 10), NOW) == NOW + 3 * DAY
    assert giving_back_until(NewDate(None, None, 10), NOW) == NOW + 10 * DAY


def test_what_has_begun_is_not_moved() -> None:
    was = Standing("published", NOW - DAY, NOW + DAY)
    assert fault_of(was, NewDate(_later(NOW), None, 10), NOW) == "over"


def _later(moment: datetime) -> datetime:
    return moment + 9 * DAY
