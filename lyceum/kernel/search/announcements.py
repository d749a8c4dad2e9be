"""What has happened to documents: ids, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class DocumentAdded:
    document_id: UUID


@dataclass(frozen=True)
class DocumentRead:
    """The first version can be used."""

    document_id: UUID
    version: int
    pages: int


@dataclass(frozen=True)
class DocumentRevised:
    """Another version is in use: what was made from the former one may be stale."""

    document_id: UUID
    version: int
    pages: int


@dataclass(frozen=True)
class DocumentRefused:
    document_id: UUID
    version: int
    reason: str


@dataclass(frozen=True)
class DocumentRemoved:
    document_id: UUID
