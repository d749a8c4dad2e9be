"""Whether a trail is as it was written: every row, every seal, up to the last one noted beside the database."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.media.ports import Missing, store
from lyceum.kernel.privacy.models import Seal
from lyceum.kernel.privacy.models.seal import HEADS, LATE, chain_of, leaf_of_row
from lyceum.kernel.privacy.rules.merkle import root_of
from lyceum.kernel.privacy.rules.signature import is_genuine, public_key_of


@dataclass(frozen=True, slots=True)
class Fault:
    """``what``: altered · deleted · inserted (a row) · forged · missing · cut (a seal)."""

    what: str
    row_id: UUID | None = None
    seal: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    rows: int
    seals: int
    last_sealed_at: datetime | None
    faults: list[Fault]

    @property
    def is_whole(self) -> bool:
        return not self.faults


def verify_trail(organisation_id: UUID | None) -> Proof:
    """Reads every row of the trail; its scope must have been entered."""
    chain = chain_of(organisation_id)
    seals = list(Seal.objects.filter(chain=chain).order_by("number"))
    faults = [*_faults_of_chain(seals), *_cut(chain, seals)]
    rows = dict(_leaves(organisation_id))
    faults += _faults_of_rows(seals, rows)
    return Proof(len(rows), len(seals), seals[-1].sealed_at if seals else None, faults)


def last_seal(organisation_id: UUID | None) -> Seal | None:
    return Seal.objects.filter(chain=chain_of(organisation_id)).order_by("-number").first()


def _faults_of_chain(seals: list[Seal]) -> Iterator[Fault]:
    key, previous, expected = public_key_of(settings.SEAL_KEY), "", 1
    for seal in seals:
        if seal.number != expected:
            yield Fault("missing", seal=expected)
        whole = seal.root == root_of([leaf for _id, leaf in seal.leaves()]).hex()
        genuine = is_genuine(key, seal.statement.words, seal.signature)
        if not (whole and genuine) or (seal.number == expected and seal.previous != previous):
            yield Fault("forged", seal=seal.number)
        previous, expected = seal.digest, seal.number + 1


def _cut(chain: str, seals: list[Seal]) -> Iterator[Fault]:
    try:
        head = json.loads(b"".join(store().read(f"{HEADS}/{chain}")))
    except Missing:
        return
    if not any((seal.number, seal.digest) == (head["number"], head["digest"]) for seal in seals):
        yield Fault("cut", seal=head["number"])


def _leaves(organisation_id: UUID | None) -> Iterator[tuple[UUID, tuple[bytes, datetime]]]:
    rows = Announcement.objects.filter(organisation_id=organisation_id)  # type: ignore[misc]  # null is a value here
    for row in rows.iterator(chunk_size=2000):
        yield row.id, (leaf_of_row(row), row.created_at)


def _faults_of_rows(seals: list[Seal], rows: dict[UUID, tuple[bytes, datetime]]) -> Iterator[Fault]:
    purged_through = max((seal.purged_through for seal in seals), default=0)
    sealed: set[UUID] = set()
    for seal in seals:
        for row_id, leaf in seal.leaves():
            sealed.add(row_id)
            if row_id in rows and rows[row_id][0] != leaf:
                yield Fault("altered", row_id, seal.number)
            elif row_id not in rows and seal.number > purged_through:
                yield Fault("deleted", row_id, seal.number)
    young = timezone.now() - LATE
    for row_id, (_leaf, at) in rows.items():
        if row_id not in sealed and (at < young and _made_at(row_id) < young):
            yield Fault("inserted", row_id)


def _made_at(row_id: UUID) -> datetime:
    return datetime.fromtimestamp((row_id.int >> 80) / 1000, tz=timezone.now().tzinfo)
