from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.calendar.actions.answering import LONGEST_WORDS
from lyceum.kernel.calendar.actions.proposing import LONGEST_NOTE, LONGEST_PLACE, LONGEST_TITLE, Proposal
from lyceum.kernel.calendar.models import Appointment
from lyceum.kernel.calendar.models.appointment import VIDEO
from lyceum.kernel.calendar.rules.slot import Span

LENGTHS = (15, 20, 30, 45, 60, 90, 120)
USUAL = 30
OWN_TIMES = 3


def length_choices() -> list[tuple[int, Any]]:
    return [(one, _("%(minutes)s min") % {"minutes": one}) for one in LENGTHS]


def clock_field(label: Any, **more: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": 300}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **more)


class TimesForm(forms.Form):
    """Times are chosen among those at which both are free (``slots``), or said freely. Sent twice, it acts once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    minutes = forms.TypedChoiceField(label=_("How long"), choices=length_choices, coerce=int, initial=USUAL)
    slots = forms.MultipleChoiceField(label=_("Times"), required=False)
    words = forms.CharField(
        label=_("A word with it"), max_length=LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, OWN_TIMES + 1):
            self.fields[f"time_{number}"] = clock_field(_("Another time"), required=False)

    @property
    def own_times(self) -> list[forms.BoundField]:
        return [self[f"time_{number}"] for number in range(1, OWN_TIMES + 1)]

    @property
    def chosen(self) -> list[str]:
        return list(self.data.getlist("slots")) if self.is_bound else []  # type: ignore[attr-defined]

    @property
    def length(self) -> timedelta:
        """Before all of it is right, too: the openings are looked up by it."""
        asked = str(self["minutes"].value())
        return timedelta(minutes=int(asked) if asked in map(str, LENGTHS) else USUAL)

    @property
    def spans(self) -> list[Span]:
        asked = self.cleaned_data
        free = (asked[f"time_{number}"] for number in range(1, OWN_TIMES + 1))
        own = [Span(starts, starts + timedelta(minutes=asked["minutes"])) for starts in free if starts]
        return [*map(span_of, asked["slots"]), *own]

    def full_clean(self) -> None:
        """Any time that reads as one may be chosen: whether it is free is the action's to say."""
        field: Any = self.fields["slots"]
        field.choices = [(one, one) for one in self.chosen if is_span(one)]
        super().full_clean()


class ProposalForm(TimesForm):
    title = forms.CharField(label=_("What about"), max_length=LONGEST_TITLE)
    note = forms.CharField(
        label=_("Note"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    where = forms.ChoiceField(
        label=_("Where"),
        choices=[(VIDEO, _("By video, in Lyceum")), ("place", _("At a place"))],
        widget=forms.RadioSelect,
        initial=VIDEO,
    )
    place = forms.CharField(label=_("Which place"), max_length=LONGEST_PLACE, required=False)
    about_kind = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    about_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def proposal_to(self, person_id: UUID) -> Proposal:
        asked = self.cleaned_data
        return Proposal(
            person_id=person_id,
            title=asked["title"],
            slots=self.spans,
            place=VIDEO if asked["where"] == VIDEO else asked["place"],
            note=asked["note"],
            about_kind=asked["about_kind"],
            about_id=asked["about_id"],
        )


class TimeForm(forms.Form):
    """The new time of an appointment; it stays as long as it was."""

    starts_at = clock_field(_("It begins"))
    minutes = forms.IntegerField(label=_("How long, in minutes"), min_value=5, max_value=480)
    words = forms.CharField(label=_("Why (the other reads it)"), max_length=LONGEST_WORDS, required=False)

    @classmethod
    def begun(cls, appointment: Appointment) -> dict[str, Any]:
        if not (appointment.starts_at and appointment.ends_at):
            return {}
        minutes = int((appointment.ends_at - appointment.starts_at).total_seconds() // 60)
        return {"starts_at": appointment.starts_at, "minutes": minutes}

    @property
    def span(self) -> Span:
        starts: datetime = self.cleaned_data["starts_at"]
        return Span(starts, starts + timedelta(minutes=self.cleaned_data["minutes"]))


def slot_value(span: Span) -> str:
    """What the box of a time carries: when it begins, and for how many minutes."""
    minutes = int((span.ends - span.starts).total_seconds() // 60)
    return f"{span.starts.astimezone(timezone.get_default_timezone()).isoformat(timespec='minutes')}/{minutes}"


def span_of(text: str) -> Span:
    """Raises ValueError."""
    begins, _slash, minutes = text.partition("/")
    starts = datetime.fromisoformat(begins)
    return Span(starts, starts + timedelta(minutes=int(minutes)))


def is_span(text: str) -> bool:
    try:
        return span_of(text).starts.tzinfo is not None
    except (ValueError, OverflowError):
        return False
