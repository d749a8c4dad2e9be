"""Django's cache in PostgreSQL, for installations without Redis: limits must be counted once, not per process.

Each operation is one statement; ``add`` is atomic, which is what the locks of the limits stand on. It keeps what
JSON can say: nothing is ever unpickled from a table.
"""

import json
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection

_READ = """
    SELECT content FROM identity_remembered
    WHERE key = %s AND (expires_at IS NULL OR expires_at > statement_timestamp())
"""
_WRITE = """
    INSERT INTO identity_remembered AS kept (key, content, expires_at) VALUES
    (%s, %s, statement_timestamp() + %s * interval '1 second')
    ON CONFLICT (key) DO UPDATE SET content = excluded.content, expires_at = excluded.expires_at
"""
_WRITE_ONCE = _WRITE + " WHERE kept.expires_at <= statement_timestamp() RETURNING true"
_TOUCH = """
    UPDATE identity_remembered SET expires_at = statement_timestamp() + %s * interval '1 second'
    WHERE key = %s AND (expires_at IS NULL OR expires_at > statement_timestamp()) RETURNING true
"""


class PostgresCache(BaseCache):
    def __init__(self, location: str, options: dict[str, Any]) -> None:
        super().__init__(options)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        row = _row(_READ, [self._named(key, version)])
        return json.loads(row[0]) if row else default

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._write(_WRITE, key, value, timeout, version)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._write(_WRITE_ONCE, key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(_row(_TOUCH, [self._seconds(timeout), self._named(key, version)]))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(_row("DELETE FROM identity_remembered WHERE key = %s RETURNING true", [self._named(key, version)]))

    def clear(self) -> None:
        _row("DELETE FROM identity_remembered")

    def _write(self, statement: str, key: Any, value: Any, timeout: Any, version: int | None) -> bool:
        return bool(_row(statement, [self._named(key, version), json.dumps(value), self._seconds(timeout)]))

    def _named(self, key: Any, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _seconds(self, timeout: Any) -> float | None:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return None if seconds is None else max(float(seconds), 0.0)


def _row(statement: str, parameters: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone() if cursor.description else None
