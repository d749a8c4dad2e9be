"""Dates of an event that comes again: a friendly form of an RRULE, with what it gives before it is kept."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lyceum.domains.events.actions.series import make_series, plan_series
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.fields import day_field
from lyceum.domains.events.interface.organise.keeping import back, kept, shown
from lyceum.domains.events.models import Event
from lyceum.domains.events.queries.managed import managed_event
from lyceum.domains.events.queries.organising import dates_in_series
from lyceum.domains.events.rules.clock import wall_at
from lyceum.domains.events.rules.recurrence import MOST_DATES, NotARule, Rule, dates_of, is_skipped, read_rule
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER

WEEKDAYS = [
    ("0", gettext_lazy("Monday")),
    ("1", gettext_lazy("Tuesday")),
    ("2", gettext_lazy("Wednesday")),
    ("3", gettext_lazy("Thursday")),
    ("4", gettext_lazy("Friday")),
    ("5", gettext_lazy("Saturday")),
    ("6", gettext_lazy("Sunday")),
]
NTH = [
    ("0", gettext_lazy("the same day of the month")),
    ("1", gettext_lazy("the first such weekday")),
    ("2", gettext_lazy("the second")),
    ("3", gettext_lazy("the third")),
    ("4", gettext_lazy("the fourth")),
    ("-1", gettext_lazy("the last")),
]
EVERY = [("DAILY", gettext_lazy("day")), ("WEEKLY", gettext_lazy("week")), ("MONTHLY", gettext_lazy("month"))]


class SeriesForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    interval = forms.IntegerField(label=gettext_lazy("Every"), min_value=1, max_value=52, initial=1)
    frequency = forms.ChoiceField(label=gettext_lazy("Rhythm"), choices=EVERY, initial="WEEKLY")
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("On"), choices=WEEKDAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    nth = forms.TypedChoiceField(label=gettext_lazy("Which of the month"), choices=NTH, coerce=int, required=False)
    until = day_field(gettext_lazy("Until"), required=False)
    count = forms.IntegerField(
        label=gettext_lazy("Or so many dates"), min_value=1, max_value=MOST_DATES, required=False
    )
    exceptions = forms.CharField(
        label=gettext_lazy("Not on"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
        help_text=gettext_lazy("One day a line, such as 2026-12-25."),
    )

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = wall_at(event.starts_at, event.time_zone)

    def clean_exceptions(self) -> list[date]:
        try:
            return [date.fromisoformat(one.strip()) for one in self.cleaned_data["exceptions"].split() if one.strip()]
        except ValueError as fault:
            raise forms.ValidationError(_("One day a line, such as 2026-12-25.")) from fault

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if bool(asked.get("until")) == bool(asked.get("count")):
            self.add_error("until", _("Say until when, or how many dates: one of the two."))
            return asked
        nth = asked.get("nth") or 0
        days = tuple(sorted(int(day) for day in asked.get("weekdays", ())))
        frequency, weekly = asked.get("frequency", ""), asked.get("frequency") == "WEEKLY"
        on = days if weekly else ((self.first.weekday(),) if nth and frequency == "MONTHLY" else ())
        try:
            asked["rule"] = Rule(
                frequency,
                asked.get("interval") or 1,
                on,
                nth if frequency == "MONTHLY" else 0,
                asked.get("count"),
                asked.get("until"),
            )
        except NotARule:
            self.add_error(None, _("No series follows this rule."))
        return asked


@page(MEMBER, methods=("GET", "POST"))
def dates(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    """``preview``: what the rule gives, and nothing is kept."""
    event = managed_event(caller, event_id)
    form = SeriesForm(event, request.POST or None, initial=_begun(event))
    planned: list[tuple[datetime, bool]] = []
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            planned = _preview(event, form)
        elif kept(form, lambda: _plan(caller, request, event, form)):
            return back("dates", event_id)
    lines = dates_in_series(caller, event.series_id) if event.series_id else []
    content = {**around(caller, event, "dates"), "planned": planned, "dates": lines}
    return shown(request, "events/organise/dates.html", form, content)


def _begun(event: Event) -> dict[str, Any]:
    first = wall_at(event.starts_at, event.time_zone)
    if event.series is None:
        return {"id": new_identifier(), "weekdays": [f"{first.weekday()}"], "nth": "0", "count": 10}
    rule = read_rule(event.series.rule)
    return {
        "id": event.series_id,
        "interval": rule.interval,
        "frequency": rule.frequency,
        "weekdays": [f"{day}" for day in rule.weekdays],
        "nth": f"{rule.nth}",
        "until": rule.until,
        "count": rule.count,
        "exceptions": "\n".join(f"{day}" for day in event.series.exceptions),
    }


def _preview(event: Event, form: SeriesForm) -> list[tuple[datetime, bool]]:
    """Each date at its hour, and whether the clocks skip it that night."""
    first, asked = form.first, form.cleaned_data
    there = [one.occurs_on for one in event.series.events.all() if one.occurs_on] if event.series else [first.date()]
    days = dates_of(asked["rule"], min(there), set(asked["exceptions"]))
    return [(datetime.combine(day, first.time()), is_skipped(day, first.time(), event.time_zone)) for day in days]


def _plan(caller: Caller, request: HttpRequest, event: Event, form: SeriesForm) -> None:
    asked = form.cleaned_data
    if event.series_id is None:
        done = make_series(caller, event.id, asked["id"], asked["rule"], asked["exceptions"])
    else:
        done = plan_series(caller, event.series_id, asked["rule"], asked["exceptions"])
    added = len(done.added)
    messages.success(request, ngettext("%(count)s date added.", "%(count)s dates added.", added) % {"count": added})
    if done.kept:
        messages.warning(
            request,
            ngettext(
                "%(count)s date stays, for the public has seen it: cancel it.",
                "%(count)s dates stay, for the public has seen them: cancel them.",
                len(done.kept),
            )
            % {"count": len(done.kept)},
        )
