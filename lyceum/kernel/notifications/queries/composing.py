"""Letters: what stands around the words, and the two together."""

import re
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from textwrap import shorten
from typing import Any, Self

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.rules.colour import OUR_HUE, Paint
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.notifications.models import Delivery
from lyceum.kernel.notifications.queries.wording import Words
from lyceum.kernel.notifications.rules.subscription import Subscription

SALT = "lyceum.notifications.subscription"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the words. ``reason``: why the letter came. ``stop``: the link that ends such letters."""

    organisation: str = ""
    hue: int = OUR_HUE
    logo: str = ""
    home: str = settings.SITE_URL
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
            **(cls.around(organisation) if organisation else {}),
            greeting=_("Hello %(name)s,") % {"name": delivery.person},
            link=absolute(slug, told.path) if told.path else "",
            button=_("Open in Lyceum"),
            reason=str(kind.label),
            settings=absolute(slug, inside("notifications:preferences")) if organisation else "",
            stop=_unsubscribe_link(delivery, slug) if asked else "",
        )

    @staticmethod
    def around(organisation: Organisation) -> dict[str, Any]:
        """What a letter takes from the organisation in whose name it is written."""
        logo = organisation.logo_id
        return {
            "organisation": organisation.name,
            "hue": organisation.hue,
            "logo": absolute(organisation.slug, inside("media:file", logo, "medium")) if logo else "",
            "home": absolute(organisation.slug, "/"),
        }

    def drawn(self, subject: str, text: str, html: str = "") -> str:
        paint = Paint.of(self.hue)
        about = {
            "frame": self,
            "subject": subject,
            "paragraphs": _paragraphs(text, paint.colour),
            "html": html,
            "preheader": shorten(text, 110, placeholder="…"),
            "colour": paint.colour,
            "colour_dark": paint.in_the_dark,
            "organisation": self.organisation,
            "logo": self.logo,
            "link": self.link,
            "button": self.button,
        }
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


def _paragraphs(text: str, colour: str) -> list[SafeString]:
    """Plain words as paragraphs, their addresses as links that a reader in the dark can see, too."""
    linked = (urlize(part.strip(), autoescape=True) for part in re.split(r"\n\s*\n", text.strip()))
    marked = (part.replace("<a ", f'<a style="color:{colour}" ').replace("\n", "<br>") for part in linked)
    return [mark_safe(part) for part in marked]  # noqa: S308  escaped by urlize


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
