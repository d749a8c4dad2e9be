"""What each of allauth's letters says. Their names are allauth's; an unknown one is a fault, not a blank letter."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.kernel.identity.actions.letter import Letter
from lyceum.kernel.identity.rules.client import client_named

Context = Mapping[str, Any]


def letter_for(prefix: str, context: Context) -> Letter:
    return _LETTERS[prefix](context)


def _signup_code(context: Context) -> Letter:
    return Letter(
        _("%(code)s is your code to confirm your address") % context,
        [_("Type this code in the page that you left open, and your account is ready.")],
        code=context["code"],
        note=_("You did not sign up? Then somebody typed your address by mistake: do nothing, and nothing happens."),
    )


def _address_code(context: Context) -> Letter:
    return Letter(
        _("%(code)s is your code to confirm your address") % context,
        [_("Type this code in the page that you left open to confirm that this address is yours.")],
        code=context["code"],
        note=_("You did not ask for this? Then do nothing, and nothing happens."),
    )


def _sign_in_code(context: Context) -> Letter:
    return Letter(
        _("%(code)s is your code to sign in") % context,
        [_("Type this code in the page that you left open. It is good once, for fifteen minutes.")],
        code=context["code"],
        note=_("Nobody of ours will ever ask you for this code. You did not ask for it? Then do nothing."),
    )


def _reset_code(context: Context) -> Letter:
    return Letter(
        _("%(code)s is your code for a new password") % context,
        [_("Type this code in the page that you left open, then choose a new password.")],
        code=context["code"],
        note=_("You did not ask for this? Then do nothing: your password stays as it is."),
    )


def _account_exists(context: Context) -> Letter:
    return Letter(
        _("You have an account already"),
        [
            _("Somebody, probably you, tried to sign up with this address. There is an account with it already."),
            _("Sign in to it. If you no longer know how, the sign-in page can send you a code."),
        ],
        link=settings.SITE_URL + reverse("account_login"),
        link_label=_("Sign in"),
        note=_("It was not you? Then do nothing, and nothing happens."),
    )


def _no_account(context: Context) -> Letter:
    return Letter(
        _("There is no account with this address"),
        [
            _("Somebody, probably you, asked for a way in with this address. There is no account with it."),
            _("Perhaps you signed up with another address? Otherwise an account is made in a minute."),
        ],
        link=settings.SITE_URL + reverse("account_signup"),
        link_label=_("Sign up"),
        note=_("It was not you? Then do nothing, and nothing happens."),
    )


def _notice(subject: Callable[[], str], line: Callable[[Context], str]) -> Callable[[Context], Letter]:
    """Something about the account's safety has changed: when, from where, and what to do if it was not you."""

    def write(context: Context) -> Letter:
        at = timezone.localtime(context.get("timestamp") or timezone.now())
        return Letter(
            subject(),
            [line(context)],
            facts=[
                (_("When"), date_format(at, "DATETIME_FORMAT")),
                (_("With"), client_named(context.get("user_agent", "")) or _("an unknown program")),
            ],
            link=settings.SITE_URL + reverse("account_security"),
            link_label=_("See how you sign in"),
            note=_("It was not you? Reset your password at once, and end the sign-ins that you do not know."),
        )

    return write


_LETTERS: dict[str, Callable[[Context], Letter]] = {
    "account/email/email_confirmation_signup": _signup_code,
    "account/email/email_confirmation": _address_code,
    "account/email/login_code": _sign_in_code,
    "account/email/password_reset_code": _reset_code,
    "account/email/account_already_exists": _account_exists,
    "account/email/unknown_account": _no_account,
    "account/email/email_changed": _notice(
        lambda: _("Your address is changed"),
        lambda context: _("Your account's address was %(from_email)s; it is %(to_email)s now.") % context,
    ),
    "account/email/email_deleted": _notice(
        lambda: _("An address was removed"),
        lambda context: _("%(deleted_email)s was removed from your account.") % context,
    ),
    "account/email/password_changed": _notice(
        lambda: _("Your password is changed"), lambda _c: _("The password of your account was changed.")
    ),
    "account/email/password_reset": _notice(
        lambda: _("Your password is changed"), lambda _c: _("A new password was chosen with a code from your mail.")
    ),
    "account/email/password_set": _notice(
        lambda: _("Your account has a password"), lambda _c: _("A password was set for your account.")
    ),
    "mfa/email/recovery_codes_generated": _notice(
        lambda: _("You have new recovery codes"), lambda _c: _("New recovery codes were made; the old ones are void.")
    ),
    "mfa/email/totp_activated": _notice(
        lambda: _("An authenticator app is set up"), lambda _c: _("Signing in now asks for a code from your app.")
    ),
    "mfa/email/totp_deactivated": _notice(
        lambda: _("An authenticator app is removed"), lambda _c: _("Signing in no longer asks for a code.")
    ),
    "mfa/email/webauthn_added": _notice(
        lambda: _("A passkey is added"), lambda _c: _("A passkey was added to your account.")
    ),
    "mfa/email/webauthn_removed": _notice(
        lambda: _("A passkey is removed"), lambda _c: _("A passkey was removed from your account.")
    ),
    "socialaccount/email/account_connected": _notice(
        lambda: _("Another account is linked"),
        lambda context: _("One can now sign in to your account with %(provider)s.") % context,
    ),
    "socialaccount/email/account_disconnected": _notice(
        lambda: _("Another account is no longer linked"),
        lambda context: _("One can no longer sign in to your account with %(provider)s.") % context,
    ),
}
