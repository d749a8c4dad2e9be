"""People name servers that we are to call: they must not thereby reach into the network that we stand in."""

import asyncio
import socket
from collections.abc import Collection
from typing import Any

import httpx2

from lyceum.kernel.foundation.rules.host import is_public


class NotPublic(Exception):
    """The address is none of the internet, or is not asked for over https."""


class PublicOnly(httpx2.AsyncHTTPTransport):
    """Looks the name up itself and connects to the very address that it has judged: a second answer of the DNS,
    or a redirection, changes nothing. ``vouched``: ``host:port`` of servers that whoever runs this installation names.
    """

    def __init__(self, *, vouched: Collection[str] = (), **terms: Any) -> None:
        super().__init__(**terms)
        self.vouched = vouched

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.netloc.decode() in self.vouched:
            return await super().handle_async_request(request)
        host = request.url.host
        address = await _public_address(host, request.url.port or 443)
        if request.url.scheme != "https":
            raise NotPublic("not an https address")
        inner = httpx2.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await super().handle_async_request(inner)


async def _public_address(host: str, port: int) -> str:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpx2.ConnectError("name not found") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise NotPublic("not a public address")
    return addresses[0]
