from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.rules.invoice import Seller


class SellerForm(forms.Form):
    name = forms.CharField(label=_("Legal name"), max_length=120)
    street = forms.CharField(label=_("Street"), max_length=200)
    postcode = forms.CharField(label=_("Postcode"), max_length=12)
    city = forms.CharField(label=_("Town"), max_length=80)
    country = forms.CharField(
        label=_("Country"), max_length=2, min_length=2, help_text=_("Two letters: FR, BE, CH, TN…"), initial="FR"
    )
    registration = forms.CharField(label=_("Registration"), max_length=20, help_text=_("In France the SIRET."))
    vat_number = forms.CharField(label=_("VAT number"), max_length=20, required=False)
    is_exempt = forms.BooleanField(
        label=_("Exempt from VAT"),
        required=False,
        help_text=_("Invoices then say “TVA non applicable, art. 293 B du CGI”, and contain no VAT."),
    )
    mention = forms.CharField(
        label=_("What else must be read there"), max_length=200, required=False, help_text=_("Legal form, capital…")
    )
    email = forms.EmailField(label=_("Address for questions"), required=False)

    def seller(self) -> Seller:
        kept = self.cleaned_data
        spaceless = {name: kept[name].replace(" ", "").upper() for name in ("country", "registration", "vat_number")}
        return Seller(**{**kept, **spaceless})
