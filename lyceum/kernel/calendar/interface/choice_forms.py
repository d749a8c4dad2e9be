from collections.abc import Iterator
from datetime import date, time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.calendar.actions.availability import Week
from lyceum.kernel.calendar.rules.availability import Availability, Hours

STRETCHES = 2  # of a day: before and after noon
AWAYS = 3
AHEAD = {
    5: _("5 minutes before"),
    15: _("15 minutes before"),
    30: _("30 minutes before"),
    60: _("1 hour before"),
    3 * 60: _("3 hours before"),
    24 * 60: _("1 day before"),
    2 * 24 * 60: _("2 days before"),
    7 * 24 * 60: _("1 week before"),
}


class RemindersForm(forms.Form):
    minutes = forms.TypedMultipleChoiceField(
        label=_("Remind me"),
        choices=list(AHEAD.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class WeekForm(forms.Form):
    """Two stretches of each day, a few days away."""

    only_in_hours = forms.BooleanField(label=_("Refuse proposals outside these hours"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._clocks():
            widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            self.fields[name] = forms.TimeField(label=_label(name), required=False, widget=widget)
        for number in range(AWAYS):
            for edge, label in (("first", _("First day away")), ("last", _("Last day away"))):
                widget_of_day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                self.fields[f"{edge}_{number}"] = forms.DateField(label=label, required=False, widget=widget_of_day)

    @classmethod
    def begun(cls, said: Availability) -> dict[str, Any]:
        values: dict[str, Any] = {"only_in_hours": said.only_in_hours}
        counted: dict[int, int] = {}
        for one in said.hours:
            stretch = counted[one.weekday] = counted.get(one.weekday, -1) + 1
            values |= {f"since_{one.weekday}_{stretch}": one.since, f"until_{one.weekday}_{stretch}": one.until}
        for number, (first, last) in enumerate(sorted(said.away)[:AWAYS]):
            values |= {f"first_{number}": first, f"last_{number}": last}
        return values

    @property
    def days(self) -> list[tuple[Any, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Each day's name, with the fields of its stretches."""
        return [
            (WEEKDAYS[day], [(self[f"since_{day}_{n}"], self[f"until_{day}_{n}"]) for n in range(STRETCHES)])
            for day in range(7)
        ]

    @property
    def aways(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"first_{n}"], self[f"last_{n}"]) for n in range(AWAYS)]

    @property
    def week(self) -> Week:
        return Week(tuple(self._hours()), tuple(self._away()), self.cleaned_data["only_in_hours"])

    def _hours(self) -> Iterator[Hours]:
        for day in range(7):
            for n in range(STRETCHES):
                since, until = (self.cleaned_data[f"{edge}_{day}_{n}"] for edge in ("since", "until"))
                if since is not None or until is not None:
                    yield Hours(day, since or time(), until or time())

    def _away(self) -> Iterator[tuple[date, date]]:
        for n in range(AWAYS):
            first, last = self.cleaned_data[f"first_{n}"], self.cleaned_data[f"last_{n}"]
            if first or last:
                yield first or last, last or first

    @staticmethod
    def _clocks() -> list[str]:
        return [f"{edge}_{day}_{n}" for day in range(7) for n in range(STRETCHES) for edge in ("since", "until")]


def _label(name: str) -> Any:
    edge, day, _stretch = name.split("_")
    said = _("%(day)s, from") if edge == "since" else _("%(day)s, until")
    return said % {"day": WEEKDAYS[int(day)]}
