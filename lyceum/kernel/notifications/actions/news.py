from dataclasses import dataclass
from uuid import UUID

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.notifications.models import Notification


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told, before it is known to whom."""

    organisation_id: UUID | None
    kind: str
    key: str
    path: str
    about: dict[str, str | int]
    subject_id: UUID | None
    thread: str

    @property
    def declared(self) -> NotificationKind:
        return registry.notification_kinds()[self.kind]

    def to(self, *, in_centre: bool, **whom: UUID) -> Notification:
        return Notification(
            organisation_id=self.organisation_id,
            kind=self.kind,
            key=self.key,
            thread=self.thread,
            path=self.path,
            about=self.about,
            subject_id=self.subject_id,
            in_centre=in_centre,
            **whom,
        )
