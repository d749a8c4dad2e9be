from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.event import EventText
from lyceum.domains.events.actions.place import PlaceText
from lyceum.domains.events.actions.series import Scope
from lyceum.domains.events.interface.organise.fields import PriceField, at_wall, day_field, hour_field
from lyceum.domains.events.interface.organise.words import CATEGORIES, CURRENCIES, FACILITIES, SCOPES
from lyceum.domains.events.models import Event, Place
from lyceum.domains.events.rules.clock import ending, wall_at
from lyceum.kernel.foundation.rules.caller import Caller

NEW, ONLINE = "new", "online"


def zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]


class WhenForm(forms.Form):
    """By the clocks of its own place. An end before the beginning is that of the next morning."""

    day = day_field(gettext_lazy("Day"))
    starts = hour_field(gettext_lazy("Begins"))
    ends = hour_field(gettext_lazy("Ends"))
    last_day = day_field(gettext_lazy("Last day"), required=False)
    doors = hour_field(gettext_lazy("Doors open"), required=False)
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=zones)

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if self.errors:
            return asked
        day, starts, doors = asked["day"], asked["starts"], asked.get("doors")
        walled = ending(day, starts, asked["ends"], asked.get("last_day"))
        moments = {
            "starts_at": self._moment("starts", day, starts),
            "ends_at": self._moment("ends", walled.date(), walled.time()),
            "doors_at": self._moment("doors", day, doors) if doors else None,
        }
        return asked | moments

    def _moment(self, field: str, day: date, clock: time) -> datetime | None:
        try:
            return at_wall(datetime.combine(day, clock), self.cleaned_data["time_zone"])
        except forms.ValidationError as fault:
            self.add_error(field, fault)
            return None


def when_begun(event: Event) -> dict[str, Any]:
    starts, ends = (wall_at(moment, event.time_zone) for moment in (event.starts_at, event.ends_at))
    usual = ending(starts.date(), starts.time(), ends.time()) == ends
    return {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "last_day": None if usual else ends.date(),
        "doors": wall_at(event.doors_at, event.time_zone).time() if event.doors_at else None,
        "time_zone": event.time_zone,
    }


class NewEventForm(WhenForm):
    """One short page: enough for a draft that can be published. A place that is not known yet is made along."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=CATEGORIES)
    where = forms.ChoiceField(label=gettext_lazy("Where"))
    place_id = forms.UUIDField(widget=forms.HiddenInput)
    place_name = forms.CharField(label=gettext_lazy("Name of the place"), max_length=120, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=12, required=False)
    city = forms.CharField(label=gettext_lazy("City"), max_length=80, required=False)
    online_url = forms.URLField(
        label=gettext_lazy("Address of the meeting"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Only those who have a ticket see it."),
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=CURRENCIES)
    price = PriceField(label=gettext_lazy("Price of a ticket"), help_text=gettext_lazy("0 when it is free."))
    places = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=1_000_000)

    def __init__(self, places: Iterable[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(f"{place.id}", f"{place.name}, {place.city}" if place.city else place.name) for place in places]
        field = self.fields["where"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*known, (NEW, _("Another place…")), (ONLINE, _("Online"))]
        price = self.fields["price"]
        assert isinstance(price, PriceField)
        price.currency = str(self["currency"].value() or "EUR")

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        if asked.get("where") == NEW and not asked.get("place_name"):
            self.add_error("place_name", _("What is the place called?"))
        return asked

    @property
    def new_place(self) -> PlaceText | None:
        asked = self.cleaned_data
        if asked["where"] != NEW:
            return None
        return PlaceText(
            asked["place_name"], asked["address"], asked["postcode"], asked["city"], time_zone=asked["time_zone"]
        )

    def text(self, caller: Caller) -> EventText:
        asked, where = self.cleaned_data, self.cleaned_data["where"]
        return EventText(
            title=asked["title"],
            starts_at=asked["starts_at"],
            ends_at=asked["ends_at"],
            doors_at=asked["doors_at"],
            time_zone=asked["time_zone"],
            category=asked["category"],
            language=caller.language if caller.language in {"fr", "en"} else "fr",
            is_online=where == ONLINE,
            online_url=asked["online_url"] if where == ONLINE else "",
            place_id=None if where == ONLINE else asked["place_id"] if where == NEW else UUID(where),
            currency=asked["currency"],
        )


class SectionForm(forms.Form):
    """A part of an event's text. ``edition``: the one that was seen; ``scope``: for one date of a series."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    scope = forms.ChoiceField(
        label=gettext_lazy("Change"), choices=SCOPES, widget=forms.RadioSelect, initial=Scope.THIS, required=False
    )

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        if event.series_id is None:
            del self.fields["scope"]

    @property
    def wanted_scope(self) -> Scope:
        return Scope(self.cleaned_data.get("scope") or Scope.THIS)

    @property
    def text(self) -> EventText:
        names = EventText.__dataclass_fields__
        asked = {name: value for name, value in self.cleaned_data.items() if name in names}
        return replace(EventText.of(self.event), **asked)


class DetailsForm(SectionForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    summary = forms.CharField(
        label=gettext_lazy("In a sentence or two"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
        help_text=gettext_lazy("What lists, searches and shared links show."),
    )
    text_ = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=CATEGORIES)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("fr", gettext_lazy("French")), ("en", gettext_lazy("English"))]
    )
    accessible = forms.MultipleChoiceField(
        label=gettext_lazy("Accessibility"), choices=FACILITIES, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_listed = forms.BooleanField(label=gettext_lazy("Found by the public in lists and searches"), required=False)

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        asked["text"] = asked.get("text_", "")
        return asked


class PlacedForm(SectionForm, WhenForm):
    place_id = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    is_online = forms.BooleanField(label=gettext_lazy("Online (too)"), required=False)
    online_url = forms.URLField(
        label=gettext_lazy("Address of the meeting"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Only those who have a ticket see it."),
    )

    def __init__(self, event: Event, places: Iterable[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(event, *args, **kwargs)
        field = self.fields["place_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("No place")), *((f"{one.id}", f"{one.name}, {one.city}") for one in places)]

    def clean_place_id(self) -> UUID | None:
        asked = self.cleaned_data["place_id"]
        return UUID(asked) if asked else None
