"""Who comes, what they answer, what is kept of them: behind an order's link, after the purchase."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lyceum.domains.events.actions.asking_names import ask_for_names
from lyceum.domains.events.actions.forgetting_buyer import forget_buyer
from lyceum.domains.events.actions.naming import FilledIn, Named, fill_in
from lyceum.domains.events.actions.ticket import hand_on_ticket
from lyceum.domains.events.models import Event, Order, Question, Ticket
from lyceum.domains.events.queries.door import door_tickets
from lyceum.domains.events.queries.naming import answers_of, open_of
from lyceum.domains.events.queries.order_shown import order_shown
from lyceum.domains.events.tests.buying import bought, held, placed
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.billing.models import InvoiceBuyer, Payment
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound
from lyceum.kernel.notifications.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return make_shop()


@pytest.fixture
def order(shop: Shop, run_jobs: Callable[[], int]) -> Order:
    return bought(shop, run_jobs, 3)


def tickets(shop: Shop) -> list[Ticket]:
    assert shop.visitor  # whose scope a request has left
    return sorted(Ticket.objects.select_related("line"), key=lambda ticket: ticket.line.position)


def at(order: Order, place: str) -> str:
    return f"/scene/orders/{order.code}/{order.secret}/{place}"


def test_a_group_gets_its_names_later_one_by_one_or_from_a_list(shop: Shop, order: Order, client: Client) -> None:
    first, *_others = tickets(shop)
    page = at(order, "names/")
    assert client.get(page).status_code == 200
    given = {f"name-{first.id}": "Ada Lovelace", "listed": "Bob Baker; bob@example.org\nCleo Carter"}
    assert client.post(page, given).status_code == 302
    assert [ticket.holder_name for ticket in tickets(shop)] == ["Ada Lovelace", "Bob Baker", "Cleo Carter"]
    assert (open_of(shop.visitor, order).unnamed, [each.serial for each in tickets(shop)]) == (0, [1, 1, 1])
    assert Letter.objects.filter(address="bob@example.org").count() == 1
    client.post(page, {f"email-{tickets(shop)[1].id}": "bob@example.org"})
    assert Letter.objects.filter(address="bob@example.org").count() == 1


def test_a_name_on_a_ticket_is_not_lost_by_saving_an_empty_field(shop: Shop, order: Order) -> None:
    first = tickets(shop)[0]
    fill_in(shop.visitor, order.id, order.secret, FilledIn({first.id: Named("Ada")}))
    fill_in(shop.visitor, order.id, order.secret, FilledIn({first.id: Named("")}))
    assert tickets(shop)[0].holder_name == "Ada"


@pytest.mark.parametrize("named", [Named("x" * 121), Named("Ada", "nobody@")])
def test_refuses_what_is_no_name_or_address(shop: Shop, order: Order, named: Named) -> None:
    with pytest.raises(Invalid):
        fill_in(shop.visitor, order.id, order.secret, FilledIn({tickets(shop)[0].id: named}))
    assert not any(ticket.is_named for ticket in tickets(shop))


def test_after_the_deadline_nothing_changes(shop: Shop, order: Order, client: Client) -> None:
    Event.objects.update(changes_until=timezone.now())
    with pytest.raises(Conflict):
        fill_in(shop.visitor, order.id, order.secret, FilledIn({tickets(shop)[0].id: Named("Ada")}))
    answer = client.post(at(order, "names/"), {f"name-{tickets(shop)[0].id}": "Ada"})
    assert (answer.status_code, tickets(shop)[0].is_named) == (409, False)


def test_only_its_link_opens_an_order(shop: Shop, order: Order) -> None:
    with pytest.raises(NotFound):
        fill_in(shop.visitor, order.id, "wrong", FilledIn({tickets(shop)[0].id: Named("Ada")}))
    with pytest.raises(NotFound):
        forget_buyer(shop.visitor, order.id, "wrong")


def test_without_a_name_nobody_comes_in_where_the_organiser_wants_one(shop: Shop, order: Order) -> None:
    assert [each.valid for each in door_tickets(shop.organiser, shop.event.id)] == [True] * 3
    Event.objects.update(needs_names=True)
    first = tickets(shop)[0]
    fill_in(shop.visitor, order.id, order.secret, FilledIn({first.id: Named("Ada")}))
    assert {each.id for each in door_tickets(shop.organiser, shop.event.id) if each.valid} == {first.id}


def test_who_has_not_said_who_comes_is_asked_once(shop: Shop, order: Order) -> None:
    Event.objects.update(needs_names=True, changes_until=timezone.now() + timedelta(days=2))
    for _time in range(2):
        ask_for_names(shop.organisation.id)
    assert Letter.objects.filter(key__startswith="events.names_wanted").count() == 1


def test_questions_are_answered_and_changed_after_the_purchase(shop: Shop, order: Order, client: Client) -> None:
    here = {"organisation": shop.organisation, "event": shop.event}
    meal = Question.objects.create(**here, text="Meal?", kind="choice", choices=["Fish", "Leaves"])
    whole = Question.objects.create(**here, text="How did you hear of it?", per_order=True)
    assert open_of(shop.visitor, order).unanswered == 4
    line = tickets(shop)[0].line
    for answer in ("Fish", "Leaves"):
        client.post(at(order, "names/"), {f"question-{meal.id}-{line.id}": answer, f"question-{whole.id}": "By chance"})
        assert shop.visitor
        line.refresh_from_db()
        assert answers_of(line) == {str(meal.id): answer}
    assert shop.visitor
    order.refresh_from_db()
    assert answers_of(order) == {str(whole.id): "By chance"}
    client.post(at(order, "names/"), {f"question-{meal.id}-{line.id}": "Meat"})
    assert shop.visitor
    line.refresh_from_db()
    assert answers_of(line) == {str(meal.id): "Leaves"}


def test_the_invoice_is_behind_the_link_of_its_order_alone(
    shop: Shop, order: Order, client: Client, run_jobs: Callable[[], int]
) -> None:
    other = bought(shop, run_jobs)
    answer = client.get(at(order, f"invoices/{order.invoice_id}/"))
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert f"invoices/{order.invoice_id}/" in client.get(at(order, "")).text
    assert client.get(at(other, f"invoices/{order.invoice_id}/")).status_code == 404
    assert (
        client.get(at(order, "x/").replace(f"{order.secret}/x", f"wrong/invoices/{order.invoice_id}")).status_code
        == 404
    )


def test_what_was_handed_on_is_not_the_buyer_s_any_more(shop: Shop, order: Order, client: Client) -> None:
    given = tickets(shop)[2]
    handed = hand_on_ticket(shop.visitor, given.id, order.secret, "Bob", "bob@example.org")
    for end in ("", "names/"):
        page = client.get(at(order, end)).content.decode()
        assert handed.secret not in page
        assert "Bob" not in page
    shown = {one.id: (one.code, one.holder) for one in order_shown(shop.visitor, order).tickets}
    assert shown[given.id] == ("", "")
    with pytest.raises(NotFound):
        hand_on_ticket(shop.visitor, given.id, order.secret, "Cy", "cy@example.org")
    fill_in(shop.visitor, order.id, order.secret, FilledIn({given.id: Named("Eve", "eve@example.org")}))
    assert tickets(shop)[2].holder_name == "Bob"


def test_who_bought_without_an_account_has_their_copy_and_is_forgotten(
    shop: Shop, order: Order, client: Client
) -> None:
    fill_in(shop.visitor, order.id, order.secret, FilledIn({tickets(shop)[0].id: Named("Ada Byron")}))
    handed = hand_on_ticket(shop.visitor, tickets(shop)[2].id, order.secret, "Bob", "bob@example.org")
    copy = json.loads(client.get(at(order, "privacy/?copy")).content)
    assert (copy["email"], copy["tickets"][0]["name"], copy["total"]) == ("ada@example.org", "Ada Byron", 6000)
    assert "Bob" not in json.dumps(copy)
    assert client.post(at(order, "privacy/"), {}).status_code == 422
    assert client.post(at(order, "privacy/"), {"sure": "on"}).status_code == 302
    assert shop.visitor
    order.refresh_from_db()
    assert (order.name, order.email, order.email_index, order.address, order.state) == ("", "", "", "", "paid")
    assert [ticket.holder_name for ticket in tickets(shop)] == ["", "", "Bob"]
    assert [ticket.state for ticket in tickets(shop)] == ["valid"] * 3
    assert handed.serial == 2
    assert shop.visitor
    buyer, payment = InvoiceBuyer.objects.get(), Payment.objects.get()
    assert (buyer.name, buyer.email, payment.email, payment.email_index) == ("", "", "", "")
    assert client.get(at(order, "")).status_code == 200
    assert client.get(at(order, f"invoices/{order.invoice_id}/")).status_code == 200


def test_an_order_that_is_being_paid_is_not_forgotten(shop: Shop) -> None:
    for one in (held(shop), placed(shop)):
        with pytest.raises(Conflict):
            forget_buyer(shop.visitor, one.id, one.secret)
    assert [one.email for one in Order.objects.order_by("id")] == ["", "ada@example.org"]
