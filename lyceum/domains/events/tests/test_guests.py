"""Whom the organiser invites: tickets for nothing, along the same way as any, from what is kept back or on sale."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.domains.events.actions.inviting import Guest, invite_guest, withdraw_invitation
from lyceum.domains.events.actions.keeping_back import keep_back
from lyceum.domains.events.models import Event, EventState, Order, Quota, Reserve, Ticket
from lyceum.domains.events.queries.guests import totals_of
from lyceum.domains.events.rules.inviting import Row, rows_in
from lyceum.domains.events.tests.buying import held
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid
from lyceum.kernel.notifications.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return make_shop(capacity=10)


def guest(shop: Shop, quantity: int = 1, **fields: object) -> Guest:
    terms = {"name": "Ada Lovelace", "email": "ada@example.org", **fields}
    return Guest(new_identifier(), type_id=shop.types[0].id, quantity=quantity, **terms)  # type: ignore[arg-type]


def counters() -> tuple[int, int]:
    quota = Quota.objects.get()
    return quota.held, quota.sold


def test_a_guest_has_their_tickets_at_once_and_pays_nothing(shop: Shop, run_jobs: Callable[[], int]) -> None:
    wanted = guest(shop, 2)
    order = invite_guest(shop.organiser, shop.event.id, wanted)
    run_jobs()
    assert (order.state, order.channel, order.total, order.payment_id) == ("paid", "guest", 0, None)
    assert [ticket.holder_name for ticket in Ticket.objects.all()] == ["Ada Lovelace"] * 2
    assert counters() == (0, 2)
    [letter] = Letter.objects.filter(address="ada@example.org")
    assert letter.key == f"events.guest_invited:{order.id}"
    assert totals_of(shop.organiser, shop.event).tickets == 2
    assert invite_guest(shop.organiser, shop.event.id, wanted).id == order.id
    assert Ticket.objects.count() == 2


def test_what_is_kept_back_is_for_guests_alone(shop: Shop) -> None:
    quota = shop.quota
    keep_back(shop.organiser, shop.event.id, quota.id, 9)
    assert counters() == (9, 0)
    with pytest.raises(Conflict):
        held(shop, 2)
    with pytest.raises(Conflict) as refused:
        invite_guest(shop.organiser, shop.event.id, guest(shop, 2))
    assert refused.value.code == "sold_out"
    invite_guest(shop.organiser, shop.event.id, guest(shop, 4, is_kept_back=True))
    assert (counters(), Reserve.objects.get().places) == ((5, 4), 5)
    with pytest.raises(Conflict) as refused:
        invite_guest(shop.organiser, shop.event.id, guest(shop, 6, is_kept_back=True))
    assert (refused.value.code, counters()) == ("reserve_empty", (5, 4))
    with pytest.raises(Conflict):
        keep_back(shop.organiser, shop.event.id, quota.id, 7)
    invite_guest(shop.organiser, shop.event.id, guest(shop, 5, is_kept_back=True))
    assert (counters(), Reserve.objects.count()) == ((0, 9), 0)


def test_what_is_let_go_is_on_sale_again(shop: Shop) -> None:
    keep_back(shop.organiser, shop.event.id, shop.quota.id, 10)
    keep_back(shop.organiser, shop.event.id, shop.quota.id, 0)
    assert (counters(), Reserve.objects.count()) == ((0, 0), 0)
    assert held(shop, 10).state == "held"


def test_a_withdrawn_invitation_lets_nobody_in_and_says_so_once(shop: Shop, run_jobs: Callable[[], int]) -> None:
    order = invite_guest(shop.organiser, shop.event.id, guest(shop))
    for _time in range(2):
        withdraw_invitation(shop.organiser, order.id)
        run_jobs()
    order.refresh_from_db()
    assert (order.state, Ticket.objects.get().state, counters()) == ("cancelled", "cancelled", (0, 0))
    assert Letter.objects.filter(key__startswith="events.invitation_withdrawn").count() == 1


def test_an_id_that_another_order_has_is_refused(shop: Shop) -> None:
    bought = held(shop, 1)
    taken = Guest(bought.id, "Ada Lovelace", "ada@example.org", shop.types[0].id)
    with pytest.raises(Conflict) as refused:
        invite_guest(shop.organiser, shop.event.id, taken)
    assert (str(refused.value.message), counters()) == ("This id is taken. Make a new one.", (1, 0))


@pytest.mark.parametrize("fields", [{"name": " "}, {"email": "nobody"}, {"quantity": 0}, {"quantity": 51}])
def test_refuses_a_guest_who_cannot_be_written_to(shop: Shop, fields: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        invite_guest(shop.organiser, shop.event.id, guest(shop, **fields))  # type: ignore[arg-type]
    assert (Order.objects.count(), counters()) == (0, (0, 0))


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED, EventState.POSTPONED])
def test_nobody_is_invited_to_what_does_not_take_place(shop: Shop, state: EventState) -> None:
    Event.objects.filter(id=shop.event.id).update(state=state)
    with pytest.raises(Conflict):
        invite_guest(shop.organiser, shop.event.id, guest(shop))
    assert Order.objects.count() == 0


def test_a_list_is_read_as_people_write_it() -> None:
    pasted = "\ufeffName;Mail;Number\nAda; ada@example.org; 2\n\nBob;bob@example.org\nCleo;cleo@example.org;many\n"
    rows = [
        Row(2, "Ada", "ada@example.org", 2),
        Row(4, "Bob", "bob@example.org"),
        Row(5, "Cleo", "cleo@example.org", 0),
    ]
    assert list(rows_in(pasted)) == rows
    assert list(rows_in("ada@example.org\tAda\t3")) == [Row(1, "Ada", "ada@example.org", 3)]


def test_of_a_list_those_who_cannot_be_invited_stay_in_the_form(shop: Shop) -> None:
    client = signed_in(shop)
    sent = {
        "id": str(new_identifier()),
        "type_id": str(shop.types[0].id),
        "rows": "Ada;ada@example.org;2\nBob;nowhere@;1\nCleo;cleo@example.org;9",
    }
    answer = client.post(page(shop, "list/"), sent)
    assert answer.status_code == 422
    assert "Cleo; cleo@example.org; 9" in answer.text
    assert shop.visitor
    assert (Order.objects.count(), Ticket.objects.count()) == (1, 2)
    client.post(page(shop, "list/"), sent)
    assert shop.visitor
    assert Order.objects.count() == 1


def test_the_list_of_guests_asks_the_same_of_the_database_however_long(shop: Shop) -> None:
    client = signed_in(shop)
    counts = []
    for many in (1, 2):
        for _each in range(many):
            invite_guest(shop.organiser, shop.event.id, guest(shop))
        client.get(page(shop, ""))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page(shop, "")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_may_not_sell_invites_nobody(shop: Shop, client: Client) -> None:
    assert client.get(page(shop, "")).status_code in (302, 404)


def signed_in(shop: Shop) -> Client:
    client = Client()
    client.force_login(shop.member.person)
    return client


def page(shop: Shop, place: str) -> str:
    return f"/scene/organise/{shop.event.id}/guests/{place}"
