"""The season of the demo, put up by the same actions as an organiser's."""

from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings
from django.utils import timezone

from lyceum.domains.events.demo import demo
from lyceum.domains.events.demo.script import ORGANISER, SLUG, season_script
from lyceum.domains.events.models import (
    CheckIn,
    Event,
    EventState,
    Order,
    OrderLine,
    OrderState,
    Place,
    Quota,
    Ticket,
    TicketState,
    TicketType,
)
from lyceum.domains.events.queries.managed import managed_events, shape_of
from lyceum.kernel.billing.demo import demo as money
from lyceum.kernel.billing.models import Payment
from lyceum.kernel.billing.queries.ledger_check import faults_of_books
from lyceum.kernel.billing.queries.payout import held_accounts
from lyceum.kernel.foundation.demo import World
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.demo import demo as people
from lyceum.kernel.search.models import CatalogueEntry


def _played() -> Caller:
    with override_settings(DEMO=True):
        world = World()
        for part in (people, money, demo):
            part(world)
    caller: Caller = world.found["cast"].caller(ORGANISER, SLUG)
    return caller


@pytest.mark.wish("P11")
def test_the_season_stands_in_the_hours_and_the_money_of_its_cities_and_has_been_sold_for_weeks(db: None) -> None:
    caller = _played()
    _season_stands(caller)
    _sales_hold(caller)


def _season_stands(caller: Caller) -> None:
    places, scripts = season_script()
    events = list(managed_events(caller))
    assert len(events) == len(scripts) + sum(max(script.weekly - 1, 0) for script in scripts)
    assert {one.currency for one in events} == {"EUR", "GBP", "JPY"}
    assert Place.objects.within(caller).filter(latitude__isnull=False).count() == len(places) == 11
    assert [one.title for one in events if one.state == EventState.DRAFT] == [s.title for s in scripts if s.draft]
    clocks = {(one.title, f"{one.starts_at.astimezone(ZoneInfo(one.time_zone)):%H:%M}") for one in events}
    assert clocks == {(script.title, script.starts) for script in scripts}
    assert not TicketType.objects.within(caller).filter(quotas=None).exists()
    assert all(shape_of(one).types for one in Event.objects.within(caller))
    names = {entry.title for entry in CatalogueEntry.objects.filter(organisation_id=caller.organisation_id)}
    assert names == {script.title for script in scripts if not script.draft and script.day > 0}
    assert all(one.picture_id and one.text != one.summary for one in events)


def _sales_hold(caller: Caller) -> None:
    orders = Order.objects.within(caller)
    paid = orders.filter(state=OrderState.PAID)
    assert paid.count() > 500
    assert orders.filter(state=OrderState.EXPIRED, lines__is_live=True).count() == 0
    for quota in Quota.objects.within(caller):
        live = OrderLine.objects.within(caller).filter(is_live=True, quotas__contains=[quota.id])
        assert quota.sold == sum(live.values_list("places", flat=True))
    assert paid.filter(total__gt=0, invoice_id=None).count() == 0
    assert Payment.objects.within(caller).filter(state="succeeded").count() == orders.filter(paid__gt=0).count()
    assert faults_of_books(caller.organisation_id) == []
    assert {held.account for held in held_accounts(caller) if held.debit > held.credit} == {"clearing:embedded"}
    assert not [held for held in held_accounts(caller) if held.debit < held.credit]
    past = Event.objects.within(caller).filter(ends_at__lt=timezone.now(), orders__isnull=False).distinct()
    assert past.count() == 5
    came = Ticket.objects.within(caller).filter(state=TicketState.USED)
    assert came.count() == CheckIn.objects.within(caller).count() > 500
    about_to_open = Event.objects.within(caller).filter(sales_from__gt=timezone.now(), state=EventState.PUBLISHED)
    assert [one.title for one in about_to_open] == ["Ondes courtes : le concert que tout le monde attend"]
    assert not Order.objects.within(caller).filter(event__in=about_to_open).exists()
    assert Order.objects.within(caller).filter(given_back__gt=0).count() == 6
