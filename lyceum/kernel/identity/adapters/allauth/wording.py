"""What allauth says to people, in our words. Which page or act a text belongs to is allauth's name for it."""

from django.utils.translation import gettext_lazy as _

ERRORS = {
    "account_inactive": _("This account is suspended."),
    "duplicate_email": _("This is already your address."),
    "email_password_mismatch": _("The e-mail address or the password is not right."),
    "email_taken": _("This address cannot be used."),
    "enter_current_password": _("This is not your current password."),
    "incorrect_code": _("This code is not right. Check it, or ask for a new one."),
    "incorrect_password": _("This is not your password."),
    "invalid_login": _("The e-mail address or the password is not right."),
    "too_many_login_attempts": _("Too many failed tries. Wait five minutes, or reset your password."),
    "same_as_current": _("This is already your address."),
    "rate_limited": _("That was a little fast. Wait a moment, then try again."),
}
FACTOR_ERRORS = {
    "add_email_blocked": _("Remove the second step before you change your address."),
    "cannot_delete_authenticator": _("The second step cannot be removed."),
    "cannot_generate_recovery_codes": _("Recovery codes go with an authenticator app or a passkey: add one first."),
    "incorrect_code": _("This code is not right, or was used already."),
    "unverified_email": _("Confirm your address first."),
}
SOCIAL_ERRORS = {
    "email_taken": _("There is an account with this address already. Sign in to it, then link your %s account."),
    "invalid_token": _("What we were sent could not be trusted."),
    "no_password": _("Set a password or add a passkey first: this is the only way into your account."),
    "no_verified_email": _("Confirm your address first."),
    "disconnect_last": _("This is the only way into your account."),
    "connected_other": _("That account is linked to somebody else here."),
}
MESSAGES = {
    "account/messages/email_confirmation_failed.txt": _("This address could not be confirmed."),
    "account/messages/email_confirmed.txt": _("Your address is confirmed."),
    "account/messages/email_deleted.txt": _("The address is removed."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed. You are signed out everywhere else."),
    "account/messages/password_set.txt": _("Your password is set."),
    "account/messages/primary_email_set.txt": _("Your address is changed."),
    "account/messages/unverified_primary_email.txt": _("Confirm your address first."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes. Keep them somewhere safe."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app is no longer asked for."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "socialaccount/messages/account_connected.txt": _("The account is linked."),
    "socialaccount/messages/account_connected_other.txt": _("That account is linked to somebody else here."),
    "socialaccount/messages/account_connected_updated.txt": _("The account was linked already."),
    "socialaccount/messages/account_disconnected.txt": _("The account is no longer linked."),
}
