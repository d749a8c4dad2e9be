from collections.abc import Sequence
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.roles import PARTICIPANTS, Role
from lyceum.kernel.identity.actions.organisation import OrganisationChanges
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.models.organisation import Kind
from lyceum.kernel.identity.queries.offer import KIND_OFFERS, domain_offers
from lyceum.kernel.identity.queries.role import ROLE_NAMES
from lyceum.kernel.identity.rules.preset import HUES


def time_zones() -> list[tuple[str, str]]:
    places = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in places)]


class _Identity(forms.Form):
    """What an organisation says of itself. Judged by the action: the fields only carry."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind, KIND_OFFERS[kind].name) for kind in Kind],
        widget=forms.RadioSelect,
        initial=Kind.SCHOOL,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    hue = forms.TypedChoiceField(
        label=_("Colour"),
        coerce=int,
        choices=[(hue, str(hue)) for hue in HUES],
        widget=forms.RadioSelect,
        initial=HUES[0],
    )


class OpeningForm(_Identity):
    slug = forms.CharField(label=_("Address"), max_length=40, required=False)
    field_order = ("name", "slug", "kind", "hue", "language", "time_zone")

    def changes(self) -> OrganisationChanges:
        return OrganisationChanges(**{name: value for name, value in self.cleaned_data.items() if name != "slug"})


class SettingsForm(_Identity):
    description = forms.CharField(
        label=_("Description"),
        help_text=_("Shown on the public page."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    domains = forms.MultipleChoiceField(
        label=_("Parts of Lyceum that are on"),
        choices=lambda: [(code, offer.name) for code, offer in domain_offers().items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    member_role = forms.ChoiceField(
        label=_("Usual role"),
        help_text=_("Of whoever is invited without another."),
        choices=[(role, ROLE_NAMES[role]) for role in Role if role in PARTICIPANTS],
    )
    is_public = forms.BooleanField(label=_("Everybody may see the public page"), required=False)
    not_here: Sequence[str] = ()

    @classmethod
    def of(cls, organisation: Organisation, given: Any = None) -> "SettingsForm":
        form = cls(given, initial={name: getattr(organisation, name) for name in cls.base_fields})
        form.not_here = [code for code in organisation.domains if code not in domain_offers()]
        if organisation.hue not in HUES:
            hues = [*HUES, organisation.hue]
            cast(forms.ChoiceField, form.fields["hue"]).choices = [(hue, str(hue)) for hue in hues]
        return form

    def changes(self) -> OrganisationChanges:
        """What is on of domains that this installation lacks stays as it is: it could not be chosen."""
        chosen = self.cleaned_data | {"domains": [*self.cleaned_data["domains"], *self.not_here]}
        return OrganisationChanges(**chosen)


class HeirForm(forms.Form):
    membership_id = forms.UUIDField(label=_("New owner"), widget=forms.Select)

    def __init__(self, heirs: list[tuple[str, str]], *args: Any) -> None:
        super().__init__(*args)
        self.fields["membership_id"].widget.choices = [("", "—"), *heirs]


class ClosingForm(forms.Form):
    typed = forms.CharField(label=_("Type the organisation's address to confirm"), max_length=40)
