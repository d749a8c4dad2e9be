"""What an event sells, in figures: they agree with its orders, and are for those who may see them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.domains.events.actions import viewing
from lyceum.domains.events.actions.cancelling import TakingBack, refund_order
from lyceum.domains.events.models import Channel, CrewMember, CrewRole, EventViews
from lyceum.domains.events.queries.figures import Funnel, Share, Sums, by_channel, by_type, funnel_of, sums_of, taxes_of
from lyceum.domains.events.queries.sheets import SHEETS, sheet_of
from lyceum.domains.events.tests.buying import bought, held
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import make_member


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop(capacity=10, prices=(2000, 1200))


@pytest.fixture
def browser(shop: Shop) -> Client:
    client = Client()
    client.force_login(shop.member.person)
    return client


def at(shop: Shop, place: str = "figures/") -> str:
    return f"/scene/organise/{shop.event.id}/{place}"


@pytest.mark.wish("H15")
def test_figures_agree_with_the_orders_and_with_the_invoices(shop: Shop, run_jobs: Callable[[], int]) -> None:
    bought(shop, run_jobs, 2)
    back = bought(shop, run_jobs, 3)
    line = back.lines.order_by("position").first()
    assert line is not None
    refund_order(shop.organiser, back.id, TakingBack(new_identifier(), (line.id,)))
    run_jobs()
    caller = shop.organiser
    assert sums_of(caller, shop.event) == Sums(orders=2, tickets=4, revenue=8000, refunds=1, given_back=2000)
    assert by_type(caller, shop.event) == [Share("Type 1", 4, 8000, places=10), Share("Type 2", 0, 0, places=10)]
    assert by_channel(caller, shop.event) == [Share(Channel.WEB, 4, 8000, orders=2)]
    (tax,) = taxes_of(caller, shop.event)
    assert (tax.rate, tax.gross, tax.net + tax.tax) == (550, 8000, 8000)


@pytest.mark.wish("H15")
def test_the_page_draws_sales_and_forecast_with_a_table_behind_each(
    shop: Shop, browser: Client, run_jobs: Callable[[], int]
) -> None:
    bought(shop, run_jobs, 2)
    for over in ("days", "hours"):
        page = browser.get(at(shop), {"over": over}).content.decode()
        assert page.count('class="chart-table"') == 2
    part = browser.get(at(shop), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="figures"')
    assert f"live:shop:{shop.organisation.id}:event:{shop.event.id}:availability" in part


def test_the_page_asks_the_database_as_often_for_one_order_as_for_three(
    shop: Shop, browser: Client, run_jobs: Callable[[], int]
) -> None:
    for address in (at(shop), "/scene/organise/figures/"):
        counts = []
        for _time in range(2):
            bought(shop, run_jobs)
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(address).status_code == 200
            counts.append(len(seen))
        assert counts[0] == counts[1]


@pytest.mark.wish("H15")
def test_figures_are_for_those_who_may_see_them(shop: Shop) -> None:
    client, member = Client(), make_member(shop.organisation, Role.ATTENDEE)
    client.force_login(member.person)
    seen = []
    for role in (CrewRole.CHECK_IN, CrewRole.BOX_OFFICE, CrewRole.MANAGER):
        here = {"organisation_id": shop.organiser.organisation_id, "event": shop.event}
        CrewMember.objects.update_or_create(**here, person_id=member.person_id, defaults={"role": role})
        seen.append([client.get(at(shop, place)).status_code for place in ("figures/", "tables/orders.csv")])
    assert seen == [[403, 403], [403, 200], [200, 200]]


def test_views_are_counted_without_a_write_for_each_and_without_anybody(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(viewing, "monotonic", lambda: clock[0])
    visitor, client = shop.visitor, Client()
    for _time in range(3):
        assert client.get(f"/scene/events/{shop.event.slug}/").status_code == 200
    held(shop)
    assert funnel_of(shop.organiser, shop.event) == Funnel(1, 1, 0, 0, timezone.now().date())
    clock[0] += viewing.EVERY
    viewing.write_views(visitor)
    viewing.write_views(visitor)
    (kept,) = EventViews.objects.within(visitor)
    assert (kept.number, kept.channel) == (3, Channel.WEB)


@pytest.mark.wish("H12")
@pytest.mark.parametrize(("what", "ending"), [(what, ending) for what in SHEETS for ending in ("csv", "xlsx")])
def test_each_table_is_a_file_that_spreadsheets_open(
    shop: Shop, browser: Client, run_jobs: Callable[[], int], what: str, ending: str
) -> None:
    bought(shop, run_jobs, 2)
    answer = browser.get(at(shop, f"tables/{what}.{ending}"))
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK" if ending == "xlsx" else b"\xef\xbb\xbf")


def test_the_tables_say_what_was_ordered_and_what_tax_is_in_it(shop: Shop, run_jobs: Callable[[], int]) -> None:
    order = bought(shop, run_jobs, 2)
    caller = shop.organiser
    (row,) = sheet_of(caller, shop.event.id, "orders").rows
    assert [row[0], row[1], row[3], row[7], row[9]] == [order.code, "paid", "Ada Lovelace", 40.0, "EUR"]
    tickets = sheet_of(caller, shop.event.id, "attendees").rows
    assert [one[:4] for one in tickets] == [[order.code, "Type 1", 1, "Ada Lovelace"]] * 2
    assert sheet_of(caller, shop.event.id, "vat").rows == [[5.5, 37.91, 2.09, 40.0, "EUR"]]
    with pytest.raises(NotFound):
        sheet_of(caller, shop.event.id, "people")
