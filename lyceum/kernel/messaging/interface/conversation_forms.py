from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.queries.role import ROLE_NAMES
from lyceum.kernel.messaging.models import Reason
from lyceum.kernel.messaging.rules.hours import Week, week_of
from lyceum.kernel.messaging.rules.ruling import DOCUMENTS, LONGEST_BODY, LONGEST_NOTE, MEGABYTE, PICTURES, Ruling

REASONS = {
    Reason.HURTFUL: gettext_lazy("It hurts, insults or threatens somebody"),
    Reason.DANGER: gettext_lazy("Somebody may be in danger"),
    Reason.UNWANTED: gettext_lazy("It is unwanted, or advertising"),
    Reason.OTHER: gettext_lazy("Something else"),
}
FILES = {PICTURES: gettext_lazy("Pictures"), DOCUMENTS: gettext_lazy("Documents: PDF, Word, PowerPoint, text")}
ROLE_CHOICES = [(role.value, ROLE_NAMES[role]) for role in Role]


class EditForm(forms.Form):
    body = forms.CharField(
        label=gettext_lazy("Text"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("What is wrong with it?"), choices=REASONS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("What a moderator should know"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HoursField(forms.CharField):
    """``08:00-12:00, 14:00-18:00``; empty: closed."""

    def clean(self, value: Any) -> list[list[str]]:
        text = super().clean(value).replace("–", "-").replace(" ", "")
        spans = [span.split("-") for span in text.split(",") if span]
        try:
            week_of({"0": spans})
        except (ValueError, TypeError) as fault:
            raise forms.ValidationError(_("Write hours like 08:00–12:00, 14:00–18:00.")) from fault
        return spans


class ConversationRulesForm(forms.Form):
    """``hours_0`` (Monday) to ``hours_6``; ``openings_<role>``: to whom that role may write first."""

    limits_hours = forms.BooleanField(
        label=gettext_lazy("Messages are written during office hours only"), required=False
    )
    held_words = forms.CharField(
        label=gettext_lazy("Words that hold a message back"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    attachments = forms.MultipleChoiceField(
        label=gettext_lazy("Files that may be attached"),
        required=False,
        choices=FILES,
        widget=forms.CheckboxSelectMultiple,
    )
    largest = forms.IntegerField(label=gettext_lazy("Largest file, in MB"), min_value=1, max_value=25)

    def __init__(self, ruling: Ruling, data: Any = None) -> None:
        super().__init__(data, initial=_begun(ruling))
        for day, name in WEEKDAYS.items():
            self.fields[f"hours_{day}"] = HoursField(label=str(name).capitalize(), required=False, max_length=100)
        for role in Role:
            self.fields[f"openings_{role}"] = forms.MultipleChoiceField(
                label=ROLE_NAMES[role], required=False, choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple
            )

    def days(self) -> Iterator[forms.BoundField]:
        return (self[f"hours_{day}"] for day in WEEKDAYS)

    def roles(self) -> Iterator[forms.BoundField]:
        return (self[f"openings_{role}"] for role in Role)

    @property
    def ruling(self) -> Ruling:
        given = self.cleaned_data
        hours = {str(day): given[f"hours_{day}"] for day in WEEKDAYS} if given["limits_hours"] else {}
        openings = {role: frozenset(map(Role, given[f"openings_{role}"])) for role in Role}
        words = dict.fromkeys(word.strip() for word in given["held_words"].splitlines() if word.strip())
        return Ruling(
            office_hours=week_of(hours),
            held_words=tuple(words),
            openings={role: others for role, others in openings.items() if others != frozenset(Role)},
            attachments=frozenset(given["attachments"]),
            largest_attachment=given["largest"] * MEGABYTE,
        )


def _begun(ruling: Ruling) -> dict[str, Any]:
    return {
        "limits_hours": bool(ruling.office_hours),
        "held_words": "\n".join(ruling.held_words),
        "attachments": list(ruling.attachments),
        "largest": ruling.largest_attachment // MEGABYTE,
        **{f"hours_{day}": _hours(ruling.office_hours, day) for day in WEEKDAYS},
        **{f"openings_{role}": list(ruling.openings.get(role, Role)) for role in Role},
    }


def _hours(week: Week, day: int) -> str:
    if not week:
        return "08:00–18:00" if day < 5 else ""  # what is offered to whoever begins to limit them
    return ", ".join(f"{_said(start)}–{_said(end)}" for start, end in week.get(day, ()))


def _said(moment: time) -> str:
    return f"{moment:%H:%M}"
