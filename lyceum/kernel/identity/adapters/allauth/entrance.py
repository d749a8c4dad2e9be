"""Proving who one is, through allauth's checks, limits and second factors: the port ``Entrance``."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotSignedIn, Refusal, TooMany
from lyceum.kernel.identity.adapters.allauth.mfa import sealed_anew
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.ports import WaysIn

_WAIT = 300


class Entrance:
    def proven(self, email: str, password: str, code: str) -> Person:
        person = self._by_password(email.strip().lower(), password)
        if not person.is_active:
            raise NotAllowed(_("This account is suspended."), code="suspended")
        if not EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists():
            raise NotAllowed(_("Prove your e-mail address first: sign in once in a browser."), code="address_unproved")
        if is_mfa_enabled(person, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
            self._by_code(person, code)
        return person

    def admit(self, request: HttpRequest, person_id: UUID, method: str) -> None:
        person = Person.objects.get(id=person_id, is_active=True)
        record_authentication(request, person, method)
        get_adapter().login(request, person)

    def ways_in(self, request: HttpRequest, person_id: UUID) -> WaysIn:
        person = Person.objects.get(id=person_id)
        factors = [factor.wrap() for factor in Authenticator.objects.filter(user=person).order_by("id")]
        codes = next((factor for factor in factors if isinstance(factor, RecoveryCodes)), None)
        accounts = SocialAccount.objects.filter(user=person).order_by("id")
        return WaysIn(
            has_password=person.has_usable_password(),
            passkeys=[factor for factor in factors if isinstance(factor, WebAuthn)],
            has_app=any(isinstance(factor, TOTP) for factor in factors),
            recovery_codes_left=len(codes.get_unused_codes()) if codes else None,
            linked=[_described(account) for account in accounts],
            can_link=bool(get_social_adapter().list_providers(request)),
        )

    def is_recently_confirmed(self, request: HttpRequest) -> bool:
        return not is_reauthentication_required(request, app="allauth.account")

    def factors_sealed_anew(self) -> int:
        return sum(sealed_anew(factor) for factor in Authenticator.objects.select_for_update().iterator())

    def unproved_claims_cleared(self, person: Person) -> bool:
        links = SocialAccount.objects.filter(user=person).delete()[0]
        factors = Authenticator.objects.filter(user=person).delete()[0]
        had_password = person.has_usable_password()
        if had_password:
            person.set_unusable_password()
            person.save(update_fields=["password"])
        return bool(links or factors or had_password)

    def _by_password(self, email: str, password: str) -> Person:
        try:
            person = get_adapter().authenticate(context.request, email=email, password=password)
        except ValidationError as fault:
            raise _too_many() from fault
        if person is None:
            raise NotSignedIn(_("The e-mail address or the password is not right."), code="wrong_password")
        return person

    def _by_code(self, person: Person, code: str) -> None:
        if not code:
            raise NotSignedIn(_("Enter the code from your authenticator app, or a recovery code."), code="code_needed")
        form = AuthenticateForm(user=person, data={"code": code})
        if not form.is_valid():
            raise _refused(form)
        form.authenticator.record_usage()


def _described(account: SocialAccount) -> tuple[str, str]:
    """A server that is no longer configured still has its name in the row."""
    try:
        return account.get_provider().name, account.get_provider_account().to_str()
    except SocialApp.DoesNotExist:
        return account.provider.title(), ""


def _refused(form: AuthenticateForm) -> Refusal:
    if form.has_error("code", "too_many_login_attempts"):
        return _too_many()
    return NotSignedIn(_("This code is not right, or was used already."), code="wrong_code")


def _too_many() -> TooMany:
    return TooMany(_("Too many failed tries. Wait five minutes, or reset your password."), retry_after=_WAIT)
