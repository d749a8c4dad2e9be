from datetime import datetime
from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.messaging.actions import publishing, reading, writing
from lyceum.kernel.messaging.interface.conversation_graph import ConversationMutation, ConversationQuery
from lyceum.kernel.messaging.interface.conversation_subscription import ConversationSubscription
from lyceum.kernel.messaging.queries.board import board_page, notice_for
from lyceum.kernel.messaging.queries.shown import NoticeView, all_shown, shown

strawberry.enum(Role, name="NoticeRole")
strawberry.type(NoticeView, name="Notice")
PUBLISHES = may("messaging.publish")


@resolver(MEMBER)
def notices(caller: Caller, limit: int = 20, after: UUID | None = None, unread: bool = False) -> list[NoticeView]:
    return all_shown(caller, board_page(caller, unread=unread, after=after, limit=limit).notices)


@resolver(MEMBER)
def notice(caller: Caller, id: UUID) -> NoticeView:
    return shown(caller, notice_for(caller, id))


@strawberry.input
class NoticeInput:
    """Without groups and roles: for everyone. ``id``: your own UUIDv7, which makes a repeat harmless."""

    title: str
    body: str
    group_ids: list[UUID] = strawberry.field(default_factory=list)
    roles: list[Role] = strawberry.field(default_factory=list)
    pinned: bool = False
    id: UUID | None = None


@resolver(PUBLISHES)
def write_notice(caller: Caller, notice: NoticeInput) -> NoticeView:
    audience = Audience(frozenset(notice.group_ids), frozenset(notice.roles))
    text = writing.NoticeText(notice.title, notice.body, audience, notice.pinned)
    return shown(caller, writing.write_notice(caller, notice.id or new_identifier(), text))


@resolver(PUBLISHES)
def publish_notice(caller: Caller, id: UUID, at: datetime | None = None) -> NoticeView:
    return shown(caller, publishing.publish_notice(caller, id, at))


@resolver(PUBLISHES)
def withdraw_notice(caller: Caller, id: UUID) -> NoticeView:
    return shown(caller, publishing.withdraw_notice(caller, id))


@resolver(MEMBER)
def mark_read(caller: Caller, id: UUID) -> NoticeView:
    reading.mark_read(caller, id)
    return shown(caller, notice_for(caller, id))


@strawberry.type
class Query(ConversationQuery):
    notices: list[NoticeView] = strawberry.field(resolver=notices, description="Pinned first, then newest first.")
    notice: NoticeView = strawberry.field(resolver=notice)


@strawberry.type
class Mutation(ConversationMutation):
    write_notice: NoticeView = strawberry.mutation(resolver=write_notice, description="A draft.")
    publish_notice: NoticeView = strawberry.mutation(resolver=publish_notice, description="Now, or at a time to come.")
    withdraw_notice: NoticeView = strawberry.mutation(resolver=withdraw_notice, description="A draft again.")
    mark_read: NoticeView = strawberry.mutation(resolver=mark_read, description="A repeat changes nothing.")


@strawberry.type
class Subscription(ConversationSubscription):
    pass
