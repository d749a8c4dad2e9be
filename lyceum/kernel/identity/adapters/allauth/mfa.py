"""Second factors and passkeys: seeds are sealed before they are kept, and the site's name is its own."""

from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.models.encrypted import keyring
from lyceum.kernel.foundation.rules.sealing import is_sealed
from lyceum.kernel.identity.adapters.allauth import wording
from lyceum.kernel.identity.models import Person

_PLACE = "mfa_authenticator.data"


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | wording.FACTOR_ERRORS

    def encrypt(self, text: str) -> str:
        return keyring().seal(text, _PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return keyring().open(encrypted_text, _PLACE)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name that passkeys are bound to is the installation's, whatever a request's Host header says."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "localhost", "name": "Lyceum"}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %(number)s") % {"number": number}


def sealed_anew(factor: Authenticator) -> bool:
    """Whether anything in it was still sealed with an older key."""
    data = _anew(factor.data)
    if data == factor.data:
        return False
    factor.data = data
    factor.save(update_fields=["data"])
    return True


def _anew(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _anew(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_anew(part) for part in value]
    is_stale = isinstance(value, str) and is_sealed(value) and not keyring().is_current(value)
    return keyring().seal(keyring().open(value, _PLACE), _PLACE) if is_stale else value
