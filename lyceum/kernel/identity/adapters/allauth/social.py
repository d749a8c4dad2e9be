"""Accounts elsewhere: which servers there are (configuration alone says), and what their word is worth."""

from typing import Any

import structlog
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.actions.account import note_refused
from lyceum.kernel.identity.adapters.allauth import wording
from lyceum.kernel.identity.interface.middleware import origin_of
from lyceum.kernel.identity.models import Person

log = structlog.get_logger("lyceum.sign_in")


class SocialAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | wording.SOCIAL_ERRORS

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """The trail keeps that it was refused, the log keeps why; the person is told only what to do."""
        log.warning("outside sign-in refused", provider=provider.sub_id, error=str(error), why=repr(exception))
        note_refused(Visitor(None, translation.get_language() or "en", origin_of(request)), "outside")

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        apps = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for of_one_kind in apps.values() for app in of_one_kind]

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        person: Person = super().populate_user(request, sociallogin, data)
        whole = " ".join(part for part in (data.get("first_name"), data.get("last_name")) if part)
        person.name = str(data.get("name") or whole)[:120]
        person.language = translation.get_language() or person.language
        return person

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whoever comes without a name is asked for it."""
        return bool(sociallogin.user.name) and super().is_auto_signup_allowed(request, sociallogin)

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        return {**super().get_signup_form_initial_data(sociallogin), "name": sociallogin.user.name}

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """An account is linked by its owner, signed in, and never because two addresses look alike.

        Who owns the address (the server says that it was proved) may be told that there is an account.
        """
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        proved = [address.email for address in sociallogin.email_addresses if address.verified]
        if any(filter_users_by_email(address) for address in proved):
            said = _("You have an account with this address already. Sign in, then link %(provider)s under Security.")
            messages.warning(request, said % {"provider": sociallogin.provider.name})
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
