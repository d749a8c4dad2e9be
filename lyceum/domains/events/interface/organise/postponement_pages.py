"""An event moves: the new date, and what is promised to whoever cannot come then, on one page."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.postponing import postpone_event
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.fields import MomentField, set_zone
from lyceum.domains.events.interface.organise.keeping import back, kept, shown
from lyceum.domains.events.models import Event
from lyceum.domains.events.queries.guests import tickets_out
from lyceum.domains.events.queries.managed import managed_event
from lyceum.domains.events.rules.clock import moved
from lyceum.domains.events.rules.postponing import LEAST_DAYS, MOST_DAYS, NewDate
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER

_DATED, _TO_COME = "dated", "to_come"


class PostponementForm(forms.Form):
    """``edition``: the one that was looked at. The fields bear the names that the action refuses them under."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    which = forms.ChoiceField(
        label=gettext_lazy("When does it take place?"),
        choices=[(_DATED, gettext_lazy("On a new date")), (_TO_COME, gettext_lazy("The new date is to come"))],
        widget=forms.RadioSelect,
    )
    starts = MomentField(label=gettext_lazy("It begins"), required=False)
    ends_at = MomentField(
        label=gettext_lazy("It ends"),
        required=False,
        help_text=gettext_lazy("Empty: it lasts as long as it would have."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days to give tickets back"),
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("Whoever cannot come then gets back all they paid, until so many days from now."),
    )

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_zone(self, event.time_zone)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("which") == _DATED and not given.get("starts") and "starts" not in self.errors:
            self.add_error("starts", _("Say when it begins, or that the date is to come."))
        return given

    @property
    def new_date(self) -> NewDate:
        given = self.cleaned_data
        if given["which"] == _TO_COME:
            return NewDate(None, None, given["days"])
        return NewDate(given["starts"], given["ends_at"], given["days"])


@page(MEMBER, methods=("GET", "POST"))
def postponement(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    later = moved(max(event.starts_at, timezone.now()), 28, event.time_zone)
    begun = {"edition": event.edition, "which": _DATED, "starts": later, "days": 14}
    form = PostponementForm(event, request.POST or None, initial=begun)
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(form, lambda: postpone_event(caller, event_id, form.new_date, form.cleaned_data["edition"]))
    ):
        return back("managed", event_id)
    content = {**around(caller, event, "managed"), "out": tickets_out(caller, event)}
    return shown(request, "events/organise/postponement.html", form, content)
