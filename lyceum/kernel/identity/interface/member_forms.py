from datetime import datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group, Membership
from lyceum.kernel.identity.queries.membership import MemberFilter
from lyceum.kernel.identity.queries.role import ROLE_NAMES
from lyceum.kernel.identity.rules.roles import grantable

STATES = [("", _("Everybody")), ("active", _("Active")), ("suspended", _("Suspended")), ("expired", _("Expired"))]
ROLE_CHOICES = [(role.value, ROLE_NAMES[role]) for role in Role]


def choices_for(caller: Caller) -> list[tuple[str, Any]]:
    """The roles that the caller may give."""
    gives = grantable(caller.roles)
    return [(code, name) for code, name in ROLE_CHOICES if Role(code) in gives]


class MemberFilterForm(forms.Form):
    search = forms.CharField(label=_("Search by name or address"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Every role")), *ROLE_CHOICES], required=False)
    group = forms.UUIDField(label=_("Group"), widget=forms.Select, required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)

    def __init__(self, given: Any, groups: list[Group]) -> None:
        super().__init__(given)
        named = [(str(group.id), group.name) for group in groups]
        self.fields["group"].widget.choices = [("", _("Every group")), *named]
        self.fields["search"].widget.attrs |= {"type": "search", "placeholder": _("Search by name or address")}

    def wanted(self) -> MemberFilter:
        """What cannot be read is passed over: a list is shown whatever its address says."""
        self.is_valid()
        given = self.cleaned_data
        return MemberFilter(given.get("search", ""), given.get("role", ""), given.get("group"), given.get("state", ""))


class RolesForm(forms.Form):
    """Only what the caller may give can be ticked; what they may not take stays as it is."""

    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, caller: Caller, member: Membership, given: Any = None) -> None:
        super().__init__(given, initial={"roles": member.roles})
        gives = grantable(caller.roles)
        self.kept = [role for role in member.roles if Role(role) not in gives]
        cast(forms.ChoiceField, self.fields["roles"]).choices = choices_for(caller)

    def wanted(self) -> list[str]:
        return [*self.kept, *self.cleaned_data["roles"]]


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120, required=False)


class EndForm(forms.Form):
    """The last day; access ends with it, in the organisation's time zone."""

    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, member: Membership, given: Any = None) -> None:
        self.zone = ZoneInfo(member.organisation.time_zone)
        end = member.expires_at
        super().__init__(given, initial={"last_day": end.astimezone(self.zone).date() if end else None})

    def expires_at(self) -> datetime | None:
        day = self.cleaned_data["last_day"]
        return datetime.combine(day, time.max, self.zone) if day else None
