"""What is handed to a carrier: a delivery in its reader's language, for each address that it goes to."""

import json
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.addresses import absolute, within
from lyceum.kernel.foundation.rules.enclosure import Enclosure
from lyceum.kernel.notifications.models import Channel, Delivery, Device, Letter, Phone, StoppedAddress
from lyceum.kernel.notifications.ports import Mail, Post, Push, Text
from lyceum.kernel.notifications.queries.composing import Written
from lyceum.kernel.notifications.queries.wording import Words

LONGEST_TEXT = 300  # two text messages


def messages_of(delivery: Delivery) -> Sequence[Any]:
    """None where there is no address (any more)."""
    return _WRITERS[delivery.channel](delivery)


def mails_in(letter: Letter) -> Sequence[Mail]:
    if is_stopped(letter.address):
        return []
    words = json.loads(letter.words or "{}")
    files = [file | {"content": b64decode(file["content"])} for file in words.pop("enclosed", [])]
    enclosed = tuple(Enclosure(**file) for file in files)
    return [Mail(message_id=str(letter.id), recipient=letter.address, enclosed=enclosed, **words)]


def is_stopped(address: str) -> bool:
    return StoppedAddress.objects.filter(address__iexact=address).exists()


def _mails(delivery: Delivery) -> list[Mail]:
    if is_stopped(delivery.person.email):
        return []
    written = asdict(Written.of(delivery))
    about = {"organisation": str(delivery.organisation_id or ""), "kind": delivery.notification.kind}
    to = {"recipient": delivery.person.email, "enclosed": _enclosed(delivery)}
    return [Mail(message_id=str(delivery.id), about=about, **to, **written)]


def _enclosed(delivery: Delivery) -> tuple[Enclosure, ...]:
    told, person_id = delivery.notification, delivery.person_id
    kind = registry.notification_kinds()[told.kind]
    if kind.encloses is None or delivery.organisation_id is None or person_id is None:
        return ()
    with translation.override(delivery.person.language):
        return tuple(kind.encloses(delivery.organisation_id, person_id, told.key))


def _pushes(delivery: Delivery) -> list[Push]:
    words = _words(delivery)
    kind = registry.notification_kinds()[delivery.notification.kind]
    return [
        Push(
            message_id=f"{delivery.id}:{device.id}",
            endpoint=device.endpoint,
            p256dh=device.p256dh,
            auth=device.auth,
            title=words.subject,
            body=words.body,
            url=within(_slug(delivery), delivery.notification.path) if delivery.notification.path else "",
            is_urgent=kind.critical,
            person_id=delivery.person_id,
            about={"kind": kind.code},
        )
        for device in Device.objects.filter(person=delivery.person_id)
    ]


def _texts(delivery: Delivery) -> list[Text]:
    """Its subject alone, and where to read the rest: a text message is paid for by its length."""
    link = absolute(_slug(delivery), delivery.notification.path) if delivery.notification.path else ""
    subject = _words(delivery).subject[: LONGEST_TEXT - len(link) - 1]
    return [
        Text(
            message_id=str(delivery.id),
            recipient=phone.number,
            text=f"{subject} {link}".strip(),
            person_id=delivery.person_id,
            about={"kind": delivery.notification.kind},
        )
        for phone in Phone.objects.filter(person=delivery.person_id, verified_at__isnull=False)
    ]


def _posts(delivery: Delivery) -> list[Post]:
    hook = delivery.notification.hook
    if hook.stopped_at:
        return []
    words = Words.of(delivery.notification, hook.language)
    with translation.override(hook.language):
        button = _("Open in Lyceum")
    link = absolute(_slug(delivery), delivery.notification.path) if delivery.notification.path else ""
    return [Post(str(delivery.id), hook.url, hook.app, words.subject, words.body, link, button)]


_WRITERS: dict[str, Callable[[Delivery], Sequence[Any]]] = {
    Channel.EMAIL: _mails,
    Channel.PUSH: _pushes,
    Channel.SMS: _texts,
    Channel.CHAT: _posts,
}


def _words(delivery: Delivery) -> Words:
    with timezone.override(delivery.person.time_zone):
        return Words.of(delivery.notification, delivery.person.language)


def _slug(delivery: Delivery) -> str:
    return delivery.organisation.slug if delivery.organisation else ""
