"""Any SMTP server, by ``MAIL_URL`` (Amazon SES, SendGrid, Postfix, a provider's relay speak it all)."""

import smtplib
from typing import Self
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from lyceum.kernel.notifications.ports import CarrierRefused, CarrierUnavailable, Mail

_FOR_GOOD = 500  # SMTP: 4xx, try again; 5xx, never


class Sender:
    def __init__(self, url: str = "") -> None:
        parts = urlsplit(url or settings.MAIL_URL)
        self.connection = EmailBackend(
            host=parts.hostname,
            port=parts.port,
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            use_tls=parts.scheme == "smtp+starttls",
            use_ssl=parts.scheme == "smtps",
            timeout=20,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.connection.close()

    def send(self, message: Mail) -> str:
        try:
            self.connection.open()  # once for a batch: an open connection is kept
            self.connection.send_messages([_message(message)])
        except smtplib.SMTPRecipientsRefused as refusal:
            raise _sorted(*next(iter(refusal.recipients.values()))) from refusal
        except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as refusal:
            raise _sorted(refusal.smtp_code, refusal.smtp_error) from refusal
        except (OSError, smtplib.SMTPException) as outage:
            self.connection.close()
            raise CarrierUnavailable(str(outage)) from outage
        return message.message_id


def _sorted(code: int, said: bytes | str) -> Exception:
    words = f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return CarrierRefused(words) if code >= _FOR_GOOD else CarrierUnavailable(words)


def _message(mail: Mail) -> EmailMultiAlternatives:
    host = urlsplit(settings.SITE_URL).hostname
    headers = {**mail.headers, "Message-ID": f"<{mail.message_id}@{host}>"}
    message = EmailMultiAlternatives(mail.subject, mail.text, mail.sender, [mail.recipient], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for one in mail.enclosed:
        message.attach(one.name, one.content, one.content_type)
    return message
