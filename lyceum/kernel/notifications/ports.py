"""What we need from whoever carries messages: mail, pushes to a browser, texts to a phone, posts to a team's chat.

One shape for all four: opened for a batch, then handed one message after the other:
``with sms_sender() as carrier: carrier.send(Text(…))``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Protocol, Self, TypeVar, cast
from uuid import UUID

from django.conf import settings

from lyceum.kernel.foundation.rules.enclosure import Enclosure


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one address. ``message_id`` is the same on every try, so that a carrier or a reader
    can tell a repeat. ``sender`` may be ``Name <address>``. ``about`` comes back with the carrier's events,
    where it has any: ``organisation`` (an id) and ``kind``."""

    message_id: str
    sender: str
    recipient: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    enclosed: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Push:
    """To one browser: ``endpoint``, ``p256dh`` and ``auth`` are what it gave when it subscribed. ``url``: what a
    click opens, from the top of the site. ``lifetime``: seconds after which nobody needs it any more."""

    message_id: str
    endpoint: str
    p256dh: str
    auth: str
    title: str
    body: str
    url: str = ""
    is_urgent: bool = False
    lifetime: int = 86_400
    person_id: UUID | None = None
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """A short message to a phone. ``recipient`` is an international number: ``+33612345678``."""

    message_id: str
    recipient: str
    text: str
    person_id: UUID | None = None
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Post:
    """To a channel of a team's chat. ``address``: its incoming webhook, a secret. ``style``: slack, teams or
    mattermost. ``link`` is absolute, ``button`` its words."""

    message_id: str
    address: str
    style: str
    title: str
    text: str
    link: str = ""
    button: str = ""
    person_id: UUID | None = None
    about: Mapping[str, str] = field(default_factory=dict)


class CarrierUnavailable(Exception):
    """The carrier cannot be reached or takes nothing now: the same message may be tried later, not before
    ``retry_after`` seconds where it said so."""

    def __init__(self, words: str, retry_after: int | None = None) -> None:
        super().__init__(words)
        self.retry_after = retry_after


class CarrierRefused(Exception):
    """The carrier will never take this message: it is malformed, too large, or its address is wrong."""


class AddressGone(CarrierRefused):
    """Nobody is at this address any more: a browser that took its leave, a webhook that was removed."""


Message = TypeVar("Message", Mail, Push, Text, Post, contravariant=True)


class Carrier(Protocol[Message]):
    def __enter__(self) -> Self: ...

    def __exit__(self, *fault: object) -> None: ...

    def send(self, message: Message) -> str:
        """Hand it over; the carrier's own id for it, or ``""``. Raises CarrierUnavailable, CarrierRefused."""
        ...


MailSender = Carrier[Mail]
SmsSender = Carrier[Text]
ChatSender = Carrier[Post]


class PushSender(Carrier[Push], Protocol):
    def public_key(self) -> str:
        """What a browser is shown when it subscribes: it takes pushes from whoever holds the private half."""
        ...


def mail_sender() -> MailSender:
    return cast(MailSender, _named("mail"))


def push_sender() -> PushSender:
    return cast(PushSender, _named("push"))


def sms_sender() -> SmsSender:
    return cast(SmsSender, _named("sms"))


def chat_sender() -> ChatSender:
    return cast(ChatSender, _named("chat"))


def _named(port: str) -> object:
    """The adapter of this installation, named by ``settings.PROVIDERS``."""
    adapter = import_module(f"lyceum.kernel.notifications.adapters.{settings.PROVIDERS[port]}")
    return adapter.Sender()


@dataclass(frozen=True, slots=True)
class MailNews:
    """What a carrier of mail tells of one. ``event_id`` is its own, and the same when it tells it again. ``fact``:
    delivered, open, click, bounce, complaint or unsubscribe. ``is_final``: no mail can or may go there any more."""

    event_id: str
    fact: str
    address: str
    at: datetime
    message_id: str = ""
    organisation_id: UUID | None = None
    kind: str = ""
    link: str = ""
    detail: str = ""
    is_final: bool = False


class Forged(Exception):
    """Not signed by the carrier, or told again long after."""


def mail_news(carrier: str, headers: Mapping[str, str], body: bytes) -> list[MailNews]:
    """What ``carrier`` posts to us, once its signature holds. Raises Forged."""
    adapter = import_module(f"lyceum.kernel.notifications.adapters.{carrier}_events")
    return cast(list[MailNews], adapter.read(headers, body))
