"""allauth's pages where they need something of ours."""

from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.socialaccount import views as social
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required

from lyceum.kernel.identity.demo.people import demo_people


class _WithWaysIn:
    """The servers elsewhere with which one can sign in, beside the page's own form."""

    request: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        wanted = context.get("redirect_field_value")
        next_url = {REDIRECT_FIELD_NAME: wanted} if wanted else {}
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


class LinkedView(_WithWaysIn, social.ConnectionsView):
    pass


sign_in = SignInView.as_view()
sign_up = SignUpView.as_view()
linked = login_required(LinkedView.as_view())
# A first password is another way in: whoever has only found the screen unlocked must not add one.
first_password = reauthentication_required(account.password_set, app="allauth.account")
