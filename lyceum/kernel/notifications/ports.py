"""What we need from whoever carries mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, Self, cast

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one address. ``message_id`` is the same on every try, so that a carrier or a reader
    can tell a repeat. ``sender`` may be ``Name <address>``."""

    message_id: str
    sender: str
    recipient: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


class MailUnavailable(Exception):
    """The carrier cannot be reached or will not take anything now: the same mail may be tried later."""


class MailRefused(Exception):
    """The carrier will never take this mail: the address does not exist, the message is too large."""


class MailSender(Protocol):
    """Opened for a batch: ``with mail_sender() as carrier: carrier.send(mail)``."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *fault: object) -> None: ...

    def send(self, mail: Mail) -> str:
        """Hand the mail over; the carrier's own id for it, or ``""``. Raises MailUnavailable, MailRefused."""
        ...


def mail_sender() -> MailSender:
    """The one of this installation, named by ``settings.PROVIDERS["mail"]``."""
    adapter = import_module(f"lyceum.kernel.notifications.adapters.{settings.PROVIDERS['mail']}")
    return cast(MailSender, adapter.Sender())
