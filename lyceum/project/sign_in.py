"""Settings of signing in: what an installation may differ in comes from the environment (see docs/running.md)."""

import json
import os
import sys
from typing import Any
from urllib.parse import urlsplit

_ALLAUTH = "lyceum.kernel.identity.adapters.allauth"
_TESTING = "pytest" in sys.modules

# --- passwords ------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "lyceum.kernel.identity.adapters.hashing.Argon2id",
    "django.contrib.auth.hashers.BCryptPasswordHasher",  # imported from elsewhere; made anew at the first sign-in
    "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email"), "max_similarity": 0.7},
    },
]

# --- accounts -------------------------------------------------------------------------------------
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = f"{_ALLAUTH}.account.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = f"{_ALLAUTH}.newcomer.NewcomerForm"
ACCOUNT_FORMS = {
    "login": f"{_ALLAUTH}.forms.SignInForm",
    "signup": f"{_ALLAUTH}.forms.SignUpForm",
    "reset_password": f"{_ALLAUTH}.forms.ResetForm",
    "reset_password_from_key": f"{_ALLAUTH}.forms.NewPasswordForm",
    "confirm_password_reset_code": f"{_ALLAUTH}.forms.ResetCodeForm",
    "request_login_code": f"{_ALLAUTH}.forms.AskForCodeForm",
    "confirm_login_code": f"{_ALLAUTH}.forms.SignInCodeForm",
    "confirm_email_verification_code": f"{_ALLAUTH}.forms.AddressCodeForm",
    "change_email": f"{_ALLAUTH}.forms.OtherAddressForm",
    "add_email": f"{_ALLAUTH}.forms.NewAddressForm",
    "change_password": f"{_ALLAUTH}.forms.ChangePasswordForm",
    "set_password": f"{_ALLAUTH}.forms.FirstPasswordForm",
    "reauthenticate": f"{_ALLAUTH}.forms.ConfirmPasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "request_login_code": "20/m/ip,3/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))  # how many of ours stand in front

# --- second factors and passkeys ------------------------------------------------------------------
MFA_ADAPTER = f"{_ALLAUTH}.mfa.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "Lyceum"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": f"{_ALLAUTH}.mfa_forms.SecondStepForm",
    "reauthenticate": f"{_ALLAUTH}.mfa_forms.ConfirmCodeForm",
    "activate_totp": f"{_ALLAUTH}.mfa_forms.ActivateAppForm",
    "add_webauthn": f"{_ALLAUTH}.mfa_forms.AddPasskeyForm",
    "signup_webauthn": f"{_ALLAUTH}.mfa_forms.FirstPasskeyForm",
    "edit_webauthn": f"{_ALLAUTH}.mfa_forms.RenamePasskeyForm",
}


# --- other people's sign-in -----------------------------------------------------------------------
def _from(name: str) -> str:
    return os.environ.get(name, "test" if _TESTING else "")


def _oidc_app(server: dict[str, Any]) -> dict[str, Any]:
    known = {"id", "name", "server_url", "client_id", "client_secret"}
    return {
        "provider_id": server["id"],
        "name": server.get("name") or server["id"].title(),
        "client_id": server["client_id"],
        "secret": server.get("client_secret", ""),
        "settings": {"server_url": server["server_url"], **{k: v for k, v in server.items() if k not in known}},
    }


def _oidc_servers() -> list[dict[str, Any]]:
    """``OIDC_SERVERS``: JSON list of id, name, server_url, client_id, client_secret. Google and Apple are two more."""
    servers = json.loads(os.environ.get("OIDC_SERVERS", "[]"))
    if client := _from("GOOGLE_CLIENT_ID"):
        servers.append(
            {
                "id": "google",
                "name": "Google",
                "server_url": "https://accounts.google.com",
                "client_id": client,
                "client_secret": _from("GOOGLE_CLIENT_SECRET"),
            }
        )
    if client := _from("APPLE_CLIENT_ID"):
        servers.append(
            {
                "id": "apple",
                "name": "Apple",
                "server_url": "https://appleid.apple.com",
                "client_id": client,
                "apple": {name: _from(f"APPLE_{name.upper()}") for name in ("team_id", "key_id", "private_key")},
                "scope": ["openid", "name", "email"],
                "auth_params": {"response_mode": "form_post"},
                "fetch_userinfo": False,
            }
        )
    return servers


_SERVERS = _oidc_servers()
_FACEBOOK = _from("FACEBOOK_CLIENT_ID")
SOCIALACCOUNT_ADAPTER = f"{_ALLAUTH}.social.SocialAdapter"
SOCIALACCOUNT_FORMS = {
    "signup": f"{_ALLAUTH}.social_forms.SocialSignUpForm",
    "disconnect": f"{_ALLAUTH}.social_forms.DisconnectForm",
}
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "provider_class": f"{_ALLAUTH}.oidc.StrictProvider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [_oidc_app(server) for server in _SERVERS],
    },
}
SIGN_IN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
]
if _FACEBOOK:
    SIGN_IN_APPS.append("allauth.socialaccount.providers.facebook")
    SOCIALACCOUNT_PROVIDERS["facebook"] = {
        "OAUTH_PKCE_ENABLED": True,
        "FIELDS": ["id", "email", "name"],
        "APP": {"client_id": _FACEBOOK, "secret": _from("FACEBOOK_CLIENT_SECRET")},
    }


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


# A form that starts a sign-in elsewhere is sent there: the browser must be told that it may.
IDENTITY_ORIGINS = sorted(
    {_origin(server.get("authorize_origin") or server["server_url"]) for server in _SERVERS}
    | ({"https://www.facebook.com"} if _FACEBOOK else set())
)

# --- tokens ---------------------------------------------------------------------------------------
ACCESS_TOKEN_SECONDS = 5 * 60
APP_SIGN_IN_DAYS = 30  # however often it is refreshed
BROWSER_SIGN_IN_DAYS = 90  # however often it is used; unused, SESSION_COOKIE_AGE ends it
