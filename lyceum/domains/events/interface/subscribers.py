"""What is done when something has happened: fetch, call an action."""

from uuid import UUID

from lyceum.domains.events.actions.finishing import finish_order
from lyceum.domains.events.actions.payment_news import (
    disputed,
    payment_came,
    payment_failed,
    refund_done,
    refund_failed,
)
from lyceum.domains.events.actions.pulse import tell_availability
from lyceum.domains.events.queries.order import ABOUT
from lyceum.kernel.foundation.models import Announcement


def hear_payment_came(told: Announcement) -> None:
    if told.payload["about_kind"] == ABOUT:
        payment_came(_organisation(told), UUID(told.payload["payment_id"]), _order(told), told.payload["amount"])


def hear_payment_failed(told: Announcement) -> None:
    if told.payload["about_kind"] == ABOUT:
        payment_failed(_organisation(told), UUID(told.payload["payment_id"]), _order(told))


def hear_refund_done(told: Announcement) -> None:
    if told.payload["about_kind"] == ABOUT:
        refund_done(_organisation(told), _order(told), UUID(told.payload["refund_id"]), told.payload["amount"])


def hear_refund_failed(told: Announcement) -> None:
    if told.payload["about_kind"] == ABOUT:
        payment_id, refund_id = (UUID(told.payload[name]) for name in ("payment_id", "refund_id"))
        refund_failed(_organisation(told), payment_id, _order(told), refund_id, told.payload["amount"])


def hear_dispute(told: Announcement) -> None:
    if told.payload["about_kind"] == ABOUT:
        disputed(_organisation(told), _order(told), UUID(told.payload["dispute_id"]), told.payload["amount"])


def finish(told: Announcement) -> None:
    finish_order(_organisation(told), UUID(told.payload["order_id"]))


def tell_what_is_left(told: Announcement) -> None:
    tell_availability(_organisation(told), UUID(told.payload["event_id"]))


def _order(told: Announcement) -> UUID:
    return UUID(told.payload["about_id"])


def _organisation(told: Announcement) -> UUID:
    assert told.organisation_id is not None
    return told.organisation_id
