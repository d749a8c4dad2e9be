from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.notifications.models import QuietHours
from lyceum.kernel.notifications.models.chat_hook import ChatApp
from lyceum.kernel.notifications.queries.chat_hook import chat_kinds


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class QuietForm(forms.Form):
    starts_at = forms.TimeField(label=_("From"), required=False, widget=_clock())
    ends_at = forms.TimeField(label=_("Until"), required=False, widget=_clock())
    days = forms.TypedMultipleChoiceField(
        label=_("On these evenings"),
        required=False,
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    holds_mail = forms.BooleanField(label=_("Mail waits, too"), required=False)
    digest_at = forms.TimeField(label=_("My digest comes at"), initial=time(18), widget=_clock())

    @classmethod
    def of(cls, kept: QuietHours) -> "QuietForm":
        names = ("starts_at", "ends_at", "days", "holds_mail", "digest_at")
        return cls(initial={name: getattr(kept, name) for name in names})


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Mobile number"),
        max_length=30,
        help_text=_("With its country: +33 6 12 34 56 78. A code comes there first."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the text message"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class DeviceForm(forms.Form):
    """Filled in by the browser itself."""

    endpoint = forms.CharField(max_length=2000, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=200, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=100, widget=forms.HiddenInput)


class ChatHookForm(forms.Form):
    """``id`` is made with the empty form, so that sending it twice keeps one room."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_identifier)
    app = forms.ChoiceField(label=_("Chat"), choices=ChatApp.choices)
    name = forms.CharField(label=_("Name of the room"), max_length=80)
    url = forms.CharField(
        label=_("Address of its incoming webhook"),
        max_length=1000,
        help_text=_("Whoever has it can write there: it is kept sealed, and never shown again."),
        widget=forms.TextInput(attrs={"type": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    kinds = forms.MultipleChoiceField(
        label=_("What is told there"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, caller: Caller, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields["kinds"]
        assert isinstance(kinds, forms.MultipleChoiceField)
        kinds.choices = [(kind.code, kind.label) for kind in chat_kinds(caller)]
