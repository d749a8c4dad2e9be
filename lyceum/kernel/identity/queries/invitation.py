"""Invitations: the list, the link, the letter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Lower

from lyceum.kernel.foundation.rules.caller import Caller, Individual, Visitor
from lyceum.kernel.identity.models import Invitation, Person
from lyceum.kernel.identity.rules.token import digest_of, token_of


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    """What the mail says. Made by the job that sends it, never kept."""

    email: str
    name: str
    language: str
    organisation: str
    invited_by: str
    roles: list[str]
    link: str
    expires_at: datetime


def invitations_of(caller: Caller | Visitor) -> QuerySet[Invitation]:
    """Waiting invitations (open or expired), newest first, each with who sent it."""
    found: QuerySet[Invitation] = (
        Invitation.objects.within(caller).waiting().select_related("invited_by", "organisation").order_by("-id")
    )
    return found


def invitations_to(caller: Individual) -> QuerySet[Invitation]:
    """Open invitations to any verified address of the caller, in every organisation.

    The database shows no others to somebody outside an organisation; the filter says it again.
    """
    addresses = EmailAddress.objects.filter(user_id=caller.person_id, verified=True)
    found: QuerySet[Invitation] = (
        Invitation.objects.open()
        .annotate(address=Lower("email"))
        .filter(address__in=addresses.annotate(address=Lower("email")).values("address"))
        .filter(organisation__suspended_at=None, organisation__closed_at=None)
        .select_related("organisation", "invited_by")
        .order_by("-id")
    )
    return found


def invitation_by_token(organisation_id: UUID, token: str) -> Invitation | None:
    """In whatever state; the organisation's scope must be entered (it is, at an address of the organisation)."""
    found: Invitation | None = (
        Invitation.objects.filter(organisation_id=organisation_id, token_digest=digest_of(token))
        .select_related("organisation", "invited_by")
        .first()
    )
    return found


def invitation_link(invitation: Invitation) -> str:
    """The address in the letter, which opens the invitation. Whoever has it may accept: show it to nobody else."""
    return f"{settings.SITE_URL}/{invitation.organisation.slug}/invitations/{_token(invitation)}/"


def invitation_letter(caller: Caller | Visitor, invitation_id: UUID) -> InvitationLetter | None:
    """None when it has been accepted, revoked or has expired meanwhile: there is nothing to send any more."""
    invitation = invitations_of(caller).open().filter(id=invitation_id).first()
    if invitation is None:
        return None
    known = Person.objects.filter(email__iexact=invitation.email).first()
    return InvitationLetter(
        email=invitation.email,
        name=invitation.name or (known.name if known else ""),
        language=known.language if known else invitation.organisation.language,
        organisation=invitation.organisation.name,
        invited_by=str(invitation.invited_by or ""),
        roles=list(invitation.roles),
        link=invitation_link(invitation),
        expires_at=invitation.expires_at,
    )


def _token(invitation: Invitation) -> str:
    """Under the present secret, or under a former one when it was changed after the invitation."""
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        token = token_of(secret, invitation.id, invitation.nonce)
        if digest_of(token) == invitation.token_digest:
            return token
    raise LookupError("no secret of this installation made this invitation's token: send it again")
