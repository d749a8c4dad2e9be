"""How much a purchase asks of the database: few statements, and no more of them unnoticed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.tests.factories import make_organisation

MOST = {"hold": 12, "names": 19, "payment": 17, "card": 5, "what follows": 120, "order": 6}  # a pulse included


@pytest.mark.django_db(transaction=True)
def test_a_purchase_asks_the_database_no_more_than_this(run_jobs: Callable[[], int]) -> None:
    """Beginnings and ends of transactions and what tells PostgreSQL for whom it works are counted, too."""
    shop = make_shop(capacity=50)
    asked = [_asked_by_a_purchase(shop, number, run_jobs) for number in range(3)][-1]
    assert {part: number for part, number in asked.items() if number > MOST[part]} == {}


@pytest.mark.django_db(transaction=True)
def test_postgresql_is_told_once_for_whom_it_works() -> None:
    organisation = make_organisation("La Scène", "scene")
    scope.enter(organisation.id, None)
    with CaptureQueriesContext(connection) as told:
        scope.enter(organisation.id, None)
        scope.enter(None, None)
    assert len(told) == 1


def _asked_by_a_purchase(shop: Shop, number: int, run_jobs: Callable[[], int]) -> dict[str, int]:
    asked: dict[str, int] = {}

    @contextmanager
    def counted(part: str) -> Iterator[None]:
        with CaptureQueriesContext(connection) as found:
            yield
        asked[part] = len(found)

    buyer, api = Client(REMOTE_ADDR=f"192.0.2.{number}"), f"/{shop.organisation.slug}/api/v1"
    json: Any = {"content_type": "application/json"}
    wanted = {"id": str(new_identifier()), "wants": [{"type_id": str(shop.types[0].id), "quantity": 1}]}
    with counted("hold"):
        order = buyer.post(f"{api}/events/{shop.event.id}/orders", wanted, **json).json()
    json["HTTP_X_ORDER_SECRET"] = order["secret"]
    person = {"email": "ada@example.org", "name": "Ada", "method": "card"}
    with counted("names"):
        buyer.put(f"{api}/orders/{order['id']}/placing", person, **json)
    with counted("payment"):
        bank = buyer.post(f"{api}/orders/{order['id']}/payment", {}, **json).json()
    with counted("card"):
        buyer.post(f"{bank['url']}card/", {"card": "4242"})
    with counted("what follows"):
        run_jobs()
    with counted("order"):
        done = buyer.get(f"{api}/orders/{order['id']}", **json).json()
    assert len(done["tickets"]) == 1
    return asked
