"""What a catalogue's entries say becomes vectors, by the model that their organisation's chain names first.

As for passages (``embedding.py``): in jobs, never in a transaction, resumed where it stopped.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from lyceum.kernel.ai.actions.embedding import BATCH, embed
from lyceum.kernel.ai.queries.chain import Embedder, embedder_of
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.search.models import CatalogueEntry, CatalogueMeaning
from lyceum.kernel.search.queries.nearness import keeps_vectors
from lyceum.kernel.search.rules.tongue import serves

_KEEP = """
    INSERT INTO search_cataloguemeaning (id, created_at, organisation_id, entry_id, model, digest, vector)
    VALUES (%s, statement_timestamp(), %s, %s, %s, %s, %s::vector)
    ON CONFLICT (entry_id) DO UPDATE SET model = excluded.model, digest = excluded.digest, vector = excluded.vector
"""


@job(queue="documents")
def read_meanings(organisation_id: UUID) -> None:
    keep_meanings(organisation_id)


def keep_meanings(organisation_id: UUID) -> None:
    """Every entry that is not over has the vector of its words of today, by the model of today; or none has any."""
    embedder = embedder_of(organisation_id) if keeps_vectors() else None
    former = CatalogueMeaning.objects.filter(organisation_id=organisation_id)
    if embedder is None:
        former.delete()
        return
    former.exclude(model=embedder.model).delete()
    lacking = list(_lacking(organisation_id, embedder))
    for start in range(0, len(lacking), BATCH):
        some = lacking[start : start + BATCH]
        made = embed(organisation_id, [text for _entry_id, text in some])
        if made is None or embedder_of(organisation_id) != embedder:
            return  # the chain has just been changed: the job of that change does the rest
        _keep(organisation_id, embedder.model, some, made)


def _lacking(organisation_id: UUID, embedder: Embedder) -> Iterator[tuple[UUID, str]]:
    known = dict(CatalogueMeaning.objects.filter(organisation_id=organisation_id).values_list("entry_id", "digest"))
    standing = Q(ends_at=None) | Q(ends_at__gte=timezone.now())
    for entry in CatalogueEntry.objects.filter(standing, organisation_id=organisation_id).order_by("id"):
        text = said_by(entry)
        if known.get(entry.id) != _digest(text) and serves(embedder.model, entry.language, embedder.languages):
            yield entry.id, text


def said_by(entry: CatalogueEntry) -> str:
    where = ", ".join(name for name in entry.names[1:3] if name)
    kinds = ", ".join(entry.labelled("category"))
    return "\n".join(part for part in (entry.title, where, kinds, entry.text) if part)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@transaction.atomic
def _keep(organisation_id: UUID, model: str, some: Sequence[tuple[UUID, str]], made: Sequence[Sequence[float]]) -> None:
    """Of those that still stand."""
    ids = [entry_id for entry_id, _text in some]
    rows = CatalogueEntry.objects.filter(organisation_id=organisation_id, id__in=ids)
    standing = set(rows.select_for_update(no_key=True).values_list("id", flat=True))
    with connection.cursor() as cursor:
        cursor.executemany(
            _KEEP,
            [
                (new_identifier(), organisation_id, entry_id, model, _digest(text), str(list(vector)))
                for (entry_id, text), vector in zip(some, made, strict=True)
                if entry_id in standing
            ],
        )
