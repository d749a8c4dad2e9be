from typing import Any
from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.interface.subscription import subscription
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.notifications.actions.reading import read_notification
from lyceum.kernel.notifications.interface.reach_graph import ReachMutation, ReachQuery
from lyceum.kernel.notifications.interface.run_graph import RunMutation, RunQuery
from lyceum.kernel.notifications.queries.centre import NotificationView, notifications_for, shown, unread_count

strawberry.type(NotificationView, name="Notification")


@resolver(SIGNED_IN)
def notifications(caller: Individual, limit: int = 20, unread: bool = False) -> list[NotificationView]:
    rows = notifications_for(caller, unread=unread)[: max(1, min(limit, 100))]
    return [shown(caller, row) for row in rows]


@resolver(SIGNED_IN)
def unread_notifications(caller: Individual) -> int:
    return unread_count(caller)


@resolver(SIGNED_IN)
def mark_notification_read(caller: Individual, id: UUID) -> NotificationView:
    return shown(caller, read_notification(caller, id))


@strawberry.type(description="Something about one's notifications is new: ask for them again.")
class NotificationsChanged:
    id: str = strawberry.field(description="The notification, where it is about one.")


def changed(frame: dict[str, Any]) -> NotificationsChanged:
    return NotificationsChanged(id=frame.get("id", ""))


@strawberry.type
class Subscription:
    notifications_changed = subscription("notifications", "refresh", changed, "One's own, in all organisations.")


@strawberry.type
class Query(RunQuery, ReachQuery):
    notifications: list[NotificationView] = strawberry.field(resolver=notifications, description="Newest first.")
    unread_notifications: int = strawberry.field(resolver=unread_notifications, description="What a badge shows.")


@strawberry.type
class Mutation(RunMutation, ReachMutation):
    mark_notification_read: NotificationView = strawberry.mutation(
        resolver=mark_notification_read, description="Read; a repeat changes nothing."
    )
