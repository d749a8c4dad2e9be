"""How a person wants to see Lyceum."""

from django.conf import settings
from django.db import transaction

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.identity.models import Person

THEMES = frozenset({"system", "light", "dark"})


@transaction.atomic
def choose_appearance(caller: Individual, *, theme: str = "", language: str = "") -> None:
    """Keeps what is given and known; anything else is left as it was."""
    chosen = {}
    if theme in THEMES:
        chosen["theme"] = theme
    if language in dict(settings.LANGUAGES):
        chosen["language"] = language
    if chosen:
        Person.objects.filter(id=caller.person_id).update(**chosen)
