"""Credentials of a TURN server that end by themselves ("TURN REST API": coturn's ``use-auth-secret``).

The name is ``<end as Unix time>:<label>``, the password base64(HMAC-SHA1(secret, name)): the server checks both
without having been told of anybody. SHA-1 is the protocol's choice; as an HMAC it is not broken.
"""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any


def credentials(secret: str, label: str, until: datetime) -> tuple[str, str]:
    """(name, password)"""
    name = f"{int(until.timestamp())}:{label}"
    return name, b64encode(hmac.digest(secret.encode(), name.encode(), "sha1")).decode()


def ice_servers(
    stun: Sequence[str], turn: Sequence[str], secret: str, label: str, now: datetime, lasting: timedelta
) -> list[dict[str, Any]]:
    """As ``RTCPeerConnection`` takes them; none where none is configured."""
    servers: list[dict[str, Any]] = [{"urls": list(stun)}] if stun else []
    if turn and secret:
        name, password = credentials(secret, label, now + lasting)
        servers.append({"urls": list(turn), "username": name, "credential": password})
    return servers
