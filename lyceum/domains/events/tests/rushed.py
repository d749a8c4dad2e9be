"""What must be true of an event, whatever many clients have done to it at once. Its scope must be entered."""

from collections import Counter
from uuid import UUID

from django.db.models import Sum

from lyceum.domains.events.models import EventSeat, Order, OrderLine, Quota, Ticket, Voucher, WaitingEntry
from lyceum.kernel.billing.models import EntryLine, Payment
from lyceum.kernel.foundation.models import Announcement


def wrongs() -> list[str]:
    """Everything that is not as it must be; empty."""
    return [*_wrong_places(), *_wrong_seats(), *_wrong_orders(), *_wrong_money(), *_wrong_books()]


def _wrong_places() -> list[str]:
    held, sold = Counter[UUID](), Counter[UUID]()
    for quotas, places, state in OrderLine.objects.filter(is_live=True).values_list("quotas", "places", "order__state"):
        for quota in quotas:
            (sold if state == "paid" else held)[quota] += places
    for quotas, places in WaitingEntry.objects.filter(state="offered").values_list("quotas", "places"):
        for quota in quotas:
            held[quota] += places
    wrong = []
    for quota in Quota.objects.all():
        if (quota.held, quota.sold) != (held[quota.id], sold[quota.id]) or quota.left < 0:
            wrong.append(f"{quota.name}: {quota.held}+{quota.sold} is {held[quota.id]}+{sold[quota.id]}")
    voucher = Voucher.objects.get()
    uses = OrderLine.objects.filter(is_live=True, voucher=voucher).count()
    return wrong + ([f"voucher {voucher.used} is {uses}"] if voucher.used != uses or uses > voucher.limit else [])


def _wrong_seats() -> list[str]:
    taken = dict(EventSeat.objects.filter(line__isnull=False).values_list("id", "line_id"))
    live = OrderLine.objects.filter(is_live=True, seat__isnull=False)
    lines = {seat: line for line, seat in live.values_list("id", "seat_id")}
    return [] if taken == lines and len(lines) == live.count() else [f"seats {len(taken)} are {live.count()}"]


def _wrong_orders() -> list[str]:
    wrong = []
    told = Counter(Announcement.objects.filter(kind="events.order_paid").values_list("payload__order_id", flat=True))
    for order in Order.objects.all():
        live = order.lines.filter(is_live=True).aggregate(places=Sum("places"))["places"] or 0
        tickets = Ticket.objects.filter(line__order=order, state="valid").count()
        if tickets != (live if order.state == "paid" else 0):
            wrong.append(f"{order.code} {order.state}: {tickets} tickets for {live} places")
        if told[str(order.id)] != (order.paid_at is not None):
            wrong.append(f"{order.code} told {told[str(order.id)]} times")
        if order.paid_at and (order.done_at is None or (order.paid and order.invoice_id is None)):
            wrong.append(f"{order.code} is not finished")
    return wrong


def _wrong_money() -> list[str]:
    """No payment but that of a paid order stays with the organiser, and of it what was not given back."""
    wrong = []
    for order in Order.objects.all():
        payments = Payment.objects.filter(about_id=order.id).values_list("paid", "refunded")
        kept = sum(paid - refunded for paid, refunded in payments)
        if kept != order.paid - order.given_back or order.paid not in (0, order.total):
            wrong.append(f"{order.code}: {kept} kept, {order.paid} paid, {order.given_back} given back")
    return wrong


def _wrong_books() -> list[str]:
    """To the cent: every entry adds up to nothing, and so do all."""
    entries = EntryLine.objects.values("entry").annotate(sum=Sum("amount")).exclude(sum=0)
    return [f"entry {entry['entry']} is out by {entry['sum']}" for entry in entries]
