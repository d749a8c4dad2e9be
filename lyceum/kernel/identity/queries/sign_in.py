"""Where somebody is signed in, and whether a session or a token still stands for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import NotSignedIn
from lyceum.kernel.identity.models import SignIn
from lyceum.kernel.identity.rules.signed import Kind, Unreadable, read

AUDIENCE = "lyceum"


@dataclass(frozen=True, slots=True)
class SignInView:
    id: UUID
    kind: str
    method: str
    client: str
    network: str
    created_at: datetime
    seen_at: datetime
    is_this: bool


def sign_ins_of(caller: Individual) -> list[SignInView]:
    """The caller's current sign-ins: this one first, then the latest used."""
    views = [_view(row, caller) for row in SignIn.objects.current().filter(person_id=caller.person_id)]
    return sorted(views, key=lambda view: (view.is_this, view.seen_at), reverse=True)


def sign_in_by_token(access_token: str) -> SignIn:
    """The sign-in of an access token, with its person. Raises NotSignedIn, also when it was ended a moment ago."""
    claimed = claimed_by_token(access_token)
    found: SignIn | None = claimed and (
        SignIn.objects.current().filter(id=claimed[0], person_id=claimed[1]).select_related("person").first()
    )
    if found is None:
        raise _unknown()
    return found


def claimed_by_token(access_token: str) -> tuple[UUID, UUID] | None:
    """The ids of the sign-in and of the person, as we signed them: whether it still holds is another question."""
    try:
        claims = read(token_secrets(), Kind.ACCESS, access_token, AUDIENCE)
        return UUID(claims["sid"]), UUID(claims["sub"])
    except (Unreadable, KeyError, ValueError, AttributeError):
        return None


def token_secrets() -> list[str]:
    """The current secret first; tokens signed with the former ones are good until they expire."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _unknown() -> NotSignedIn:
    return NotSignedIn(
        _("This access token is not valid any more. Refresh it, or sign in again."), code="invalid_token"
    )


def _view(row: SignIn, caller: Individual) -> SignInView:
    is_this = str(row.id) == caller.sign_in
    return SignInView(row.id, row.kind, row.method, row.client, row.network, row.created_at, row.seen_at, is_this)
