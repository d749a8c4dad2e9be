"""What events have sold, are likely to sell, and the tables of it: from the rows of one organisation."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from lyceum.domains.events.models import (
    CheckIn,
    Event,
    EventViews,
    Order,
    OrderLine,
    Question,
    QuotaType,
    Ticket,
)
from lyceum.domains.events.queries.figures import by_type, funnel_of, sold_lines, sums_of, taxes_of
from lyceum.domains.events.queries.forecasting import _past
from lyceum.domains.events.queries.sheets import _answers, _attendees, _check_ins, _orders
from lyceum.domains.events.queries.surveyed import attendance_on, orders_on, tickets_on
from lyceum.kernel.billing.models import InvoiceTax
from lyceum.kernel.foundation.rules.caller import Caller
from tests.isolation.probes.apart import apart
from tests.isolation.probes.events_place import gala
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


class Desk(NamedTuple):
    """``gala``: somebody came in there; ``paid``: two orders were paid there, one with an invoice; ``seen``: its page
    was looked at."""

    caller: Caller
    gala: Event
    paid: Event
    seen: Event


def desk(samples: Samples) -> Desk:
    known = samples.parts
    ids = (known["event_id"], known["events:guests.event_id"], known["show_event_figures.event_id"])
    return Desk(insider(samples), *(Event.objects.get(id=one) for one in ids))


def _counted(act: str, call: Any, *models: Any, **ways: Any) -> None:
    apart(f"events.queries.{act}", desk, call, moved=models, **ways)


def _sheet(act: str, made: Any, *models: Any) -> None:
    def read(at: Desk) -> Any:
        head, rows = made(at.caller, at.gala)
        return head, list(rows)

    _counted(f"sheets.{act}", read, *models, first=_as_long_ago)


def _as_long_ago(_at: Desk) -> None:
    """All was placed, paid and answered, and everybody came, by now."""
    now = timezone.now()
    Order.objects.update(placed_at=now, paid_at=now)
    for line in OrderLine.objects.all():
        line.answers = '{"some": "answer"}'
        line.save()
    Ticket.objects.update(admitted_at=now)


def _surveyed(act: str, survey: Any, model: Any) -> None:
    def told(at: Desk) -> Any:
        return survey(at.caller.organisation_id, timezone.localdate())

    _counted(f"surveyed.{act}", told, model, first=_as_long_ago)


_counted("figures.sold_lines", lambda at: sold_lines(at.caller, [at.paid.id]), OrderLine)
_counted("figures.by_type", lambda at: by_type(at.caller, at.paid), QuotaType)
_counted("figures.funnel_of", lambda at: funnel_of(at.caller, at.seen), Order, EventViews)
_sheet("_orders", _orders, Order)
_sheet("_attendees", _attendees, Ticket)
_sheet("_answers", _answers, OrderLine, Question)
_sheet("_check_ins", _check_ins, CheckIn)
_surveyed("tickets_on", tickets_on, OrderLine)
_surveyed("orders_on", orders_on, OrderLine)
_surveyed("attendance_on", attendance_on, Ticket)


@probe("events.queries.figures.sums_of")
def an_order_elsewhere_is_not_counted(samples: Samples) -> None:
    at = desk(samples)
    assert sums_of(at.caller, at.paid).orders == 2
    gala(samples).moved(at.paid.orders.order_by("id")[0])
    assert sums_of(at.caller, at.paid).orders == 1


@probe("events.queries.figures.taxes_of")
def vat_is_that_of_the_invoices_and_orders_of_one_organisation(samples: Samples) -> None:
    at = desk(samples)
    taxes = taxes_of(at.caller, at.paid)
    assert [(one.rate, one.gross) for one in taxes] == [(2000, 1000)]
    order = at.paid.orders.get(code=samples.parts["events:order_invoice.code"])
    tax = InvoiceTax.objects.get(invoice__about_id=order.id)
    InvoiceTax.objects.create(
        organisation=samples.house.abroad.organisation, invoice_id=tax.invoice_id, rate=550, gross=1, tax=0
    )
    assert taxes_of(at.caller, at.paid) == taxes
    gala(samples).moved(order)
    assert taxes_of(at.caller, at.paid) == []


@probe("events.queries.forecasting._past")
def what_is_past_elsewhere_foretells_nothing(samples: Samples) -> None:
    at, starts = desk(samples), timezone.now() - timedelta(days=2)
    Event.objects.filter(id=at.paid.id).update(starts_at=starts, ends_at=starts + timedelta(hours=2), slug="elsewhere")
    at.paid.orders.update(paid_at=starts - timedelta(days=3))
    OrderLine.objects.filter(order__event=at.paid).update(places=15)
    assert [sum(one.sold_before) for one in _past(at.caller, at.gala)] == [30]
    gala(samples).moved(at.paid)
    assert _past(at.caller, at.gala) == []
