from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.actions.payment_account import Chosen
from lyceum.kernel.billing.models import PaymentAccount
from lyceum.kernel.billing.queries.payment_method import Method


class MethodsForm(forms.Form):
    methods = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    holder = forms.CharField(label=_("Whose account"), max_length=120, required=False)
    iban = forms.CharField(
        label=_("IBAN"), max_length=50, required=False, help_text=_("Kept sealed; buyers who pay by transfer read it.")
    )
    bic = forms.CharField(label=_("BIC"), max_length=14, required=False)
    on_site = forms.CharField(
        label=_("What buyers read who pay on site"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, given: Any, account: PaymentAccount, offered: list[Method]) -> None:
        known = {name: getattr(account, name) for name in ("methods", "holder", "iban", "bic", "on_site")}
        super().__init__(given, initial=known)
        methods = self.fields["methods"]
        assert isinstance(methods, forms.MultipleChoiceField)
        methods.choices = [(method.code, method.name) for method in offered]

    def chosen(self) -> Chosen:
        given = self.cleaned_data
        return Chosen(tuple(given["methods"]), given["holder"], given["iban"], given["bic"], given["on_site"])
