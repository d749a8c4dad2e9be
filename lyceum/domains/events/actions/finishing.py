"""What follows a paid or cancelled order and may wait a moment: its invoice, its credit notes. Each once."""

from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from lyceum.domains.events.actions.stepping import is_done, step
from lyceum.domains.events.announcements import OrderInvoiced
from lyceum.domains.events.models import Order, OrderLine, StepKind
from lyceum.domains.events.queries.order import ABOUT
from lyceum.kernel.billing.actions.invoice import (
    Buyer,
    CreditLine,
    Sale,
    SaleLine,
    issue_credit_note,
    issue_invoice,
)
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Visitor


@transaction.atomic
def finish_order(organisation_id: UUID, order_id: UUID) -> None:
    """May run any number of times. An order that is not paid yet is left alone."""
    rows = Order.objects.filter(organisation_id=organisation_id, id=order_id)
    order = rows.select_for_update(of=("self",), no_key=True).select_related("event").first()
    if order is None or order.paid_at is None:
        return
    lines = list(order.lines.select_related("ticket_type").order_by("position"))
    if order.paid and order.invoice_id is None:
        _invoice(order, lines)
    if order.invoice_id:
        _credit(order, lines)
    if order.done_at is None and not _has_lost_refund(order):
        order.done_at = timezone.now()
    order.save(update_fields=["invoice_id", "done_at"])


def _invoice(order: Order, lines: list[OrderLine]) -> None:
    sale = Sale(
        id=uuid5(order.id, "invoice"),
        about_kind=ABOUT,
        about_id=order.id,
        buyer=Buyer(order.name, order.address, order.email, person_id=order.person_id),
        lines=[
            SaleLine(f"{order.event.title} · {line.ticket_type.name}", 1, line.price, line.vat_rate) for line in lines
        ],
        currency=order.currency,
        language=order.language,
        prepaid=order.paid,
    )
    order.invoice_id = issue_invoice(order.organisation_id, sale).id
    caller = Visitor(order.organisation_id)
    step(caller, order, StepKind.INVOICED, invoice=order.invoice_id)
    announce(caller, OrderInvoiced(order.id, order.event_id, order.invoice_id))


def _credit(order: Order, lines: list[OrderLine]) -> None:
    """A credit note for each taking back that gave money back, line by line."""
    position = {str(line.id): number for number, line in enumerate(lines, start=1)}
    caller = Visitor(order.organisation_id)
    for taken in order.steps.filter(kind=StepKind.CANCELLED, about__amount__gt=0):
        key = f"credited:{taken.key}"
        if order.invoice_id is None or is_done(caller, order, key):
            continue
        parts = [CreditLine(position[line], part) for line, part in taken.about["parts"].items() if part]
        note = issue_credit_note(order.organisation_id, order.invoice_id, uuid5(order.id, key), parts)
        step(caller, order, StepKind.CREDITED, key, invoice=note.id)


def _has_lost_refund(order: Order) -> bool:
    """A refund that failed, and was not asked for again."""
    lost, asked = Q(kind=StepKind.REFUND_FAILED), Q(kind=StepKind.REFUND_ASKED, key__startswith="again:")
    failed, again = order.steps.aggregate(lost=Count("id", filter=lost), again=Count("id", filter=asked)).values()
    return bool(failed > again)
