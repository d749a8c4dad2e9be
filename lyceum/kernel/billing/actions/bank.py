"""At the test bank: a payer chooses a card, agrees or not, and the bank tells this installation as a vendor would."""

import json
import time
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.payment_hearing import hear_provider
from lyceum.kernel.billing.models import BankCharge, BankRefund
from lyceum.kernel.billing.queries.bank import BANK, bank_charge
from lyceum.kernel.billing.rules.bank_card import CARDS, LATE, Outcome
from lyceum.kernel.billing.rules.bank_signature import SIGNATURE, TIMESTAMP, signature
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.caller import Anyone, Visitor
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid


@transaction.atomic
def pay_at_bank(caller: Anyone, charge_id: UUID, ending: str) -> BankCharge:
    """``ending``: the last four digits of the card chosen."""
    charge = bank_charge(caller, charge_id, locked=True)
    if ending not in CARDS:
        raise Invalid(_("Choose one of the cards."))
    if charge.state != "open":
        raise Conflict(_("This payment is over."), code="payment_over")
    card = CARDS[ending]
    charge.card, charge.declined = ending, card.outcome if card.is_declined else ""
    if card.is_declined:
        _tell(charge, state="declined", reason=card.outcome)
    elif card.outcome is Outcome.CONFIRMS:
        charge.state = "confirming"
    elif card.outcome is Outcome.LATE:
        charge.state = "processing"
        decide_late.later(organisation_id=None, charge_id=charge.id, at=timezone.now() + LATE)
    else:
        _succeed(charge)
    charge.save()
    return charge


@transaction.atomic
def agree_at_bank(caller: Anyone, charge_id: UUID, *, is_agreed: bool) -> BankCharge:
    """What the payer's bank asks on their telephone."""
    charge = bank_charge(caller, charge_id, locked=True)
    if charge.state != "confirming":
        raise Conflict(_("There is nothing to confirm."), code="payment_over")
    if is_agreed:
        _succeed(charge)
    else:
        charge.state, charge.declined = "open", "not_confirmed"
        _tell(charge, state="declined", reason="not_confirmed")
    charge.save()
    return charge


@job(queue="payments")
def decide_late(organisation_id: UUID | None, charge_id: UUID) -> None:
    with transaction.atomic():
        charge = bank_charge(Visitor(), charge_id, locked=True)
        if charge.state == "processing":
            _succeed(charge)
            charge.save()


@job(queue="payments", urgent=True)
def tell_installation(organisation_id: UUID | None, told: dict[str, Any]) -> None:
    """Through the very door that vendors use, but without the network."""
    body, stamp = json.dumps(told).encode(), str(int(time.time()))
    headers = {TIMESTAMP: stamp, SIGNATURE: signature(settings.SECRET_KEY, stamp, body)}
    hear_provider(Visitor(), BANK, headers, body)


def tell_refund(caller: Anyone, refund: BankRefund) -> None:
    _tell(
        refund.charge,
        event="refund",
        state=refund.state,
        key=refund.key,
        amount=refund.amount,
        reference=str(refund.id),
    )


def _succeed(charge: BankCharge) -> None:
    charge.state = "succeeded"
    outcome = CARDS[charge.card].outcome
    if outcome is Outcome.SILENT:
        return
    told = _tell(charge, state="succeeded")
    if outcome is Outcome.TWICE:
        tell_installation.later(organisation_id=None, told=told)
        _tell(charge, state="succeeded")
    if outcome is Outcome.DISPUTED:
        at = timezone.now() + LATE
        _tell(charge, event="dispute", at=at, state="open", amount=charge.amount, reason="fraudulent")


def _tell(charge: BankCharge, *, event: str = "charge", at: datetime | None = None, **content: Any) -> dict[str, Any]:
    told = {
        "id": str(new_identifier()),
        "type": event,
        "told": charge.told,
        "reference": str(charge.id),
        **content,
    }
    tell_installation.later(organisation_id=None, at=at, told=told)
    return told
