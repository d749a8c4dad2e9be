"""What is shown of a notice, the same by page, REST and GraphQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.markup import drawn, plain
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.messaging.permissions import may_change
from lyceum.kernel.messaging.queries.audience import audience_labels

OPENING = 220  # characters of the text, in a list


@dataclass(frozen=True, slots=True)
class NoticeView:
    """``state``: draft · scheduled · published. ``html``: ``body`` drawn. ``author``: empty once they are erased.

    ``is_read`` also of what the caller wrote, or sees without being addressed: nothing waits for them there.
    """

    id: UUID
    title: str
    body: str
    html: str
    opening: str
    state: str
    pinned: bool
    author: str
    audience: list[str]
    audience_labels: list[str]
    publish_at: datetime | None
    published_at: datetime | None
    edited_at: datetime | None
    is_read: bool
    may_change: bool


def shown(caller: Caller, notice: Notice) -> NoticeView:
    return all_shown(caller, [notice])[0]


def all_shown(caller: Caller, notices: Iterable[Notice]) -> list[NoticeView]:
    rows = list(notices)
    labels = audience_labels(caller, rows)
    return [_view(caller, notice, labels[notice.id]) for notice in rows]


def _view(caller: Caller, notice: Notice, labels: list[str]) -> NoticeView:
    return NoticeView(
        id=notice.id,
        title=notice.title,
        body=notice.body,
        html=drawn(notice.body),
        opening=shorten(plain(notice.body), OPENING, placeholder="…"),
        state=notice.state,
        pinned=notice.pinned,
        author=str(notice.author or ""),
        audience=notice.audience,
        audience_labels=labels,
        publish_at=notice.publish_at,
        published_at=notice.published_at,
        edited_at=notice.edited_at,
        is_read=not _waits_for(caller, notice),
        may_change=may_change(caller, notice),
    )


def _waits_for(caller: Caller, notice: Notice) -> bool:
    own = notice.author_id == caller.person_id
    return not (own or getattr(notice, "is_read", False)) and notice.addressed.admits(caller)
