from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.interface.organise.fields import MomentField, set_zone
from lyceum.domains.events.models import Event


class CopyForm(forms.Form):
    """Sent twice, it makes one copy."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=160)
    starts_at = MomentField(label=_("Begins"))

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_zone(self, event.time_zone)
