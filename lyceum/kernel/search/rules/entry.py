"""One thing that can be found."""

from dataclasses import dataclass, field
from uuid import UUID

from lyceum.kernel.foundation.rules.audience import Audience


@dataclass(frozen=True, slots=True)
class Entry:
    """``path`` is kept inside the organisation (foundation's ``addresses.inside``); ``body`` is plain text.

    ``person_id``: whom it is about, where it is a person.
    """

    kind: str
    object_id: UUID
    title: str
    path: str
    body: str = ""
    audience: Audience = field(default_factory=Audience)
    language: str = ""
    person_id: UUID | None = None
