"""What an address asks for."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.reporting.queries.view import Asked
from lyceum.kernel.reporting.rules.period import Span


def asked_in(query: Mapping[str, str]) -> Asked:
    """``?of=…&over=weeks|term|year&group=…``; what cannot be read is not there."""
    try:
        group_id = UUID(query["group"]) if query.get("group") else None
        return Asked(query.get("of", ""), Span(query.get("over") or Span.WEEKS), group_id)
    except ValueError as fault:
        raise NotFound(_("There are no such figures, or they are not for you.")) from fault
