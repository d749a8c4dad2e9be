import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from lyceum.kernel.identity.actions.service_token import mint_service_token
from lyceum.kernel.operations.tests.queue import a_job, a_worker

pytestmark = pytest.mark.django_db
PART = "/api/v1/health"


@pytest.fixture
def realtime(settings: Any) -> Iterator[None]:
    """A realtime process as far as health can see."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"bus": True}).encode())

        def log_message(self, *parts: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.REALTIME_HEALTH_URL = f"http://127.0.0.1:{server.server_port}/live/health"
    yield
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def nothing_realtime(settings: Any) -> None:
    settings.REALTIME_HEALTH_URL = "http://127.0.0.1:1/live/health"


def _asked(address: str) -> tuple[int, Any]:
    answer = Client().get(address)
    return answer.status_code, answer.json()


@pytest.mark.wish("O11")
@pytest.mark.wish("T2")
def test_all_is_well(realtime: None) -> None:
    a_worker(silent_seconds=1)
    parts = {"database": True, "schema": True, "worker": True, "realtime": True}
    assert _asked(PART) == (200, {"status": "ok", "checks": parts})


def test_without_worker_and_realtime_people_are_still_served(nothing_realtime: None) -> None:
    parts = {"database": True, "schema": True, "worker": False, "realtime": False}
    assert _asked(PART) == (200, {"status": "degraded", "checks": parts})
    assert _asked(f"{PART}/ready") == (200, {"status": "ok", "checks": {"database": True, "schema": True}})


def test_a_schema_that_lacks_a_migration_is_not_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'operations'")
    expected = (503, {"status": "down", "checks": {"database": True, "schema": False}})
    assert _asked(f"{PART}/ready") == expected


def test_without_a_database_it_lives_but_is_not_ready(nothing_realtime: None) -> None:
    def refuse(*parts: Any) -> None:
        raise DatabaseError("the server is gone")

    with connection.execute_wrapper(refuse):
        assert _asked(f"{PART}/live") == (200, {"status": "ok", "checks": {}})
        assert _asked(f"{PART}/ready")[0] == 503
        assert _asked(PART)[1]["status"] == "down"
        assert "lyceum_database_up 0.0" in Client().get("/metrics").content.decode()


@pytest.mark.wish("T1")
def test_prometheus_reads_requests_by_route_and_the_queue() -> None:
    a_job("todo")
    a_job("failed")
    Client().get(f"{PART}/live")
    text = Client().get("/metrics").content.decode()
    assert 'lyceum_requests_total{method="GET",route="api/v1/health/live",status="200"}' in text
    assert 'lyceum_request_seconds_bucket{le="0.1",route="api/v1/health/live"}' in text
    assert 'lyceum_jobs{status="failed"} 1.0' in text
    assert "lyceum_queue_depth 1.0" in text
    assert "lyceum_database_up 1.0" in text


@pytest.mark.wish("A21")
def test_metrics_are_for_this_machine_and_for_services() -> None:
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert Client().get("/metrics").status_code == 200
    assert Client().get("/metrics", **elsewhere).status_code == 404
    assert Client().get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404
    good = {"x-service-token": mint_service_token("prometheus", "metrics")}
    other = {"x-service-token": mint_service_token("prometheus", "reports")}
    assert Client().get("/metrics", headers=good, **elsewhere).status_code == 200
    assert Client().get("/metrics", headers=other, **elsewhere).status_code == 404
    assert Client().get("/metrics", headers={"x-service-token": "forged"}, **elsewhere).status_code == 404
