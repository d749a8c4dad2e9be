"""What is still open of an order after its purchase: names of tickets, answers to questions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lyceum.domains.events.models import (
    Event,
    EventState,
    Order,
    OrderLine,
    OrderState,
    Question,
    Ticket,
    TicketKind,
    TicketState,
)
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.rules.caller import Anyone


@dataclass(frozen=True, slots=True)
class Open:
    """``lines`` are live, with their types; ``tickets`` those that were not handed on, ``unnamed`` of which nobody has
    named; ``unanswered``: questions."""

    lines: Sequence[OrderLine]
    tickets: Sequence[Ticket]
    questions: Sequence[Question]
    unnamed: int
    unanswered: int

    @property
    def is_anything(self) -> bool:
        return len(self.tickets) > 1 or bool(self.questions)


def last_change(event: Event) -> datetime:
    return event.changes_until or event.starts_at


def may_fill_in(order: Order, now: datetime) -> bool:
    event = order.event
    lives = order.state == OrderState.PAID and event.state in (EventState.PUBLISHED, EventState.POSTPONED)
    return lives and now < last_change(event)


def open_of(caller: Anyone, order: Order) -> Open:
    here = shop_of(caller)
    lines = list(
        OrderLine.objects.within(here)
        .filter(order=order, is_live=True, ticket_type__kind=TicketKind.TICKET)
        .select_related("ticket_type")
        .order_by("position")
    )
    rows = Ticket.objects.within(here).filter(line__order=order, state=TicketState.VALID, serial=1)
    tickets = list(rows.select_related("line__ticket_type", "line__order", "event__organisation"))
    tickets.sort(key=lambda ticket: (ticket.line.position, ticket.number))
    questions = list(Question.objects.within(here).filter(event_id=order.event_id).order_by("position", "id"))
    unanswered = sum(_unanswered(order, lines, question) for question in questions)
    return Open(lines, tickets, questions, sum(not one.is_named for one in tickets), unanswered)


def answers_of(row: Order | OrderLine) -> dict[str, Any]:
    return dict(json.loads(row.answers)) if row.answers else {}


def is_asked_of(question: Question, type_id: UUID) -> bool:
    return not question.per_order and (not question.types or type_id in question.types)


def _unanswered(order: Order, lines: Sequence[OrderLine], question: Question) -> int:
    asked = [order] if question.per_order else [one for one in lines if is_asked_of(question, one.ticket_type_id)]
    return sum(str(question.id) not in answers_of(row) for row in asked)
