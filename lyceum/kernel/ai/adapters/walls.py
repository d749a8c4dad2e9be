"""An organisation names the server that we call: it must not thereby reach into the network that we stand in."""

import asyncio
import socket

import httpx2

from lyceum.kernel.ai.ports import ProviderFault
from lyceum.kernel.ai.rules.event import Fault
from lyceum.kernel.ai.rules.vendor import Connection
from lyceum.kernel.foundation.rules.host import is_public


class PublicOnly(httpx2.AsyncHTTPTransport):
    """Looks the name up itself and connects to the very address that it has judged: a second answer of the DNS,
    or a redirection, changes nothing."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host
        inner = httpx2.Request(
            request.method,
            request.url.copy_with(host=await _public_address(host, request.url.port or 443)),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await super().handle_async_request(inner)


async def _public_address(host: str, port: int) -> str:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise ProviderFault(Fault.DOWN, "name not found") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise ProviderFault(Fault.UNFIT, "not a public address")
    return addresses[0]


def client_for(connection: Connection) -> httpx2.AsyncClient:
    limits = httpx2.Limits(max_connections=200, max_keepalive_connections=50)
    walled = bool(connection.address) and not connection.is_local_allowed
    transport = PublicOnly(limits=limits) if walled else httpx2.AsyncHTTPTransport(limits=limits)
    return httpx2.AsyncClient(transport=transport, timeout=httpx2.Timeout(600, connect=5), follow_redirects=False)
