"""Payments, what happened to them, and what went back: of one organisation."""

from uuid import UUID

from lyceum.kernel.billing.actions.refund import confirm_refund_by_hand
from lyceum.kernel.billing.models import Payment, PaymentStep, Refund
from lyceum.kernel.billing.queries.payment import payments_for, steps_of
from lyceum.kernel.foundation.rules.caller import Caller
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider
from tests.isolation.samples import Samples


def _payment(samples: Samples) -> tuple[Caller, UUID]:
    step = PaymentStep.objects.filter(organisation=samples.house.here.organisation).first()
    return insider(samples), step.payment_id


def _refund(samples: Samples) -> tuple[Caller, UUID]:
    return insider(samples), samples.parts["refund_id"]


apart("billing.queries.payment.payments_for", insider, payments_for, moved=(Payment,))
apart("billing.queries.payment.steps_of", _payment, lambda asked: steps_of(*asked), moved=(PaymentStep,))
apart(
    "billing.actions.refund.confirm_refund_by_hand",
    _refund,
    lambda asked: confirm_refund_by_hand(*asked),
    moved=(Refund,),
)
