import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.test import Client

from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.project.logging import as_json, configure

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@job(queue="operations")
def write_a_line(organisation_id: Any) -> None:
    structlog.get_logger("lyceum.tests").info("worked")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """What the program writes, line by line, as JSON."""
    monkeypatch.setenv("LOG_FORMAT", "json")
    formatter: Any = configure()["formatters"]["line"]
    made = formatter.pop("()")(**formatter)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(made)
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.mark.wish("T9")
def test_a_line_says_which_request_for_whom_and_never_who(world: World, lines: Any) -> None:
    member = world.members[Role.STUDENT]
    answer = world.browser(member).get("/ampere/api/v1/me", headers={"traceparent": PARENT})
    line = next(line for line in lines() if line["event"] == "request")
    assert line["request_id"] == answer["X-Request-ID"]
    assert line["trace_id"] == "0af7651916cd43dd8448eb211c80319c"
    assert line["organisation"] == str(world.ampere.id)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/ampere/api/v1/me", 200)
    assert len(line["person"]) == 16
    assert str(member.person.id) not in json.dumps(line)
    assert member.person.email not in json.dumps(line)


@pytest.mark.wish("T11")
def test_a_job_carries_the_request_that_led_to_it(world: World, lines: Any, run_jobs: Any) -> None:
    with structlog.contextvars.bound_contextvars(request_id="0123456789abcdef"):
        write_a_line.later(organisation_id=world.ampere.id)
    run_jobs()
    line = next(line for line in lines() if line["event"] == "worked")
    assert line["request_id"] == "0123456789abcdef"
    assert (line["organisation"], line["job"]) == (str(world.ampere.id), write_a_line.name)


def test_what_is_named_like_a_secret_is_hidden(lines: Any) -> None:
    log = structlog.get_logger("lyceum.tests")
    log.info("asked", password="hunter2", headers={"Authorization": "Bearer abc", "Accept": "text/html"})
    line = next(line for line in lines() if line["event"] == "asked")
    assert (line["password"], line["headers"]) == ("[hidden]", {"Authorization": "[hidden]", "Accept": "text/html"})


@pytest.mark.wish("R5")
def test_an_error_is_written_with_its_request_and_without_local_variables(lines: Any, monkeypatch: Any) -> None:
    def break_down(*parts: Any) -> None:
        canary = "local-" + "canary"
        raise RuntimeError(f"broke with {len(canary)} letters")

    monkeypatch.setattr("lyceum.kernel.operations.interface.rest.readiness", break_down)
    answer = Client(raise_request_exception=False).get("/api/v1/health/ready")
    assert answer.status_code == 500
    line = next(line for line in lines() if line["level"] == "error")
    assert line["request_id"] == answer["X-Request-ID"]
    assert line["exception"][0]["exc_value"] == "broke with 12 letters"
    assert "local-" + "canary" not in json.dumps(line)
    assert "RuntimeError" not in answer.content.decode()


def test_a_terminal_gets_colours_and_a_machine_gets_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_FORMAT", "console")
    assert not as_json()
    console: Any = configure()["formatters"]["line"]
    assert type(console["processors"][-1]).__name__ == "ConsoleRenderer"
    monkeypatch.setenv("LOG_FORMAT", "json")
    assert as_json()
    configure()
