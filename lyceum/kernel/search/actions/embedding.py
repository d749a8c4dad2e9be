"""Passages become vectors, a batch at a time, by the model of the organisation's chain; resumed where it stopped.

Nothing of it is done inside a transaction: a vendor may take a minute for a batch.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from lyceum.kernel.ai.actions.embedding import BATCH, embed
from lyceum.kernel.ai.queries.chain import Embedder, embedder_of
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.search.models import DocumentVersion, Embedding, Passage
from lyceum.kernel.search.queries.nearness import keeps_vectors
from lyceum.kernel.search.rules.tongue import serves

_KEEP = """
    INSERT INTO search_embedding (id, created_at, organisation_id, version_id, number, model, vector)
    VALUES (%s, %s, %s, %s, %s, %s, %s::vector)
    ON CONFLICT (version_id, number) DO UPDATE SET model = excluded.model, vector = excluded.vector
"""


@job(queue="documents")
def embed_document(organisation_id: UUID, version_id: UUID) -> None:
    embed_version(organisation_id, version_id)


@job(every="53 3 * * *")
def embed_stale_documents(organisation_id: UUID | None) -> None:
    embed_stale(organisation_id)


def embed_stale(organisation_id: UUID | None) -> None:
    """Defers a job for each version in use without the vectors of today's model; of one organisation, or of all."""
    organisations = Organisation.objects.filter(id=organisation_id) if organisation_id else Organisation.objects.all()
    keeps = keeps_vectors()
    for each in organisations.values_list("id", flat=True):
        with scope.entered(each):
            embedder = embedder_of(each) if keeps else None
            in_use = DocumentVersion.objects.filter(organisation_id=each, number=F("document__version"))
            for version in in_use.select_related("document"):
                if version.embedded_by != _wanted(embedder, version.document.language):
                    embed_document.later(organisation_id=each, once=str(version.id), version_id=version.id)


def embed_version(organisation_id: UUID, version_id: UUID) -> None:
    rows = DocumentVersion.objects.filter(organisation_id=organisation_id, number=F("document__version"))
    version: DocumentVersion | None = rows.select_related("document").filter(id=version_id).first()
    if version is None:
        return
    model = _wanted(embedder_of(organisation_id) if keeps_vectors() else None, version.document.language)
    if version.embedded_by == model:
        return
    _begin(version, model)
    if model and _fill(version, model):
        DocumentVersion.objects.filter(id=version.id).update(embedded_by=model)


def _wanted(embedder: Embedder | None, language: str) -> str:
    """The model whose vectors a document should have; none for a language that it does not serve."""
    return embedder.model if embedder and serves(embedder.model, language, embedder.languages) else ""


@transaction.atomic
def _begin(version: DocumentVersion, model: str) -> None:
    """Vectors of two models cannot be compared: those of the former go, and it is found by words until all are made."""
    Embedding.objects.filter(version=version).exclude(model=model).delete()
    DocumentVersion.objects.filter(id=version.id).update(embedded_by="")


def _fill(version: DocumentVersion, model: str) -> bool:
    """Whether every passage has its vector now. Unavailable where the provider rests: the job is tried again."""
    while some := _missing(version, model):
        made = embed(version.organisation_id, [f"{heading}\n{text}".strip() for _number, heading, text in some])
        if made is None or _wanted(embedder_of(version.organisation_id), version.document.language) != model:
            return False  # the chain has just been changed: the job of that change does the rest
        _keep(version, model, [(number, vector) for (number, _h, _t), vector in zip(some, made, strict=True)])
    return True


def _missing(version: DocumentVersion, model: str) -> list[tuple[int, str, str]]:
    made = Embedding.objects.filter(version=version, model=model).values("number")
    lacking = Passage.objects.filter(version=version).exclude(number__in=made).order_by("number")
    return list(lacking.values_list("number", "heading", "text")[:BATCH])


@transaction.atomic
def _keep(version: DocumentVersion, model: str, made: Sequence[tuple[int, Sequence[float]]]) -> None:
    now = timezone.now()
    rows = [
        (new_identifier(), now, version.organisation_id, version.id, number, model, str(list(vector)))
        for number, vector in made
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, rows)
