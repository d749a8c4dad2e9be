from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.media.actions.deleting import delete_file
from lyceum.kernel.media.actions.replacing import replace_file
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.queries.file import file_for, own_files
from lyceum.kernel.media.rules.visibility import Visibility

router = Router()


class FileOut(Schema):
    id: UUID
    name: str
    purpose: str
    content_type: str
    size: int
    visibility: str
    width: int
    height: int
    sha256: str
    created_at: datetime
    links: dict[str, str]


class FilesOut(Schema):
    items: list[FileOut]
    next: str | None


class TermsIn(Schema):
    purpose: str = "document"
    visibility: Visibility = Visibility.PRIVATE
    group_ids: list[UUID] = []
    id: UUID | None = None


def shown(file: StoredFile) -> dict[str, Any]:
    links = {variant: reverse("media:file", args=[file.id, variant]) for variant in file.variants}
    plain = ("id", "name", "purpose", "content_type", "size", "visibility", "width", "height", "sha256", "created_at")
    return {name: getattr(file, name) for name in plain} | {"links": links}


@router.post("/files", response={201: FileOut})
@operation(SIGNED_IN)
def post_file(
    caller: Individual, request: HttpRequest, file: File[UploadedFile], terms: Form[TermsIn]
) -> Status[dict[str, Any]]:
    """Upload one file. Send your own ``id`` (UUIDv7): repeating the call then answers the same file."""
    kept = store_file(caller, file, Terms(terms.purpose, terms.visibility, terms.group_ids, terms.id))
    return Status(201, shown(kept))


@router.get("/files", response=FilesOut)
@operation(SIGNED_IN)
def list_files(caller: Individual, request: HttpRequest, after: UUID | None = None, limit: int = 20) -> dict[str, Any]:
    """Your own files, newest first."""
    return page_of(own_files(caller), after=after, limit=limit, show=shown)


@router.get("/files/{uuid:file_id}", response=FileOut)
@operation(SIGNED_IN)
def get_file(caller: Individual, request: HttpRequest, file_id: UUID) -> dict[str, Any]:
    """What a file is, for those who may see it; ``links`` lead to its bytes."""
    return shown(file_for(caller, file_id))


@router.post("/files/{uuid:file_id}/versions", response={201: FileOut})
@operation(SIGNED_IN)
def post_file_version(
    caller: Individual, request: HttpRequest, file_id: UUID, file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """In the place of a file of yours, under the same terms. The former can be brought back for 30 days."""
    return Status(201, shown(replace_file(caller, file_id, file)))


@router.delete("/files/{uuid:file_id}", response={204: None})
@operation(SIGNED_IN)
def remove_file(caller: Individual, request: HttpRequest, file_id: UUID) -> Status[None]:
    """Delete a file of yours. It can be brought back for 30 days."""
    delete_file(caller, file_id)
    return Status(204, None)
