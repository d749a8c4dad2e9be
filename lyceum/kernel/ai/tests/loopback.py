"""A server on this machine that speaks as OpenAI, Ollama and Anthropic do. How it behaves is the name of the model."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from lyceum.kernel.ai.tests import dialects

STATUS = {"refuses": 401, "busy": 429, "fails": 500, "unknown": 404, "too-long": 400}
ANSWER = ["Le ", "courant ", "est ", "de 2 A."]
SLOW = 30.0


class Loopback(ThreadingHTTPServer):
    """``asked``: (path, body, key) of every request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, Any], str]] = []
        self.mended: set[str] = set()  # what went wrong under these names works again
        self.meaning: Callable[[str], list[float]] | None = None  # the vector of a text, where a test says it
        self.closing = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up on us is what some tests do."""

    def models(self) -> list[str]:
        return [body["model"] for _, body, _ in self.asked]


@contextmanager
def loopback() -> Iterator[Loopback]:
    server = Loopback()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Loopback
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # as every real provider does: each word leaves at once

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = self.headers.get("x-api-key") or self.headers.get("Authorization", "").removeprefix("Bearer ")
        self.server.asked.append((self.path, body, key))
        mood = body["model"] if body["model"] not in self.server.mended else "well"
        if mood in STATUS:
            return self._say(STATUS[mood], {"error": {"message": f"no, {key} is wrong", "type": "error", "code": mood}})
        if mood == "redirects":
            self.send_response(307)
            self.send_header("Location", f"{self.server.address}/elsewhere")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if mood == "hangs":
            self.server.closing.wait(SLOW)
            self.close_connection = True
            return None
        if self.path.endswith("/embeddings"):
            return self._say(200, dialects.vectors(body, self.server.meaning, short=mood == "forgets"))
        dialect: Any = dialects.Anthropic if self.path.endswith("/messages") else dialects.OpenAI
        if not body.get("stream"):
            return self._say(200, dialect.drafted(body, right=mood != "misfits"))
        return self._stream(dialect, mood, body)

    def _say(self, status: int, answer: dict[str, Any]) -> None:
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, dialect: Any, mood: str, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        words = _continued(body) if mood == "goes-on" else ANSWER
        events = list(dialect.stream(words, body["model"], "length" if mood == "long" else "stop"))
        for number, event in enumerate(events):
            if mood in {"cuts", "stalls", "ends-early"} and number == dialect.OPENING + 2:
                return self._break(mood)
            if mood == "malformed" and number == dialect.OPENING + 1:
                event = "data: {this is not JSON\n\n" if dialect is dialects.OpenAI else "event: x\ndata: {no\n\n"
            if mood == "steady":
                time.sleep(0.02)
            self._chunk(event)
        self._chunk("")
        return None

    def _break(self, mood: str) -> None:
        if mood == "ends-early":  # politely, as a proxy that gives up does
            return self._chunk("")
        if mood == "stalls":
            self.server.closing.wait(SLOW)
        self.close_connection = True
        return None

    def _chunk(self, text: str) -> None:
        content = text.encode()
        self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
        self.wfile.flush()


def _continued(body: dict[str, Any]) -> list[str]:
    """What is left after what was shown, but for a few words that it repeats, as models do."""
    shown = [m["content"] for m in body["messages"] if m["role"] == "assistant"]
    if not shown:
        return ANSWER
    text = shown[-1] if isinstance(shown[-1], str) else shown[-1][0]["text"]
    rest = "".join(ANSWER).removeprefix(text)
    return [text[-10:], rest[:3], rest[3:]]
