"""Tokens for apps: an access token of five minutes, and a refresh token that is good once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotSignedIn
from lyceum.kernel.identity.actions.sign_in import end_for_reuse, open_sign_in
from lyceum.kernel.identity.models import SignIn
from lyceum.kernel.identity.ports import entrance
from lyceum.kernel.identity.queries.sign_in import AUDIENCE, token_secrets
from lyceum.kernel.identity.rules.signed import Kind, Unreadable, read, signed


@dataclass(frozen=True, slots=True)
class Tokens:
    """``expires_in``: seconds that the access token is good for. The family ends at ``sign_in_ends_at``."""

    access_token: str
    refresh_token: str
    expires_in: int
    sign_in_ends_at: datetime


def sign_in_app(caller: Anyone, email: str, password: str, code: str = "") -> Tokens:
    person = entrance().proven(email, password, code)
    individual = Individual(person.id, person.language, person.time_zone, person.is_operator, "", caller.origin)
    return _tokens(open_sign_in(individual, SignIn.Kind.APP, "password"))


def refresh_tokens(caller: Anyone, refresh_token: str) -> Tokens:
    """The next pair. A refresh token that comes twice ends the whole family, whoever brings it."""
    sign_in_id, generation = _claims_of(refresh_token)
    with transaction.atomic():
        sign_in: SignIn | None = (
            SignIn.objects.select_for_update(of=("self",))
            .select_related("person")
            .filter(id=sign_in_id, ended_at=None, expires_at__gt=timezone.now(), person__is_active=True)
            .first()
        )
        is_newest = sign_in is not None and sign_in.generation == generation
        if sign_in and is_newest:
            sign_in.generation += 1
            sign_in.seen_at = timezone.now()
            sign_in.save(update_fields=["generation", "seen_at"])
        elif sign_in:
            owner = Individual(sign_in.person_id, origin=caller.origin)
            end_for_reuse(owner, sign_in)
    if sign_in is None or not is_newest:  # refused out here, so that ending the family is committed
        raise _ended()
    return _tokens(sign_in)


def _claims_of(refresh_token: str) -> tuple[UUID, int]:
    try:
        claims = read(token_secrets(), Kind.REFRESH, refresh_token, AUDIENCE)
        return UUID(claims["sid"]), int(claims["gen"])
    except (Unreadable, KeyError, ValueError, TypeError, AttributeError) as fault:
        raise _ended() from fault


def _tokens(sign_in: SignIn) -> Tokens:
    about = {
        "iss": settings.SITE_URL,
        "aud": AUDIENCE,
        "sub": str(sign_in.person_id),
        "sid": str(sign_in.id),
        "jti": str(new_identifier()),
    }
    left = (sign_in.expires_at - timezone.now()).total_seconds()
    seconds = min(settings.ACCESS_TOKEN_SECONDS, int(left))
    access = signed(token_secrets(), Kind.ACCESS, about, seconds)
    refresh = signed(token_secrets(), Kind.REFRESH, {**about, "gen": sign_in.generation}, left)
    return Tokens(access, refresh, seconds, sign_in.expires_at)


def _ended() -> NotSignedIn:
    return NotSignedIn(_("This sign-in has ended. Sign in again."), code="invalid_token")
