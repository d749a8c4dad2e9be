"""Invitations: the list, the link, the letter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller, Individual, Visitor
from lyceum.kernel.identity.models import Invitation, Organisation, Person
from lyceum.kernel.identity.models.invitation import InvitationQuerySet
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


@dataclass(frozen=True, slots=True)
class InvitationOffer:
    """An invitation as its addressee sees it among their organisations."""

    organisation: Organisation
    invited_by: str
    roles: list[str]
    link: str


def invitations_of(caller: Caller | Visitor) -> InvitationQuerySet:
    """Waiting invitations (open or expired), newest first, each with who sent it."""
    found: InvitationQuerySet = (
        Invitation.objects.within(caller).waiting().select_related("invited_by", "organisation").order_by("-id")
    )
    return found


def expired_count(caller: Caller) -> int:
    return invitations_of(caller).filter(expires_at__lte=timezone.now()).count()


def invitations_to(caller: Individual) -> list[InvitationOffer]:
    """Open invitations to any verified address of the caller, in every organisation.

    The database shows no others to somebody outside an organisation; the filter says it again.
    """
    found: QuerySet[Invitation] = (
        Invitation.objects.open()
        .annotate(address=Lower("email"))
        .filter(address__in=_verified_addresses(caller))
        .filter(organisation__suspended_at=None, organisation__closed_at=None)
        .select_related("organisation", "invited_by")
        .order_by("-id")
    )
    return [InvitationOffer(i.organisation, str(i.invited_by or ""), list(i.roles), _link(i)) for i in found]


def _verified_addresses(caller: Individual) -> set[str]:
    """The addresses that the caller has proved to be theirs, in small letters."""
    known = Person.objects.filter(id=caller.person_id, emailaddress__verified=True)
    return set(known.values_list(Lower("emailaddress__email"), flat=True))


def addresses_of(caller: Individual) -> set[str]:
    """All addresses of the caller, proved or not, in small letters."""
    person = Person.objects.filter(id=caller.person_id)
    rows = person.values_list(Lower("email"), Lower("emailaddress__email"))
    return {address for row in rows for address in row if address}


def invitation_by_token(organisation_id: UUID, token: str) -> Invitation | None:
    """In whatever state; the organisation's scope must be entered (it is, at an address of the organisation)."""
    found: Invitation | None = (
        Invitation.objects.filter(organisation_id=organisation_id, token_digest=digest_of(token))
        .select_related("organisation", "invited_by")
        .first()
    )
    return found


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
        link=_link(invitation),
        expires_at=invitation.expires_at,
    )


def _link(invitation: Invitation) -> str:
    """Whoever has it may accept: it goes to the address invited, and is shown to nobody else."""
    return f"{settings.SITE_URL}/{invitation.organisation.slug}/invitations/{_token(invitation)}/"


def _token(invitation: Invitation) -> str:
    """Under the present secret, or under a former one when it was changed after the invitation."""
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        token = token_of(secret, invitation.id, invitation.nonce)
        if digest_of(token) == invitation.token_digest:
            return token
    raise LookupError("no secret of this installation made this invitation's token: send it again")
