"""What an unsubscribe link says: which person wants no more mail of which kind, from which organisation."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Subscription:
    organisation_id: UUID
    person_id: UUID
    kind: str

    def __str__(self) -> str:
        return f"{self.organisation_id.hex}.{self.person_id.hex}.{self.kind}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises ValueError."""
        organisation, person, kind = text.split(".", 2)
        return cls(UUID(organisation), UUID(person), kind)
