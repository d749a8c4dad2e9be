"""The terms of an event in words: what a buyer reads before paying, and its organiser beside the form."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.domains.events.models import Event, Voucher, VoucherEffect
from lyceum.domains.events.rules.clock import wall_at
from lyceum.kernel.foundation.rules.money import shown


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
