from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.hook import HookText
from lyceum.domains.events.interface.organise.hook_words import HOOK_KINDS
from lyceum.domains.events.models import Event
from lyceum.domains.events.rules.hook import KINDS


class HookForm(forms.Form):
    """``events``: those that it may be about alone."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    url = forms.CharField(
        label=gettext_lazy("Address of your program"),
        help_text=gettext_lazy("It takes a POST and answers 2xx within ten seconds."),
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://", "spellcheck": "false", "autocapitalize": "none"}),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told"),
        choices=[(kind, HOOK_KINDS[kind]) for kind in KINDS],
        widget=forms.CheckboxSelectMultiple,
    )
    event_id = forms.TypedChoiceField(
        label=gettext_lazy("Of which event"), required=False, coerce=UUID, empty_value=None
    )
    is_on = forms.BooleanField(label=gettext_lazy("It is told from now on"), required=False, initial=True)

    def __init__(self, events: Iterable[Event], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["event_id"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Of all events")), *((f"{one.id}", one.title) for one in events)]

    @property
    def text(self) -> HookText:
        asked = self.cleaned_data
        return HookText(asked["url"], asked["kinds"], asked["event_id"], asked["is_on"])
