"""The time line of an order: each step is written once, with what it did."""

import json
from typing import Any
from uuid import UUID

from django.db import connection

from lyceum.domains.events.models import Order, OrderStep, StepKind
from lyceum.domains.events.queries.shopping import buyer_of
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.identifier import new_identifier

_ONCE = """
    INSERT INTO events_orderstep (id, created_at, organisation_id, order_id, kind, key, about, person_id)
    VALUES (%s, statement_timestamp(), %s, %s, %s, %s, %s, %s) ON CONFLICT (order_id, key) DO NOTHING
"""


def step(caller: Anyone, order: Order, kind: StepKind, key: str = "", **about: Any) -> bool:
    """In the transaction of what it says. False where the step of that key was done before.

    One statement, not three: an order takes some ten steps, and a conflict must not spoil the transaction.
    """
    told = json.dumps({name: str(value) if isinstance(value, UUID) else value for name, value in about.items()})
    row = (new_identifier(), order.organisation_id, order.id, kind, (key or kind)[:80], told, buyer_of(caller))
    with connection.cursor() as cursor:
        cursor.execute(_ONCE, row)
        return bool(cursor.rowcount)


def is_done(caller: Anyone, order: Order, key: str) -> bool:
    return bool(OrderStep.objects.filter(order=order, organisation_id=order.organisation_id, key=key).exists())
