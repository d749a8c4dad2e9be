"""Carriers on loopback: they take what a vendor's documentation says is sent, and answer as it says they answer."""

import json
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02


@dataclass
class Asked:
    """One request, as it came over the wire."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))

    @property
    def login(self) -> str:
        return b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()


@dataclass
class Loopback:
    """``answers``: the next status, headers and body; ``usual`` when there is none."""

    host: str = ""
    usual: tuple[int, dict[str, str], str] = (201, {}, "")
    answers: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://{self.host}"


class Browser:
    """What a browser holds of its subscription, and does with what a push service hands it."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = b"0123456789abcdef"
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.p256dh, self.auth = unpadded(point), unpadded(self.secret)

    def opened(self, asked: Asked) -> Any:
        assert asked.headers["Content-Encoding"] == "aes128gcm"
        return json.loads(http_ece.decrypt(asked.body, private_key=self.key, auth_secret=self.secret))


def claims_of(asked: Asked) -> tuple[str, dict[str, Any]]:
    """Of a signature that holds: the key that made it, and what it claims."""
    assert Vapid02.verify(asked.headers["Authorization"]) is True
    parts = dict(part.strip().split("=", 1) for part in asked.headers["Authorization"][6:].split(","))
    middle = parts["t"].split(".")[1]
    return parts["k"], json.loads(urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))


@contextmanager
def loopback() -> Iterator[Loopback]:
    known = Loopback()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            known.asked.append(Asked(self.path, dict(self.headers), body))
            status, headers, text = known.answers.pop(0) if known.answers else known.usual
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(text.encode()))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_words: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.host = f"127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()


def unpadded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
