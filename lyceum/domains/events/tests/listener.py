"""An organiser's own program on loopback: takes what it is told, and answers as it is told to, or not at all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

OK, BROKEN, GONE, MOVED, HANG, TWICE = 200, 500, 410, 302, 0, -1


@dataclass
class Heard:
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Listener:
    """``answers``: the next of them; OK when there is none."""

    host: str = ""
    answers: list[int] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"http://{self.host}/told"


@contextmanager
def listener() -> Iterator[Listener]:
    known = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            known.heard.append(Heard({name.lower(): value for name, value in self.headers.items()}, body))
            status = known.answers.pop(0) if known.answers else OK
            if status == HANG:
                self._drip()
                return
            for _time in range(2 if status == TWICE else 1):
                self.send_response(OK if status == TWICE else status)
                self.send_header("Content-Length", "0")
                if status == MOVED:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()

        def _drip(self) -> None:
            """A byte now and then, so that no single wait is long."""
            while not known.over.wait(0.05):
                try:
                    self.wfile.write(b"H")
                except OSError:
                    return

        def log_message(self, *_words: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.host = f"127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield known
    finally:
        known.over.set()
        server.shutdown()
        server.server_close()
