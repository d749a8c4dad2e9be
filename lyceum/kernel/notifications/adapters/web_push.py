"""Push to browsers: RFC 8030, encrypted for the one browser (RFC 8291), signed by this installation (RFC 8292)."""

import json
import time
from base64 import urlsafe_b64decode
from email.utils import parseaddr
from typing import Any, Self
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import VapidException

from lyceum.kernel.notifications.adapters.outside import post, refuse_no, walled_client
from lyceum.kernel.notifications.adapters.push_key import private_key, public_key
from lyceum.kernel.notifications.ports import CarrierRefused, Push

_SIGNED_FOR = 12 * 3600  # a signature is refused when it holds for more than a day
_BODY = 2800  # bytes; all of it, encrypted, must stay below 4,096


class Sender:
    def __enter__(self) -> Self:
        self.client = walled_client()
        self.key = private_key()
        self.signatures: dict[str, str] = {}
        return self

    def __exit__(self, *fault: object) -> None:
        self.client.close()

    def public_key(self) -> str:
        return public_key()

    def send(self, message: Push) -> str:
        headers = {
            "Authorization": self._signature_for(message.endpoint),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.lifetime),
            "Urgency": "high" if message.is_urgent else "normal",
            "Topic": message.message_id.replace("-", "")[:32],  # a repeat takes the place of what still waits there
        }
        answer = post(self.client, message.endpoint, content=_sealed(message), headers=headers)
        refuse_no(answer, is_given=True)
        return answer.headers.get("Location", "")

    def _signature_for(self, endpoint: str) -> str:
        """One for each push service: a batch goes to a few of them."""
        parts = urlsplit(endpoint)
        audience = f"{parts.scheme}://{parts.netloc}"
        if audience not in self.signatures:
            claims = {"sub": _contact(), "aud": audience, "exp": int(time.time()) + _SIGNED_FOR}
            try:
                self.signatures[audience] = self.key.sign(claims)["Authorization"]
            except VapidException as fault:
                raise CarrierRefused("not the address of a push service") from fault
        return self.signatures[audience]


def _sealed(message: Push) -> bytes:
    said = {"id": message.message_id, "title": message.title, "body": _cut(message.body), "url": message.url}
    try:
        sealed: Any = http_ece.encrypt(
            json.dumps(said, ensure_ascii=False).encode(),
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=_bytes(message.p256dh),
            auth_secret=_bytes(message.auth),
            version="aes128gcm",
        )
    except ValueError as fault:
        raise CarrierRefused("the browser's keys are not keys") from fault
    return bytes(sealed)


def _cut(body: str) -> str:
    return body.encode()[:_BODY].decode(errors="ignore")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _contact() -> str:
    """Whom a push service writes to when we do it harm."""
    return f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
