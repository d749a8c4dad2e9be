"""HTTP to carriers. Where somebody gave us the address: only https, and never into the network that we stand in."""

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
from django.conf import settings

from lyceum.kernel.foundation.rules.host import is_public
from lyceum.kernel.notifications.ports import AddressGone, CarrierRefused, CarrierUnavailable

_PATIENCE = httpx2.Timeout(20, connect=5)
_READ = 4096  # of an answer; whoever stands at a given address may send without end
_GONE, _BUSY, _OURS = frozenset({404, 410}), frozenset({408, 425, 429}), frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def words(self) -> str:
        return f"{self.status} {self.text}".strip()[:300]

    @property
    def retry_after(self) -> int | None:
        """Seconds, from either form of the header."""
        said = self.headers.get("Retry-After", "")
        if said.isdigit():
            return int(said)
        with suppress(ValueError):
            return max(0, round((parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()))
        return None


class PublicOnly(httpx2.HTTPTransport):
    """Looks the name up itself and connects to the very address that it has judged: a second answer of the DNS
    changes nothing. Servers of ``settings.NOTIFY_LOCAL_SERVERS`` are vouched for by whoever runs this installation."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.netloc.decode() in settings.NOTIFY_LOCAL_SERVERS:
            return super().handle_request(request)
        host = request.url.host
        if request.url.scheme != "https" or not host:
            raise CarrierRefused("not an https address")
        inner = httpx2.Request(
            request.method,
            request.url.copy_with(host=_public_address(host, request.url.port or 443)),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return super().handle_request(inner)


def walled_client() -> httpx2.Client:
    """For addresses that people gave us."""
    return httpx2.Client(transport=PublicOnly(), timeout=_PATIENCE, follow_redirects=False)


def open_client() -> httpx2.Client:
    """For a carrier that this installation's settings name."""
    return httpx2.Client(timeout=_PATIENCE, follow_redirects=False)


def post(client: httpx2.Client, url: str, **content: Any) -> Answer:
    """Raises CarrierUnavailable when nobody answers, CarrierRefused for an address that we do not call."""
    try:
        with client.stream("POST", url, **content) as answer:
            read = b""
            for piece in answer.iter_bytes(_READ):
                read += piece
                if len(read) >= _READ:
                    break
            return Answer(answer.status_code, answer.headers, read[:_READ].decode(errors="replace"))
    except httpx2.TransportError as outage:
        raise CarrierUnavailable(f"{type(outage).__name__}: {outage}") from outage
    except (httpx2.InvalidURL, httpx2.HTTPError) as fault:
        raise CarrierRefused(f"{type(fault).__name__}") from fault


def refuse_no(answer: Answer, *, is_given: bool) -> None:
    """What a carrier's status means. ``is_given``: the address was given by somebody, so it may be gone; otherwise
    a 401 or 403 is about our key, and no fault of the message."""
    if 200 <= answer.status < 300:
        return
    if is_given and answer.status in _GONE:
        raise AddressGone(answer.words)
    if answer.status in _BUSY or answer.status >= 500 or (answer.status in _OURS and not is_given):
        raise CarrierUnavailable(answer.words, answer.retry_after)
    raise CarrierRefused(answer.words)


def _public_address(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise CarrierUnavailable("name not found") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise CarrierRefused("not a public address")
    return addresses[0]
