"""Tokens for apps, and the list of sign-ins, by REST."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN
from lyceum.kernel.identity.actions.sign_in import end_sign_in, sign_out
from lyceum.kernel.identity.actions.token import Tokens, refresh_tokens, sign_in_app
from lyceum.kernel.identity.queries.sign_in import SignInView, sign_ins_of

router = Router(tags=["sign-in"])


class Credentials(Schema):
    email: str = Field(max_length=254)
    password: str = Field(max_length=1000)
    code: str = Field("", max_length=40, description="From the authenticator app, or a recovery code; when asked for.")


class RefreshIn(Schema):
    refresh_token: str = Field(max_length=4000)


class TokensOut(Schema):
    access_token: str
    token_type: str = "Bearer"
    expires_in: int
    refresh_token: str
    sign_in_ends_at: datetime


@router.post("/tokens", response=TokensOut)
@operation(PUBLIC)
def sign_in(caller: Anyone, request: HttpRequest, credentials: Credentials, response: HttpResponse) -> Tokens:
    """Sign an app in. Refused as `code_needed` when the account has a second step: ask for it, and call again."""
    response["Cache-Control"] = "no-store"
    return sign_in_app(caller, credentials.email, credentials.password, credentials.code)


@router.post("/tokens/refresh", response=TokensOut)
@operation(PUBLIC)
def refresh(caller: Anyone, request: HttpRequest, given: RefreshIn, response: HttpResponse) -> Tokens:
    """A new pair for a refresh token, which is good once: a second use signs the app out."""
    response["Cache-Control"] = "no-store"
    return refresh_tokens(caller, given.refresh_token)


@router.delete("/tokens", response={204: None})
@operation(SIGNED_IN)
def sign_out_here(caller: Individual, request: HttpRequest) -> Status:
    """End the sign-in of the token that this call carries."""
    sign_out(caller)
    return Status(204, None)


@router.get("/sign-ins", response=list[SignInView])
@operation(SIGNED_IN)
def list_sign_ins(caller: Individual, request: HttpRequest) -> list[SignInView]:
    """Where you are signed in: browsers and apps."""
    return sign_ins_of(caller)


@router.delete("/sign-ins/{sign_in_id}", response={204: None})
@operation(SIGNED_IN)
def end_one(caller: Individual, request: HttpRequest, sign_in_id: UUID) -> Status:
    """End one sign-in, at once and everywhere."""
    end_sign_in(caller, sign_in_id)
    return Status(204, None)
