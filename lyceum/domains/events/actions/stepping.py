"""The time line of an order: each step is written once, with what it did."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from lyceum.domains.events.models import Order, OrderStep, StepKind
from lyceum.domains.events.queries.shopping import buyer_of
from lyceum.kernel.foundation.rules.caller import Anyone


def step(caller: Anyone, order: Order, kind: StepKind, key: str = "", **about: Any) -> bool:
    """In the transaction of what it says. False where the step of that key was done before."""
    try:
        with transaction.atomic():
            OrderStep.objects.create(
                organisation_id=order.organisation_id,
                order=order,
                kind=kind,
                key=(key or kind)[:80],
                about={name: str(value) if isinstance(value, UUID) else value for name, value in about.items()},
                person_id=buyer_of(caller),
            )
    except IntegrityError:
        return False
    return True


def is_done(caller: Anyone, order: Order, key: str) -> bool:
    return bool(OrderStep.objects.filter(order=order, organisation_id=order.organisation_id, key=key).exists())
