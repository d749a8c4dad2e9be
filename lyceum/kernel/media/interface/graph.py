from datetime import datetime
from typing import Self
from uuid import UUID

import strawberry
from django.urls import reverse

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.media.actions.deleting import delete_file
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.queries.file import file_for, own_files


@strawberry.type
class FileLink:
    variant: str
    url: str


@strawberry.type
class File:
    id: UUID
    name: str
    purpose: str
    content_type: str
    size: float  # larger than GraphQL's 32-bit Int
    visibility: str
    width: int
    height: int
    created_at: datetime
    links: list[FileLink]

    @classmethod
    def of(cls, file: StoredFile) -> Self:
        return cls(
            id=file.id,
            name=file.name,
            purpose=file.purpose,
            content_type=file.content_type,
            size=file.size,
            visibility=file.visibility,
            width=file.width,
            height=file.height,
            created_at=file.created_at,
            links=[FileLink(variant=v, url=reverse("media:file", args=[file.id, v])) for v in file.variants],
        )


@resolver(SIGNED_IN)
def file(caller: Individual, id: UUID) -> File:
    return File.of(file_for(caller, id))


@resolver(SIGNED_IN)
def files(caller: Individual, limit: int = 20, after: UUID | None = None) -> list[File]:
    rows = own_files(caller).order_by("-id")
    rows = rows.filter(id__lt=after) if after else rows
    return [File.of(row) for row in rows[: max(1, min(limit, 100))]]


@resolver(SIGNED_IN)
def remove(caller: Individual, id: UUID) -> bool:
    delete_file(caller, id)
    return True


@strawberry.type
class Query:
    file: File = strawberry.field(resolver=file, description="One file, for those who may see it.")
    files: list[File] = strawberry.field(resolver=files, description="Your own files, newest first.")


@strawberry.type
class Mutation:
    delete_file: bool = strawberry.mutation(resolver=remove, description="Delete a file of yours.")
