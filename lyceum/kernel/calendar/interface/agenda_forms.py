from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _


class MoveForm(forms.Form):
    """When something of the agenda shall be instead. What ends before it begins ends on the day after."""

    key = forms.CharField(max_length=200, widget=forms.HiddenInput)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    start = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    end = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        told = self.cleaned_data
        start = datetime.combine(told["day"], told["start"], zone)
        last_day = told["day"] + timedelta(days=told["end"] <= told["start"])
        return start, datetime.combine(last_day, told["end"], zone)
