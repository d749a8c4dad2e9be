from collections.abc import Iterator

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from lyceum.kernel.foundation.models.encrypted import keyring
from lyceum.kernel.identity.actions.resealing import reseal_factors
from lyceum.kernel.identity.tests.factories import make_person


@pytest.fixture(autouse=True)
def _fresh_keys() -> Iterator[None]:
    keyring.cache_clear()
    yield
    keyring.cache_clear()


def test_second_factors_follow_a_new_key(db: None) -> None:
    person = make_person()
    TOTP.activate(person, "ABCDEFGHIJKLMNOP")
    codes = RecoveryCodes.activate(person).get_unused_codes()
    with override_settings(FIELD_KEY="a new key", FIELD_KEY_FALLBACKS=[settings.FIELD_KEY]):
        keyring.cache_clear()
        call_command("rotate_keys", verbosity=0)
        assert reseal_factors() == 0
    with override_settings(FIELD_KEY="a new key", FIELD_KEY_FALLBACKS=[]):
        keyring.cache_clear()
        factors = {factor.type: factor for factor in Authenticator.objects.filter(user=person)}
        assert get_adapter().decrypt(factors["totp"].data["secret"]) == "ABCDEFGHIJKLMNOP"
        assert RecoveryCodes(factors["recovery_codes"]).get_unused_codes() == codes
