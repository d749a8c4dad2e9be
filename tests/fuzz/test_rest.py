"""REST: whatever is sent, the server answers as the document says, and never with an error of its own."""

import os
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, settings

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.project.rest import api
from tests.isolation.fabric import undone

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "10"))
schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
REFUSALS = {400, 401, 403, 404, 405, 409, 413, 415, 422, 428, 503}


@pytest.fixture
def browser(world: World, settings: Any) -> Client:
    """The owner's: behind most doors there is something to break."""
    settings.API_LIMIT = (10**6, 1)
    browser = world.browser(world.members[Role.OWNER])
    browser.raise_request_exception = False
    return browser


@schema.parametrize()
@pytest.mark.wish("O2", "O7", "O8")
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate] if EXAMPLES > 10 else [Phase.generate],  # explicit: the edges of each type
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_server(case: schemathesis.Case, browser: Client) -> None:
    with undone():
        answer = sent(browser, case)
    assert answer.status_code < 500 or answer.status_code == 503, f"{case.method} {case.formatted_path}: {case.body!r}"
    declared = {int(status) for status in case.operation.definition.raw["responses"] if status.isdigit()}
    assert answer.status_code in declared | REFUSALS
    if answer.status_code in REFUSALS - {503}:
        assert answer["Content-Type"].startswith("application/problem+json")


def sent(browser: Client, case: schemathesis.Case) -> Any:
    """The request that schemathesis would send, through Django's client, inside the test's transaction."""
    request = requests.Request(**case.as_transport_kwargs(base_url="http://testserver/ampere")).prepare()
    address = urlsplit(request.url or "")
    return browser.generic(
        request.method or "GET",
        unquote_to_bytes(address.path).decode("latin-1"),
        data=request.body or b"",
        content_type=request.headers.get("Content-Type", ""),
        QUERY_STRING=address.query,
    )
