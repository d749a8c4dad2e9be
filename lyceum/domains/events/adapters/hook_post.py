"""Posts to addresses that organisers gave us: side by side, ten seconds in all, never into our own network."""

import asyncio
from collections.abc import Sequence
from time import monotonic

import httpx2
from django.conf import settings

from lyceum.domains.events.ports import Parcel, Received
from lyceum.kernel.foundation.walls import NotPublic, PublicOnly

LIMIT = 10.0  # seconds, whatever the other side drips


class Post:
    def delivered(self, parcels: Sequence[Parcel]) -> list[Received]:
        return asyncio.run(_all_delivered(parcels))


def connect() -> Post:
    return Post()


async def _all_delivered(parcels: Sequence[Parcel]) -> list[Received]:
    transport = PublicOnly(vouched=settings.NOTIFY_LOCAL_SERVERS)
    async with httpx2.AsyncClient(transport=transport, timeout=LIMIT, follow_redirects=False) as client:
        return list(await asyncio.gather(*(_delivered(client, parcel) for parcel in parcels)))


async def _delivered(client: httpx2.AsyncClient, parcel: Parcel) -> Received:
    began = monotonic()
    status, fault = await _asked(client, parcel)
    return Received(status, fault, round((monotonic() - began) * 1000))


async def _asked(client: httpx2.AsyncClient, parcel: Parcel) -> tuple[int | None, str]:
    try:
        async with asyncio.timeout(LIMIT):
            # What it answers is not read: its status says all, and it may send without end.
            async with client.stream("POST", parcel.url, content=parcel.body, headers=dict(parcel.headers)) as answer:
                return answer.status_code, "" if 200 <= answer.status_code < 300 else "status"
    except (TimeoutError, httpx2.TimeoutException):
        return None, "slow"
    except NotPublic:
        return None, "address"
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, UnicodeError):
        return None, "unreachable"
