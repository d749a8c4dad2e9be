"""A Stripe of one's own for a test, on a free port, that tells us what happens there."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2

SECRET, KEY = "whsec_of_the_tests", "sk_test_of_the_tests"


@dataclass
class StripeServer:
    """``told``: headers and body of each webhook, as they came."""

    address: str
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def pay(self, session: str, card: str = "4242424242424242", *, confirmed: bool = True) -> str:
        asked = {"card": card, "confirmed": confirmed}
        answer = httpx2.post(f"{self.address}/_config/payer/{session}", json=asked)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["outcome"])

    def forget_keys(self) -> None:
        assert httpx2.post(f"{self.address}/_config/tomorrow").status_code == 200

    def ask(self, path: str) -> Any:
        return httpx2.get(f"{self.address}/v1/{path}", auth=(KEY, "")).json()

    def heard(self, kind: str, about: str, *, seconds: float = 8) -> tuple[dict[str, str], bytes]:
        """It tells a second after the fact. ``about``: what the event names, since others' are told here too."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for headers, body in self.told:
                if json.loads(body)["type"] == kind and about.encode() in body:
                    return headers, body
            time.sleep(0.05)
        raise AssertionError(f"{kind} was not told, but {[json.loads(body)['type'] for _, body in self.told]}")


@contextmanager
def stripe_server() -> Iterator[StripeServer]:
    port = _free_port()
    command = [sys.executable, "-m", "lyceum.kernel.billing.tests.stripe_server", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    found = StripeServer(f"http://127.0.0.1:{port}")
    try:
        _wait_for(found.address, process)
        with _listening(found) as url:
            registered = httpx2.post(f"{found.address}/_config/webhooks/ours", json={"url": url, "secret": SECRET})
            assert registered.status_code == 200
            yield found
    finally:
        process.terminate()
        process.wait(timeout=10)
        assert process.stderr
        process.stderr.close()


@contextmanager
def _listening(found: StripeServer) -> Iterator[str]:
    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.told.append((dict(self.headers), body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Ear) as ear:
        thread = threading.Thread(target=ear.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{ear.server_port}/"
        finally:
            ear.shutdown()
            thread.join(timeout=10)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx2.get(f"{address}/v1/customers", auth=(KEY, ""))
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    assert process.stderr
    raise AssertionError(process.stderr.read().decode()[-2000:])


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
