"""``push``: tell whoever looks at a topic that something changed. Sent by the commit, dropped by a rollback."""

import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from lyceum.kernel.foundation.ports import bus
from lyceum.kernel.foundation.rules.frames import REVOKED, content_frame, frame_of


def push(topic: str, kind: str, **ids: Any) -> None:
    """``push(f"organisation:{id}:notices", "refresh", id=notice.id)``: ids only, never contents."""
    push_all([topic], kind, **ids)


def push_all(topics: Iterable[str], kind: str, **ids: Any) -> None:
    """The same thing to many topics, in one statement."""
    carried = {name: str(value) for name, value in ids.items()}
    if frames := [frame_of(topic, kind, carried) for topic in topics]:
        bus().send(frames)


def push_content(topic: str, kind: str, content: Mapping[str, Any]) -> None:
    """The thing itself, for everybody who may hear the topic: ``push_content(topic, "message", {"id": …, "body": …})``.

    What is longer than a notification can carry says ``"fetch": true`` and its ``id`` alone; without an ``id`` it
    travels in parts.
    """
    plain = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    bus().send([content_frame(topic, kind, plain, sent=time.time())])


def person_topic(person_id: UUID) -> str:
    return f"person:{person_id}"


def sign_in_topic(session_key: str) -> str:
    """The key itself opens the account, so the bus carries its digest."""
    return f"sign-in:{hashlib.sha256(session_key.encode()).hexdigest()}"


def revoke(*topics: str) -> None:
    """After commit, within the second, every socket on these topics asks again whether it may stay."""
    push_all(topics, REVOKED)
