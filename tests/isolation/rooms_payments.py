from typing import Any
from uuid import uuid4

from lyceum.kernel.billing.actions.payment import Asked, ask_payment, start_payment
from lyceum.kernel.billing.models import (
    BankCharge,
    BankRefund,
    Dispute,
    Payment,
    PaymentAccount,
    PaymentStep,
    Reading,
    Refund,
    VendorEvent,
)
from lyceum.kernel.foundation import scope
from tests.isolation.house import Wing


def payments(wing: Wing) -> tuple[dict[str, Any], dict[str, Any]]:
    """A transfer that waits, one that was paid and goes back, and a charge at the test bank."""
    with scope.entered(wing.organisation.id):
        own = {"organisation": wing.organisation}
        PaymentAccount.objects.create(
            **own,
            methods=["card", "bank_transfer"],
            iban="FR7630006000011234567890189",
            holder=wing.offer,
            on_site=wing.offer,
            connected="acct_1",
        )
        waiting = _begun(wing, "bank_transfer")
        paid = _begun(wing, "bank_transfer")
        Payment.objects.filter(id=paid.id).update(state="succeeded", paid=paid.amount, refunded=500)
        refund = Refund.objects.create(**own, payment=paid, amount=500, key="a", reason=wing.offer)
        Dispute.objects.create(**own, payment=paid, reference=str(paid.id), amount=500, reason=wing.offer)
        PaymentStep.objects.create(**own, payment=paid, kind="declined", detail=wing.offer)
        charge = BankCharge.objects.get(id=_begun(wing, "card").reference)
        BankRefund.objects.create(charge=charge, key=str(refund.id), amount=1)
        Reading.objects.get_or_create(name="payments_stuck")
        VendorEvent.objects.create(
            provider="embedded", reference=str(wing.organisation.id), kind="charge", content="{}"
        )
    rows = {
        "payment_id": waiting.id,
        "refund_id": refund.id,
        "charge_id": charge.id,
        "provider": "embedded",
        "payment.id": waiting.id,
        "confirmPayment.id": waiting.id,
        "tell_installation.told": _told(charge),
    }
    return rows, {
        "billing:bank_card/card": "4242",
        "billing:bank_answer/agree": "1",
        "billing:getting_paid/methods": ["card"],
    }


def _told(charge: BankCharge) -> dict[str, Any]:
    told = {"id": str(uuid4()), "type": "charge", "told": charge.told, "reference": str(charge.id)}
    return told | {"state": "succeeded"}


def _begun(wing: Wing, method: str) -> Payment:
    asked = Asked(
        id=uuid4(),
        about_kind="events:order",
        about_id=uuid4(),
        amount=2500,
        currency="EUR",
        email="payer@example.org",
        description=wing.offer,
        method=method,
        return_url="/",
        language="en",
    )
    ask_payment(wing.organisation.id, asked)
    start_payment(wing.organisation.id, asked.id)
    found: Payment = Payment.objects.get(id=asked.id)
    return found
