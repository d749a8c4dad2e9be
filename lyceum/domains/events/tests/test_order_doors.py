"""A purchase over REST and GraphQL, by somebody who is not signed in; what is left is told live."""

from typing import Any

import pytest
from django.test import Client

from lyceum.domains.events.models import Order
from lyceum.domains.events.tests.buying import money_comes
from lyceum.domains.events.tests.shop import make_shop
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.tests.heard import listening

pytestmark = pytest.mark.django_db


def test_a_guest_buys_over_rest_and_a_repeat_changes_nothing(run_jobs: Any) -> None:
    shop = make_shop(capacity=5)
    browser, api = Client(enforce_csrf_checks=True), f"/{shop.organisation.slug}/api/v1"
    body = {"id": str(new_identifier()), "wants": [{"type_id": str(shop.types[0].id), "quantity": 2}]}
    address = f"{api}/events/{shop.event.id}/orders"
    first, again = (browser.post(address, body, content_type="application/json") for _ in range(2))
    assert (first.status_code, again.json()) == (200, first.json()), first.content
    order = first.json()
    assert (order["state"], order["total"], len(order["lines"])) == ("held", 4000, 2)
    mine = {"HTTP_X_ORDER_SECRET": order["secret"]}
    assert browser.get(f"{api}/orders/{order['id']}").status_code == 404
    placing = {"email": "ada@example.org", "name": "Ada", "method": "card"}
    placed = browser.put(f"{api}/orders/{order['id']}/placing", placing, content_type="application/json", **mine)
    assert placed.json()["state"] == "placed", placed.content
    assert shop.visitor
    money_comes(shop, Order.objects.get(id=order["id"]).payment_id)
    run_jobs()
    done = browser.get(f"{api}/orders/{order['id']}", **mine).json()
    assert (done["state"], done["paid"], len(done["tickets"])) == ("paid", 4000, 2)
    left = browser.get(f"{api}/events/{shop.event.id}/availability").json()["left"]
    assert left == {str(kind.id): 3 for kind in shop.types}


@pytest.mark.django_db(transaction=True)
def test_graphql_does_the_same() -> None:
    shop = make_shop()
    browser = Client()
    ask = """mutation ($id: UUID!, $event: UUID!, $type: UUID!) {
        holdPlaces(id: $id, eventId: $event, wants: [{typeId: $type, quantity: 1}]) { id secret state total } }"""
    variables = {"id": str(new_identifier()), "event": str(shop.event.id), "type": str(shop.types[0].id)}
    address = f"/{shop.organisation.slug}/graphql"
    with listening() as heard:
        answer = browser.post(address, {"query": ask, "variables": variables}, content_type="application/json").json()
    order = answer["data"]["holdPlaces"]
    assert (order["state"], order["total"]) == ("held", 2000)
    topic = f"shop:{shop.organisation.id}:event:{shop.event.id}:availability"
    assert [frame["topic"] for frame in heard if "availability" in frame["topic"]] == [topic]
    found = browser.post(
        address,
        {"query": f'{{ eventAvailability(id: "{shop.event.id}") {{ state left }} }}'},
        content_type="application/json",
    )
    assert found.json()["data"]["eventAvailability"]["left"][str(shop.types[0].id)] == 9
