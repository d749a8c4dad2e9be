from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.actions.payout import Arrived
from lyceum.kernel.billing.queries.ledger import Balance
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.money import Mistyped, typed


class PayoutForm(forms.Form):
    """``id`` travels with the page: sent twice, it is written down once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_identifier)
    place = forms.ChoiceField(label=_("Where it lay"))
    amount = forms.CharField(label=_("Arrived at the bank"), max_length=20, help_text=_("As your statement says."))
    fee = forms.CharField(
        label=_("Kept by the provider"), max_length=20, required=False, help_text=_("Its own fees, if it took any.")
    )
    day = forms.DateField(
        label=_("Day"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, given: Any, held: list[Balance]) -> None:
        super().__init__(given)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [(f"{one.account} {one.currency}", f"{one.name} ({one.currency})") for one in held]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "place" in given:
            for name in ("amount", "fee"):
                given[name] = self._typed(name, str(given.get(name) or "0"), given["place"].split()[1])
        return given

    def arrived(self) -> Arrived:
        given = self.cleaned_data
        account, currency = given["place"].split()
        return Arrived(given["id"], account, currency, given["amount"], given["day"], given["fee"])

    def _typed(self, name: str, text: str, currency: str) -> int:
        try:
            return typed(text, currency)
        except Mistyped:
            self.add_error(name, ValidationError(_("This is no amount.")))
            return 0
