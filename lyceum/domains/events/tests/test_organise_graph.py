"""An organiser's acts over GraphQL."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lyceum.domains.events.models import Event, Order, Quota, TicketType, Voucher
from lyceum.domains.events.tests.buying import bought
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


@pytest.fixture
def ask(shop: Shop) -> Callable[..., Any]:
    client = Client()
    client.force_login(shop.member.person)

    def asked(mutation: str, **variables: Any) -> Any:
        given = {
            name: value if isinstance(value, dict | int | list) else str(value) for name, value in variables.items()
        }
        body = {"query": f"mutation {mutation}", "variables": given}
        answer = client.post(
            "/scene/graphql", body, content_type="application/json", headers={"X-Requested-With": "XMLHttpRequest"}
        ).json()
        assert shop.organiser
        return answer

    return asked


def test_an_event_is_made_sold_published_and_called_off(shop: Shop, ask: Callable[..., Any]) -> None:
    starts, event_id = timezone.now() + timedelta(days=40), new_identifier()
    text = {
        "title": "Quatuor",
        "startsAt": starts.isoformat(),
        "endsAt": (starts + timedelta(hours=2)).isoformat(),
        "timeZone": "Europe/Paris",
        "isOnline": True,
    }
    make = "($id: UUID!, $e: OrganisedEventInput!) { createOrganisedEvent(id: $id, event: $e) { slug state edition } }"
    for _time in range(2):
        made = ask(make, id=event_id, e=text)["data"]["createOrganisedEvent"]
        assert made == {"slug": "quatuor", "state": "draft", "edition": 1}
    edit = "($id: UUID!, $e: OrganisedEventInput!) { editOrganisedEvent(id: $id, event: $e) { title edition } }"
    edited = ask(edit, id=event_id, e=text | {"title": "Deux quatuors"})["data"]["editOrganisedEvent"]
    assert edited == {"title": "Deux quatuors", "edition": 2}
    kind, quota, voucher = (new_identifier() for _ in range(3))
    add = "($e: UUID!, $id: UUID!, $t: TicketTypeInput!) { addTicketType(eventId: $e, id: $id, type: $t) { price } }"
    assert ask(add, e=event_id, id=kind, t={"name": "Entrée", "price": 1500})["data"]["addTicketType"] == {
        "price": 1500
    }
    count = (
        "($e: UUID!, $id: UUID!, $n: Int!, $t: [UUID!]!) "
        '{ setEventQuota(eventId: $e, id: $id, name: "Salle", capacity: $n, typeIds: $t) { capacity sold } }'
    )
    counted = ask(count, e=event_id, id=quota, n=80, t=[str(kind)])["data"]["setEventQuota"]
    assert counted == {"capacity": 80, "sold": 0}
    code = (
        "($e: UUID!, $id: UUID!, $v: EventVoucherInput!) "
        "{ setEventVoucher(eventId: $e, id: $id, voucher: $v) { code } }"
    )
    given = ask(code, e=event_id, id=voucher, v={"code": "AMIS", "value": 10})["data"]["setEventVoucher"]
    assert given == {"code": "AMIS"}
    publish = "($id: UUID!) { publishOrganisedEvent(id: $id) { state } }"
    assert ask(publish, id=event_id)["data"]["publishOrganisedEvent"] == {"state": "published"}
    off = "($id: UUID!) { callOffOrganisedEvent(id: $id) { state } }"
    assert ask(off, id=event_id)["data"]["callOffOrganisedEvent"] == {"state": "cancelled"}
    event = Event.objects.get(id=event_id)
    assert [TicketType.objects.get(event=event).id, Quota.objects.get(event=event).capacity] == [kind, 80]
    assert Voucher.objects.get(event=event).value == 10


def test_an_order_is_given_back_once(shop: Shop, ask: Callable[..., Any], run_jobs: Callable[[], int]) -> None:
    order = bought(shop, run_jobs)
    refund = "($id: UUID!, $t: UUID!) { refundEventOrder(id: $id, takingId: $t, lines: []) { state } }"
    taking = new_identifier()
    for _time in range(2):
        assert ask(refund, id=order.id, t=taking)["data"]["refundEventOrder"] == {"state": "cancelled"}
    run_jobs()
    assert shop.organiser
    assert Order.objects.get(id=order.id).given_back == 2000


def test_what_an_action_refuses_is_refused_here(shop: Shop, ask: Callable[..., Any]) -> None:
    count = (
        "($e: UUID!, $id: UUID!, $t: [UUID!]!) "
        '{ setEventQuota(eventId: $e, id: $id, name: "", capacity: 5, typeIds: $t) { capacity } }'
    )
    assert ask(count, e=shop.event.id, id=new_identifier(), t=[])["errors"]
    assert Quota.objects.filter(event=shop.event).count() == 1
