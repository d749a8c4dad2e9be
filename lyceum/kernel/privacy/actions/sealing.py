"""Closing the audit trail behind us, a batch a minute, so that nobody can rewrite it unseen: not even its owner."""

import json
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.media.ports import store
from lyceum.kernel.privacy.models import Seal
from lyceum.kernel.privacy.models.seal import HEADS, LATE, chain_of, leaf_of_row, packed
from lyceum.kernel.privacy.rules.merkle import root_of
from lyceum.kernel.privacy.rules.signature import signed

BATCH = 5000


def seal_every_trail(organisation_id: UUID | None) -> int:
    """Of each organisation, and of the facts of none; how many seals were set."""
    made = 0
    for owner in (None, *Organisation.objects.values_list("id", flat=True)):
        with scope.entered(owner):
            while seal_trail(owner):
                made += 1
    return made


def seal_trail(organisation_id: UUID | None) -> Seal | None:
    """The rows of this trail that no seal holds yet; None when there are none."""
    chain = chain_of(organisation_id)
    with transaction.atomic():
        last = _locked_last(chain)
        rows = _unsealed(organisation_id, chain, last)
        if not rows:
            return None
        leaves = [(row.id, leaf_of_row(row)) for row in rows]
        seal = _next(chain, last, packed(leaves), root_of([leaf for _id, leaf in leaves]).hex(), rows[-1].created_at)
    _note_head(seal)
    return seal


def seal_purge(organisation_id: UUID | None, through: int) -> Seal:
    """A signed word that batches up to this number were removed rightly. Runs in the purge's transaction."""
    chain = chain_of(organisation_id)
    return _next(chain, _locked_last(chain), b"", root_of([]).hex(), None, through)


def _locked_last(chain: str) -> Seal | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"privacy.seal:{chain}"])
    return Seal.objects.filter(chain=chain).order_by("-number").first()


def _unsealed(organisation_id: UUID | None, chain: str, last: Seal | None) -> list[Announcement]:
    of_place = Announcement.objects.filter(organisation_id=organisation_id)  # type: ignore[misc]  # null is a value here
    rows = of_place.order_by("id")
    if last is None:
        return list(rows[:BATCH])
    rows = rows.filter(id__gte=_first_id_at(last.sealed_at - LATE))
    recent = Seal.objects.filter(chain=chain, sealed_at__gte=last.sealed_at - LATE)
    sealed = {row_id for seal in recent for row_id, _leaf in seal.leaves()}
    found = rows.exclude(id__in=sealed) if len(sealed) < BATCH else (row for row in rows if row.id not in sealed)
    return list(found)[:BATCH]


def _first_id_at(moment: datetime) -> UUID:
    """The smallest UUIDv7 of that millisecond."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def _next(chain: str, last: Seal | None, rows: bytes, root: str, last_at: datetime | None, through: int = 0) -> Seal:
    seal = Seal(
        chain=chain,
        number=last.number + 1 if last else 1,
        rows=rows,
        root=root,
        previous=last.digest if last else "",
        sealed_at=timezone.now(),
        last_at=last_at,
        purged_through=max(through, last.purged_through if last else 0),
    )
    seal.signature = signed(settings.SEAL_KEY, seal.statement.words)
    seal.save(force_insert=True)
    return seal


def _note_head(seal: Seal) -> None:
    """Beside the database: without it, the last seals and their rows could be cut off unseen."""
    head = json.dumps({"number": seal.number, "digest": seal.digest}).encode()
    store().put(f"{HEADS}/{seal.chain}", head, content_type="application/json", disposition="attachment")
