"""What allauth and Django say has happened, handed to our actions. Connected by the account adapter's import."""

import time
from typing import Any

from allauth.account import signals as account
from allauth.account.internal.constants import LoginStageKey
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import unstash_login
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.identity.actions import account as actions
from lyceum.kernel.identity.actions.sign_in import note_sign_in_seen, open_sign_in, sign_out
from lyceum.kernel.identity.interface.middleware import origin_of
from lyceum.kernel.identity.interface.signed_in import SESSION_SEEN, SESSION_SIGN_IN
from lyceum.kernel.identity.models import Person, SignIn


def acting(request: HttpRequest, person: Person) -> Individual:
    sign_in = request.session.get(SESSION_SIGN_IN, "")
    return Individual(person.id, person.language, person.time_zone, person.is_operator, sign_in, origin_of(request))


@receiver(user_logged_in, dispatch_uid="lyceum.signed_in")
def on_signed_in(request: HttpRequest, user: Person, **_: Any) -> None:
    request.session.pop(SESSION_SIGN_IN, None)
    opened = open_sign_in(
        acting(request, user), SignIn.Kind.BROWSER, _method(request, user), request.session.session_key
    )
    request.session[SESSION_SIGN_IN] = str(opened.id)
    request.session[SESSION_SEEN] = int(time.time())


@receiver(user_logged_out, dispatch_uid="lyceum.signed_out")
def on_signed_out(request: HttpRequest, user: Person | None, **_: Any) -> None:
    if user is not None:
        sign_out(acting(request, user))


@receiver(account.user_signed_up, dispatch_uid="lyceum.joined")
def on_joined(request: HttpRequest, user: Person, **_: Any) -> None:
    actions.note_joined(acting(request, user))
    if EmailAddress.objects.filter(user=user, verified=True).exists():  # somebody whom we trust has vouched for it
        actions.prove_address(acting(request, user), by_the_newcomer=True)


@receiver(account.email_confirmed, dispatch_uid="lyceum.verified")
def on_address_proved(request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    person = email_address.user
    if person.last_login is None:
        actions.prove_address(acting(request, person), by_the_newcomer=_is_newcomer(request, person))
        person.refresh_from_db(fields=["password"])  # allauth goes on with this object, and signs it in


@receiver(account.email_changed, dispatch_uid="lyceum.address_changed")
def on_address_changed(request: HttpRequest, user: Person, from_email_address: Any, **_: Any) -> None:
    if from_email_address is not None:
        actions.note_address_changed(acting(request, user))


@receiver([account.password_changed, account.password_set], dispatch_uid="lyceum.password_changed")
def on_password_changed(request: HttpRequest, user: Person, **_: Any) -> None:
    caller = acting(request, user)
    if caller.sign_in:
        note_sign_in_seen(caller.sign_in, request.session.session_key)  # the session has just been given a new key
    actions.note_password_changed(caller)


@receiver(account.password_reset, dispatch_uid="lyceum.password_reset")
def on_password_reset(request: HttpRequest, user: Person, **_: Any) -> None:
    actions.note_password_changed(acting(request, user))


@receiver(mfa.authenticator_added, dispatch_uid="lyceum.factor_added")
def on_factor_added(request: HttpRequest, user: Person, authenticator: Any, **_: Any) -> None:
    actions.note_factor_changed(acting(request, user), authenticator.type, "added")


@receiver(mfa.authenticator_removed, dispatch_uid="lyceum.factor_removed")
def on_factor_removed(request: HttpRequest, user: Person, authenticator: Any, **_: Any) -> None:
    actions.note_factor_changed(acting(request, user), authenticator.type, "removed")


@receiver(mfa.authenticator_reset, dispatch_uid="lyceum.factor_renewed")
def on_factor_renewed(request: HttpRequest, user: Person, authenticator: Any, **_: Any) -> None:
    actions.note_factor_changed(acting(request, user), authenticator.type, "renewed")


@receiver(social.social_account_added, dispatch_uid="lyceum.linked")
def on_linked(request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    actions.note_outside_account_changed(acting(request, sociallogin.user), sociallogin.account.provider, "linked")


@receiver(social.social_account_removed, dispatch_uid="lyceum.unlinked")
def on_unlinked(request: HttpRequest, socialaccount: Any, **_: Any) -> None:
    actions.note_outside_account_changed(acting(request, socialaccount.user), socialaccount.provider, "unlinked")


def _method(request: HttpRequest, person: Person) -> str:
    records = get_authentication_records(request, person)
    if not records:
        return ""
    latest = next((record for record in records if record["method"] == "socialaccount"), records[0])
    if latest["method"] == "mfa":
        return "passkey"
    return str(latest.get("provider") or latest["method"])[:40]


def _is_newcomer(request: HttpRequest, person: Person) -> bool:
    """Whether the one who proves the address has, in this same browser, just made the account or given its password."""
    login = unstash_login(request, peek=True)
    at = (login.state.get("stages") or {}).get("current") if login and login.user == person else ""
    return at == LoginStageKey.VERIFY_EMAIL.value
