"""``push``: tell whoever looks at a topic that something changed. Sent by the commit, dropped by a rollback."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

CHANNEL = "lyceum_live"
REVOKED = "revoked"


def push(topic: str, kind: str, **ids: Any) -> None:
    """``push(f"organisation:{id}:notices", "refresh", id=notice.id)``: ids only, never contents."""
    push_all([topic], kind, **ids)


def push_all(topics: Iterable[str], kind: str, **ids: Any) -> None:
    """The same thing to many topics, in one statement."""
    carried = {name: str(value) for name, value in ids.items()}
    messages = [json.dumps({"topic": topic, "kind": kind, **carried}) for topic in topics]
    if messages:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, message) FROM unnest(%s::text[]) AS message", [CHANNEL, messages])


def person_topic(person_id: UUID) -> str:
    return f"person:{person_id}"


def sign_in_topic(session_key: str) -> str:
    """The key itself opens the account, so the bus carries its digest."""
    return f"sign-in:{hashlib.sha256(session_key.encode()).hexdigest()}"


def revoke(*topics: str) -> None:
    """After commit, within the second, every socket on these topics asks again whether it may stay."""
    push_all(topics, REVOKED)
