from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.privacy.queries.trail import kinds_of


class TrailForm(forms.Form):
    """Which facts to show. Everything is optional."""

    who = forms.CharField(label=_("Who"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("What"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Everything")), *kinds_of(caller)]  # type: ignore[attr-defined]
        self.order_fields(["who", "kind", "since", "until"])


class FarewellForm(forms.Form):
    """Typed in full, so that nobody deletes an account by a slip."""

    confirm = forms.EmailField(label=_("Your e-mail address, to confirm"))

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_confirm(self) -> str:
        typed: str = self.cleaned_data["confirm"].strip().lower()
        if typed != self.email.lower():
            raise forms.ValidationError(_("This is not the address of your account."))
        return typed
