"""Seen by 23 of 30, and who has not: for the author of a notice, and moderators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models import NoticeRead
from lyceum.kernel.messaging.permissions import may_change
from lyceum.kernel.messaging.queries.audience import members_addressed
from lyceum.kernel.messaging.queries.board import notice_for


@dataclass(frozen=True, slots=True)
class Reader:
    person_id: UUID
    name: str
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """Of those it is for now, its author apart."""

    seen: Sequence[Reader]
    waiting: Sequence[Reader]

    @property
    def total(self) -> int:
        return len(self.seen) + len(self.waiting)

    @property
    def percent(self) -> int:
        return round(100 * len(self.seen) / self.total) if self.total else 0


def readers_of(caller: Caller, notice_id: UUID) -> Readers:
    notice = notice_for(caller, notice_id)
    refuse_unless(may_change(caller, notice), _("Only its author or an administrator sees who has read this notice."))
    read = dict(NoticeRead.objects.within(caller).filter(notice=notice).values_list("person_id", "read_at"))
    addressed = members_addressed(caller, notice.addressed).exclude(person=notice.author)
    everyone = [Reader(m.person_id, str(m.person), read.get(m.person_id)) for m in addressed]
    return Readers([r for r in everyone if r.read_at], [r for r in everyone if not r.read_at])
