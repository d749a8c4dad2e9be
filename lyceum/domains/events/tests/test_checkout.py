"""From held places to tickets, on the order's own page; and what becomes of it afterwards."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from lyceum.domains.events.models import (
    EventState,
    Order,
    OrderState,
    Question,
    QuestionKind,
    Ticket,
    TicketState,
    WaitingEntry,
)
from lyceum.domains.events.tests.buying import bought, held, placed
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.models import Letter, OutboxMessage

Run = Callable[[], int]
BUYER = {"email": "zoe@example.org", "name": "Zoé Lambert", "method": "card", "agreed": "on"}


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop(capacity=10, refund_until_hours=48, refund_fee=100)


def again(shop: Shop, *rows: Model) -> None:
    """As they now stand; from here on the shop's scope is entered, which a request leaves."""
    assert shop.visitor
    for row in rows:
        row.refresh_from_db()


def page_of(order: Order) -> str:
    return f"/scene/orders/{order.code}/{order.secret}/"


def test_one_page_between_the_choice_and_the_payment(shop: Shop) -> None:
    order = held(shop, 2)
    shown = Client().get(page_of(order))
    assert (shown.status_code, shown["Cache-Control"]) == (200, "private, no-store")
    assert "Pay €40.00" in shown.text
    answer = Client().post(page_of(order), BUYER)
    assert answer.status_code == 302
    assert "/bank/" in answer["Location"]
    again(shop, order)
    assert (order.state, order.email, order.name) == (OrderState.PLACED, "zoe@example.org", "Zoé Lambert")
    assert "We are waiting for the payment" in Client().get(page_of(order)).text


def test_bad_input_keeps_everything(shop: Shop) -> None:
    order = held(shop, 2)
    line = order.lines.order_by("position")[0]
    answer = Client().post(page_of(order), {"email": "zoe", "name": "Zoé", f"name-{line.id}": "Ada", "method": "card"})
    assert answer.status_code == 422
    for kept in ('value="zoe"', 'value="Zoé"', 'value="Ada"', "Please agree to the conditions."):
        assert kept in answer.text
    again(shop, order)
    assert order.state == OrderState.HELD


def test_questions_are_asked_of_each_attendee_or_once(shop: Shop) -> None:
    with scope.entered(shop.organisation.id):
        here = {"organisation": shop.organisation, "event": shop.event}
        terms = {"kind": QuestionKind.CHOICE, "choices": ["A", "B"], "is_required": True}
        diet = Question.objects.create(**here, **terms, text="Régime ?")
        why = Question.objects.create(**here, text="Comment ?", per_order=True)
    order = held(shop, 1)
    line = order.lines.get()
    assert Client().post(page_of(order), BUYER).status_code == 422
    given = BUYER | {f"question-{diet.id}-{line.id}": "B", f"question-{why.id}": "Par une amie"}
    assert Client().post(page_of(order), given).status_code == 302
    again(shop, order, line)
    assert (str(why.id) in order.answers, line.answers) == (True, f'{{"{diet.id}": "B"}}')


@pytest.mark.wish("H13")
def test_who_is_signed_in_buys_with_what_is_known_of_them(shop: Shop, world: World) -> None:
    buyer = world.browser(world.members[Role.STUDENT])
    person = world.members[Role.STUDENT].person
    page = buyer.post(f"/scene/events/{shop.event.slug}/", {f"type-{shop.types[0].id}": "1"})["Location"]
    assert f'value="{person.email}"' in buyer.get(page).text
    again(shop)
    assert Order.objects.get().person_id == person.id


def test_time_that_runs_out_is_said_and_nothing_is_charged(shop: Shop) -> None:
    order = held(shop)
    with scope.entered(shop.organisation.id):
        Order.objects.filter(id=order.id).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "Your booking was not finished in time" in Client().get(page_of(order)).text
    answer = Client().post(page_of(order), BUYER)
    assert answer.status_code == 409
    again(shop, order)
    assert order.payment_id is None


def test_an_event_that_is_called_off_meanwhile_is_said(shop: Shop) -> None:
    order = held(shop)
    with scope.entered(shop.organisation.id):
        shop.event.state = EventState.CANCELLED
        shop.event.save()
    answer = Client().post(page_of(order), BUYER)
    assert (answer.status_code, "This event has been called off." in answer.text) == (409, True)


def test_a_cart_in_two_browsers_is_one_order(shop: Shop) -> None:
    order = held(shop)
    first, second = Client().post(page_of(order), BUYER), Client().post(page_of(order), BUYER | {"name": "Somebody"})
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    again(shop, order)
    assert order.name == "Zoé Lambert"


def test_changing_ones_mind_frees_the_places_at_once(shop: Shop) -> None:
    order = held(shop, 3)
    answer = Client().post(f"{page_of(order)}cancellation/")
    assert answer["Location"] == f"/scene/events/{shop.event.slug}/"
    again(shop, shop.quota)
    assert shop.quota.held == 0


@pytest.mark.parametrize("secret", ["x", "é", "A" * 24])
def test_a_wrong_secret_opens_nothing(shop: Shop, secret: str) -> None:
    order = held(shop)
    for end in ("", "standing/", "tickets.pdf", "event.ics", "refund/"):
        assert Client().get(f"/scene/orders/{order.code}/{secret}/{end}").status_code == 404


def test_tickets_on_the_page_on_paper_and_in_the_calendar(shop: Shop, run_jobs: Run) -> None:
    order = bought(shop, run_jobs, 2)
    page = Client().get(page_of(order))
    assert ("You are going!" in page.text, page.text.count('class="ticket-qr"')) == (True, 2)
    for paper, pages in (("", 2), ("?paper=phone", 2)):
        file = Client().get(f"{page_of(order)}tickets.pdf{paper}")
        assert file["Content-Type"] == "application/pdf"
        assert len(PdfReader(BytesIO(file.content)).pages) == pages
    assert "Ada Lovelace" in PdfReader(BytesIO(file.content)).pages[0].extract_text()
    (entry,) = Calendar.from_ical(Client().get(f"{page_of(order)}event.ics").content).events
    assert page_of(order) in entry["URL"]


def test_the_buyer_is_written_to_once_with_the_tickets_enclosed(shop: Shop, run_jobs: Run) -> None:
    order = bought(shop, run_jobs)
    run_jobs()
    (letter,) = OutboxMessage.objects.filter(recipient="ada@example.org")
    assert letter.subject == "Your tickets for Nuit du jazz"
    assert page_of(order) in letter.text
    assert sorted(letter.headers.keys()) == [
        "Auto-Submitted", f"Enclosed {order.code}.ics", f"Enclosed {order.code}.pdf",
    ]  # fmt: skip
    assert Letter.objects.get(key=f"events.order_paid:{order.id}").words is None


def test_a_ticket_is_given_back_by_the_rules_that_were_shown(shop: Shop, run_jobs: Run) -> None:
    order = bought(shop, run_jobs, 2)
    asked = Client().get(f"{page_of(order)}refund/")
    assert asked.text.count("€19.00 back") == 2
    again(shop)
    line = order.lines.order_by("position")[0]
    form = {"id": "01a00000-0000-7000-8000-00000000000b", "lines": [str(line.id)]}
    assert Client().post(f"{page_of(order)}refund/", form).status_code == 302
    assert Client().post(f"{page_of(order)}refund/", form).status_code == 422  # it is no longer offered
    run_jobs()
    again(shop, order)
    assert (order.state, order.given_back) == (OrderState.PAID, 1900)
    assert sorted(Ticket.objects.values_list("state", flat=True)) == [TicketState.CANCELLED, TicketState.VALID]


def test_a_ticket_is_named_and_handed_on_by_its_own_link(shop: Shop, run_jobs: Run) -> None:
    bought(shop, run_jobs)
    again(shop)
    ticket = Ticket.objects.get()
    mine = f"/scene/tickets/{ticket.id}/{ticket.secret}/"
    assert Client().post(mine, {"naming": "1", "name": "Zoé Lambert"}).status_code == 302
    assert "Zoé Lambert" in Client().get(mine).text
    handed = Client().post(mine, {"handing": "1", "name": "Noé", "email": "noe@example.org"})
    assert "The ticket is handed on" in handed.text
    assert Client().get(mine).status_code == 404
    run_jobs()
    (letter,) = OutboxMessage.objects.filter(recipient="noe@example.org")
    again(shop, ticket)
    assert f"/scene/tickets/{ticket.id}/{ticket.secret}/" in letter.text


def test_orders_are_found_again_by_mail_and_nobody_learns_of_others(shop: Shop, run_jobs: Run) -> None:
    order = bought(shop, run_jobs)
    OutboxMessage.objects.all().delete()
    known, unknown = (
        Client().post("/scene/tickets/find/", {"email": who}) for who in ("ADA@example.org", "bob@example.org")
    )
    assert known.text == unknown.text
    assert Client().post("/scene/tickets/find/", {"email": "ada@example.org"}).status_code == 200
    run_jobs()
    (letter,) = OutboxMessage.objects.all()
    assert (letter.recipient.lower(), page_of(order) in letter.text) == ("ada@example.org", True)


@pytest.mark.wish("H14")
def test_the_wallet_holds_ones_tickets_and_opens_without_a_network(shop: Shop, run_jobs: Run, world: World) -> None:
    order = bought(shop, run_jobs)
    somebody = world.browser(world.members[Role.STUDENT])
    assert "No tickets yet" in somebody.get("/scene/tickets/").text
    assert somebody.post(f"{page_of(order)}owner/").status_code == 302
    wallet = somebody.get("/scene/tickets/")
    assert (wallet["X-Keep-Offline"], wallet.text.count('class="ticket-qr"')) == ("1", 1)
    other = world.browser(world.members[Role.TEACHER])
    assert other.post(f"{page_of(order)}owner/").status_code == 409
    assert "No tickets yet" in other.get("/scene/tickets/").text
    assert Client().get("/scene/tickets/").status_code == 302


def test_the_wallet_asks_as_often_for_one_ticket_as_for_three(shop: Shop, run_jobs: Run, world: World) -> None:
    somebody, counts = world.browser(world.members[Role.STUDENT]), []
    for quantity in (1, 3):
        somebody.post(f"{page_of(bought(shop, run_jobs, quantity))}owner/")
        somebody.get("/scene/tickets/")
        with CaptureQueriesContext(connection) as asked:
            somebody.get("/scene/tickets/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_waiting_for_a_place_and_leaving_the_line(shop: Shop, run_jobs: Run) -> None:
    orders = [held(shop, 10)]
    kind = shop.types[0]
    form = {"email": "eve@example.org", "name": "Ève", "quantity": "2"}
    joined = Client().post(f"/scene/events/{shop.event.slug}/waiting/{kind.id}/", form)
    turn = joined["Location"]
    assert "You are the next in line." in Client().get(turn).text
    twice = Client().post(f"/scene/events/{shop.event.slug}/waiting/{kind.id}/", form)
    assert (twice.status_code, "This address is on the waiting list already." in twice.text) == (422, True)
    Client().post(f"{page_of(orders[0])}cancellation/")
    run_jobs()
    assert "It is your turn" in Client().get(turn).text
    (letter,) = OutboxMessage.objects.filter(recipient="eve@example.org")
    assert turn in letter.text
    taken = Client().post(turn, {"take": "1"})
    assert taken["Location"].startswith("/scene/orders/")
    assert "You took the places" in Client().get(turn).text
    again(shop)
    assert WaitingEntry.objects.get().order.total == 4000


def test_a_page_that_waits_asks_how_it_stands(shop: Shop, run_jobs: Run) -> None:
    order = placed(shop)
    assert Client().get(f"{page_of(order)}standing/").json() == {"state": "placed:asked"}
    paid = bought(shop, run_jobs)
    assert Client().get(f"{page_of(paid)}standing/").json() == {"state": "paid:succeeded"}
