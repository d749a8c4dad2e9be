from datetime import time
from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN
from lyceum.kernel.notifications.actions.device import Subscribed, forget_device, register_device
from lyceum.kernel.notifications.actions.quiet_hours import choose_quiet_hours
from lyceum.kernel.notifications.models import QuietHours
from lyceum.kernel.notifications.queries.reach import DeviceView, devices_of, push_key, quiet_hours_of

strawberry.type(DeviceView, name="NotificationDevice")


@strawberry.type(name="QuietHours")
class QuietHoursView:
    starts_at: time | None
    ends_at: time | None
    days: list[int]
    holds_mail: bool
    digest_at: time

    @classmethod
    def of(cls, kept: QuietHours) -> "QuietHoursView":
        return cls(
            starts_at=kept.starts_at,
            ends_at=kept.ends_at,
            days=kept.days,
            holds_mail=kept.holds_mail,
            digest_at=kept.digest_at,
        )


@strawberry.input
class QuietHoursInput:
    starts_at: time | None = None
    ends_at: time | None = None
    days: list[int] = strawberry.field(default_factory=lambda: list(range(7)))
    holds_mail: bool = False
    digest_at: time = time(18)


@resolver(SIGNED_IN)
def notification_devices(caller: Individual) -> list[DeviceView]:
    return devices_of(caller)


@resolver(SIGNED_IN)
def notification_push_key(caller: Individual) -> str:
    return push_key()


@resolver(SIGNED_IN)
def quiet_hours(caller: Individual) -> QuietHoursView:
    return QuietHoursView.of(quiet_hours_of(caller))


@resolver(SIGNED_IN)
def register_notification_device(
    caller: Individual, endpoint: str, p256dh: str, auth: str, user_agent: str = ""
) -> list[DeviceView]:
    register_device(caller, Subscribed(endpoint, p256dh, auth, user_agent))
    return devices_of(caller)


@resolver(SIGNED_IN)
def forget_notification_device(caller: Individual, id: UUID) -> list[DeviceView]:
    forget_device(caller, id)
    return devices_of(caller)


@resolver(SIGNED_IN)
def set_quiet_hours(caller: Individual, hours: QuietHoursInput) -> QuietHoursView:
    return QuietHoursView.of(choose_quiet_hours(caller, **vars(hours)))


@strawberry.type
class ReachQuery:
    notification_devices: list[DeviceView] = strawberry.field(
        resolver=notification_devices, description="Browsers that take pushes for one."
    )
    notification_push_key: str = strawberry.field(
        resolver=notification_push_key, description="What a browser is shown when it subscribes."
    )
    quiet_hours: QuietHoursView = strawberry.field(resolver=quiet_hours, description="In one's own time zone.")


@strawberry.type
class ReachMutation:
    register_notification_device: list[DeviceView] = strawberry.mutation(
        resolver=register_notification_device, description="This browser takes pushes; a repeat changes nothing."
    )
    forget_notification_device: list[DeviceView] = strawberry.mutation(
        resolver=forget_notification_device, description="No more pushes there."
    )
    set_quiet_hours: QuietHoursView = strawberry.mutation(
        resolver=set_quiet_hours, description="None where both ends are null."
    )
