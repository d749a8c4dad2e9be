"""Everything that a notification leaves behind on its way, with canaries."""

from typing import Any
from uuid import UUID

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.notifications.models import (
    ChatHook,
    Delivery,
    Device,
    MailEvent,
    Notification,
    Occurrence,
    OrganisationDefault,
    OutboxMessage,
    Phone,
    Preference,
    QuietHours,
    Run,
    RunStep,
)
from lyceum.kernel.notifications.queries.composing import SALT
from lyceum.kernel.notifications.rules.subscription import Subscription
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]


def notifications(wing: Wing) -> Filled:
    kind, person = "notifications.welcome", wing.insider.person
    theirs = {"organisation": wing.organisation, "person": person}
    with scope.entered(wing.organisation.id, person.id):
        told = Notification.objects.create(
            **theirs, kind=kind, key=wing.own, about={"name": wing.own}, path=f"/{wing.own}"
        )
        delivery = Delivery.objects.create(**theirs, notification=told, channel="email", error=wing.staff)
        Preference.objects.create(**theirs, kind=kind, channel="email", on=False)
        run, hook = _on_its_way(wing, told, delivery)
    parts, values = _reached(wing)
    QuietHours.objects.create(person=person)
    letter = OutboxMessage.objects.create(message_id=wing.own, sender="x", recipient="y", subject=wing.shared)
    asked = signing.dumps(str(Subscription(wing.organisation.id, person.id, kind)), salt=SALT)
    parts |= {"notification_id": told.id, "kind": kind, "channel": "email", "message_id": letter.id}
    parts |= {"markNotificationRead.id": told.id} | {"delivery_ids": [str(delivery.id)], "letter_id": new_identifier()}
    parts |= {"run_id": run.id, "notificationRun.id": run.id, "run_ids": [str(run.id)], "hook_id": hook.id}
    parts |= dict.fromkeys(["send_deliveries.person_id", "advance_runs.person_id"])  # about the organisation
    values |= {"on": True, "kind": kind, "channel": "email"}
    return parts | {"notifications:subscription.token": asked}, values


def _reached(wing: Wing) -> Filled:
    """A device of the insider's, afresh for each knock: it can be forgotten once only."""

    def device() -> UUID:
        given = {"endpoint": f"https://push.invalid/{new_identifier()}", "p256dh": "p", "auth": "a"}
        made: UUID = Device.objects.create(person=wing.insider.person, user_agent=wing.own, **given).id
        return made

    keys = {"p256dh": "B" * 87, "auth": "A" * 22}
    browser = {"endpoint": "https://push.invalid/of-a-browser", **keys}
    parts: dict[str, Any] = {"device_id": device, "forgetNotificationDevice.id": device}
    values: dict[str, Any] = {f"post_device/{name}": given for name, given in browser.items()}
    parts |= {f"registerNotificationDevice.{name}": given for name, given in browser.items()}
    hours = {"starts_at": None, "ends_at": None, "days": [0], "holds_mail": False, "digest_at": "18:00"}
    values |= {f"put_quiet_hours/{name}": given for name, given in hours.items()}
    room = {"app": "slack", "name": wing.staff, "url": "https://chat.invalid/", "kinds": [], "language": "en"}
    values |= {f"put_chat_room/{name}": given for name, given in room.items()}
    values |= {"put_phone/number": "+33612345678", "put_proof/code": lambda: code_for(wing)}
    return parts, values


def code_for(wing: Wing) -> str:
    """A number of the insider's that waits for this code."""
    person, code = wing.insider.person, "123456"
    digest = salted_hmac("lyceum.notifications.phone", f"{person.id}:{code}", algorithm="sha256").hexdigest()
    Phone.objects.filter(person=person).delete()
    Phone.objects.create(person=person, number="+33612345678", code_digest=digest, code_sent_at=timezone.now())
    return code


def _on_its_way(wing: Wing, told: Notification, delivery: Delivery) -> tuple[Run, ChatHook]:
    theirs = {"organisation": wing.organisation, "person": wing.insider.person}
    run = Run.objects.create(**theirs, notification=told, kind=told.kind)
    RunStep.objects.create(**theirs, run=run, position=1, channel="email", outcome="told", detail=wing.staff)
    Occurrence.objects.create(**theirs, notification=told, kind=told.kind, key=wing.own)
    MailEvent.objects.create(
        **theirs, delivery=delivery, fact="click", at=timezone.now(), event_id=wing.own, link=f"/{wing.own}"
    )
    hook = ChatHook.objects.create(
        organisation=wing.organisation, app="slack", name=wing.staff, url=f"https://chat.invalid/{wing.staff}"
    )
    OrganisationDefault.objects.create(organisation=wing.organisation, kind=told.kind, channel="sms", on=False)
    return run, hook
