"""The letter that invites somebody, who may be no member yet and have no account."""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.queries.invitation import InvitationLetter, invitation_letter
from lyceum.kernel.notifications.actions.posting import post_letter
from lyceum.kernel.notifications.queries.composing import Frame, Written


def post_invitation(organisation_id: UUID, invitation_id: UUID, *, key: UUID) -> bool:
    """False when there is nothing to send any more: accepted, revoked or expired meanwhile."""
    letter = invitation_letter(Visitor(organisation_id), invitation_id)
    if letter is None:
        return False
    with translation.override(letter.language):
        words = _words(letter, Organisation.objects.get(id=organisation_id))
    post_letter(organisation_id, letter.email, words, key=f"invitation:{key}")
    return True


def _words(letter: InvitationLetter, organisation: Organisation) -> Written:
    frame = Frame(
        **Frame.around(organisation),
        greeting=_("Hello %(name)s,") % {"name": letter.name} if letter.name else _("Hello,"),
        link=letter.link,
        button=_("See the invitation"),
    )
    subject = _("%(organisation)s invites you") % {"organisation": letter.organisation}
    text = render_to_string("notifications/mail/invitation.txt", {"letter": letter})
    return Written.framed(frame, subject, text.strip())
