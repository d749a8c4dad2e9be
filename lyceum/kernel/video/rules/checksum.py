"""How a call of BigBlueButton's API is signed: https://docs.bigbluebutton.org/development/api/#usage."""

import hashlib
from collections.abc import Mapping
from urllib.parse import urlencode


def signed_call(call: str, parameters: Mapping[str, str], secret: str, digest: str = "sha256") -> str:
    """``create?name=…&checksum=…``: the digest of the call's name, its query and the secret, without separators.

    ``digest``: sha1, sha256, sha384 or sha512; the server accepts those of its ``supportedChecksumAlgorithms``.
    """
    query = urlencode(parameters)
    return f"{call}?{query}&checksum={hashlib.new(digest, f'{call}{query}{secret}'.encode()).hexdigest()}"
