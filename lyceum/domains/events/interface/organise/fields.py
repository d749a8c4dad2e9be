"""Fields of forms that are told in the hours and the money of the event."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.rules.clock import SkippedHour, moment_at, wall_at
from lyceum.kernel.foundation.rules.money import Mistyped, exponent, plain, typed

_DAY, _HOUR, _MINUTE = "%Y-%m-%d", "%H:%M", "%Y-%m-%dT%H:%M"


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format=_DAY), **more)


def hour_field(label: Any, **more: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format=_HOUR), **more)


class MomentField(forms.Field):
    """A moment by the clocks of ``zone``, which the form sets before it is read and shown."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MINUTE)
    zone = "UTC"

    def prepare_value(self, value: Any) -> Any:
        return wall_at(value, self.zone) if isinstance(value, datetime) and value.tzinfo else value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            wall = datetime.fromisoformat(str(value).strip())
        except ValueError as fault:
            raise forms.ValidationError(_("Enter a date and an hour.")) from fault
        return at_wall(wall.replace(tzinfo=None), self.zone)


class PriceField(forms.Field):
    """An amount in ``currency``, kept in its smallest unit: ``12,50`` is 1250, and no cent is made up."""

    currency = "EUR"

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 20}), **more)

    def prepare_value(self, value: Any) -> Any:
        return plain(value, self.currency) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            return typed(str(value), self.currency)
        except Mistyped as fault:
            raise forms.ValidationError(_why(fault, self.currency)) from fault


def at_wall(wall: datetime, zone: str) -> datetime:
    """For forms: the moment, or what is wrong with it beside its field."""
    try:
        return moment_at(wall, zone)
    except SkippedHour as fault:
        raise forms.ValidationError(_("The clocks skip this hour on that night. Choose another.")) from fault
    except ValueError as fault:
        raise forms.ValidationError(_("Enter a date and an hour.")) from fault


def set_zone(form: forms.Form, zone: str) -> None:
    for field in form.fields.values():
        if isinstance(field, MomentField):
            field.zone = zone


def set_currency(form: forms.Form, currency: str) -> None:
    for field in form.fields.values():
        if isinstance(field, PriceField):
            field.currency = currency


def _why(fault: Mistyped, currency: str) -> str:
    if fault.reason == "negative":
        return _("A price is not below nothing.")
    if fault.reason == "too_much":
        return _("That is too much for one ticket.")
    if fault.reason == "too_fine" and not exponent(currency):
        return _("%(currency)s has no decimals.") % {"currency": currency}
    if fault.reason == "too_fine":
        return _("%(currency)s has %(decimals)s decimals.") % {"currency": currency, "decimals": fault.decimals}
    return _("Enter an amount, such as 12.50.")


VAT_RATES = {
    2000: gettext_lazy("20 %"),
    1000: gettext_lazy("10 %"),
    550: gettext_lazy("5.5 %"),
    210: gettext_lazy("2.1 %"),
    0: gettext_lazy("No VAT"),
}
