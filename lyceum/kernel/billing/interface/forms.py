from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.billing.queries.words import PLAN_WORDS
from lyceum.kernel.billing.rules.plan import GIGABYTE, PLANS, What

_NOTHING = _("Nothing: what the plan has.")


def _limit(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=10_000_000, help_text=_NOTHING)


class GrantForm(forms.Form):
    """``gigabytes`` is what people think of; kept are bytes."""

    plan = forms.ChoiceField(label=_("Plan"), choices=[(code, PLAN_WORDS[code].name) for code in PLANS])
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Nothing: without end. Afterwards the usual plan is in force."),
    )
    students = _limit(_("Students"))
    teachers = _limit(_("Teachers"))
    paths = _limit(_("Learning paths"))
    gigabytes = _limit(_("Storage in GB"))

    def granted(self) -> dict[str, int]:
        given = {what.value: self.cleaned_data.get(what.value) for what in What if what is not What.STORAGE}
        if self.cleaned_data.get("gigabytes") is not None:
            given[What.STORAGE.value] = self.cleaned_data["gigabytes"] * GIGABYTE
        return {what: limit for what, limit in given.items() if limit is not None}
