"""SendGrid's v3 Mail Send: https://www.twilio.com/docs/sendgrid/api-reference/mail-send. Its events come back by
``interface/sendgrid.py``; the letter's id goes with it as a custom argument."""

from base64 import b64encode
from email.utils import parseaddr
from typing import Any, Self

from django.conf import settings

from lyceum.kernel.notifications.adapters.outside import open_client, post, refuse_no
from lyceum.kernel.notifications.ports import CarrierRefused, Mail


class Sender:
    def __enter__(self) -> Self:
        self.client = open_client()
        return self

    def __exit__(self, *fault: object) -> None:
        self.client.close()

    def send(self, message: Mail) -> str:
        if "@" not in message.recipient:
            raise CarrierRefused(f"not an address: {message.recipient}")
        answer = post(
            self.client,
            f"{settings.SENDGRID['address']}/v3/mail/send",
            json=_shaped(message),
            headers={"Authorization": f"Bearer {settings.SENDGRID['key']}"},
        )
        refuse_no(answer, is_given=False)
        return answer.headers.get("X-Message-Id", "")


def _shaped(mail: Mail) -> dict[str, Any]:
    content = [{"type": "text/plain", "value": mail.text}]
    if mail.html:
        content.append({"type": "text/html", "value": mail.html})
    shaped: dict[str, Any] = {
        "personalizations": [{"to": [{"email": mail.recipient}]}],
        "from": _party(mail.sender),
        "subject": mail.subject,
        "content": content,
        "headers": dict(mail.headers),
        "custom_args": {"lyceum_message": mail.message_id, **{f"lyceum_{k}": v for k, v in mail.about.items()}},
        # Our own one-click link stands in the letter; theirs would be a second one.
        "tracking_settings": {"subscription_tracking": {"enable": False}},
    }
    if kind := mail.about.get("kind"):
        shaped["categories"] = [kind]
    if mail.enclosed:
        shaped["attachments"] = [
            {"filename": one.name, "type": one.content_type, "content": b64encode(one.content).decode()}
            for one in mail.enclosed
        ]
    return shaped


def _party(address: str) -> dict[str, str]:
    name, mailbox = parseaddr(address)
    return {"email": mailbox, "name": name} if name else {"email": mailbox}
