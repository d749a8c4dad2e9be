from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.actions.place import PlaceText
from lyceum.domains.events.interface.organise.event_forms import zones
from lyceum.domains.events.models import Place


class PlaceForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=120)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    country = forms.CharField(label=_("Country (two letters)"), min_length=2, max_length=2)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(label=_("Longitude"), min_value=-180, max_value=180, required=False)
    access = forms.CharField(
        label=_("How to get there"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_accessible = forms.BooleanField(label=_("One gets in and around without steps"), required=False)

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    @property
    def text(self) -> PlaceText:
        return PlaceText(**{name: self.cleaned_data[name] for name in PlaceText.__dataclass_fields__})


def place_begun(place: Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in ("id", *PlaceText.__dataclass_fields__)}
