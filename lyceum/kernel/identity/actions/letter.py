"""Letters about one's own account: short, in the person's language, as plain text and as a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.colour import OUR_HUE, Paint
from lyceum.kernel.identity.models import Person


@dataclass(frozen=True, slots=True)
class Letter:
    """``code``: shown large, to be typed. ``link``: the one button. ``note``: in small, at the end."""

    subject: str
    lines: Sequence[str]
    code: str = ""
    link: str = ""
    link_label: str = ""
    note: str = ""
    facts: Sequence[tuple[str, str]] = field(default_factory=tuple)


def letter_mail(letter: Letter, address: str) -> EmailMultiAlternatives:
    """The letter in the language that is active now."""
    paint = Paint.of(OUR_HUE)
    about = {
        "letter": letter,
        "site_url": settings.SITE_URL,
        "subject": letter.subject,
        "preheader": letter.lines[0] if letter.lines else "",
        "colour": paint.colour,
        "colour_dark": paint.in_the_dark,
        "link": letter.link,
        "button": letter.link_label,
    }
    text = render_to_string("identity/mail/letter.txt", about).strip() + "\n"
    mail = EmailMultiAlternatives(" ".join(letter.subject.split()), text, settings.DEFAULT_FROM_EMAIL, [address])
    mail.attach_alternative(render_to_string("identity/mail/letter.html", about), "text/html")
    return mail


def welcome(announcement: Announcement) -> None:
    """Told by ``identity.person_verified``."""
    person = Person.objects.filter(id=announcement.payload["verified_id"], is_active=True).first()
    if person is None:
        return
    with translation.override(person.language):
        letter_mail(_welcome_letter(person), person.email).send()


def _welcome_letter(person: Person) -> Letter:
    return Letter(
        subject=_("Welcome to Lyceum"),
        lines=[
            _("Hello %(name)s, your address is confirmed and your account is ready.") % {"name": person.name},
            _("Open an organisation of your own, or accept the invitation that you were sent: both begin here."),
        ],
        link=settings.SITE_URL,
        link_label=_("Open Lyceum"),
        note=_("Tip: add a passkey in your account, and sign in with your fingerprint instead of a password."),
    )
