from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.notifications.actions.preference import choose, choose_default
from lyceum.kernel.notifications.actions.resending import resend
from lyceum.kernel.notifications.queries.preference import KindChoices, defaults_of, preferences_of
from lyceum.kernel.notifications.queries.runs import (
    DeliveryView,
    MailFactView,
    RunDetail,
    RunView,
    StepView,
    dead_letters,
    run_of,
    runs_of,
)

FOLLOWS = may("notifications.follow")
for shown, name in (
    (MailFactView, "MailFact"),
    (DeliveryView, "NotificationDelivery"),
    (RunView, "NotificationRun"),
    (StepView, "NotificationStep"),
    (RunDetail, "NotificationRunDetail"),
):
    strawberry.type(shown, name=name)


@strawberry.type
class NotificationChoice:
    channel: str
    on: bool
    is_locked: bool
    is_own: bool


@strawberry.type
class NotificationPreference:
    kind: str
    label: str
    choices: list[NotificationChoice]

    @classmethod
    def of(cls, row: KindChoices) -> "NotificationPreference":
        choices = [
            NotificationChoice(channel=c.channel, on=c.on, is_locked=c.is_locked, is_own=c.is_own) for c in row.choices
        ]
        return cls(kind=row.kind, label=str(row.label), choices=choices)


@resolver(MEMBER)
def notification_preferences(caller: Caller) -> list[NotificationPreference]:
    return [NotificationPreference.of(row) for row in preferences_of(caller)]


@resolver(FOLLOWS)
def notification_defaults(caller: Caller) -> list[NotificationPreference]:
    return [NotificationPreference.of(row) for row in defaults_of(caller)]


@resolver(FOLLOWS)
def notification_runs(
    caller: Caller, kind: str = "", person_id: UUID | None = None, state: str = "", limit: int = 20
) -> list[RunView]:
    rows = runs_of(caller, kind=kind, person_id=person_id, state=state)
    return [RunView.of(row) for row in rows[: max(1, min(limit, 100))]]


@resolver(FOLLOWS)
def notification_run(caller: Caller, id: UUID) -> RunDetail:
    return run_of(caller, id)


@resolver(FOLLOWS)
def notification_dead_letters(caller: Caller, limit: int = 20) -> list[DeliveryView]:
    return [DeliveryView.of(row) for row in dead_letters(caller)[: max(1, min(limit, 100))]]


@resolver(MEMBER)
def choose_notification(caller: Caller, kind: str, channel: str, on: bool) -> list[NotificationPreference]:
    choose(caller, kind, channel, on)
    return [NotificationPreference.of(row) for row in preferences_of(caller)]


@resolver(FOLLOWS)
def choose_notification_default(caller: Caller, kind: str, channel: str, on: bool) -> list[NotificationPreference]:
    choose_default(caller, kind, channel, on)
    return [NotificationPreference.of(row) for row in defaults_of(caller)]


@resolver(FOLLOWS)
def resend_notifications(caller: Caller, delivery_ids: list[UUID] | None = None) -> int:
    return resend(caller, delivery_ids)


@strawberry.type
class RunQuery:
    notification_preferences: list[NotificationPreference] = strawberry.field(
        resolver=notification_preferences, description="What one is told, and how."
    )
    notification_defaults: list[NotificationPreference] = strawberry.field(
        resolver=notification_defaults, description="What members are told who have not chosen."
    )
    notification_runs: list[RunView] = strawberry.field(resolver=notification_runs, description="Newest first.")
    notification_run: RunDetail = strawberry.field(resolver=notification_run, description="One, step by step.")
    notification_dead_letters: list[DeliveryView] = strawberry.field(
        resolver=notification_dead_letters, description="What could not be sent."
    )


@strawberry.type
class RunMutation:
    choose_notification: list[NotificationPreference] = strawberry.mutation(
        resolver=choose_notification, description="Whether to be told of a kind by a channel."
    )
    choose_notification_default: list[NotificationPreference] = strawberry.mutation(
        resolver=choose_notification_default, description="The same, for members who have not chosen."
    )
    resend_notifications: int = strawberry.mutation(
        resolver=resend_notifications, description="Dead letters are sent again; all of them without ids."
    )
