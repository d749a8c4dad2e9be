"""How allauth's accounts behave here. Named by ``ACCOUNT_ADAPTER``; importing it connects ``facts``."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme

from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.actions.account import note_refused
from lyceum.kernel.identity.actions.letter import letter_mail
from lyceum.kernel.identity.adapters.allauth import facts, wording
from lyceum.kernel.identity.adapters.allauth.letters import letter_for
from lyceum.kernel.identity.interface.middleware import origin_of
from lyceum.kernel.identity.models import Person

__all__ = ["AccountAdapter", "facts"]


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | wording.ERRORS

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        user.name = form.cleaned_data["name"]
        user.language = translation.get_language() or user.language
        return super().save_user(request, user, form, commit)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        note_refused(Visitor(None, translation.get_language() or "en", origin_of(request)), "password")

    def get_client_ip(self, request: HttpRequest) -> str:
        return request.META.get("REMOTE_ADDR") or "unknown"

    def is_safe_url(self, url: str) -> bool:
        """Only our own pages: not even another service of ours on the same machine."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who proved a moment ago who they are, by whatever means."""
        records = get_authentication_records(context.request, context.request.user)
        recent = timezone.now().timestamp() - REAUTHENTICATION_TIMEOUT
        if any(record["at"] > recent for record in records):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_security")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account_profile") if self.request.user.is_authenticated else reverse("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = context.get("user") or Person.objects.filter(email=email).first()
        with translation.override(person.language if person else translation.get_language()):
            self.render_mail(template_prefix, email, context).send()

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        return letter_mail(letter_for(template_prefix, context), email)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """allauth names a template; we say it in our own words, or say nothing where the page shows it."""
        if message_template:
            said = wording.MESSAGES.get(message_template)
            if said is None:
                return
            kwargs["message"] = str(said)
        super().add_message(request, level, None, *args, **kwargs)
