"""What Django and its libraries call to send mail: it leaves through the same port as everything else."""

from collections.abc import Iterable
from email.utils import parseaddr

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.notifications.actions.posting import post_letter
from lyceum.kernel.notifications.queries.composing import Frame, Written


class MailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        sent = 0
        for message in email_messages:
            written = Written(message.from_email, str(message.subject), str(message.body), _html(message))
            for recipient in message.recipients():
                post_letter(None, parseaddr(recipient)[1], written, key=f"django:{new_identifier()}")
                sent += 1
        return sent


def _html(message: EmailMessage) -> str:
    """What the library wrote, else its words in our frame."""
    if isinstance(message, EmailMultiAlternatives):
        for content, kind in message.alternatives:
            if kind == "text/html":
                return str(content)
    return Frame().drawn(str(message.subject), str(message.body))
