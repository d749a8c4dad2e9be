"""What went back of a payment, and what may still go."""

from uuid import UUID

from django.db.models import Sum

from lyceum.kernel.billing.models import Dispute, DisputeState, Payment, Refund, RefundState


def given_back_before(organisation_id: UUID, payment_id: UUID, refund_id: UUID) -> int:
    """By refunds that were asked for earlier, and did not fail."""
    earlier = Refund.objects.filter(organisation_id=organisation_id, payment_id=payment_id, id__lt=refund_id)
    return int(earlier.exclude(state=RefundState.FAILED).aggregate(sum=Sum("amount", default=0))["sum"])


def left_to_give_back(organisation_id: UUID, payment_id: UUID) -> int:
    """Nothing that went back already, by whomever; nor what the payer's bank has taken, for it gives that back."""
    payment = Payment.objects.filter(organisation_id=organisation_id, id=payment_id).first()
    if payment is None:
        return 0
    taken = Dispute.objects.filter(
        organisation_id=organisation_id, payment=payment, state__in=(DisputeState.OPEN, DisputeState.LOST)
    )
    return max(0, payment.paid - payment.refunded - taken.aggregate(sum=Sum("amount", default=0))["sum"])
