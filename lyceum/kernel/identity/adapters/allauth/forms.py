"""allauth's forms in our words, and what they lack: nothing tells by its time whether an account exists."""

from typing import Any, Protocol

from allauth.account import forms as theirs
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

_PASSWORD_HELP = _("At least 12 characters. A few words that only you would put together are good.")
_CODE = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false", "class": "code-input"}


class Form(Protocol):
    fields: dict[str, forms.Field]


def reword(form: Form, **fields: dict[str, Any]) -> None:
    """Give fields our label, help and attributes; take away placeholders that only repeat the label."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    for name in fields.keys() & form.fields.keys():
        field, words = form.fields[name], fields[name]
        field.label = words.get("label", field.label)
        field.help_text = words.get("help", "")
        field.widget.attrs.update(words.get("attrs", {}))


class SignInForm(theirs.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            login={"label": _("E-mail address"), "attrs": {"autocomplete": "username"}},
            password={"label": _("Password")},
        )


class SignUpForm(theirs.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email={"label": _("E-mail address")}, password1={"label": _("Password"), "help": _PASSWORD_HELP})

    def try_save(self, request: HttpRequest) -> Any:
        if self.account_already_exists and self.cleaned_data.get("password1"):
            make_password(self.cleaned_data["password1"])  # as long as a new account would take
        return super().try_save(request)


class ResetForm(theirs.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email={"label": _("E-mail address"), "attrs": {"autofocus": True}})


class AskForCodeForm(theirs.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email={"label": _("E-mail address"), "attrs": {"autofocus": True}})


class _OnePassword:
    """Typing a password twice proves nothing where it can be shown: the second field copies the first."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        reword(
            self,
            oldpassword={"label": _("Current password")},
            password1={"label": _("New password"), "help": _PASSWORD_HELP},
        )


class NewPasswordForm(_OnePassword, theirs.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_OnePassword, theirs.ChangePasswordForm):
    pass


class FirstPasswordForm(_OnePassword, theirs.SetPasswordForm):
    pass


class ConfirmPasswordForm(theirs.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password={"label": _("Password"), "attrs": {"autofocus": True}})


class _Code:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code={"label": _("Code from the mail"), "attrs": {**_CODE, "autofocus": True}})


class SignInCodeForm(_Code, theirs.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(_Code, theirs.ConfirmEmailVerificationCodeForm):
    pass


class ResetCodeForm(_Code, theirs.ConfirmPasswordResetCodeForm):
    pass


class OtherAddressForm(theirs.ChangeEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email={"label": _("Another e-mail address")})


class NewAddressForm(theirs.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email={"label": _("New e-mail address")})
