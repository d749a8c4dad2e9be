"""The documents on which a path stands: given to it, opened to its people, taken away."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.learning.announcements import SourceAdded, SourceRemoved
from lyceum.domains.learning.models import Path, Source, Status
from lyceum.domains.learning.queries.path import path_to_change, taught_path
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.media.actions.storing import Upload
from lyceum.kernel.search.actions.documents import Cover, add_document, set_audience
from lyceum.kernel.search.queries.documents import document_for

MOST_SOURCES = 50


def upload_source(caller: Caller, path_id: UUID, upload: Upload, cover: Cover) -> Source:
    """A new document for the path. It is read by a job; then items are drafted from it. Idempotent by ``cover.id``."""
    taught_path(caller, path_id)  # before a large file is taken in
    document = add_document(caller, upload, cover)
    return add_source(caller, path_id, document.id)


@transaction.atomic
def add_source(caller: Caller, path_id: UUID, document_id: UUID) -> Source:
    """A document that the caller may read already. Idempotent."""
    path = path_to_change(caller, path_id)
    document = document_for(caller, document_id)
    if path.sources.count() >= MOST_SOURCES:
        raise Conflict(_("A path stands on at most %(most)s documents.") % {"most": MOST_SOURCES})
    source, is_new = Source.objects.get_or_create(
        organisation_id=path.organisation_id,
        path=path,
        document=document,
        defaults={"position": path.sources.count()},
    )
    if is_new:
        announce(caller, SourceAdded(path.id, document.id))
        open_documents(path.organisation_id, [document.id])
    return source


@transaction.atomic
def remove_source(caller: Caller, path_id: UUID, document_id: UUID) -> None:
    """The document itself stays its owner's, and the items made from it stay. Idempotent."""
    path = path_to_change(caller, path_id)
    if path.sources.filter(document_id=document_id).delete()[0]:
        announce(caller, SourceRemoved(path.id, document_id))
        open_documents(path.organisation_id, [document_id])


def open_documents(organisation_id: UUID, document_ids: Iterable[UUID]) -> None:
    """Read by the teachers of every path that stands on them, and by the students of the open ones."""
    for document_id in document_ids:
        paths = Path.objects.filter(organisation_id=organisation_id, sources__document_id=document_id)
        marks = {mark for path in paths if path.status == Status.ACTIVE for mark in path.audience}
        teachers = set(paths.values_list("teachers__person_id", flat=True)) - {None}
        given = Audience.of(marks)
        overseers = frozenset({"learning.oversee"})  # an audience is never empty: that would be everyone
        readers = Audience(given.group_ids, given.roles, overseers, given.person_ids | frozenset(teachers))
        set_audience(organisation_id, [document_id], readers)
