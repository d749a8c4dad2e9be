"""What billing says of an order's payment: once or twice, in time or late, in any order."""

from uuid import UUID

from django.utils import timezone

from lyceum.domains.events.actions.confirming import confirm
from lyceum.domains.events.actions.counting_places import hold_again
from lyceum.domains.events.actions.releasing import OPEN, release
from lyceum.domains.events.actions.stepping import is_done, step
from lyceum.domains.events.announcements import OrderPaidInVain, OrderRefunded
from lyceum.domains.events.models import EventState, Order, OrderState, StepKind
from lyceum.kernel.billing.actions.payment import void_payment
from lyceum.kernel.billing.actions.refund import give_rest_back
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Visitor


def payment_came(organisation_id: UUID, payment_id: UUID, order_id: UUID, amount: int) -> None:
    """In a transaction. Its places if it has them still, or if they are free again; else the money goes back."""
    order = _locked(organisation_id, order_id)
    caller = Visitor(organisation_id)
    if order is None or is_done(caller, order, f"paid:{payment_id}"):
        return
    if order.state == OrderState.PAID:
        _return(order, payment_id, amount, "twice")
    elif order.event.state == EventState.CANCELLED:
        if order.state in OPEN:
            release(caller, [order], OrderState.CANCELLED)
        _return(order, payment_id, amount, "event")
    elif order.state in OPEN or _has_places_again(order):
        if order.payment_id and order.payment_id != payment_id:
            void_payment(organisation_id, order.payment_id)
        confirm(caller, order, payment_id, amount)
    else:
        _return(order, payment_id, amount, "late")


def payment_failed(organisation_id: UUID, payment_id: UUID, order_id: UUID) -> None:
    """The order keeps its places until it expires: its buyer may pay in another way."""
    if order := _locked(organisation_id, order_id):
        step(Visitor(organisation_id), order, StepKind.PAYMENT_FAILED, f"failed:{payment_id}", payment=payment_id)


def refund_done(organisation_id: UUID, order_id: UUID, refund_id: UUID, amount: int) -> None:
    order = _locked(organisation_id, order_id)
    caller = Visitor(organisation_id)
    if order and step(caller, order, StepKind.REFUNDED, f"refunded:{refund_id}", refund=refund_id, amount=amount):
        announce(caller, OrderRefunded(order.id, order.event_id, amount, order.currency), about=organisation_id)


def refund_failed(organisation_id: UUID, payment_id: UUID, order_id: UUID, refund_id: UUID, amount: int) -> None:
    """Somebody has to give it back another way: the order is not done, and shows among the stuck ones."""
    order = _locked(organisation_id, order_id)
    caller = Visitor(organisation_id)
    about = {"payment": payment_id, "refund": refund_id, "amount": amount}
    if order and step(caller, order, StepKind.REFUND_FAILED, f"refund_failed:{refund_id}", **about):
        order.done_at = None
        order.save(update_fields=["done_at"])


def disputed(organisation_id: UUID, order_id: UUID, dispute_id: UUID, amount: int) -> None:
    if order := _locked(organisation_id, order_id):
        step(Visitor(organisation_id), order, StepKind.DISPUTED, f"disputed:{dispute_id}", amount=amount)


def _locked(organisation_id: UUID, order_id: UUID) -> Order | None:
    rows = Order.objects.filter(organisation_id=organisation_id, id=order_id).select_related("event")
    found: Order | None = rows.select_for_update(of=("self",), no_key=True).first()
    return found


def _has_places_again(order: Order) -> bool:
    """Late money of an order that expired; one that its buyer or the organiser cancelled stays so."""
    if order.state != OrderState.EXPIRED or order.event.ends_at <= timezone.now():
        return False
    return hold_again(order.organisation_id, list(order.lines.values_list("id", flat=True)))


def _return(order: Order, payment_id: UUID, amount: int, why: str) -> None:
    caller = Visitor(order.organisation_id)
    step(caller, order, StepKind.PAID_LATE, f"paid:{payment_id}", payment=payment_id, amount=amount, why=why)
    if refund := give_rest_back(order.organisation_id, payment_id, f"vain:{payment_id}", why):
        step(caller, order, StepKind.REFUND_ASKED, f"vain:{payment_id}", payment=payment_id, amount=refund.amount)
    told = OrderPaidInVain(order.id, order.event_id, amount, order.currency, why)
    announce(caller, told, about=order.organisation_id)
