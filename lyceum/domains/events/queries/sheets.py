"""The tables of one event, for those who may see them: orders, attendees, answers, who came in, VAT."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.models import CheckIn, Event, Order, OrderLine, Question, Ticket
from lyceum.domains.events.queries.figures import event_counted, taxes_of
from lyceum.domains.events.queries.selling import event_sold_by
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.money import exponent
from lyceum.kernel.foundation.rules.refusal import Message, NotFound
from lyceum.kernel.foundation.rules.sheet import Cell

_AT_ONCE = 500
Rows = Iterator[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


SHEETS: Mapping[str, Message] = {
    "orders": gettext_lazy("Orders"),
    "attendees": gettext_lazy("Attendees"),
    "answers": gettext_lazy("Answers"),
    "check-ins": gettext_lazy("Entries"),
    "vat": gettext_lazy("VAT"),
}


def sheet_of(caller: Caller, event_id: UUID, what: str) -> Sheet:
    """Names are for those who sell there; sums for those who see figures. Raises NotFound for another table."""
    if what not in SHEETS:
        raise NotFound(_("There is no such table."))
    event = event_counted(caller, event_id) if what == "vat" else event_sold_by(caller, event_id)
    head, rows = _MADE[what](caller, event)
    return Sheet(f"{SHEETS[what]} · {event.title}", head, list(rows))


def _orders(caller: Caller, event: Event) -> tuple[list[str], Rows]:
    head = [_("Order"), _("State"), _("Way"), _("Name"), _("E-mail"), _("Placed"), _("Paid"), _("Total")]
    head += [_("Given back"), _("Currency"), _("Payment"), _("Language")]

    def rows() -> Rows:
        found = Order.objects.within(caller).filter(event=event, placed_at__isnull=False).order_by("id")
        for one in found.iterator(_AT_ONCE):
            yield [
                one.code, one.state, one.channel, one.name, one.email, _moment(event, one.placed_at),
                _moment(event, one.paid_at), _amount(one.total, event), _amount(one.given_back, event),
                one.currency, one.method, one.language,
            ]  # fmt: skip

    return head, rows()


def _attendees(caller: Caller, event: Event) -> tuple[list[str], Rows]:
    head = [_("Order"), _("Ticket"), _("Number"), _("Name"), _("E-mail"), _("State"), _("Came in"), _("Price")]

    def rows() -> Rows:
        found = Ticket.objects.within(caller).filter(event=event).select_related("line__order", "line__ticket_type")
        for one in found.order_by("line__order_id", "line__position", "number").iterator(_AT_ONCE):
            line = one.line
            yield [
                line.order.code, line.ticket_type.name, one.number, one.holder_name, one.holder_email, one.state,
                _moment(event, one.admitted_at), _amount(line.price, event),
            ]  # fmt: skip

    return head, rows()


def _answers(caller: Caller, event: Event) -> tuple[list[str], Rows]:
    """A row for each order that answers for all, and for each ticket; a column for each question."""
    questions = list(Question.objects.within(caller).filter(event=event).order_by("position", "id"))
    head = [_("Order"), _("Ticket"), _("Name"), *(one.text for one in questions)]

    def rows() -> Rows:
        lines = OrderLine.objects.within(caller).filter(order__event=event, order__placed_at__isnull=False)
        answered: set[UUID] = set()
        chosen = lines.filter(is_live=True).select_related("order", "ticket_type").order_by("order_id", "position")
        for line in chosen.iterator(_AT_ONCE):
            order = line.order
            if order.answers and order.id not in answered:
                answered.add(order.id)
                yield [order.code, "", order.name, *_said(order.answers, questions)]
            if line.answers:
                yield [order.code, line.ticket_type.name, line.attendee_name, *_said(line.answers, questions)]

    return head, rows()


def _check_ins(caller: Caller, event: Event) -> tuple[list[str], Rows]:
    head = [_("When"), _("Device"), _("Way"), _("Outcome"), _("Order"), _("Ticket"), _("Name")]

    def rows() -> Rows:
        found = CheckIn.objects.within(caller).filter(event=event)
        chosen = found.select_related("ticket__line__order", "ticket__line__ticket_type").order_by("at", "id")
        for one in chosen.iterator(_AT_ONCE):
            line = one.ticket.line if one.ticket else None
            yield [
                _moment(event, one.at), one.device, one.direction, one.outcome, line.order.code if line else "",
                line.ticket_type.name if line else "", one.ticket.holder_name if one.ticket else "",
            ]  # fmt: skip

    return head, rows()


def _vat(caller: Caller, event: Event) -> tuple[list[str], Rows]:
    head = [_("Rate (%)"), _("Without VAT"), _("VAT"), _("With VAT"), _("Currency")]
    rows: Rows = (
        [one.rate / 100, _amount(one.net, event), _amount(one.tax, event), _amount(one.gross, event), event.currency]
        for one in taxes_of(caller, event)
    )
    return head, rows


_MADE: dict[str, Callable[[Caller, Event], tuple[list[str], Rows]]] = {
    "orders": _orders,
    "attendees": _attendees,
    "answers": _answers,
    "check-ins": _check_ins,
    "vat": _vat,
}


def _said(answers: str, questions: Sequence[Question]) -> list[Cell]:
    given: dict[str, Any] = json.loads(answers)
    return [_words(given.get(str(one.id))) for one in questions]


def _words(answer: Any) -> Cell:
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    if isinstance(answer, list):
        return ", ".join(str(one) for one in answer)
    return "" if answer is None else str(answer)


def _amount(amount: int, event: Event) -> float:
    """As a spreadsheet adds it up: in whole units, with decimals."""
    return amount / 10 ** exponent(event.currency)


def _moment(event: Event, moment: datetime | None) -> str:
    """By the clocks of the place, so that a spreadsheet sorts it."""
    return date_format(moment.astimezone(ZoneInfo(event.time_zone)), "Y-m-d H:i:s") if moment else ""
