"""Where a person who has just come in most likely wants to go."""

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.queries.organisation import memberships_of


def only_organisation(caller: Individual) -> str | None:
    """The slug of the one organisation they belong to; None when there are none, or several to choose from."""
    slugs = memberships_of(caller).values_list("organisation__slug", flat=True)[:2]
    return slugs[0] if len(slugs) == 1 else None


def public_slugs(most: int = 5000) -> list[str]:
    """The organisations that anybody may find."""
    found = Organisation.objects.filter(is_public=True, suspended_at=None, closed_at=None)
    return list(found.order_by("slug").values_list("slug", flat=True)[:most])
