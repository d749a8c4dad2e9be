import pytest
from django.test import Client

from lyceum.domains.events.models import CrewMember, CrewRole, Order, OrderLine, OrderState, Quota, Ticket
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import make_member


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


@pytest.fixture
def browser(shop: Shop) -> Client:
    client = Client()
    client.force_login(shop.member.person)
    return client


def given(shop: Shop, name: str = "Ada Lovelace") -> Order:
    """Two tickets that cost nothing, one place each."""
    here = {"organisation_id": shop.organiser.organisation_id}
    code = f"A{Order.objects.count():05}"
    order: Order = Order.objects.create(
        **here, event=shop.event, code=code, currency="EUR", state=OrderState.PAID, name=name, email="ada@example.org"
    )
    for number in range(2):
        line = OrderLine.objects.create(
            **here, order=order, ticket_type=shop.types[0], quotas=[shop.quota.id], position=number
        )
        Ticket.objects.create(**here, event=shop.event, line=line, code=f"{code}-{number}", holder_name=name)
    Quota.objects.filter(id=shop.quota.id).update(sold=2)
    return order


def at(shop: Shop, place: str = "") -> str:
    return f"/scene/organise/{shop.event.id}/orders/{place}"


@pytest.mark.wish("H12")
@pytest.mark.parametrize(("words", "seen"), [("", True), ("a00", True), ("ADA lovelace", True), ("Ada", False)])
def test_orders_are_found_by_code_and_by_whole_name(shop: Shop, browser: Client, words: str, seen: bool) -> None:
    order = given(shop)
    page = browser.get(at(shop), {"words": words}).content.decode()
    assert (order.code in page) == seen


def test_one_ticket_is_taken_back_and_its_place_is_free(shop: Shop, browser: Client) -> None:
    order = given(shop)
    line = order.lines.first()
    assert line is not None
    sent = {"id": str(new_identifier()), "lines": [str(line.id)]}
    for _time in range(2):
        assert browser.post(at(shop, f"{order.id}/refund/"), sent).status_code == 302
    quota = Quota.objects.within(shop.organiser).get()
    assert [one.is_live for one in order.lines.order_by("position")] == [False, True]
    assert quota.sold == 1
    assert browser.get(at(shop, f"{order.id}/")).status_code == 200


def test_the_name_on_a_ticket_is_changed(shop: Shop, browser: Client) -> None:
    order = given(shop)
    ticket = Ticket.objects.within(shop.organiser).filter(line__order=order).first()
    assert ticket is not None
    browser.post(at(shop, f"{order.id}/tickets/{ticket.id}/holder/"), {"name": "Grace Hopper"})
    assert Ticket.objects.within(shop.organiser).get(id=ticket.id).holder_name == "Grace Hopper"


def test_the_door_sees_no_orders_and_the_box_office_does(shop: Shop) -> None:
    given(shop)
    member = make_member(shop.organisation, Role.ATTENDEE)
    client = Client()
    client.force_login(member.person)
    seen = []
    for role in (CrewRole.CHECK_IN, CrewRole.BOX_OFFICE):
        here = {"organisation_id": shop.organiser.organisation_id, "event": shop.event}
        CrewMember.objects.update_or_create(**here, person_id=member.person_id, defaults={"role": role})
        seen.append(client.get(at(shop)).status_code)
    assert seen == [403, 200]
