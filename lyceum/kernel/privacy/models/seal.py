from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from lyceum.kernel.foundation.models import Announcement, Identified
from lyceum.kernel.privacy.rules.merkle import leaf_of
from lyceum.kernel.privacy.rules.statement import Statement, digest_of

PEOPLE = "people"
HEADS = "seals"  # where the store keeps the last seal of each chain
LATE = timedelta(hours=1)  # a row may be written this long after its id was made, never more
_ID, _LEAF = 16, 32


class Seal(Identified):
    """Closes a batch of the audit trail: its rows' digests, chained to the seal before, signed.

    ``chain`` is the organisation's id in hexadecimal digits, or ``people`` for facts of no organisation.
    ``rows`` holds 48 bytes for each: its id, and the digest of all it says.
    ``purged_through``: batches up to that number may be missing, because their time to be kept was over.
    """

    append_only: ClassVar[bool] = True

    chain = models.CharField(max_length=32)
    number = models.PositiveBigIntegerField()
    rows = models.BinaryField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)  # of the youngest row
    purged_through = models.PositiveBigIntegerField(default=0)
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="seal_once")]

    @property
    def statement(self) -> Statement:
        return Statement(self.chain, self.number, self.root, self.previous, self.sealed_at, self.purged_through)

    @property
    def digest(self) -> str:
        return digest_of(self.statement, self.signature)

    def leaves(self) -> Iterator[tuple[UUID, bytes]]:
        packed = bytes(self.rows)
        for at in range(0, len(packed), _ID + _LEAF):
            yield UUID(bytes=packed[at : at + _ID]), packed[at + _ID : at + _ID + _LEAF]


def chain_of(organisation_id: UUID | None) -> str:
    return organisation_id.hex if organisation_id else PEOPLE


def packed(leaves: Iterable[tuple[UUID, bytes]]) -> bytes:
    return b"".join(row_id.bytes + leaf for row_id, leaf in leaves)


def leaf_of_row(row: Announcement) -> bytes:
    """Everything the row says; a column that is added to the trail must be added here."""
    said: dict[str, Any] = {
        "id": row.id.hex,
        "created_at": row.created_at.isoformat(),
        "organisation": row.organisation_id.hex if row.organisation_id else "",
        "person": row.person_id.hex if row.person_id else "",
        "kind": row.kind,
        "payload": row.payload,
        "network": row.network,
        "client": row.client,
        "request_id": row.request_id,
    }
    return leaf_of(said)
