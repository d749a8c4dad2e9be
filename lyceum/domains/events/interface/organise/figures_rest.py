"""What an event sells, for an organiser's own programs: figures, and the tables that the pages hand out."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.domains.events.queries.figures import (
    by_channel,
    by_type,
    event_counted,
    funnel_of,
    sums_of,
    taxes_of,
)
from lyceum.domains.events.queries.forecasting import forecast_of
from lyceum.domains.events.queries.organising import event_lines
from lyceum.domains.events.queries.sheets import sheet_of
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER

router = Router()
ONE = "/organised-events/{uuid:event_id}"


class EventSumsOut(Schema):
    """``revenue``: what came, less what went back."""

    orders: int
    tickets: int
    revenue: int
    refunds: int
    given_back: int


class EventShareOut(Schema):
    name: str
    tickets: int
    revenue: int
    orders: int
    places: int | None


class EventFunnelOut(Schema):
    """Views of its page since ``since``, and what came of them; nobody is followed."""

    views: int
    held: int
    placed: int
    paid: int
    since: date | None


class EventTaxOut(Schema):
    """``rate`` in basis points."""

    rate: int
    gross: int
    tax: int
    net: int


class EventForecastOut(Schema):
    """``basis``: like (``like`` past events) or pace say a range; sold_out, too_early and over do not."""

    basis: str
    low: int
    likely: int
    high: int
    like: int


class EventFiguresOut(Schema):
    """Amounts in the smallest unit of ``currency``."""

    currency: str
    places: int
    held: int
    sums: EventSumsOut
    types: list[EventShareOut]
    channels: list[EventShareOut]
    funnel: EventFunnelOut
    taxes: list[EventTaxOut]
    forecast: EventForecastOut


class EventTableOut(Schema):
    title: str
    head: list[str]
    rows: list[list[str | float | None]]


@router.get(f"{ONE}/figures", response=EventFiguresOut)
@operation(MEMBER)
def show_event_figures(caller: Caller, request: HttpRequest, event_id: UUID) -> object:
    event = event_counted(caller, event_id)
    line = event_lines(caller, [event])[0]
    return {
        "currency": event.currency,
        "places": line.places,
        "held": line.held,
        "sums": sums_of(caller, event),
        "types": by_type(caller, event),
        "channels": by_channel(caller, event),
        "funnel": funnel_of(caller, event),
        "taxes": taxes_of(caller, event),
        "forecast": forecast_of(caller, event, line.places),
    }


@router.get(ONE + "/tables/{what}", response=EventTableOut)
@operation(MEMBER)
def show_event_table(caller: Caller, request: HttpRequest, event_id: UUID, what: str) -> object:
    """``what``: orders, attendees, answers, check-ins or vat."""
    return sheet_of(caller, event_id, what)
