"""allauth's forms of second factors and passkeys, in our words."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.identity.adapters.allauth.forms import reword

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "code-input"}


class _FromTheApp:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code={"label": _("Code from your app, or a recovery code"), "attrs": _CODE})


class SecondStepForm(_FromTheApp, base.AuthenticateForm):
    pass


class ConfirmCodeForm(_FromTheApp, base.ReauthenticateForm):
    pass


class ActivateAppForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code={"label": _("Code that the app shows"), "attrs": _CODE})


class _Named:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            name={"label": _("Name of this passkey"), "help": _("Where it lives: “my phone”, “office laptop”.")},
        )
        self.fields["name"].widget.attrs["maxlength"] = 60


class AddPasskeyForm(_Named, webauthn.AddWebAuthnForm):
    """Every passkey here signs in by itself, so it must have checked its owner's finger, face or PIN."""

    passwordless = forms.BooleanField(required=True, initial=True, widget=forms.HiddenInput)


class FirstPasskeyForm(_Named, webauthn.SignupWebAuthnForm):
    pass


class RenamePasskeyForm(_Named, webauthn.EditWebAuthnForm):
    pass
