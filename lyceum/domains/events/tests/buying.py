"""A purchase in steps, as the doors take them, for the tests of this room and of others."""

from collections.abc import Callable
from uuid import UUID

from lyceum.domains.events.actions.asking_payment import pay_order
from lyceum.domains.events.actions.holding import Hold, hold_places
from lyceum.domains.events.actions.placing import Placing, place_order
from lyceum.domains.events.models import Order
from lyceum.domains.events.rules.pricing import Want
from lyceum.domains.events.tests.shop import Shop
from lyceum.kernel.billing.actions.payment_settling import settle
from lyceum.kernel.billing.models import BankCharge
from lyceum.kernel.billing.ports import PaymentFact
from lyceum.kernel.billing.rules.payment_state import Said
from lyceum.kernel.foundation.rules.identifier import new_identifier

ADA = Placing("ada@example.org", "Ada Lovelace", "card")


def held(shop: Shop, quantity: int = 1, **fields: object) -> Order:
    wanted = Hold(new_identifier(), shop.event.id, (Want(shop.types[0].id, quantity),), **fields)  # type: ignore[arg-type]
    return hold_places(shop.visitor, wanted)


def placed(shop: Shop, quantity: int = 1, placing: Placing = ADA) -> Order:
    order = held(shop, quantity)
    return place_order(shop.visitor, order.id, order.secret, placing)


def paying(shop: Shop, quantity: int = 1) -> Order:
    order = placed(shop, quantity)
    assert pay_order(shop.visitor, order.id, order.secret).kind == "go"
    return order


def bought(shop: Shop, run_jobs: Callable[[], int], quantity: int = 1) -> Order:
    order = paying(shop, quantity)
    assert order.payment_id is not None
    money_comes(shop, order.payment_id)
    run_jobs()
    order.refresh_from_db()
    return order


def money_comes(shop: Shop, payment_id: UUID, said: Said = Said.SUCCEEDED) -> None:
    """As the test bank would say it."""
    assert shop.visitor
    if said is Said.SUCCEEDED:
        BankCharge.objects.filter(key=payment_id).update(state="succeeded")
    settle(shop.organisation.id, PaymentFact(shop.organisation.id, payment_id, said))
