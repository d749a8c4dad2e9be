"""The terms of an event in words: what a buyer reads before paying, and its organiser beside the form."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyceum.domains.events.models import Event, Voucher, VoucherEffect
from lyceum.domains.events.rules.clock import wall_at
from lyceum.kernel.foundation.rules.money import shown


def refunds_told(event: Event) -> str:
    """The whole rule in one or two sentences."""
    if event.refund_until_hours is None or event.refund_percent == 0:
        return _("Tickets are not refunded, unless the event is cancelled.")
    until = _until(event.refund_until_hours)
    share = (
        _("the whole price")
        if event.refund_percent == 100
        else _("%(percent)s %% of the price") % {"percent": event.refund_percent}
    )
    if event.refund_fee:
        fee = shown(event.refund_fee, event.currency, event.language)
        return _("%(until)s you get back %(share)s, less %(fee)s per ticket.") % {
            "until": until,
            "share": share,
            "fee": fee,
        }
    return _("%(until)s you get back %(share)s.") % {"until": until, "share": share}


def sale_told(event: Event) -> str:
    opens = moment_told(event, event.sales_from) if event.sales_from else ""
    closes = moment_told(event, event.sales_until) if event.sales_until else ""
    if opens and closes:
        return _("From %(opens)s to %(closes)s.") % {"opens": opens, "closes": closes}
    if opens:
        return _("From %(opens)s until it begins.") % {"opens": opens}
    if closes:
        return _("As soon as it is published, until %(closes)s.") % {"closes": closes}
    return _("As soon as it is published, until it begins.")


def price_told(amount: int, currency: str, language: str) -> str:
    return shown(amount, currency, language) if amount else _("Free")


def moment_told(event: Event, moment: datetime) -> str:
    return date_format(wall_at(moment, event.time_zone), "SHORT_DATETIME_FORMAT")


def _until(hours: int) -> str:
    if hours == 0:
        return _("Until it begins,")
    if hours % 24:
        return ngettext("Until %(count)s hour before,", "Until %(count)s hours before,", hours) % {"count": hours}
    days = hours // 24
    return ngettext("Until %(count)s day before,", "Until %(count)s days before,", days) % {"count": days}


def voucher_told(voucher: Voucher, language: str) -> str:
    """The event must be at hand."""
    amount = shown(voucher.value, voucher.event.currency, language)
    if voucher.effect == VoucherEffect.PERCENT:
        return _("%(percent)s %% off") % {"percent": voucher.value}
    if voucher.effect == VoucherEffect.AMOUNT:
        return _("%(amount)s off") % {"amount": amount}
    if voucher.effect == VoucherEffect.PRICE:
        return _("For %(amount)s") % {"amount": amount}
    return _("The price stays")
