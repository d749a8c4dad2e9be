import time

import pytest
from django.conf import settings

from lyceum.kernel.foundation.rules.refusal import NotSignedIn
from lyceum.kernel.identity.actions.service_token import mint_service_token, service_of
from lyceum.kernel.identity.rules.signed import Kind, signed


@pytest.mark.wish("A21", "A22")
def test_a_service_proves_itself_for_one_purpose() -> None:
    assert service_of(mint_service_token("prometheus", "metrics"), "metrics") == "prometheus"


@pytest.mark.wish("A21", "A22")
@pytest.mark.parametrize(
    "token",
    [
        "",
        "nonsense",
        mint_service_token("prometheus", "another purpose"),
        signed([settings.SECRET_KEY], Kind.SERVICE, {"sub": "prometheus", "aud": "metrics"}, 60),
        signed([settings.SERVICE_KEY], Kind.ACCESS, {"sub": "prometheus", "aud": "metrics"}, 60),
        signed([settings.SERVICE_KEY], Kind.SERVICE, {"sub": "prometheus", "aud": "metrics"}, -1),
        signed([settings.SERVICE_KEY], Kind.SERVICE, {"aud": "metrics"}, 60),
    ],
    ids=["none", "nonsense", "other purpose", "other key", "other kind", "expired", "nameless"],
)
def test_refuses_a_service_without_a_valid_token(token: str) -> None:
    with pytest.raises(NotSignedIn):
        service_of(token, "metrics")


def test_a_service_token_is_good_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = time.time() - 61
    with monkeypatch.context() as then:
        then.setattr("lyceum.kernel.identity.rules.signed.time", lambda: long_ago)
        token = mint_service_token("worker", "metrics")
    with pytest.raises(NotSignedIn):
        service_of(token, "metrics")
