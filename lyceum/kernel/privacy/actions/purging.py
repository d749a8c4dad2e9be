"""What has been kept long enough: facts older than their time go by whole batches, their seals stay."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.privacy.actions.sealing import seal_purge
from lyceum.kernel.privacy.announcements import TrailPurged
from lyceum.kernel.privacy.models import Seal
from lyceum.kernel.privacy.models.seal import chain_of

_TABLE = Announcement._meta.db_table


@transaction.atomic
def purge_trail(organisation_id: UUID | None, before: datetime) -> int:
    """Only the owner of the tables may: run by ``python -m lyceum purge_trail``. Returns how many rows went."""
    old = list(_old_seals(chain_of(organisation_id), before))
    if not old:
        return 0
    gone = _remove([row_id for seal in old for row_id, _leaf in seal.leaves()])
    seal_purge(organisation_id, old[-1].number)
    announce(Visitor(organisation_id), TrailPurged(old[-1].number, gone))
    return gone


def _old_seals(chain: str, before: datetime) -> list[Seal]:
    """From the oldest on, until the first that holds something younger."""
    purged = Seal.objects.filter(chain=chain).order_by("-number").values_list("purged_through", flat=True).first() or 0
    old = []
    for seal in Seal.objects.filter(chain=chain, number__gt=purged).order_by("number"):
        if seal.last_at and seal.last_at >= before:
            break
        old.append(seal)
    return old


def _remove(ids: list[UUID]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {_TABLE} DISABLE TRIGGER append_only")
        cursor.execute(f"DELETE FROM {_TABLE} WHERE id = ANY(%s)", [ids])  # noqa: S608  (the name is our own)
        gone: int = cursor.rowcount
        cursor.execute(f"ALTER TABLE {_TABLE} ENABLE TRIGGER append_only")
    return gone
