"""Money is given back: all or part of what was paid, once for each key."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.payment_settling import note, settle
from lyceum.kernel.billing.actions.payment_vendor import pay_back
from lyceum.kernel.billing.models import Payment, Refund
from lyceum.kernel.billing.permissions import may_settle_payments
from lyceum.kernel.billing.ports import BY_HAND, RefundFact
from lyceum.kernel.billing.queries.refund import left_to_give_back
from lyceum.kernel.billing.rules.payment_state import Said
from lyceum.kernel.billing.rules.payment_waiting import FIRST
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound


def give_back(organisation_id: UUID, payment_id: UUID, amount: int, key: str, reason: str) -> Refund:
    """In the transaction of the act that asks for it; a job asks the provider. ``key``: a repeat gives back once."""
    payment = _locked(organisation_id, payment_id)
    known = _known(payment, key)
    if known is not None:
        if known.amount != amount:
            raise Conflict(_("Another amount was given back for this before."), code="refund_differs")
        return known
    if amount <= 0:
        raise Invalid(_("There is nothing to give back."), code="nothing_to_give_back")
    if amount > left_to_give_back(organisation_id, payment_id):
        raise Conflict(_("This is more than is left of what was paid."), code="more_than_paid")
    return _asked(payment, amount, key, reason)


def give_rest_back(organisation_id: UUID, payment_id: UUID, key: str, reason: str) -> Refund | None:
    """All that is left of it; None where it went back already, in the provider's own pages, say."""
    payment = _locked(organisation_id, payment_id)
    left = left_to_give_back(organisation_id, payment_id)
    return _known(payment, key) or (_asked(payment, left, key, reason) if left else None)


@transaction.atomic
def confirm_refund_by_hand(caller: Caller, refund_id: UUID) -> Refund:
    """Somebody has sent the transfer, or handed over the money."""
    refuse_unless(may_settle_payments(caller))
    refund: Refund | None = Refund.objects.within(caller).select_related("payment").filter(id=refund_id).first()
    if refund is None:
        raise NotFound(_("There is no such refund."))
    if refund.payment.provider != BY_HAND:
        raise Conflict(_("The payment provider says itself when this is done."), code="not_by_hand")
    fact = RefundFact(
        caller.organisation_id, refund.payment_id, refund.id, Said.SUCCEEDED, refund.reference, refund.amount
    )
    settle(caller.organisation_id, fact, caller=caller)
    refund.refresh_from_db()
    return refund


def _locked(organisation_id: UUID, payment_id: UUID) -> Payment:
    rows = Payment.objects.select_for_update(no_key=True)
    payment: Payment | None = rows.filter(organisation_id=organisation_id, id=payment_id).first()
    if payment is None:
        raise NotFound(_("There is no such payment."))
    return payment


def _known(payment: Payment, key: str) -> Refund | None:
    rows = Refund.objects.filter(organisation_id=payment.organisation_id, payment=payment, key=key)
    known: Refund | None = rows.first()
    return known


def _asked(payment: Payment, amount: int, key: str, reason: str) -> Refund:
    payment.refunded += amount
    payment.save(update_fields=["refunded"])
    is_by_hand = payment.provider == BY_HAND
    refund: Refund = Refund.objects.create(
        organisation_id=payment.organisation_id,
        payment=payment,
        amount=amount,
        key=key,
        reason=reason[:200],
        check_at=None if is_by_hand else timezone.now() + FIRST,
    )
    note(payment.organisation_id, payment.id, "refund_asked", reason)
    if not is_by_hand:
        pay_back.later(organisation_id=payment.organisation_id, refund_id=refund.id, once=str(refund.id))
    return refund
