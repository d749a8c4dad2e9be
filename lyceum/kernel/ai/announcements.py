"""What has been changed: ids and names of models, never a key."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class LinkAdded:
    link_id: UUID
    vendor: str
    model: str


@dataclass(frozen=True)
class LinkChanged:
    link_id: UUID
    vendor: str
    model: str


@dataclass(frozen=True)
class LinkMoved:
    link_id: UUID
    position: int


@dataclass(frozen=True)
class LinkRemoved:
    link_id: UUID
    vendor: str
    model: str


@dataclass(frozen=True)
class AllowanceSet:
    monthly_dollars: str
    daily_questions: int | None
