"""What an organiser asks attendees, as fields of a form; the answers as they are kept: text, by question id."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.models import Question, QuestionKind

LONGEST = 2000
_YES, _NO = "yes", "no"


def field_of(question: Question, *, is_required: bool) -> forms.Field:
    common: dict[str, Any] = {"label": question.text, "help_text": question.hint, "required": is_required}
    kind = question.kind
    if kind == QuestionKind.TEXT:
        return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **common)
    if kind == QuestionKind.NUMBER:
        return forms.DecimalField(max_digits=12, decimal_places=3, widget=forms.NumberInput(), **common)
    if kind == QuestionKind.DATE:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)
    if kind == QuestionKind.YES_NO:
        choices = [(_YES, _("Yes")), (_NO, _("No"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    if kind == QuestionKind.CHOICE:
        return forms.ChoiceField(choices=[("", "—"), *((one, one) for one in question.choices)], **common)
    if kind == QuestionKind.CHOICES:
        choices = [(one, one) for one in question.choices]
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
    return forms.CharField(max_length=300, **common)


def answers_in(cleaned: Mapping[str, Any], fields: Mapping[str, Question]) -> dict[str, Any]:
    """``fields``: name of the field → question. By question id; without what was left empty."""
    given = {str(question.id): _kept(cleaned.get(name)) for name, question in fields.items()}
    return {key: value for key, value in given.items() if value not in ("", None, [])}


def _kept(value: Any) -> Any:
    return value if value is None or isinstance(value, list) else str(value)
