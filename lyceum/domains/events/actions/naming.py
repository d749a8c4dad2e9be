"""Who comes, and what they answer, filled in after the purchase: until the organiser must know."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.answering import checked_answers
from lyceum.domains.events.actions.letters import write_to_holder_of
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.announcements import TicketRenamed
from lyceum.domains.events.models import Order, OrderLine, StepKind, Ticket, TicketState
from lyceum.domains.events.queries.naming import may_fill_in
from lyceum.domains.events.queries.order import order_of
from lyceum.domains.events.queries.words import place_lines, when_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """``names`` by id of the ticket, ``answers`` by id of the line (None: those of the whole order). What is not in
    it stays as it is."""

    names: Mapping[UUID, Named] = field(default_factory=dict)
    answers: Mapping[UUID | None, Mapping[str, Any]] = field(default_factory=dict)


@transaction.atomic
def fill_in(caller: Anyone, order_id: UUID, secret: str, filled: FilledIn) -> Order:
    """By its buyer, or whoever sells there; what was handed on is not theirs to name. Codes stay; who is given an
    address gets their own ticket there."""
    order = order_of(caller, order_id, secret, locked=True)
    if not may_fill_in(order, timezone.now()):
        raise Conflict(_("Names and answers of this order can no longer be changed."), code="too_late")
    _refuse_faults(filled)
    tickets = Ticket.objects.filter(organisation_id=order.organisation_id, line__order=order)
    chosen = tickets.filter(id__in=filled.names, state=TicketState.VALID, serial=1).select_for_update().order_by("id")
    changed = [ticket for ticket in chosen if _name(ticket, filled.names[ticket.id])]
    answered = [_answer(caller, order, line_id, given) for line_id, given in filled.answers.items()]
    if changed or any(answered):
        step(caller, order, StepKind.CHANGED, f"filled:{timezone.now().timestamp()}", tickets=len(changed))
    for ticket in changed:
        announce(caller, TicketRenamed(ticket.id, order.id, order.event_id), about=order.organisation_id)
    return order


def _refuse_faults(filled: FilledIn) -> None:
    faults: dict[str, list[str]] = {}
    for ticket_id, named in filled.names.items():
        if len(named.name.strip()) > 120:
            faults[f"name-{ticket_id}"] = [_("At most %(most)s characters.") % {"most": 120}]
        try:
            if named.email.strip():
                validate_email(named.email.strip())
        except ValidationError:
            faults[f"email-{ticket_id}"] = [_("This is no e-mail address.")]
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)


def _name(ticket: Ticket, named: Named) -> bool:
    """Left empty, a ticket keeps what it has."""
    name, email = named.name.strip() or ticket.holder_name, named.email.strip() or ticket.holder_email
    is_named = ticket.is_named or bool(named.name.strip())
    if (name, email, is_named) == (ticket.holder_name, ticket.holder_email, ticket.is_named):
        return False
    is_sent = email.casefold() != ticket.holder_email.casefold()
    ticket.holder_name, ticket.holder_email, ticket.is_named = name, email, is_named
    ticket.save()
    if is_sent:
        _send(ticket)
    return True


def _send(ticket: Ticket) -> None:
    event, known = ticket.event, hashlib.sha256(ticket.holder_email.casefold().encode()).hexdigest()[:12]
    order: Order = ticket.line.order
    with translation.override(order.language):
        about = {"title": event.title, "when": when_of(event), "place": place_lines(event)[0], "who": order.name}
    key = f"{ticket.id}:{ticket.serial}:{known}"
    write_to_holder_of(ticket.organisation_id, ticket, "ticket_received", key=key, about=about)


def _answer(caller: Anyone, order: Order, line_id: UUID | None, given: Mapping[str, Any]) -> bool:
    if line_id is None:
        return _keep(order, checked_answers(caller, order, None, given))
    line = order.lines.filter(id=line_id, is_live=True).first()
    return line is not None and _keep(line, checked_answers(caller, order, line.ticket_type_id, given))


def _keep(row: Order | OrderLine, answers: Mapping[str, Any]) -> bool:
    kept = json.dumps(answers) if answers else ""
    if kept == row.answers:
        return False
    row.answers = kept
    row.save(update_fields=["answers"])
    return True
