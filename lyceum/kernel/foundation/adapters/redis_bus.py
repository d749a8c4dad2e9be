"""Redis carries frames once they are true; what it cannot carry, and every loss of a right, PostgreSQL does.

So a Redis that is down loses nothing, and the socket of somebody suspended closes whatever happens to it. A process may
be killed between its commit and its publication: then its mark stays, and whoever finds it has everybody look again.
"""

import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any
from uuid import uuid4

import redis
import redis.asyncio
import structlog
from django.conf import settings
from django.db import connection, transaction

from lyceum.kernel.foundation.adapters.postgres_bus import PostgresBus, PostgresWire
from lyceum.kernel.foundation.ports import Wire
from lyceum.kernel.foundation.rules.frames import REVOKED, Frame, Reader

log = structlog.get_logger("lyceum.live")
PATIENCE, LOOK_EVERY, MARK_IS_OLD = 1.0, 2.0, 10.0  # seconds
GAP = "gap"


class RedisBus:
    def send(self, frames: Sequence[Frame]) -> None:
        revocations = [frame for frame in frames if frame.kind == REVOKED]
        others = [frame for frame in frames if frame.kind != REVOKED]
        if revocations:
            PostgresBus().send(revocations)
        if others:
            self._send(others)

    def wires(self) -> list[Wire]:
        return [PostgresWire(), RedisWire()]

    def _send(self, frames: Sequence[Frame]) -> None:
        mark = uuid4().hex
        try:
            _client().zadd(_key("marks"), {mark: time.time()})
        except redis.RedisError:
            return PostgresBus().send(frames)
        transaction.on_commit(partial(_publish, frames, mark))


class RedisWire:
    name = "redis"

    async def listen(self, opened: Callable[[], None], heard: Callable[[Frame], None]) -> None:
        """Redis shuts out a listener that is too slow: to us that is a lost connection like any other."""
        given: dict[str, Any] = {
            "socket_connect_timeout": PATIENCE,
            "health_check_interval": 10,
            "decode_responses": True,
        }
        try:
            async with redis.asyncio.Redis.from_url(settings.REDIS_URL, **given) as client, client.pubsub() as heard_of:
                await heard_of.subscribe(_key("live"))
                await _listen(client, heard_of, opened, heard)
        except redis.RedisError as fault:
            raise ConnectionError(type(fault).__name__) from fault


def connect() -> RedisBus:
    return RedisBus()


def disconnect() -> None:
    _client().close()
    _client.cache_clear()


def _publish(frames: Sequence[Frame], mark: str) -> None:
    try:
        with _client().pipeline(transaction=True) as all_of:
            for frame in frames:
                all_of.publish(_key("live"), frame.whole)
            all_of.zrem(_key("marks"), mark)
            all_of.execute()
    except redis.RedisError as fault:
        log.warning("redis does not carry", error=type(fault).__name__)
        PostgresBus().send(frames)


async def _listen(client: Any, heard_of: Any, opened: Callable[[], None], heard: Callable[[Frame], None]) -> None:
    reader, looked_at = Reader(), time.monotonic()
    while True:
        message = await heard_of.get_message(timeout=LOOK_EVERY)
        if message and message["type"] == "subscribe":
            opened()
        elif message and message["data"] == GAP:
            raise ValueError("somebody was killed before they told")
        elif message and (frame := reader.read(message["data"])):
            heard(frame)
        if time.monotonic() - looked_at > LOOK_EVERY:
            looked_at = time.monotonic()
            await _find_marks(client)


async def _find_marks(client: Any) -> None:
    """Of a transaction that was rolled back, or lasts, there is one as well: then people look again in vain."""
    old = await client.zrangebyscore(_key("marks"), 0, time.time() - MARK_IS_OLD)
    if old and await client.zrem(_key("marks"), *old):
        await client.publish(_key("live"), GAP)


@cache
def _client() -> Any:
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)


def _key(name: str) -> str:
    """Two installations may share a Redis."""
    return f"lyceum:{connection.settings_dict['NAME']}:{name}"
