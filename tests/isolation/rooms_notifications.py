"""Everything that a notification leaves behind on its way, with canaries."""

from typing import Any

from django.core import signing
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.notifications.models import (
    ChatHook,
    Delivery,
    MailEvent,
    Notification,
    Occurrence,
    OrganisationDefault,
    OutboxMessage,
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
        delivery = Delivery.objects.create(**theirs, notification=told, channel="email", error=wing.own)
        Preference.objects.create(**theirs, kind=kind, channel="email", on=False)
        _on_its_way(wing, told, delivery)
    QuietHours.objects.create(person=person)
    letter = OutboxMessage.objects.create(message_id=wing.own, sender="x", recipient="y", subject=wing.shared)
    asked = signing.dumps(str(Subscription(wing.organisation.id, person.id, kind)), salt=SALT)
    parts = {"notification_id": told.id, "kind": kind, "channel": "email", "message_id": letter.id}
    parts |= {"markNotificationRead.id": told.id} | {"delivery_ids": [str(delivery.id)], "letter_id": new_identifier()}
    parts["send_deliveries.person_id"] = None  # it is about the organisation
    return parts | {"notifications:subscription.token": asked}, {"on": True, "kind": kind, "channel": "email"}


def _on_its_way(wing: Wing, told: Notification, delivery: Delivery) -> None:
    theirs = {"organisation": wing.organisation, "person": wing.insider.person}
    run = Run.objects.create(**theirs, notification=told, kind=told.kind)
    RunStep.objects.create(**theirs, run=run, position=1, channel="email", outcome="told", detail=wing.own)
    Occurrence.objects.create(**theirs, notification=told, kind=told.kind, key=wing.own)
    MailEvent.objects.create(
        **theirs, delivery=delivery, fact="click", at=timezone.now(), event_id=wing.own, link=f"/{wing.own}"
    )
    ChatHook.objects.create(
        organisation=wing.organisation, app="slack", name=wing.staff, url=f"https://chat.invalid/{wing.staff}"
    )
    OrganisationDefault.objects.create(organisation=wing.organisation, kind=told.kind, channel="sms", on=False)
