from datetime import datetime
from uuid import UUID

import strawberry

from lyceum.kernel.billing.actions import payment as acts
from lyceum.kernel.billing.queries.payment import PaymentView, payment_seen, payment_shown, payments_for
from lyceum.kernel.billing.queries.payment_method import methods_of
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may


@strawberry.type
class PaymentMethod:
    code: str
    name: str
    text: str
    is_immediate: bool


@strawberry.type
class PaymentRefund:
    id: UUID
    amount: str
    state: str


@strawberry.type
class Payment:
    """Amounts in the currency's smallest unit, as text: large ones pass what GraphQL calls an integer."""

    id: UUID
    created_at: datetime
    description: str
    amount: str
    paid: str
    refunded: str
    currency: str
    method: str
    state: str
    is_late: bool
    is_stuck: bool
    refunds: list[PaymentRefund]

    @classmethod
    def of(cls, view: PaymentView) -> "Payment":
        return cls(
            id=view.id,
            created_at=view.created_at,
            description=view.description,
            amount=str(view.amount),
            paid=str(view.paid),
            refunded=str(view.refunded),
            currency=view.currency,
            method=view.method,
            state=view.state,
            is_late=view.is_late,
            is_stuck=view.is_stuck,
            refunds=[PaymentRefund(id=r.id, amount=str(r.amount), state=r.state) for r in view.refunds],
        )


@resolver(MEMBER)
def payment_methods(caller: Caller) -> list[PaymentMethod]:
    found = methods_of(caller.organisation_id)
    return [PaymentMethod(code=m.code, name=m.name, text=m.text, is_immediate=m.is_immediate) for m in found]


@resolver(may("billing.see_payments"))
def payment_list(caller: Caller, first: int = 20) -> list[Payment]:
    rows = payments_for(caller).order_by("-id")[: max(1, min(first, 100))]
    return [Payment.of(payment_shown(caller, row)) for row in rows]


@resolver(may("billing.see_payments"))
def payment(caller: Caller, id: UUID) -> Payment:
    return Payment.of(payment_seen(caller, id))


@resolver(may("billing.settle_payments"))
def confirm_payment(caller: Caller, id: UUID) -> Payment:
    acts.confirm_by_hand(caller, id)
    return Payment.of(payment_seen(caller, id))


@strawberry.type
class PaymentQuery:
    payment_methods: list[PaymentMethod] = strawberry.field(resolver=payment_methods)
    payments: list[Payment] = strawberry.field(resolver=payment_list)
    payment: Payment = strawberry.field(resolver=payment)


@strawberry.type
class PaymentMutation:
    confirm_payment: Payment = strawberry.mutation(resolver=confirm_payment)
