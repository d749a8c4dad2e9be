"""By which rules tickets of an order may be given back."""

from typing import Any

from lyceum.domains.events.models import Event, Order
from lyceum.domains.events.rules.giving_back import Terms

_RULES = {"until_hours": "refund_until_hours", "percent": "refund_percent", "fee": "refund_fee"}


def promise_of(event: Event) -> dict[str, Any]:
    """What an order keeps: a rule that is made stricter later is not theirs."""
    return {name: getattr(event, column) for name, column in _RULES.items()}


def terms_of(order: Order) -> list[Terms]:
    """Those they saw, those of today; and everything, for a while, where the date they had chosen is another now."""
    event, today = order.event, promise_of(order.event)
    kept = [today] if order.promised in (None, today) else [order.promised, today]
    terms = [Terms(**each, starts_at=event.starts_at) for each in kept]
    return [*terms, Terms(None, 100, 0, event.starts_at, event.give_back_until)] if was_moved(order) else terms


def was_moved(order: Order) -> bool:
    """Whether its event has another date, or none, since it was ordered."""
    moved = order.event.moved_at
    return moved is not None and order.created_at < moved
