"""Keeps messages of every channel instead of sending them: read at ``/outbox/``. For the demo, for a first look."""

from functools import singledispatchmethod
from typing import Any, Self
from urllib.parse import urlsplit

from lyceum.kernel.foundation.rules.enclosure import Enclosure
from lyceum.kernel.identity.models import Person
from lyceum.kernel.notifications.adapters.push_key import public_key
from lyceum.kernel.notifications.models import Channel, OutboxMessage
from lyceum.kernel.notifications.ports import CarrierRefused, Mail, Post, Push, Text


class Sender:
    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        return None

    def public_key(self) -> str:
        return public_key()

    @singledispatchmethod
    def send(self, message: Any) -> str:
        raise TypeError(f"nothing that is carried: {type(message)}")

    @send.register
    def _(self, message: Mail) -> str:
        if "@" not in message.recipient:
            raise CarrierRefused(f"not an address: {message.recipient}")
        return _keep(
            Channel.EMAIL,
            message.message_id,
            person=Person.objects.filter(email__iexact=message.recipient).first(),
            sender=message.sender,
            recipient=message.recipient,
            subject=message.subject,
            text=message.text,
            html=message.html,
            headers=dict(message.headers) | {f"Enclosed {one.name}": _read(one) for one in message.enclosed},
        )

    @send.register
    def _(self, message: Push) -> str:
        return _keep(
            Channel.PUSH,
            message.message_id,
            person_id=message.person_id,
            recipient=urlsplit(message.endpoint).hostname or "",
            subject=message.title,
            text=message.body,
            headers={"url": message.url},
        )

    @send.register
    def _(self, message: Text) -> str:
        if not message.recipient.startswith("+"):
            raise CarrierRefused(f"not a number: {message.recipient}")
        return _keep(
            Channel.SMS,
            message.message_id,
            person_id=message.person_id,
            recipient=message.recipient,
            text=message.text,
        )

    @send.register
    def _(self, message: Post) -> str:
        """The address of a webhook is its key: only its host is kept."""
        return _keep(
            Channel.CHAT,
            message.message_id,
            person_id=message.person_id,
            recipient=f"{message.style} · {urlsplit(message.address).hostname}",
            subject=message.title,
            text=message.text,
            headers={"url": message.link, "button": message.button},
        )


def _read(file: Enclosure) -> str:
    """A text as it stands; of anything else, what it is."""
    if file.content_type.startswith("text/"):
        return file.content.decode()
    return f"{file.content_type}, {len(file.content)} B"


def _keep(channel: str, message_id: str, **content: Any) -> str:
    """A repeat is kept once."""
    OutboxMessage.objects.get_or_create(message_id=message_id, defaults={"channel": channel, **content})
    return ""
