"""Where a person who has just come in most likely wants to go."""

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.identity.models import Membership


def only_organisation(caller: Individual) -> str | None:
    """The slug of the one organisation they belong to; None when there are none, or several to choose from."""
    slugs = Membership.objects.active().own(caller).values_list("organisation__slug", flat=True)[:2]
    return slugs[0] if len(slugs) == 1 else None
