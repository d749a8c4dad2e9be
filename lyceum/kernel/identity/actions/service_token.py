"""Tokens between our own processes: who calls proves it with the key that all of them share."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.refusal import NotSignedIn
from lyceum.kernel.identity.rules.signed import Kind, Unreadable, read, signed

SERVICE_HEADER = "x-service-token"
_SECONDS = 60


def mint_service_token(service: str, audience: str) -> str:
    """``service``: who calls (``worker``, ``prometheus``); ``audience``: what for (``metrics``). Good for a minute."""
    return signed([settings.SERVICE_KEY], Kind.SERVICE, {"sub": service, "aud": audience}, _SECONDS)


def service_of(token: str, audience: str) -> str:
    """The service that calls; raises NotSignedIn. Read the token from the header ``SERVICE_HEADER``."""
    try:
        return str(read([settings.SERVICE_KEY], Kind.SERVICE, token, audience)["sub"])
    except (Unreadable, KeyError) as fault:
        raise NotSignedIn(_("This door is for services that carry a valid x-service-token.")) from fault
