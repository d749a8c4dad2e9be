from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.identity.models import Person

_ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As others see it in your organisations."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=[("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in _ZONES)],
        help_text=_("Dates and reminders follow it."),
    )
    theme = forms.ChoiceField(
        label=_("Appearance"),
        choices=[("system", _("As this device")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Person
        fields = ("name", "language", "time_zone", "theme")
