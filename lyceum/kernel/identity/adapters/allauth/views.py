"""allauth's pages where they need something of ours."""

from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME

from lyceum.kernel.identity.queries.demo import demo_people


class _WithWaysIn:
    """What the sign-in and sign-up pages offer beside the form."""

    request: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        next_url = {REDIRECT_FIELD_NAME: context["redirect_field_value"]} if context["redirect_field_value"] else {}
        context["outside"] = [
            {"id": provider.sub_id, "name": provider.name, "url": provider.get_login_url(self.request, **next_url)}
            for provider in get_adapter().list_providers(self.request)
        ]
        return context


class SignInView(_WithWaysIn, account.LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["demo_people"] = demo_people() if settings.DEMO else []
        return context


class SignUpView(_WithWaysIn, account.SignupView):
    pass


sign_in = SignInView.as_view()
sign_up = SignUpView.as_view()
# A first password is another way in: whoever has only found the screen unlocked must not add one.
first_password = reauthentication_required(account.password_set, app="allauth.account")
