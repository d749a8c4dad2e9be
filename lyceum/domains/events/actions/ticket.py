"""A ticket changes its name, or its holder: the former code is then worth nothing."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.actions.ticket_key import signing_key
from lyceum.domains.events.announcements import TicketHandedOn, TicketRenamed
from lyceum.domains.events.models import Order, StepKind, Ticket, TicketState
from lyceum.domains.events.permissions import may_sell
from lyceum.domains.events.queries.ticket import ticket_of
from lyceum.domains.events.rules.ticket_code import TicketCode, sign_code
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid


@transaction.atomic
def rename_ticket(caller: Anyone, ticket_id: UUID, secret: str, name: str, email: str = "") -> Ticket:
    """The same holder under another name: the code stays."""
    ticket = _changeable(caller, ticket_id, secret)
    ticket.holder_name, ticket.holder_email = _name(name), email.strip()[:254] or ticket.holder_email
    ticket.is_named = True
    ticket.save()
    order = ticket.line.order
    step(caller, order, StepKind.CHANGED, f"renamed:{ticket.id}:{timezone.now().timestamp()}", ticket=ticket.id)
    announce(caller, TicketRenamed(ticket.id, order.id, ticket.event_id), about=ticket.organisation_id)
    return ticket


@transaction.atomic
def hand_on_ticket(caller: Anyone, ticket_id: UUID, secret: str, name: str, email: str) -> Ticket:
    """To somebody else: they get a new code and a new secret; it leaves the giver's wallet."""
    ticket = _changeable(caller, ticket_id, secret)
    may_anyhow = isinstance(caller, Caller) and may_sell(caller, ticket.event_id)
    if not ticket.event.may_transfer and not may_anyhow:
        raise Conflict(_("Tickets of this event stay with those who bought them."), code="not_transferable")
    ticket.holder_name, ticket.holder_email, ticket.person = _name(name), email.strip()[:254], None
    ticket.serial, ticket.is_named = ticket.serial + 1, True
    key = signing_key(ticket.organisation_id)
    ticket.code = sign_code(key.id, key.private, TicketCode(ticket.event_id, ticket.id, ticket.serial))
    ticket.save()
    order: Order = ticket.line.order
    step(caller, order, StepKind.TRANSFERRED, f"handed_on:{ticket.id}:{ticket.serial}", ticket=ticket.id)
    announce(caller, TicketHandedOn(ticket.id, order.id, ticket.event_id), about=ticket.organisation_id)
    return ticket


def _changeable(caller: Anyone, ticket_id: UUID, secret: str) -> Ticket:
    ticket = ticket_of(caller, ticket_id, secret, locked=True)
    if ticket.state != TicketState.VALID or ticket.event.ends_at <= timezone.now():
        raise Conflict(_("This ticket can no longer be changed."), code="not_changeable")
    return ticket


def _name(name: str) -> str:
    if not name.strip() or len(name.strip()) > 120:
        said = _("Say for whom it is.")
        raise Invalid(said, fields={"name": [said]})
    return name.strip()
