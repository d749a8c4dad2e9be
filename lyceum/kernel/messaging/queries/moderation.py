"""What waits for a moderator: held back because of its words, or reported by those who read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models import Message, MessageReport, MessageVersion
from lyceum.kernel.messaging.permissions import may_moderate
from lyceum.kernel.messaging.queries.message_shown import MessageView, messages_shown
from lyceum.kernel.messaging.queries.thread import VersionView

MOST = 100


@dataclass(frozen=True, slots=True)
class ReportView:
    """``reason``: hurtful · danger · unwanted · other."""

    person_id: UUID
    name: str
    reason: str
    note: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A message in question. ``conversation``: its kind; ``held_words``: why it was held back."""

    message: MessageView
    conversation: str
    held_words: str
    reports: list[ReportView]
    versions: list[VersionView]


def moderation_queue(caller: Caller, limit: int = MOST) -> list[QuestionView]:
    """Oldest first; the same number of queries however many."""
    refuse_unless(may_moderate(caller), _("Only moderators judge messages."))
    reports = MessageReport.objects.within(caller).filter(settled_at=None).select_related("person").order_by("id")
    versions = MessageVersion.objects.within(caller).order_by("id")
    prefetched: Any = [Prefetch("reports", queryset=reports), Prefetch("versions", queryset=versions)]
    rows = list(
        _waiting(caller)
        .select_related("conversation")
        .prefetch_related(*prefetched)
        .defer("words")[: max(1, min(limit, MOST))]
    )
    asked = Message.objects.filter(id__in=[row.id for row in rows])
    shown = {view.id: view for view in messages_shown(caller, asked)}
    return [_question(row, shown[row.id]) for row in rows]


def waiting_count(caller: Caller) -> int:
    return _waiting(caller).count() if may_moderate(caller) else 0


def _waiting(caller: Caller) -> QuerySet[Message]:
    reported = MessageReport.objects.within(caller).filter(message=OuterRef("pk"), settled_at=None)
    held = Q(held_at__isnull=False, refused_at=None, deleted_at=None)
    found: QuerySet[Message] = Message.objects.within(caller).filter(held | Q(Exists(reported))).order_by("id")
    return found


def _question(row: Message, view: MessageView) -> QuestionView:
    reports = [ReportView(r.person_id, str(r.person), r.reason, r.note, r.created_at) for r in row.reports.all()]
    versions = [VersionView(v.body, v.created_at) for v in row.versions.all()]
    return QuestionView(view, row.conversation.kind, row.held_words, reports, versions)
