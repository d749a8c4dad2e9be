"""The board: what the caller may read, newest first, what is pinned before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.messaging.permissions import may_change, may_moderate, may_publish


def notices_for(caller: Caller) -> QuerySet[Notice]:
    """Published for the caller; whoever may publish sees all that is. Each knows ``is_read`` and its author."""
    rows = Notice.objects.within(caller).published()
    if not may_publish(caller):
        rows = rows.addressed_to(caller)
    found: QuerySet[Notice] = (
        rows.with_reading(caller).select_related("author").order_by("-pinned", "-published_at", "-id")
    )
    return found


def drafts_for(caller: Caller) -> QuerySet[Notice]:
    """Not published yet: one's own; everybody's for a moderator."""
    rows = Notice.objects.within(caller).filter(published_at=None).with_reading(caller)
    if not may_moderate(caller):
        rows = rows.own(caller, "author")
    found: QuerySet[Notice] = rows.select_related("author").order_by("publish_at", "-id")
    return found


def unread_for(caller: Caller) -> QuerySet[Notice]:
    """Addressed to the caller, written by somebody else, and not opened yet."""
    rows = Notice.objects.within(caller).published().addressed_to(caller).with_reading(caller)
    found: QuerySet[Notice] = (
        rows.filter(~Q(author_id=caller.person_id), Q(is_read=False))
        .select_related("author")
        .order_by("-pinned", "-published_at")
    )
    return found


@dataclass(frozen=True, slots=True)
class BoardPage:
    """``next`` is the notice after which the following page begins; None at the end."""

    notices: Sequence[Notice]
    next: UUID | None


def board_page(caller: Caller, *, unread: bool = False, after: UUID | None = None, limit: int = 20) -> BoardPage:
    """Pinned ones stand on the first page, all of them; the others follow by the time they were published."""
    rows = unread_for(caller) if unread else notices_for(caller)
    ordinary = rows.filter(pinned=False)
    if after:
        last = notice_for(caller, after)
        earlier = Q(published_at__lt=last.published_at) | Q(published_at=last.published_at, id__lt=last.id)
        ordinary = ordinary.filter(earlier)
    limit = max(1, min(limit, 100))
    found = list(ordinary.order_by("-published_at", "-id")[: limit + 1])
    pinned = [] if after else list(rows.filter(pinned=True))
    return BoardPage([*pinned, *found[:limit]], found[limit - 1].id if len(found) > limit else None)


def notice_for(caller: Caller, notice_id: UUID) -> Notice:
    """One that the caller may read, published or, for its author and moderators, not yet."""
    found = notices_for(caller).filter(id=notice_id).first() or _draft(caller, notice_id)
    if found is None:
        raise NotFound(_("There is no such notice, or it is not for you."))
    return found


def notice_to_change(caller: Caller, notice_id: UUID) -> Notice:
    """Locked until the end of the transaction. Refuses what the caller may not change."""
    found: Notice | None = Notice.objects.within(caller).select_for_update().filter(id=notice_id).first()
    if found is None or not may_change(caller, found):
        notice_for(caller, notice_id)  # of what they may not even read, they learn nothing
        raise NotAllowed(_("Only its author or an administrator may change this notice."))
    return found


def _draft(caller: Caller, notice_id: UUID) -> Notice | None:
    return drafts_for(caller).filter(id=notice_id).first() if may_publish(caller) else None
