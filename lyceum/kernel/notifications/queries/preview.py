"""Every kind as it will look, on every channel and in every language, with made-up contents."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.template import TemplateDoesNotExist, engines
from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Organisation, Person
from lyceum.kernel.notifications.models import Channel, Delivery, Notification
from lyceum.kernel.notifications.permissions import may_follow
from lyceum.kernel.notifications.queries.composing import Written
from lyceum.kernel.notifications.queries.wording import Words

_NAMED = re.compile(r"(?:\{\{\s*|with\s+\w+=|if\s+|firstof\s+)([a-z_]+)")
_COUNTED = re.compile(r"count\s+\w+=([a-z_]+)")
_KNOWN = frozenset({"organisation", "subject", "count", "gathered", "not"})


@dataclass(frozen=True, slots=True)
class Preview:
    kind: NotificationKind
    language: str
    letter: Written
    words: Words
    text: str


def preview_of(caller: Caller, code: str, language: str) -> Preview:
    """``text``: what a text message says. Refuses a kind or language that there is not."""
    delivery = sample_delivery(caller, code, language)
    words = Words.of(delivery.notification, language)
    return Preview(
        kind=registry.notification_kinds()[code],
        language=language,
        letter=Written.of(delivery),
        words=words,
        text=f"{words.subject} {settings.SITE_URL}/…",
    )


def previewed_kinds(caller: Caller) -> Sequence[NotificationKind]:
    refuse_unless(may_follow(caller))
    return list(registry.notification_kinds().values())


def sample_delivery(caller: Caller, code: str, language: str, channel: str = Channel.EMAIL) -> Delivery:
    """Never saved: to the caller, in their organisation, in ``language``."""
    refuse_unless(may_follow(caller))
    kind = registry.notification_kinds().get(code)
    if kind is None or language not in dict(settings.LANGUAGES):
        raise NotFound(_("There is no such notification."))
    organisation = Organisation.objects.get(id=caller.organisation_id)
    person = Person.objects.get(id=caller.person_id)
    person.language = language
    with translation.override(language):
        about = _made_up(_sources_of(code)) | dict(kind.sample)
    told = Notification(
        organisation=organisation,
        person=person,
        subject=person,
        kind=code,
        key="sample",
        count=3,
        about=about,
        path=inside("ui:today"),
    )
    return Delivery(organisation=organisation, person=person, notification=told, channel=channel)


def _sources_of(code: str) -> str:
    room, name = code.split(".")
    found = []
    for part in ("subject.txt", "body.txt", "body.html"):
        with suppress(TemplateDoesNotExist):
            found.append(engines["django"].get_template(f"{room}/mail/{name}/{part}").template.source)  # type: ignore[attr-defined]
    return "\n".join(found)


def _made_up(source: str) -> dict[str, str | int]:
    """Something for each name that the templates want to know; a number for what they count."""
    named = {name: _sample(name) for name in set(_NAMED.findall(source)) - _KNOWN}
    return named | dict.fromkeys(_COUNTED.findall(source), 3)


def _sample(name: str) -> str | int:
    if name.endswith(("count", "many", "days", "hours", "minutes", "number", "seats")):
        return 3
    if name in {"at", "when", "day", "date", "start", "starts", "until"} or name.endswith(("_at", "_on")):
        return "2027-05-12T14:30:00+00:00"
    return _SAMPLES.get(name, lambda: _("A day at the museum"))()


_SAMPLES = {
    "title": lambda: _("A day at the museum"),
    "who": lambda: _("Somebody"),
    "name": lambda: _("Somebody"),
    "excerpt": lambda: _("We meet at nine in front of the gate."),
    "body": lambda: _("We meet at nine in front of the gate."),
    "text": lambda: _("We meet at nine in front of the gate."),
    "what": lambda: "password",
}
