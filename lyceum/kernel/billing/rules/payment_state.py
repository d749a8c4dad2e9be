"""What becomes of a payment and of a refund when a provider speaks: twice, late, or in any order.

Where a payment ends does not depend on the order of what is said: once it succeeded it stays so, whatever else comes.
"""

from enum import StrEnum


class PaymentState(StrEnum):
    """``asked``: the provider may not know of it yet. ``started``: it does, and waits for the payer."""

    ASKED = "asked"
    STARTED = "started"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    VOIDED = "voided"


class RefundState(StrEnum):
    """``asked``: the provider may not know of it yet. ``pending``: it does, and the money is on its way."""

    ASKED = "asked"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class DisputeState(StrEnum):
    """``inquiry``: the payer's bank only asks, and has taken nothing; ``cleared``: it did not go on."""

    INQUIRY = "inquiry"
    CLEARED = "cleared"
    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Said(StrEnum):
    """What a provider says. ``declined``: one try was refused, the payer may try again; ``failed``: it is over."""

    OPEN = "open"
    PROCESSING = "processing"
    DECLINED = "declined"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


OPEN = frozenset({PaymentState.ASKED, PaymentState.STARTED})
WAITING = frozenset({RefundState.ASKED, RefundState.PENDING})
DECIDED = frozenset({DisputeState.WON, DisputeState.LOST})
TOOK_MONEY = DECIDED | {DisputeState.OPEN}


def after(state: PaymentState, said: Said) -> PaymentState:
    """Money that came is never unsaid: success is taken even of a payment that was voided, or had failed."""
    if said is Said.SUCCEEDED:
        return PaymentState.SUCCEEDED
    if state not in OPEN or said is Said.DECLINED:
        return state
    return PaymentState.FAILED if said is Said.FAILED else PaymentState.STARTED


def is_late(former: PaymentState) -> bool:
    """Success of what nobody waited for any more: whoever asked places it, or gives it back."""
    return former in {PaymentState.FAILED, PaymentState.VOIDED}


def refund_after(state: RefundState, said: Said) -> RefundState:
    """A refund that went out may still come back from the payer's bank; one that failed stays so."""
    if state is RefundState.FAILED:
        return state
    if said is Said.FAILED:
        return RefundState.FAILED
    if said is Said.SUCCEEDED:
        return RefundState.SUCCEEDED
    return state if state is RefundState.SUCCEEDED else RefundState.PENDING


def dispute_after(state: DisputeState, said: DisputeState) -> DisputeState:
    """What is closed stays closed: "opened" may be told after it. A question may become a dispute, not the reverse."""
    if state is DisputeState.INQUIRY or (state is DisputeState.OPEN and said in DECIDED):
        return said
    return state
