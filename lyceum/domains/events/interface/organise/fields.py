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


class PriceField(forms.CharField):
    """An amount in ``currency``, kept in its smallest unit: ``12,50`` is 1250, and no cent is made up."""

    currency = "EUR"

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more)

    def prepare_value(self, value: Any) -> Any:
        return plain(value, self.currency) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return typed(text, self.currency)
        except Mistyped as fault:
            raise forms.ValidationError(_why(fault, self.currency)) from fault


class PercentField(forms.DecimalField):
    """A rate, kept in basis points: 5,5 % is 550."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(min_value=0, max_value=100, decimal_places=2, localize=False, widget=widget, **more)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 100:g}" if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value).replace(",", ".") if value not in self.empty_values else value)

    def clean(self, value: Any) -> int | None:
        rate = super().clean(value)
        return None if rate is None else int(rate * 100)


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
