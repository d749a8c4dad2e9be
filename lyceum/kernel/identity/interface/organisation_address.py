from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.refusal import NotFound


def organisation_at(request: HttpRequest) -> UUID:
    """The organisation of the address, whether or not the caller is a member."""
    organisation = request.organisation  # type: ignore[attr-defined]  # set by the middleware
    if organisation is None:
        raise NotFound(_("This address belongs to an organisation: open it there."))
    return organisation.id
