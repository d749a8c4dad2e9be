"""Every page of allauth that can be reached, and who may open it. What is not listed here does not exist.

``ROUTE_POLICIES`` says it by name, ``urlpatterns`` enforces it: included as a string by ``interface/sign_in_urls.py``.
"""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.apps import apps
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from lyceum.kernel.foundation.interface.doors import admitted
from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN, Policy
from lyceum.kernel.identity.adapters.allauth import oidc, views

View = Callable[..., Any]
Route = tuple[str, str, View, Policy]

_ENTRANCE: list[Route] = [
    ("login/", "account_login", views.sign_in, PUBLIC),
    ("login/code/", "account_request_login_code", account.request_login_code, PUBLIC),
    ("login/code/confirm/", "account_confirm_login_code", account.confirm_login_code, PUBLIC),
    ("login/passkey/", "mfa_login_webauthn", webauthn.login_webauthn, PUBLIC),
    ("login/second-step/", "mfa_authenticate", mfa.authenticate, PUBLIC),
    ("logout/", "account_logout", account.logout, PUBLIC),
    ("inactive/", "account_inactive", account.account_inactive, PUBLIC),
    ("signup/", "account_signup", views.sign_up, PUBLIC),
    ("signup/passkey/", "account_signup_by_passkey", account.signup_by_passkey, PUBLIC),
    ("signup/passkey/make/", "mfa_signup_webauthn", webauthn.signup_webauthn, PUBLIC),
    ("address/confirm/", "account_email_verification_sent", account.email_verification_sent, PUBLIC),
    ("password/reset/", "account_reset_password", account.password_reset, PUBLIC),
    ("password/reset/code/", "account_confirm_password_reset_code", account.confirm_password_reset_code, PUBLIC),
    ("password/reset/new/", "account_complete_password_reset", account.complete_password_reset, PUBLIC),
    ("password/reset/done/", "account_password_reset_completed", account.password_reset_from_key_done, PUBLIC),
]
_OWN: list[Route] = [
    ("security/address/", "account_email", account.email, SIGNED_IN),
    ("security/password/", "account_change_password", account.password_change, SIGNED_IN),
    ("security/password/first/", "account_set_password", views.first_password, SIGNED_IN),
    ("confirm/password/", "account_reauthenticate", account.reauthenticate, SIGNED_IN),
    ("confirm/code/", "mfa_reauthenticate", mfa.reauthenticate, SIGNED_IN),
    ("confirm/passkey/", "mfa_reauthenticate_webauthn", webauthn.reauthenticate_webauthn, SIGNED_IN),
    ("security/ways/", "mfa_index", RedirectView.as_view(pattern_name="account_security"), SIGNED_IN),
    ("security/app/", "mfa_activate_totp", totp.activate_totp, SIGNED_IN),
    ("security/app/remove/", "mfa_deactivate_totp", totp.deactivate_totp, SIGNED_IN),
    ("security/recovery-codes/", "mfa_view_recovery_codes", recovery_codes.view_recovery_codes, SIGNED_IN),
    ("security/recovery-codes/new/", "mfa_generate_recovery_codes", recovery_codes.generate_recovery_codes, SIGNED_IN),
    ("security/recovery-codes/file/", "mfa_download_recovery_codes", recovery_codes.download_recovery_codes, SIGNED_IN),
    ("security/passkeys/", "mfa_list_webauthn", webauthn.list_webauthn, SIGNED_IN),
    ("security/passkeys/new/", "mfa_add_webauthn", webauthn.add_webauthn, SIGNED_IN),
    ("security/passkeys/<int:pk>/", "mfa_edit_webauthn", webauthn.edit_webauthn, SIGNED_IN),
    ("security/passkeys/<int:pk>/remove/", "mfa_remove_webauthn", webauthn.remove_webauthn, SIGNED_IN),
    ("security/linked/", "socialaccount_connections", views.linked, SIGNED_IN),
]
_OUTSIDE: list[Route] = [
    ("outside/signup/", "socialaccount_signup", social.signup, PUBLIC),
    ("outside/cancelled/", "socialaccount_login_cancelled", social.login_cancelled, PUBLIC),
    ("outside/error/", "socialaccount_login_error", social.login_error, PUBLIC),
    ("oidc/apple/posted/", "apple_posted_callback", oidc.posted_callback, PUBLIC),
    ("oidc/<slug:provider_id>/login/", "openid_connect_login", oidc.login, PUBLIC),
    ("oidc/<slug:provider_id>/login/callback/", "openid_connect_callback", oidc.callback, PUBLIC),
]


def _facebook() -> list[Route]:
    if not apps.is_installed("allauth.socialaccount.providers.facebook"):
        return []
    from allauth.socialaccount.providers.facebook import views as facebook  # only where it is switched on

    return [
        ("facebook/login/", "facebook_login", facebook.oauth2_login, PUBLIC),
        ("facebook/login/callback/", "facebook_callback", facebook.oauth2_callback, PUBLIC),
    ]


def _guarded(view: View, policy: Policy) -> View:
    @functools.wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        admitted(policy, request)
        answer: HttpResponseBase = view(request, *args, **kwargs)
        if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            answer.headers.setdefault("Retry-After", "60")
        return answer

    door.policy = policy  # type: ignore[attr-defined]
    return door


ROUTES: list[Route] = [*_ENTRANCE, *_OWN, *_OUTSIDE, *_facebook()]
ROUTE_POLICIES: dict[str, Policy] = {name: policy for _address, name, _view, policy in ROUTES}
urlpatterns: list[URLPattern] = [
    path(address, _guarded(view, policy), name=name) for address, name, view, policy in ROUTES
]
