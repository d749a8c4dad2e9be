from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.ai.actions.allowing import MOST_DOLLARS, MOST_QUESTIONS
from lyceum.kernel.ai.actions.linking import LONGEST_ADDRESS, LONGEST_KEY, LONGEST_NAME, LinkChoice
from lyceum.kernel.ai.interface.words import VENDORS
from lyceum.kernel.ai.models import Link
from lyceum.kernel.ai.rules.vendor import CHOSEN
from lyceum.kernel.foundation.rules.refusal import Refusal


class LinkForm(forms.Form):
    """The key is written and never shown: left empty, the one that is kept stays."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    vendor = forms.ChoiceField(label=_("Provider"), choices=[(vendor.value, VENDORS[vendor]) for vendor in CHOSEN])
    model = forms.CharField(label=_("Model that writes"), max_length=LONGEST_NAME, required=False)
    embedding_model = forms.CharField(label=_("Model that makes vectors"), max_length=LONGEST_NAME, required=False)
    embedding_languages = forms.MultipleChoiceField(
        label=_("Languages of the vectors"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    address = forms.CharField(label=_("Address of the server"), max_length=LONGEST_ADDRESS, required=False)
    key = forms.CharField(
        label=_("Key"),
        max_length=LONGEST_KEY,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    forget_key = forms.BooleanField(label=_("Forget the key that is kept"), required=False)
    price_in = forms.DecimalField(label=_("Price of a million tokens read"), required=False, min_value=0)
    price_out = forms.DecimalField(label=_("Price of a million tokens written"), required=False, min_value=0)

    def __init__(self, *args: Any, held: Link | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        if held is None or not held.has_key:
            del self.fields["forget_key"]

    @property
    def choice(self) -> LinkChoice:
        asked = self.cleaned_data
        kept = self.held is not None and not asked.get("forget_key") and not asked["key"]
        return LinkChoice(
            asked["vendor"],
            asked["model"],
            asked["embedding_model"],
            asked["address"],
            None if kept else asked["key"],
            asked["price_in"],
            asked["price_out"],
            asked["embedding_languages"],
        )


class AllowanceForm(forms.Form):
    monthly_dollars = forms.DecimalField(
        label=_("Dollars a month"), required=False, min_value=0, max_value=MOST_DOLLARS, decimal_places=2
    )
    daily_questions = forms.IntegerField(
        label=_("Questions of one person a day"), required=False, min_value=0, max_value=MOST_QUESTIONS
    )


def refused(form: forms.Form, refusal: Refusal) -> None:
    """What the action refuses is said beside the field that it speaks of."""
    for name, faults in refusal.fields.items():
        for fault in faults:
            form.add_error(name if name in form.fields else None, str(fault))
    if not refusal.fields:
        form.add_error(None, str(refusal.message))


def begun(link: Link) -> dict[str, Any]:
    """What the form shows of a link that exists: all but its key."""
    names = ("id", "vendor", "model", "embedding_model", "address", "price_in", "price_out", "embedding_languages")
    return {name: getattr(link, name) for name in names}
