"""The bus that is always there: PostgreSQL tells with the commit itself, and nothing comes between."""

from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from django.db import connection

from lyceum.kernel.foundation.ports import Wire
from lyceum.kernel.foundation.rules.frames import CHANNEL, Frame, Reader


class PostgresWire:
    name = "postgres"

    async def listen(self, opened: Callable[[], None], heard: Callable[[Frame], None]) -> None:
        reader = Reader()
        try:
            async with await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True) as listening:
                await listening.execute(f"LISTEN {CHANNEL}")
                opened()
                async for notice in listening.notifies():
                    if frame := reader.read(notice.payload):
                        heard(frame)
        except psycopg.Error as fault:
            raise ConnectionError(type(fault).__name__) from fault


class PostgresBus:
    def send(self, frames: Sequence[Frame]) -> None:
        pieces = [piece for frame in frames for piece in frame.pieces()]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_notify(%s, piece) FROM unnest(%s::text[]) WITH ORDINALITY AS all_of (piece, number)"
                " ORDER BY number",
                [CHANNEL, pieces],
            )

    def wires(self) -> list[Wire]:
        return [PostgresWire()]


def connect() -> PostgresBus:
    return PostgresBus()


def _parameters() -> dict[str, Any]:
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    keepalives = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
    return {**parameters, **keepalives, "application_name": "lyceum-live"}
