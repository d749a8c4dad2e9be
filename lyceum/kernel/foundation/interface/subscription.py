"""GraphQL subscriptions: a topic of the socket, as a field. A room declares one in a line of ``interface/graph.py``::

    @strawberry.type
    class Subscription:
        messages = subscription("conversations", "message", message_of)

``message_of(frame) -> MessageView`` makes the answer of a frame (``{"topic", "kind", "content"}``), without a query.
Who may hear is what the topic's policy says, and is asked again whenever rights change.
"""

import inspect
from collections.abc import AsyncGenerator, Callable
from typing import Any, Protocol, TypeVar

import strawberry

Shape = TypeVar("Shape")


class Listening(Protocol):
    """What the socket gives to its subscriptions as their context."""

    def frames(self, name: str) -> AsyncGenerator[dict[str, Any], None]:
        """The frames of this topic as they come; raises a Refusal where the caller may not hear it, or no longer."""


def subscription(topic: str, kind: str, shape: Callable[[dict[str, Any]], Shape], description: str = "") -> Any:
    async def hear(info: strawberry.Info) -> AsyncGenerator[Any, None]:
        listening: Listening = info.context
        async for frame in listening.frames(topic):
            if frame["kind"] == kind:
                yield shape(frame)

    answer: Any = inspect.signature(shape).return_annotation
    hear.__annotations__["return"] = AsyncGenerator[answer, None]  # type: ignore[valid-type]
    hear.topic = topic  # type: ignore[attr-defined]  # for the tests that knock at every door
    return strawberry.subscription(resolver=hear, description=description)
