"""An order on its page, whatever its state: what was chosen, what is to pay, what to do next."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.domains.events.interface.shop.front import Notice
from lyceum.domains.events.interface.shop.sheets import seat_told, tickets_of
from lyceum.domains.events.interface.shop.ticket_front import TicketFront, path_of, ticket_front
from lyceum.domains.events.models import EventState, Order, OrderLine, OrderState, TicketKind
from lyceum.domains.events.queries.naming import Open
from lyceum.domains.events.queries.order import ABOUT
from lyceum.domains.events.queries.terms import terms_of, was_moved
from lyceum.domains.events.queries.words import conditions_of, moved_words, names_words, place_lines, when_of, zone_of
from lyceum.domains.events.rules.giving_back import may_give_back
from lyceum.kernel.billing.queries.invoice import invoices_about
from lyceum.kernel.billing.queries.payment_method import Method, methods_of
from lyceum.kernel.foundation.addresses import inside, within
from lyceum.kernel.foundation.rules.money import shown, vat_within


@dataclass(frozen=True, slots=True)
class BillLine:
    quantity: int
    name: str
    amount: str
    seats: str = ""


@dataclass(frozen=True, slots=True)
class OrderFront:
    state: str
    heading: str
    notice: Notice | None
    path: str
    event_path: str
    title: str
    when: str
    place: str
    now: datetime
    expires_at: datetime | None
    expires_words: str
    bill: list[BillLine]
    taxes: list[tuple[str, str]]
    total: str
    given_back: str
    conditions: list[str]
    methods: list[Method]
    pay_words: str
    code_words: str
    email: str
    is_mine: bool
    tickets: list[TicketFront]
    extras: list[str]
    may_give_back: bool
    invoices: list[tuple[str, str]]
    names_words: str
    asks_names: bool


def order_front(
    order: Order, lines: list[OrderLine], person_id: object, language: str, left: Open | None = None
) -> OrderFront:
    """``lines``: with their types; ``left``: what may still be filled in. In the language that is active."""
    event, now = order.event, timezone.now()
    state = standing_of(order, now)
    is_paid = state == OrderState.PAID
    return OrderFront(
        state=state,
        heading=_heading(order, state),
        notice=_notice(order, state),
        path=path_of(order),
        event_path=within(event.organisation.slug, inside("events:event", event.slug)),
        title=event.title,
        when=when_of(event),
        place=place_lines(event)[0],
        now=now,
        expires_at=order.expires_at,
        expires_words=date_format(order.expires_at.astimezone(zone_of(event)), "H:i") if order.expires_at else "",
        bill=_bill(lines, order.currency, language),
        taxes=_taxes(lines, order.currency, language),
        total=shown(order.total, order.currency, language) if order.total else _("Free"),
        given_back=shown(order.given_back, order.currency, language) if order.given_back else "",
        conditions=conditions_of(event, language, order.promised),
        methods=methods_for(order) if state == OrderState.HELD and order.total else [],
        pay_words=_pay_words(order, language),
        code_words=_("Number %(code)s") % {"code": order.code},
        email=order.email,
        is_mine=person_id is not None and order.person_id == person_id,
        tickets=[ticket_front(ticket) for ticket in tickets_of(order)] if is_paid else [],
        extras=[line.ticket_type.name for line in lines if line.is_live and _is_addon(line)] if is_paid else [],
        may_give_back=is_paid and may_give_back(terms_of(order), now),
        invoices=_invoices(order) if order.paid_at else [],
        names_words=names_words(order, left) if left and left.is_anything else "",
        asks_names=bool(left and (left.unanswered or (left.unnamed and event.needs_names))),
    )


def _invoices(order: Order) -> list[tuple[str, str]]:
    """Its number, and where its file is."""
    found = invoices_about(order.organisation_id, ABOUT, order.id)
    return [(one.code, f"{path_of(order)}invoices/{one.id}/") for one in found]


def standing_of(order: Order, now: datetime) -> str:
    """What the buyer is told: a hold whose time is over is, even before a job has put its places back."""
    if order.state == OrderState.HELD and order.expires_at and order.expires_at <= now:
        return str(OrderState.EXPIRED)
    return str(order.state)


def methods_for(order: Order) -> list[Method]:
    offered = methods_of(order.organisation_id)
    chosen = set(order.event.methods)
    return [method for method in offered if not chosen or method.code in chosen]


def _heading(order: Order, state: str) -> str:
    words = {
        OrderState.HELD: _("Your booking"),
        OrderState.PLACED: _("Almost there"),
        OrderState.PAID: _("You are going!"),
        OrderState.EXPIRED: _("Time is up"),
        OrderState.CANCELLED: _("This order is cancelled"),
    }
    return str(words[OrderState(state)])


def _notice(order: Order, state: str) -> Notice | None:
    event = order.event
    if event.state == EventState.CANCELLED:
        words = _("What you paid is given back by the way you paid it. You need do nothing.")
        return Notice("error", _("The event is cancelled"), words)
    if event.state == EventState.POSTPONED:
        return Notice("warning", _("The event is postponed"), moved_words(event))
    if state == OrderState.PAID and was_moved(order) and event.ends_at > timezone.now():
        return Notice("warning", _("The date has changed"), moved_words(event))
    if state == OrderState.EXPIRED:
        words = _("Your places went back to the others, and nothing was charged. You may choose again.")
        return Notice("warning", _("Your booking was not finished in time"), words)
    if state == OrderState.CANCELLED and order.given_back:
        return Notice("info", _("Your money is on its way back"), _("It may take a few days, as your bank goes."))
    return None


def _pay_words(order: Order, language: str) -> str:
    if not order.total:
        return _("Take the tickets")
    return _("Pay %(amount)s") % {"amount": shown(order.total, order.currency, language)}


def _bill(lines: list[OrderLine], currency: str, language: str) -> list[BillLine]:
    """The same of one price on one line, in the order in which they were chosen."""
    alike: dict[tuple[str, int], list[OrderLine]] = {}
    for line in lines:
        alike.setdefault((line.ticket_type.name, line.price), []).append(line)
    return [
        BillLine(
            len(same),
            name,
            shown(price * len(same), currency, language) if price else _("Free"),
            " · ".join(seat_told(line.seat) for line in same if line.seat),
        )
        for (name, price), same in alike.items()
    ]


def _taxes(lines: list[OrderLine], currency: str, language: str) -> list[tuple[str, str]]:
    """Per rate, of the sum, as the invoice reckons it."""
    gross: Counter[int] = Counter()
    for line in lines:
        gross[line.vat_rate] += line.price
    return [
        (_("%(rate)s %%") % {"rate": rate_words(rate, language)}, shown(vat_within(sum_, rate), currency, language))
        for rate, sum_ in sorted(gross.items())
        if rate and sum_
    ]


def rate_words(rate: int, language: str) -> str:
    return f"{rate / 100:g}".replace(".", "," if language.startswith("fr") else ".")


def _is_addon(line: OrderLine) -> bool:
    return line.ticket_type.kind == TicketKind.ADDON
