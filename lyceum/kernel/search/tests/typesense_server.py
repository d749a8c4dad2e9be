"""A server that answers as Typesense's documentation says it does, and keeps what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Typesense:
    url: str = ""
    has_collection: bool = False
    is_resting: bool = False
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answer(self, method: str, path: str, body: str) -> tuple[int, str]:
        kept = json.loads(body) if body.startswith("{") and "\n" not in body and "import" not in path else body
        self.asked.append((method, path, kept))
        if self.is_resting:
            return 503, '{"message": "Not Ready or Lagging"}'
        if path == "/collections":
            self.has_collection = True
            return 201, json.dumps(kept)
        if path.startswith("/multi_search"):
            return 200, json.dumps({"results": [self._result(search) for search in kept["searches"]]})
        if not self.has_collection:
            return 404, '{"message": "Not Found"}'
        if method == "DELETE":
            gone = path.partition("filter_by=")[2]
            self.documents = {key: kept for key, kept in self.documents.items() if key not in gone}
            return 200, '{"num_deleted": 1}'
        for line in body.splitlines():
            self.documents[json.loads(line)["id"]] = json.loads(line)
        return 200, "\n".join('{"success": true}' for _ in body.splitlines())

    def _result(self, search: dict[str, Any]) -> dict[str, Any]:
        if not self.has_collection:
            return {"code": 404, "error": "Not found."}
        found = [*self.documents.values()]
        facet = search["facet_by"]
        counts = [{"count": 1, "highlighted": "", "value": v} for one in found for v in _values(one, facet)]
        hits = [
            {
                "document": {"id": one["id"]},
                "highlights": [],
                "text_match": 1,
                "geo_distance_meters": {"location": 1500},
            }
            for one in found[: search["per_page"]]
        ]
        shape = {"counts": counts, "field_name": facet, "stats": {"total_values": len(counts)}}
        return {"facet_counts": [shape], "found": len(found), "out_of": len(found), "page": 1, "hits": hits}


def _values(document: dict[str, Any], facet: str) -> list[str]:
    value = document[facet]
    return value if isinstance(value, list) else [value]


@contextmanager
def serving() -> Iterator[Typesense]:
    pretended = Typesense()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            assert self.headers["X-TYPESENSE-API-KEY"] == "key"
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            status, text = pretended.answer(self.command, self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def do_POST(self) -> None:
            self._answer()

        def do_DELETE(self) -> None:
            self._answer()

        def log_message(self, *_: Any) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    pretended.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield pretended
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
