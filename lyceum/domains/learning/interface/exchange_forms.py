"""What the pages of in and out ask."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.models import Path
from lyceum.domains.learning.rules.formats.detecting import Format
from lyceum.kernel.foundation.rules.refusal import Message

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class FormatCard:
    """``where``: the programs that read it."""

    format: Format
    name: str
    where: Message
    icon: str


FORMATS = [
    FormatCard(Format.MOODLE, "Moodle XML", _("Moodle and most learning platforms: it says the most."), "layers"),
    FormatCard(Format.GIFT, "GIFT", _("Moodle, as a text that one can read and edit."), "file-text"),
    FormatCard(Format.AIKEN, "Aiken", _("Multiple choice with one right answer, in the plainest text."), "list-checks"),
    FormatCard(Format.SHEET, "CSV", _("A spreadsheet, one question a line, to work on and bring back."), "database"),
    FormatCard(Format.ANKI, "Anki", _("A deck of cards with the page of the course on each."), "copy"),
]


class ImportForm(forms.Form):
    """``id`` is made with the empty form, so that sending it twice brings each question once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    step = forms.ChoiceField(label=_("Into the step"))
    file = forms.FileField(label=_("File"))
    accept = forms.BooleanField(label=_("Accept at once"), required=False)

    def __init__(self, path: Path, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(f"{step.id}", step.title) for step in path.steps.all()]


class RosterForm(forms.Form):
    file = forms.FileField(label=_("File"))


class PeriodForm(forms.Form):
    since = forms.DateField(label=_("From"), required=False, widget=_DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=_DAY)
