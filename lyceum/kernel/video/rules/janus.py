"""What Janus asks of those who come: a signed token, and the words that open one room.

The token is ``expiry,realm,plugin`` and, after a colon, base64(HMAC-SHA1(secret, those words)): "signed tokens" of
https://janus.conf.meetecho.com/docs/auth.html. SHA-1 is Janus' choice; as an HMAC it is not broken.
"""

import hmac
from base64 import b64encode
from datetime import datetime

REALM, PLUGIN = "janus", "janus.plugin.videoroom"


def token(secret: str, until: datetime) -> str:
    words = f"{int(until.timestamp())},{REALM},{PLUGIN}"
    return f"{words}:{b64encode(hmac.digest(secret.encode(), words.encode(), 'sha1')).decode()}"


def word_for(secret: str, purpose: str, code: str) -> str:
    """``pin`` lets people into a room, ``secret`` lets us change it. Nobody has to remember either."""
    return hmac.digest(secret.encode(), f"{purpose}:{code}".encode(), "sha256").hex()
