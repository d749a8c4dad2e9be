from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ExportRequested:
    export_id: UUID


@dataclass(frozen=True)
class ExportReady:
    export_id: UUID


@dataclass(frozen=True)
class ErasureRequested:
    erasure_id: UUID
    due: str


@dataclass(frozen=True)
class ErasureCancelled:
    erasure_id: UUID


@dataclass(frozen=True)
class MemberErased:
    """In each organisation where something of theirs was: what they were called there is gone already."""

    member_person_id: UUID


@dataclass(frozen=True)
class PersonErased:
    """``subject``: see ``rules/subject.py``."""

    subject: str


@dataclass(frozen=True)
class TrailExported:
    """Somebody took the organisation's trail away as a table."""

    rows: int


@dataclass(frozen=True)
class TrailPurged:
    through: int
    rows: int
