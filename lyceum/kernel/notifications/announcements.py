from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PreferenceChosen:
    kind: str
    channel: str
    on: bool


@dataclass(frozen=True)
class Unsubscribed:
    member_person_id: UUID
    kind: str
