from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class IdentifierList(forms.CharField):
    """Ids, one per line or separated by commas."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def to_python(self, value: str | None) -> list[UUID]:  # type: ignore[override]
        try:
            return [UUID(part) for part in (value or "").replace(",", " ").split()]
        except ValueError as fault:
            raise forms.ValidationError(_("Each of these must be an id, like those in the addresses.")) from fault

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value


class FlagForm(forms.Form):
    code = forms.SlugField(max_length=60, label=_("Code"), help_text=_("The name that the program asks for."))
    description = forms.CharField(max_length=200, required=False, label=_("Description"))
    on = forms.BooleanField(
        required=False, label=_("Switched on"), help_text=_("Off: for nobody, whatever is said below.")
    )
    percentage = forms.IntegerField(
        min_value=0,
        max_value=100,
        initial=0,
        label=_("Share of people, in percent"),
        help_text=_("100: for everyone. A larger share keeps everyone whom a smaller one had."),
    )
    organisation_ids = IdentifierList(label=_("Organisations that have it in any case"))
    person_ids = IdentifierList(label=_("People who have it in any case"))
