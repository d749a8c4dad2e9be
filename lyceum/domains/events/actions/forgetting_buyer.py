"""Whoever bought without an account is forgotten by their order's link: what was sold stays, without a name."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.announcements import BuyerForgotten
from lyceum.domains.events.models import Order, OrderState, StepKind, Ticket
from lyceum.domains.events.queries.order import ABOUT, order_of
from lyceum.kernel.billing.actions.forgetting import forget_payer
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import Conflict


@transaction.atomic
def forget_buyer(caller: Anyone, order_id: UUID, secret: str) -> Order:
    """Tickets still let their bearer in. One that was handed on is somebody else's: it keeps its name. Idempotent."""
    order = order_of(caller, order_id, secret, locked=True)
    if order.state in (OrderState.HELD, OrderState.PLACED):
        raise Conflict(_("This order is still being paid. Cancel it first, or wait until it is done."), code="open")
    theirs = order.email.casefold()
    order.name = order.email = order.address = order.answers = ""
    order.save(update_fields=["name", "name_index", "email", "email_index", "address", "answers"])
    for line in order.lines.all():
        line.attendee_name = line.attendee_email = line.answers = ""
        line.save(update_fields=["attendee_name", "attendee_email", "answers"])
    for ticket in Ticket.objects.filter(organisation_id=order.organisation_id, line__order=order).select_for_update():
        if ticket.serial == 1 or ticket.holder_email.casefold() == theirs:
            ticket.holder_name = ticket.holder_email = ""
            ticket.save()
    forget_payer(order.organisation_id, ABOUT, order.id)
    if step(caller, order, StepKind.CHANGED, "forgotten"):
        announce(caller, BuyerForgotten(order.id, order.event_id), about=order.organisation_id)
    return order
