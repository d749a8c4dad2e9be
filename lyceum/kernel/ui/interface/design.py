"""The living style guide: every component, every illustration and every icon, in both lights."""

from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.indicator import Adding, Unit
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.reporting.queries.chart import Chart, Figures, drawn

FAMILIES = [
    ("colour", _("Colour")),
    ("type", _("Type")),
    ("buttons", _("Buttons, badges, people")),
    ("forms", _("Forms")),
    ("surfaces", _("Cards, tables, empty states")),
    ("navigation", _("Navigation")),
    ("feedback", _("Feedback")),
    ("art", _("Illustrations")),
    ("icons", _("Icons")),
]
COLOURS = "base-100 base-200 base-300 base-content primary secondary accent neutral info success warning error".split()
STONES = "muted wash clay laurel sun stone night".split()
ICONS = (Path(__file__).parents[1] / "icons.txt").read_text().split()


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name"), help_text=_("As your group knows you."))
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), choices=[("coach", _("Coach")), ("athlete", _("Athlete"))])
    days = forms.MultipleChoiceField(
        label=_("Days"),
        choices=[("mon", _("Monday")), ("thu", _("Thursday"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(label=_("A few words"), widget=forms.Textarea, required=False)
    picture = forms.FileField(label=_("Picture"), required=False)
    agreed = forms.BooleanField(label=_("I have read the rules of the house"))


@page(PUBLIC)
def design(caller: Anyone, request: HttpRequest) -> HttpResponse:
    light_of = request.GET.get("light")
    lights = [light_of] if light_of in ("light", "dark") else ["light", "dark"]
    panels = [
        (light, Sample(auto_id=f"{light}_%s"), Sample({}, auto_id=f"{light}_refused_%s"), _charts(light))
        for light in lights
    ]
    names = {"families": FAMILIES, "colours": COLOURS + STONES, "icons": ICONS, "panels": panels}
    return render(request, "ui/design.html", names)


def _charts(light: str) -> list[Chart]:
    """One that adds up, one that is a mean: bars and lines."""
    days = [str(_("Monday")), str(_("Thursday"))]
    counted = Figures(f"{light}_days", str(_("Sessions")), days, days, [12, 19], 31)
    meant = Figures(f"{light}_mean", str(_("Attendance")), days, days, [62, 84], 73, Unit.PERCENT, Adding.MEAN)
    return [drawn(counted), drawn(meant)]
