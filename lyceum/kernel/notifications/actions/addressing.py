"""``tell_address``: somebody is told something who need not have an account: a guest who bought a ticket."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.enclosure import Enclosure
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.notifications.actions.posting import post_letter
from lyceum.kernel.notifications.models import Letter, Notification
from lyceum.kernel.notifications.queries.composing import Frame, Written
from lyceum.kernel.notifications.queries.wording import Words


def tell_address(
    organisation_id: UUID,
    kind: str,
    address: str,
    *,
    key: object,
    language: str,
    name: str = "",
    link: tuple[str, str] = ("", ""),
    about: Mapping[str, str | int] | None = None,
    enclosed: Sequence[Enclosure] = (),
    stop: str = "",
) -> Letter:
    """A mail with the words of a declared kind, once per ``kind`` and ``key``; in the transaction of the fact.

    ``link``: the whole address that its button opens, and the button's words. ``stop``: where such letters are ended;
    a POST there ends them at once (RFC 8058).
    """
    organisation = Organisation.objects.get(id=organisation_id)
    words = Words.of(
        Notification(organisation=organisation, kind=kind, about=dict(about or {})), language, with_html=True
    )
    with translation.override(language):
        frame = Frame(
            **Frame.around(organisation),
            greeting=_("Hello %(name)s,") % {"name": name} if name else _("Hello,"),
            link=link[0],
            button=link[1],
            stop=stop,
        )
        written = Written.framed(frame, words.subject, words.body, words.html)
    return post_letter(organisation_id, address, written, key=f"{kind}:{key}", enclosed=enclosed)
