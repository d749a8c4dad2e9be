from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class FileStored:
    file_id: UUID
    purpose: str


@dataclass(frozen=True)
class FileDeleted:
    file_id: UUID
    purpose: str


@dataclass(frozen=True)
class FileRestored:
    file_id: UUID
    purpose: str


@dataclass(frozen=True)
class PortraitChanged:
    file_id: UUID | None


@dataclass(frozen=True)
class LogoChanged:
    file_id: UUID | None
