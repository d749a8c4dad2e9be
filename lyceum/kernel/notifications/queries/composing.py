"""Letters: what stands around the words, and the two together."""

from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any, Self

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.rules.colour import hex_of
from lyceum.kernel.notifications.models import Delivery
from lyceum.kernel.notifications.queries.wording import Words
from lyceum.kernel.notifications.rules.subscription import Subscription

INK = (0.45, 0.12)  # lightness and chroma under white text: contrast above 4.5 for every hue
OUR_COLOUR = hex_of(*INK, 262)
SALT = "lyceum.notifications.subscription"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the words. ``reason``: why the letter came. ``stop``: the link that ends such letters."""

    organisation: str = ""
    colour: str = OUR_COLOUR
    greeting: str = ""
    link: str = ""
    button: str = ""
    reason: str = ""
    settings: str = ""
    stop: str = ""

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        """In the language that is active."""
        told, organisation = delivery.notification, delivery.organisation
        kind = registry.notification_kinds()[told.kind]
        slug = organisation.slug if organisation else ""
        asked = organisation and not kind.critical
        return cls(
            organisation=organisation.name if organisation else "",
            colour=hex_of(*INK, organisation.hue) if organisation else OUR_COLOUR,
            greeting=_("Hello %(name)s,") % {"name": delivery.person},
            link=absolute(slug, told.path) if told.path else "",
            button=_("Open in Lyceum"),
            reason=str(kind.label),
            settings=absolute(slug, inside("notifications:preferences")) if organisation else "",
            stop=_unsubscribe_link(delivery, slug) if asked else "",
        )

    def drawn(self, subject: str, text: str, html: str = "") -> str:
        about = {"subject": subject, "text": text, "html": html, "frame": self}
        return render_to_string("notifications/mail/letter.html", about)

    def spoken(self, text: str) -> str:
        return render_to_string("notifications/mail/letter.txt", {"text": text, "frame": self}).strip() + "\n"


@dataclass(frozen=True, slots=True)
class Written:
    """A letter with its words, without its address."""

    sender: str
    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        """In the person's language and time zone."""
        person = delivery.person
        with translation.override(person.language), timezone.override(person.time_zone):
            words = Words.of(delivery.notification, person.language, with_html=True)
            return cls.framed(Frame.of(delivery), words.subject, words.body, words.html)

    @classmethod
    def framed(cls, frame: Frame, subject: str, text: str, html: str = "") -> Self:
        return cls(
            sender=_sender_named(frame.organisation),
            subject=subject,
            text=frame.spoken(text),
            html=frame.drawn(subject, text, html),
            headers=_headers(frame),
        )


def _unsubscribe_link(delivery: Delivery, slug: str) -> str:
    organisation: Any = delivery.organisation_id
    person: Any = delivery.person_id
    subscription = Subscription(organisation, person, delivery.notification.kind)
    return absolute(slug, inside("notifications:subscription", signing.dumps(str(subscription), salt=SALT)))


def _sender_named(organisation: str) -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return str(Address(f"{organisation} · {name}" if organisation else name, addr_spec=address))


def _headers(frame: Frame) -> dict[str, str]:
    """RFC 8058: the reader's own "unsubscribe" button works with one click."""
    automatic = {"Auto-Submitted": "auto-generated"}
    if not frame.stop:
        return automatic
    return automatic | {"List-Unsubscribe": f"<{frame.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
