"""Settings of whoever carries messages and tickets out: mail, push, texts, chat, wallets (see docs/running.md)."""

import os
from base64 import urlsafe_b64encode

from lyceum.project.wallets import *  # noqa: F403  (settings are read from one module)

# smtp+starttls://name:password@host:587, smtps://…:465 or smtp://…:25; without it or SendGrid, kept at /outbox/.
MAIL_URL = os.environ.get("MAIL_URL", "")
SENDGRID = {
    "key": os.environ.get("SENDGRID_API_KEY", ""),
    "events_key": os.environ.get("SENDGRID_EVENTS_KEY", ""),  # public; checks what /hooks/sendgrid/ is told
    "address": os.environ.get("SENDGRID_URL", "https://api.sendgrid.com"),
}
SMS_URL = os.environ.get("SMS_URL", "")
SMS_HEADERS = os.environ.get("SMS_HEADERS", "{}")
SMS_BODY = os.environ.get("SMS_BODY", '{"to": "{to}", "text": "{text}", "reference": "{id}"}')
SMS_ID = os.environ.get("SMS_ID", "id")  # where the provider's own id stands in its answer: messages.0.id
TWILIO = {
    "account": os.environ.get("TWILIO_ACCOUNT_SID", ""),
    "token": os.environ.get("TWILIO_AUTH_TOKEN", ""),
    "from": os.environ.get("TWILIO_FROM", ""),
    "address": os.environ.get("TWILIO_URL", "https://api.twilio.com"),
}
# host:port, comma between: servers of our own network that pushes and chat webhooks may go to.
NOTIFY_LOCAL_SERVERS = [p.strip() for p in os.environ.get("NOTIFY_LOCAL_SERVERS", "").split(",") if p.strip()]


def carriers(is_quiet: bool) -> dict[str, str]:
    """Which adapter carries what. ``is_quiet``: a demo or a test, of which nothing leaves this machine unasked."""
    mail = "smtp" if MAIL_URL else "sendgrid" if SENDGRID["key"] else "embedded"
    sms = "twilio" if TWILIO["account"] else "http_sms" if SMS_URL else "embedded"
    return {
        "mail": mail,
        "push": os.environ.get("PUSH_CARRIER", "embedded" if is_quiet else "web_push"),
        "sms": sms,
        "chat": os.environ.get("CHAT_CARRIER", "embedded" if is_quiet else "webhooks"),
    }


def new_push_key() -> str:
    """A private key of P-256, as the tools of web push write it: 32 bytes in base64url."""
    return urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()
