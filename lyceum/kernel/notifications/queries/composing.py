"""Letters: from a delivery, and from words of others, to the mail that a carrier takes."""

from dataclasses import asdict, dataclass, field, replace
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.rules.colour import hex_of
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.notifications.models import Delivery
from lyceum.kernel.notifications.ports import Mail
from lyceum.kernel.notifications.queries.wording import html_of, label_of, words_of
from lyceum.kernel.notifications.rules.subscription import Subscription

INK = (0.45, 0.12)  # lightness and chroma under white text: contrast above 4.5 for every hue
SALT = "lyceum.notifications.subscription"


@dataclass(frozen=True, slots=True)
class Written:
    """A letter with its words, without its address."""

    sender: str
    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def as_words(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the words of a letter. ``reason`` says why it came, ``stop`` ends such letters."""

    organisation: str = "Lyceum"
    colour: str = hex_of(*INK, 262)
    greeting: str = ""
    link: str = ""
    button: str = ""
    reason: str = ""
    settings: str = ""
    stop: str = ""


def mail_of(delivery: Delivery) -> Mail:
    """In the person's language and time zone."""
    person, organisation, told = delivery.person, delivery.organisation, delivery.notification
    with translation.override(person.language), timezone.override(person.time_zone):
        words, html = words_of(told, person.language), html_of(told, person.language)
        letter = written(organisation.name if organisation else "", words.subject, words.body, _frame(delivery), html)
    return Mail(message_id=str(delivery.id), recipient=person.email, **letter.as_words())


def written(organisation: str, subject: str, text: str, frame: Frame, html: str = "") -> Written:
    """Words in their frame, in the language that is active."""
    return Written(
        sender=_sender_named(organisation),
        subject=subject,
        text=render_to_string("notifications/mail/letter.txt", {"text": text, "frame": frame}).strip() + "\n",
        html=framed(subject, text, frame, html),
        headers=_headers(frame),
    )


def framed(subject: str, text: str, frame: Frame | None = None, html: str = "") -> str:
    """The HTML of a letter."""
    about = {"subject": subject, "text": text, "html": html, "frame": frame or Frame()}
    return render_to_string("notifications/mail/letter.html", about)


def colour_of(organisation: Organisation) -> str:
    return hex_of(*INK, organisation.hue)


def unsubscribe_link(organisation: Organisation, subscription: Subscription) -> str:
    token = signing.dumps(str(subscription), salt=SALT)
    return absolute(organisation.slug, inside("notifications:subscription", token))


def _frame(delivery: Delivery) -> Frame:
    organisation, told = delivery.organisation, delivery.notification
    about_account = Frame(
        greeting=_("Hello %(name)s,") % {"name": delivery.person},
        link=absolute("", told.path) if told.path else "",
        button=_("Open in Lyceum"),
        reason=str(label_of(told.kind)),
    )
    if organisation is None:
        return about_account
    subscription = Subscription(organisation.id, delivery.person_id, told.kind)
    critical = registry.notification_kinds()[told.kind].critical
    return replace(
        about_account,
        organisation=organisation.name,
        colour=colour_of(organisation),
        link=absolute(organisation.slug, told.path) if told.path else "",
        settings=absolute(organisation.slug, inside("notifications:preferences")),
        stop="" if critical else unsubscribe_link(organisation, subscription),
    )


def _sender_named(organisation: str) -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((f"{organisation} · {name}" if organisation else name, address))


def _headers(frame: Frame) -> dict[str, str]:
    """RFC 8058: the reader's own "unsubscribe" button works with one click."""
    automatic = {"Auto-Submitted": "auto-generated"}
    if not frame.stop:
        return automatic
    return automatic | {"List-Unsubscribe": f"<{frame.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
