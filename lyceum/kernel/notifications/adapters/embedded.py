"""Keeps mails instead of sending them: read at ``/outbox/``. For the demo, for development, for a first look."""

from typing import Self

from lyceum.kernel.identity.models import Person
from lyceum.kernel.notifications.models import OutboxMessage
from lyceum.kernel.notifications.ports import Mail, MailRefused


class Sender:
    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        return None

    def send(self, mail: Mail) -> str:
        if "@" not in mail.recipient:
            raise MailRefused(f"not an address: {mail.recipient}")
        OutboxMessage.objects.get_or_create(
            message_id=mail.message_id,
            defaults={
                "person": Person.objects.filter(email__iexact=mail.recipient).first(),
                "sender": mail.sender,
                "recipient": mail.recipient,
                "subject": mail.subject,
                "text": mail.text,
                "html": mail.html,
                "headers": dict(mail.headers),
            },
        )
        return ""
