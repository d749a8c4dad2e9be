"""allauth's forms of accounts elsewhere, in our words."""

from typing import Any

from allauth.socialaccount import forms as theirs
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.identity.adapters.allauth.forms import reword


class SocialSignUpForm(theirs.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email={"label": _("E-mail address")})


class DisconnectForm(theirs.DisconnectForm):
    pass
