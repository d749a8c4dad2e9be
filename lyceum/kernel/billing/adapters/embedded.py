"""The test bank: it keeps its own books (``models/bank.py``), has its own pages, and moves no money."""

import hmac
import json
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from lyceum.kernel.billing.actions.bank import tell_refund
from lyceum.kernel.billing.models import BankCharge, BankRefund
from lyceum.kernel.billing.ports import (
    Charge,
    DisputeFact,
    Fact,
    Forged,
    Heard,
    PaymentFact,
    RefundFact,
    Return,
    Standing,
    VendorRefused,
)
from lyceum.kernel.billing.rules.bank_signature import SIGNATURE, TIMESTAMP, signature
from lyceum.kernel.billing.rules.payment_state import DisputeState, Said
from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.rules.caller import Visitor

FRESH = 300  # seconds
_SAID = {
    "open": Said.OPEN,
    "confirming": Said.OPEN,
    "processing": Said.PROCESSING,
    "succeeded": Said.SUCCEEDED,
    "cancelled": Said.FAILED,
    "declined": Said.DECLINED,
}


class Bank:
    def begin(self, charge: Charge) -> Standing:
        given = {
            "amount": charge.amount,
            "currency": charge.currency,
            "description": charge.description,
            "language": charge.language,
            "return_url": charge.return_url,
            "told": {"organisation": str(charge.organisation_id), "payment": str(charge.payment_id)},
        }
        made, _is_new = BankCharge.objects.get_or_create(key=charge.key, defaults=given)
        return standing_of(made)

    def look_up(self, reference: str) -> Standing:
        return standing_of(_charge(reference))

    @transaction.atomic
    def cancel(self, reference: str) -> Standing:
        charge = _charge(reference, locked=True)
        if charge.state in {"open", "confirming"}:
            charge.state = "cancelled"
            charge.save()
        return standing_of(charge)

    @transaction.atomic
    def refund(self, back: Return) -> Standing:
        charge = _charge(back.reference, locked=True)
        if made := BankRefund.objects.filter(key=back.key).first():
            return Standing(str(made.id), Said.SUCCEEDED)
        if charge.state != "succeeded" or back.amount > charge.amount - charge.refunded:
            raise VendorRefused("more than was paid")
        charge.refunded += back.amount
        charge.save()
        made = BankRefund.objects.create(charge=charge, key=back.key, amount=back.amount)
        tell_refund(Visitor(), made)
        return Standing(str(made.id), Said.SUCCEEDED)

    def look_up_refund(self, reference: str) -> Standing:
        if not BankRefund.objects.filter(id=reference).exists():
            raise VendorRefused("no such refund")
        return Standing(reference, Said.SUCCEEDED)

    def hear(self, headers: Mapping[str, str], body: bytes) -> Heard:
        stamp = headers.get(TIMESTAMP, "")
        signed = signature(settings.SECRET_KEY, stamp, body)
        if not hmac.compare_digest(signed.encode(), headers.get(SIGNATURE, "").encode()):
            raise Forged("the signature does not hold")
        if not stamp.isdecimal() or abs(time.time() - int(stamp)) > FRESH:
            raise Forged("told too long after")
        told = _read(body)
        return Heard(str(told["id"]), str(told["type"]), body.decode())

    def facts(self, content: str) -> list[Fact]:
        told = _read(content.encode())
        organisation_id, payment_id = UUID(told["told"]["organisation"]), UUID(told["told"]["payment"])
        if told["type"] == "refund":
            refund_id, said = UUID(told["key"]), _SAID[told["state"]]
            return [RefundFact(organisation_id, payment_id, refund_id, said, told["reference"], told["amount"])]
        if told["type"] == "dispute":
            opened = DisputeState(told["state"])
            return [DisputeFact(organisation_id, payment_id, opened, told["reference"], told["amount"], told["reason"])]
        said = _SAID[told["state"]]
        return [PaymentFact(organisation_id, payment_id, said, told["reference"], told.get("reason", ""))]


def connect() -> Bank:
    return Bank()


def standing_of(charge: BankCharge) -> Standing:
    return Standing(str(charge.id), _SAID[charge.state], inside("billing:bank", charge.id), charge.declined)


def _charge(reference: str, *, locked: bool = False) -> BankCharge:
    rows = BankCharge.objects.select_for_update() if locked else BankCharge.objects
    if charge := rows.filter(id=reference).first():
        return charge
    raise VendorRefused("no such charge")


def _read(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError as fault:
        raise Forged("no JSON") from fault
    if not isinstance(told, dict) or not {"id", "type", "told"} <= told.keys():
        raise Forged("no event of ours")
    return told
