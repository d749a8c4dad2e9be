"""What everybody may see of the organisation's figures."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.reporting.announcements import FiguresPublished
from lyceum.kernel.reporting.models import Publication
from lyceum.kernel.reporting.permissions import may_publish
from lyceum.kernel.reporting.queries.public import publishable


@transaction.atomic
def publish_figures(caller: Caller, codes: Sequence[str]) -> list[str]:
    """These and no others; none takes all back. Idempotent."""
    refuse_unless(may_publish(caller))
    known = [indicator.code for indicator in publishable() if indicator.code in codes]
    if len(known) != len(set(codes)):
        raise Invalid(_("There is no such figure, or it cannot be public."))
    kept, is_new = Publication.objects.select_for_update().get_or_create(
        organisation_id=caller.organisation_id, defaults={"codes": known}
    )
    if is_new or kept.codes != known:
        kept.codes = known
        kept.save(update_fields=["codes"])
        announce(caller, FiguresPublished(known))
    return known
