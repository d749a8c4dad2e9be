"""An organisation names the server that we call: what stands in its way is a fault of the provider's."""

import httpx2

from lyceum.kernel.ai.ports import ProviderFault
from lyceum.kernel.ai.rules.event import Fault
from lyceum.kernel.ai.rules.vendor import Connection
from lyceum.kernel.foundation.walls import NotPublic, PublicOnly


class Walled(PublicOnly):
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        try:
            return await super().handle_async_request(request)
        except NotPublic as refusal:
            raise ProviderFault(Fault.UNFIT, str(refusal)) from refusal


def client_for(connection: Connection) -> httpx2.AsyncClient:
    limits = httpx2.Limits(max_connections=200, max_keepalive_connections=50)
    walled = bool(connection.address) and not connection.is_local_allowed
    transport = Walled(limits=limits) if walled else httpx2.AsyncHTTPTransport(limits=limits)
    return httpx2.AsyncClient(transport=transport, timeout=httpx2.Timeout(600, connect=5), follow_redirects=False)
