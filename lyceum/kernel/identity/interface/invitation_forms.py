from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.interface.member_forms import choices_for
from lyceum.kernel.identity.models import Group
from lyceum.kernel.identity.rules.invitation_list import MOST_BYTES


class InvitationForm(forms.Form):
    email = forms.CharField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}), max_length=254
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple, required=False)
    group_ids = forms.TypedMultipleChoiceField(
        label=_("Groups"), widget=forms.CheckboxSelectMultiple, required=False, coerce=UUID
    )

    def __init__(self, caller: Caller, groups: list[Group], usual_role: str, given: Any = None) -> None:
        super().__init__(given, initial={"roles": [usual_role]})
        cast(forms.ChoiceField, self.fields["roles"]).choices = choices_for(caller)
        cast(forms.ChoiceField, self.fields["group_ids"]).choices = [(str(group.id), group.name) for group in groups]
        if not groups:
            del self.fields["group_ids"]


class ListForm(forms.Form):
    """A file or pasted lines; the second time, the lines that were shown."""

    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    content = forms.CharField(
        label=_("Or paste the lines here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "email,name,role,group"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not given.get("content", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste some lines."))
        return given

    def raw(self) -> bytes | str:
        """At most one byte more than a list may have: the rule refuses it, memory is not asked for it."""
        file = self.cleaned_data.get("file")
        return file.read(MOST_BYTES + 1) if file else self.cleaned_data["content"]
