"""Which sites may show the shop inside their own pages."""

from collections.abc import Sequence

from django.db import transaction

from lyceum.domains.events.announcements import ShopFramesChanged
from lyceum.domains.events.models import ShopFrame
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller


@transaction.atomic
def allow_frames(caller: Caller, hosts: Sequence[str]) -> ShopFrame:
    """``hosts``: https://host, each; none: no other site."""
    refuse_unless(caller.may("events.edit"))
    kept, _made = ShopFrame.objects.update_or_create(
        organisation_id=caller.organisation_id, defaults={"hosts": list(hosts)}
    )
    announce(caller, ShopFramesChanged(kept.id, len(hosts)))
    return kept
