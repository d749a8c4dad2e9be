"""A hostile OpenID Connect server on loopback: it signs whatever the test wants, with whatever key."""

import base64
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
Claims = dict[str, Any]


def published(key: Any, **more: Any) -> Claims:
    """The public half, as a server publishes it."""
    return {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": "one", "use": "sig", **more}


class Liar:
    """``claims`` and ``header`` change the ID token; ``config``, ``userinfo`` and ``keys`` what is said besides."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"liar": self}))
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()
        self.behave()

    def behave(self) -> None:
        self.claims: Claims = {}
        self.dropped: tuple[str, ...] = ()
        self.header: Claims = {}
        self.config: Claims = {}
        self.userinfo: Claims = {}
        self.keys: list[Claims] = [published(RSA)]
        self.key: Any = RSA
        self.algorithm = "RS256"
        self.raw: str | None = None
        self.nonce = ""
        self.challenge = ""
        self.verifier_was_right: bool | None = None
        self.access_token = "access"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def discovery(self) -> Claims:
        said = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        return {**said, **self.config}

    def id_token(self) -> str | None:
        if self.raw is not None:
            return self.raw or None
        now = int(time.time())
        honest = {
            "iss": self.address,
            "sub": "ines-7",
            "aud": "lyceum",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
            "email": "ines@school.example",
            "email_verified": True,
            "name": "Inès Lopez",
        }
        claims = {name: value for name, value in {**honest, **self.claims}.items() if name not in self.dropped}
        return jwt.encode(claims, self.key, self.algorithm, headers={"kid": "one", **self.header})

    def tokens(self, form: dict[str, list[str]]) -> Claims:
        verifier = form.get("code_verifier", [""])[0]
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        self.verifier_was_right = digest == self.challenge
        answer = {"access_token": self.access_token, "token_type": "Bearer", "id_token": self.id_token()}
        return {name: value for name, value in answer.items() if value is not None}

    def who(self) -> Claims:
        return {"sub": "ines-7", "email": "ines@school.example", "email_verified": True, "name": "Inès Lopez"} | (
            self.userinfo
        )


class _Handler(BaseHTTPRequestHandler):
    liar: Liar

    def do_GET(self) -> None:
        answers = {"/.well-known/openid-configuration": self.liar.discovery, "/userinfo": self.liar.who}
        self._say(answers[self.path]() if self.path in answers else {"keys": self.liar.keys})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._say(self.liar.tokens(parse_qs(body)))

    def _say(self, answer: Claims) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Silent."""
