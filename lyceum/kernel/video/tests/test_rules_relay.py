import hashlib
import hmac
from base64 import b64encode
from datetime import UTC, datetime, timedelta

from lyceum.kernel.video.rules.relay import credentials, ice_servers

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def test_a_credential_is_what_coturn_computes() -> None:
    """``use-auth-secret``: base64(hmac-sha1(secret, name))."""
    name, password = credentials("north", "kitten", NOW)
    assert name == f"{int(NOW.timestamp())}:kitten"
    assert password == b64encode(hmac.new(b"north", name.encode(), hashlib.sha1).digest()).decode()


def test_browsers_get_the_servers_that_are_configured() -> None:
    stun, turn = ["stun:stun.example:3478"], ["turn:turn.example:3478", "turns:turn.example:5349"]
    both = ice_servers(stun, turn, "north", "kitten", NOW, timedelta(hours=1))
    name, password = credentials("north", "kitten", NOW + timedelta(hours=1))
    assert both == [{"urls": stun}, {"urls": turn, "username": name, "credential": password}]
    assert ice_servers([], [], "north", "kitten", NOW, timedelta(hours=1)) == []
    assert ice_servers(stun, turn, "", "kitten", NOW, timedelta(hours=1)) == [{"urls": stun}]
